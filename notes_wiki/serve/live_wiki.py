"""The wiki in memory, so that the cost of an edit depends only on what it affects.

In:  the result of a whole build; then the path of a note that was saved.
Out: an `Edit`: the pages that may have changed, before anything is written.

An edit can be followed by itself if the same notes exist after it, under the same addresses, with the same
files. If the note's link facts (titles, anchors, targets, labels) are unchanged too, its pages are exact and
nothing else need be done; otherwise the note's own page is shown at once and a whole build follows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from notes_wiki import problem
from notes_wiki.fork import SharedStandby
from notes_wiki.link.graph import Linked
from notes_wiki.load import walk as walking
from notes_wiki.load.stamps import inode
from notes_wiki.model import Facts, FoundFile, Graph, LinkFacts, Note, Problem, Source
from notes_wiki.parse.parsing import Parsing
from notes_wiki.render.page import Renderer
from notes_wiki.render.refs import PageRef
from notes_wiki.stages import parse, read, render
from notes_wiki.stages.bodies import Bodies
from notes_wiki.stages.dates import modified
from notes_wiki.stages.site import Site
from notes_wiki.write import cache

LONG = 500_000
"""A note with more characters takes so long to parse that other edits would have to wait. So its edits are
left to whole builds, which nothing waits for."""

_linking = msgspec.msgpack.Decoder(LinkFacts).decode
_facts = msgspec.msgpack.Decoder(Facts).decode


class Edit(NamedTuple):
    """An edit of a note: the renderers before and after it. If it is `exact`, nothing but `pages` changes."""

    note: Note
    entry: walking.FileEntry
    before: Renderer
    renderer: Renderer
    bodies: Bodies
    exact: bool
    problems: tuple[Problem, ...]

    def pages(self) -> Iterator[PageRef]:
        """Pages that may have changed, the note's own first."""
        yield self.renderer.note_page(self.note.id)
        if self.exact:
            yield from self.renderer.pages_after(self.before, self.note.id)


class LiveWiki:
    """A wiki as the last whole build left it, kept up to date by `edit`. Notes are parsed by the process
    `parser` if there is one, else in this process."""

    def __init__(
        self,
        site: Site,
        walked: walking.Walk,
        notes: read.Notes,
        linked: Linked,
        planned: render.Planned,
        parser: SharedStandby | None = None,
    ) -> None:
        self.site = site
        self.graph: Graph = linked.graph
        self.keys = {ref.address: ref.key for ref in planned.pages}
        """The key of every page, as it was last rendered."""
        self.used = frozenset(planned.used)
        """The attached files that notes use."""
        self._linked = linked
        self._renderer = planned.renderer
        self._parsing: Parsing = read.parsing_of(site, walked)
        self._parser = parser
        if parser is None:
            folders = {entry.path.rpartition("/")[0]: entry.path for entry in walked.notes}
            for path in folders.values():
                self._parsing.key(path, "")  # so that the parsers for this folder are made
            self._parsing.prepare()
        self._body_keys = dict(notes.keys)  # a build that is still writing has its own
        self._bodies: dict[str, tuple[str, bytes | memoryview]] = {}
        self._by_address = {address: id for id, address in linked.graph.addresses.items()}
        self._by_path = {note.path: note.id for note in linked.graph.notes.values()}
        self.paths = {entry.path for entry in (*walked.notes, *walked.files)}
        """Every file of the content folder."""

    def edit(self, path: str, store: cache.Store) -> Edit | None:
        """Follow a change of the note at `path`; None if only a whole build can. For a note whose bytes are
        the same, the result is an edit whose pages all have the keys they had."""
        id = self._by_path.get(path)
        entry = _entry(self.site.content, path)
        if id is None or entry is None:
            return None
        source = walking.read(self.site.content, entry)
        if not isinstance(source, Source) or len(source.text) > LONG:
            return None
        before = self.graph.notes[id]
        key = self._parsing.key(path, source.digest)
        parsed = parse.one(self._parsing, source, self._parser)
        if parsed is None:  # the whole build reports this and leaves the note out
            return None
        linking, facts = _linking(parsed.linking), _facts(parsed.facts)
        note = Note(id, path, source.digest, linking, facts, parsed.body_digest)
        if not _can_follow(before, note):
            return None
        graph = self._linked.update(note)
        if _files_of(graph, id) != _files_of(self.graph, id):
            return None
        bodies = Bodies(store, self._body_keys)
        self._bodies[id] = key, parsed.body
        for edited, (known, data) in self._bodies.items():
            bodies.add(edited, known, data)
        dates = modified(self.site, walking.Walk((entry,), ()), graph, store)
        renderer = self._renderer.edited(graph, id, dates.get(id, ""), bodies)
        done = Edit(
            note=note,
            entry=entry,
            before=self._renderer,
            renderer=renderer,
            bodies=bodies,
            exact=before.linking == note.linking,
            problems=_problems(graph, note),
        )
        self.graph, self._renderer = graph, renderer
        return done

    def shown_by(self, pages: Iterable[str]) -> list[list[str]]:
        """For each of these addresses that is the page of a note: the paths of all notes whose text it shows,
        its own first."""
        notes = self.graph.notes
        ids = (self._by_address[address] for address in pages if address in self._by_address)
        return [[notes[one].path for one in self._renderer.shown_by(id)] for id in ids]

    def stale(self, pages: Iterable[str]) -> list[PageRef]:
        """The pages of notes at these addresses that would differ from their last rendering."""
        ids = (self._by_address[address] for address in pages if address in self._by_address)
        refs = [self._renderer.note_page(id) for id in ids]
        return [ref for ref in refs if self.keys.get(ref.address) != ref.key]

    def render(self, ref: PageRef) -> bytes:
        """A page from the present state of all notes. Raises TemplateError."""
        return self._renderer.render(ref)

    def take_as_shown(self, before: LiveWiki | None, fresh: Collection[str]) -> None:
        """The build that made this wiki was abandoned: only its `fresh` pages are shown, all others and the
        files are still those of the wiki `before`."""
        known = before.keys if before else {}
        self.keys = {
            address: key if address in fresh else known.get(address, "") for address, key in self.keys.items()
        }
        self.used = before.used if before else frozenset()

    def is_current(self, path: str) -> bool:
        """Whether the note at this path still has the bytes that are shown."""
        id = self._by_path.get(path)
        entry = _entry(self.site.content, path)
        if id is None or entry is None:
            return True  # it was withheld; any change shows in its time or size
        source = walking.read(self.site.content, entry)
        return isinstance(source, Source) and source.digest == self.graph.notes[id].digest


def _can_follow(before: Note, note: Note) -> bool:
    """Whether the same notes exist after the edit, under the same addresses, with the same tags."""
    with_old_title = msgspec.structs.replace(note.linking.meta, title=before.linking.meta.title)
    return (
        with_old_title == before.linking.meta  # the same front matter, so it is published as before
        and note.facts.features == before.facts.features
    )


def _entry(content: Path, path: str) -> walking.FileEntry | None:
    file = content / path
    try:
        found = file.stat()
    except OSError:
        return None
    return walking.FileEntry(path, found.st_mtime_ns, found.st_size, inode(file, found))


def _files_of(graph: Graph, id: str) -> set[FoundFile]:
    return {one for one in (*graph.links[id], *graph.images[id]) if isinstance(one, FoundFile)}


def _problems(graph: Graph, note: Note) -> tuple[Problem, ...]:
    own = (problem.located(found, note.path) for found in note.facts.problems)
    return (*own, *(found for found in graph.problems if found.path == note.path))
