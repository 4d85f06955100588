"""Every note, parsed.

In:  a `Site`, its store.
Out: `Notes`: from the store where a note's bytes, and all that parsing depends on, are known; the rest
     parsed, over processes when there are many.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Mapping, Sequence
from math import inf
from typing import TYPE_CHECKING

import msgspec

from notes_wiki import problem
from notes_wiki.link.addresses import note_ids
from notes_wiki.load import walk as walking
from notes_wiki.load.globs import folder_chooser
from notes_wiki.load.stamps import settled
from notes_wiki.looking import Look, go_on, looking
from notes_wiki.model import Body, Facts, LinkFacts, Note, Problem, Source
from notes_wiki.stages.options import Progress
from notes_wiki.stages.parse import ParseRun
from notes_wiki.stages.publishing import Publishing
from notes_wiki.stages.site import Site
from notes_wiki.write import cache

if TYPE_CHECKING:
    from notes_wiki.parse.stage import Parsing


class Notes(msgspec.Struct):
    """All notes as read: published and withheld, with what fetches their bodies."""

    published: list[Note]
    withheld: list[Note]
    problems: list[Problem]
    bodies: Bodies
    stats: list[cache.Stat]
    parsed: list[cache.Parsed]
    keys: dict[str, str]
    """Note id to the key it is remembered under."""
    paths: dict[str, str]
    """Note id to the path of its file."""
    linked: bytes
    """The digest of all that notes are to one another: their ids, link facts, and which are published."""
    changing: float = inf
    """When the next note comes out or goes, by its dates: seconds since 1970."""


class Bodies:
    """Fetches a note's body: of notes parsed just now from memory, of others from the store."""

    def __init__(self, store: cache.Store, keys: dict[str, str] | None = None) -> None:
        self._store = store
        self._fresh: dict[str, bytes] = {}
        self._keys = keys if keys is not None else {}
        self._decode = msgspec.msgpack.Decoder(Body).decode
        self._decoded: dict[str, Body] = {}
        self._process = os.getpid()
        self.restore: Callable[[str], bytes | None] | None = None
        """Parses a note anew whose body the store has lost."""
        self.lost = False
        """Whether a body was asked for that is not remembered (any more)."""

    def add(self, id: str, key: str, fresh: bytes | None = None) -> None:
        """Say under which key a note's body is remembered, and what it is where that is known."""
        self._keys[id] = key
        if fresh is not None:
            self._fresh[id] = fresh

    def fetch(self, ids: Sequence[str]) -> None:
        """Read the bodies of these notes from the store at once: a forked child must not use it."""
        wanted: dict[str, list[str]] = {}  # notes with the same bytes may share a key
        for id in ids:
            if id not in self._fresh:
                wanted.setdefault(self._keys[id], []).append(id)
        found = self._store.bodies(list(wanted))
        for key, sharing in wanted.items():
            data = found.get(key)
            for id in sharing:
                if (body := data or self._restored(id)) is not None:
                    self._fresh[id] = body

    def __call__(self, id: str) -> Body:
        """The body of note `id`."""
        if id not in self._decoded:
            data = self._fresh.get(id) or self._stored(id)
            self.lost |= data is None
            self._decoded[id] = self._decode(data) if data else Body(())
        return self._decoded[id]

    def _stored(self, id: str) -> bytes | None:
        if os.getpid() != self._process:
            raise RuntimeError(f"The body of {id} was not fetched before this process was forked.")
        return self._store.body(self._keys[id]) or self._restored(id)

    def _restored(self, id: str) -> bytes | None:
        return self.restore(id) if self.restore is not None else None


def walk(site: Site) -> walking.Walk:
    """List the content folder; the output folder is no content, should it lie inside."""
    inside = site.output.resolve()
    content = site.content.resolve()
    ignore = site.config.ignore
    if content in inside.parents:
        ignore = (*ignore, "/" + inside.relative_to(content).as_posix() + "/")
    rules = {} if site.options.dialect else site.config.dialects
    return walking.walk(
        site.content,
        msgspec.structs.replace(site.config, ignore=ignore),
        folder_chooser(rules, site.dialect),
    )


def parsing_of(site: Site, walked: walking.Walk) -> Parsing:
    """The settings that notes are parsed with."""
    from notes_wiki.parse.stage import Parsing

    return Parsing(
        site.config,
        site.content,
        site.home,
        site.dialect,
        only=bool(site.options.dialect),
        files=[entry.path for entry in walked.files],
    )


