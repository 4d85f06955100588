"""Every note, parsed.

In:  a `Site`, its store.
Out: `Notes`: from the store where a note's bytes, and all that parsing depends on, are known; the rest
     parsed, over processes when there are many.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from math import inf
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from notes_wiki import problem
from notes_wiki.fork import SharedStandby, Standby
from notes_wiki.link.addresses import note_ids
from notes_wiki.load import walk as walking
from notes_wiki.load.folders import FolderCache
from notes_wiki.load.stamps import settled
from notes_wiki.looking import Look, go_on, looking
from notes_wiki.model import Facts, LinkFacts, Note, Problem, Source
from notes_wiki.stages import parse
from notes_wiki.stages.bodies import Bodies
from notes_wiki.stages.options import Progress
from notes_wiki.stages.publishing import Publishing
from notes_wiki.stages.site import Site
from notes_wiki.write import cache

if TYPE_CHECKING:
    from notes_wiki.parse.parsing import Parsing


class ReadNote(NamedTuple):
    """What is known of a note before any body is asked for; `encoded` are its link facts as bytes."""

    linking: LinkFacts
    facts: Facts
    encoded: bytes
    body_digest: str


class Notes(msgspec.Struct, frozen=True):
    """All notes as read: published and withheld, with what fetches their bodies."""

    published: list[Note]
    withheld: list[Note]
    problems: list[Problem]
    bodies: Bodies
    stats: list[cache.Stat]
    parsed: list[cache.Parsed]
    """What was parsed just now; a body that the store has lost is added when it is asked for."""
    keys: dict[str, str]
    """Note id to the key it is remembered under."""
    paths: dict[str, str]
    """Note id to the path of its file."""
    link_digest: bytes
    """The digest of all that notes are to one another: their ids, link facts, and which are published."""
    read: Mapping[str, ReadNote] = {}
    """The notes by the keys they are remembered under."""
    next_change: float = inf
    """When the next note comes out or goes, by its dates: seconds since 1970."""


def walk(site: Site, folders: FolderCache | None = None) -> walking.Walk:
    """List the content folder; the output folder is no content, should it lie inside. `folders` are those
    that were listed already."""
    inside = site.output.resolve()
    content = site.content.resolve()
    ignore = site.config.ignore
    if content in inside.parents:
        ignore = (*ignore, "/" + inside.relative_to(content).as_posix() + "/")
    return walking.walk(
        site.content,
        msgspec.structs.replace(site.config, ignore=ignore),
        site.dialect_of(),
        folders,
    )


def parsing_of(site: Site, walked: walking.Walk) -> Parsing:
    """The settings that notes are parsed with."""
    from notes_wiki.parse.parsing import Parsing

    return Parsing(
        site.config,
        site.content,
        site.home,
        site.dialect_of(),
        files=[entry.path for entry in walked.files],
        parts=[entry.path for entry in walked.parts],
    )


class _Files(NamedTuple):
    """The files of notes, by their paths: how they are listed, the digests of their bytes, the sources of
    those that had to be read; the stats to remember, and what could not be read."""

    entries: dict[str, walking.FileEntry]
    digests: dict[str, str]
    sources: dict[str, Source]
    stats: list[cache.Stat]
    problems: list[Problem]


def read_notes(
    site: Site,
    walked: walking.Walk,
    store: cache.Store,
    progress: Progress,
    look: Look = go_on,
    *,
    standby: Standby | SharedStandby | None = None,
    meanwhile: Callable[[], object] = lambda: None,
    known: Mapping[str, ReadNote] = {},
) -> Notes:
    """Every note, parsed: from the store where its bytes and all that parsing depends on are known.

    A few notes are parsed by `standby`, if there is one. `meanwhile` is called while other processes parse.
    `known` are the notes of an earlier build of this process, by their keys: they are not decoded again.
    """
    parsing = parsing_of(site, walked)
    files = _files(site, walked.notes, store)
    keys = {path: parsing.key(path, digest) for path, digest in looking(files.digests.items(), look)}
    read = {key: known[key] for key in keys.values() if key in known} if known else {}
    recalled = store.recall([key for key in keys.values() if key not in read])
    unknown = [path for path in files.digests if keys[path] not in read and keys[path] not in recalled]
    wanted = _sources(site, parsing, unknown, files, keys)
    todo = parse.ToParse(wanted, parsing, keys, files.problems, progress)
    with parse.begin(todo, site.jobs, standby) as begun:
        meanwhile()
        read |= {key: _decoded(row) for key, row in looking(recalled.items(), look)}
        parsed = begun.rows()
    read |= {row.key: _decoded(row) for row in parsed}
    found = {path: read[keys[path]] for path in files.digests if keys[path] in read}
    return _notes(site, parsing, store, files, keys, found, parsed)


def _sources(
    site: Site, parsing: Parsing, todo: Sequence[str], files: _Files, keys: dict[str, str]
) -> list[Source]:
    """The sources of the notes that are to be parsed. One that is only read now may have changed since its
    stat was taken: what is remembered goes by what was read, so its digest and key are put right."""
    for path in todo:
        if path in files.sources:
            continue
        source = walking.read(site.content, files.entries[path])
        if isinstance(source, Source):
            files.sources[path] = source
            files.digests[path] = source.digest
            keys[path] = parsing.key(path, source.digest)
        else:
            files.problems.append(source)
    return [files.sources[path] for path in todo if path in files.sources]


_linking_of = msgspec.msgpack.Decoder(LinkFacts).decode
_facts_of = msgspec.msgpack.Decoder(Facts).decode


def _decoded(row: cache.Remembered | cache.Parsed) -> ReadNote:
    return ReadNote(_linking_of(row.linking), _facts_of(row.facts), row.linking, row.body_digest)


def _notes(
    site: Site,
    parsing: Parsing,
    store: cache.Store,
    files: _Files,
    keys: Mapping[str, str],
    found: Mapping[str, ReadNote],
    parsed: list[cache.Parsed],
) -> Notes:
    """The record of all notes. `keys` gives by path the key a note is remembered under, `found` what was read
    of it."""
    publishing = Publishing(site, {path: read.linking.meta for path, read in found.items()}, time.time())
    ids = note_ids(found, found.keys() - publishing.paths)
    notes = [
        Note(ids[path], path, files.digests[path], read.linking, read.facts, read.body_digest)
        for path, read in found.items()
    ]
    keys_by_id = {note.id: keys[note.path] for note in notes}
    paths = {note.id: note.path for note in notes}
    in_notes = (problem.located(one, note.path) for note in notes for one in note.facts.problems)
    restore = _restorer(site, parsing, keys_by_id, paths, files.entries, parsed)
    return Notes(
        published=[note for note in notes if note.path in publishing.paths],
        withheld=[note for note in notes if note.path not in publishing.paths],
        problems=[*files.problems, *parsing.problems, *in_notes],
        bodies=_bodies(store, keys_by_id, restore, parsed),
        stats=[stat for stat in files.stats if stat.digest == files.digests[stat.path]],
        parsed=parsed,
        keys=keys_by_id,
        paths=paths,
        link_digest=_digest_of_links(notes, found, publishing.paths),
        read={keys[path]: one for path, one in found.items()},
        next_change=publishing.next_change,
    )


def _bodies(
    store: cache.Store,
    keys: dict[str, str],
    restore: Callable[[str], memoryview | None],
    parsed: Sequence[cache.Parsed],
) -> Bodies:
    """The bodies of all notes, those that were parsed just now among them. `keys`: note id to key."""
    bodies = Bodies(store, keys, restore)
    fresh = {row.key: row.body for row in parsed}
    for id, key in keys.items():
        bodies.add(id, key, fresh.get(key))
    return bodies


def _digest_of_links(
    notes: Sequence[Note], found: Mapping[str, ReadNote], published: Collection[str]
) -> bytes:
    """`Notes.link_digest`. `published`: paths."""
    parts = [(note.id, note.path, note.path in published, found[note.path].encoded) for note in notes]
    return hashlib.blake2b(msgspec.msgpack.encode(parts), digest_size=16).digest()


def _restorer(
    site: Site,
    parsing: Parsing,
    keys: Mapping[str, str],
    paths: Mapping[str, str],
    entries: Mapping[str, walking.FileEntry],
    parsed: list[cache.Parsed],
) -> Callable[[str], memoryview | None]:
    """What gives a body that the store should have and has not, being damaged: the note is parsed anew,
    if it still is what it was, and remembered with those that are new (`parsed`)."""

    def restore(id: str) -> memoryview | None:
        source = walking.read(site.content, entries[paths[id]])
        if not isinstance(source, Source) or parsing.key(source.path, source.digest) != keys[id]:
            return None
        parsing.prepare()
        row = cache.Parsed(keys[id], *parsing.encoded(source))
        parsed.append(row)
        return row.body

    return restore


def _files(site: Site, entries: Sequence[walking.FileEntry], store: cache.Store) -> _Files:
    """The digest of every note's bytes: by its stat where that is known and old enough, else read."""
    known = {} if site.options.verify else store.digests()
    now = time.time_ns()
    files = _Files({entry.path: entry for entry in entries}, {}, {}, [], [])
    for entry in entries:
        stat = known.get(entry.path)
        if stat is not None and stat[1:4] == (entry.mtime_ns, entry.size, entry.inode):
            files.digests[entry.path] = stat.digest
            files.stats.append(stat)
            continue
        source = walking.read(site.content, entry)
        if not isinstance(source, Source):
            files.problems.append(source)
            continue
        files.digests[entry.path] = source.digest
        files.sources[entry.path] = source
        if settled(entry.mtime_ns, now):
            files.stats.append(cache.Stat(entry.path, entry.mtime_ns, entry.size, entry.inode, source.digest))
    return files


def remember(store: cache.Store, notes: Notes) -> None:
    """Keep what was parsed, and forget what no note needs any more."""
    store.save(parsed=notes.parsed, stats=notes.stats, keep=notes.keys.values())