def read_notes(
    site: Site,
    walked: walking.Walk,
    store: cache.Store,
    progress: Progress,
    look: Look = go_on,
    meanwhile: Callable[[], object] | None = None,
) -> Notes:
    """Every note, parsed: from the store where its bytes and all that parsing depends on are known.

    `meanwhile` is called while other processes parse. Where it is given, a note or two are parsed in a
    process of their own too, which imports the parser beside this one's work.
    """
    parsing = parsing_of(site, walked)
    digests, sources, stats, problems = _digests(site, walked.notes, store)
    keys = {path: parsing.key(path, known) for path, known in looking(digests.items(), look)}
    recalled = store.recall(list(keys.values()))
    todo = [path for path in digests if keys[path] not in recalled]
    entries = {entry.path: entry for entry in walked.notes}
    for path in todo:
        if path in sources:
            continue
        source = walking.read(site.content, entries[path])
        if isinstance(source, Source):
            # It may have changed since its stat was taken: what is remembered goes by what was read.
            sources[path] = source
            digests[path] = source.digest
            keys[path] = parsing.key(path, source.digest)
        else:
            problems.append(source)
    stats = [stat for stat in stats if stat.digest == digests[stat.path]]
    wanted = [sources[path] for path in todo if path in sources]
    linking_of = msgspec.msgpack.Decoder(LinkFacts).decode
    facts_of = msgspec.msgpack.Decoder(Facts).decode

    def decoded(row: cache.Remembered | cache.Parsed) -> tuple[LinkFacts, Facts, bytes, str]:
        return linking_of(row.linking), facts_of(row.facts), row.linking, row.body_digest

    with ParseRun(site, wanted, parsing, keys, problems, progress, beside=meanwhile is not None) as parse:
        if meanwhile is not None:
            meanwhile()
        known = {key: decoded(row) for key, row in recalled.items()}
        parsed = parse.rows()
    fresh = {row.key: row for row in parsed}
    known |= {key: decoded(row) for key, row in fresh.items()}
    notes = Notes([], [], [*problems, *parsing.problems], Bodies(store), stats, parsed, {}, {}, b"")
    linked = hashlib.blake2b(digest_size=16)
    found = {path: known[keys[path]] for path in digests if keys[path] in known}
    publishing = Publishing(site, {path: links.meta for path, (links, *_) in found.items()}, time.time())
    ids = note_ids(found, found.keys() - publishing.paths)
    for path, (links, facts, linking, body_digest) in found.items():
        key, id = keys[path], ids[path]
        note = Note(id, path, digests[path], links, facts, body_digest)
        notes.keys[id] = key
        notes.paths[id] = path
        notes.bodies.add(id, key, fresh[key].body if key in fresh else None)
        notes.problems += [problem.located(one, path) for one in note.facts.problems]
        published = path in publishing.paths
        (notes.published if published else notes.withheld).append(note)
        linked.update(msgspec.msgpack.encode((id, path, published, linking)))
    notes.linked = linked.digest()
    notes.changing = publishing.changing
    notes.bodies.restore = _restorer(site, parsing, notes, entries)
    return notes


def _restorer(
    site: Site, parsing: Parsing, notes: Notes, entries: Mapping[str, walking.FileEntry]
) -> Callable[[str], bytes | None]:
    """What gives a body that the store should have and has not, being damaged: the note is parsed anew,
    if it still is what it was, and remembered with those that are new."""

    def restore(id: str) -> bytes | None:
        source = walking.read(site.content, entries[notes.paths[id]])
        if not isinstance(source, Source) or parsing.key(source.path, source.digest) != notes.keys[id]:
            return None
        parsing.prepare()
        row = cache.Parsed(notes.keys[id], *parsing.encoded(source))
        notes.parsed.append(row)
        return row.body

    return restore


def _digests(
    site: Site, entries: Sequence[walking.FileEntry], store: cache.Store
) -> tuple[dict[str, str], dict[str, Source], list[cache.Stat], list[Problem]]:
    """The digest of every note's bytes: by its stat where that is known and old enough, else read."""
    known = {} if site.options.verify else store.digests()
    now = time.time_ns()
    digests: dict[str, str] = {}
    sources: dict[str, Source] = {}
    stats: list[cache.Stat] = []
    problems: list[Problem] = []
    for entry in entries:
        stat = known.get(entry.path)
        if stat is not None and stat[1:4] == (entry.mtime_ns, entry.size, entry.inode):
            digests[entry.path] = stat.digest
            stats.append(stat)
            continue
        source = walking.read(site.content, entry)
        if not isinstance(source, Source):
            problems.append(source)
            continue
        digests[entry.path] = source.digest
        sources[entry.path] = source
        if settled(entry.mtime_ns, now):
            stats.append(cache.Stat(entry.path, entry.mtime_ns, entry.size, entry.inode, source.digest))
    return digests, sources, stats, problems


def remember(store: cache.Store, notes: Notes) -> None:
    """Keep what was parsed, and forget what no note needs any more."""
    store.save(parsed=notes.parsed, stats=notes.stats, keep=notes.keys.values())
