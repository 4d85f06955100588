"""All notes -> the Graph.

In:  the facts of all published notes, the paths of other files, the configuration.
Out: `Graph`: addresses; what every link, image and reference resolves to; numbers, backlinks, problems.

Pure: no I/O, and the same graph for the same notes, whatever their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import msgspec

from notes_wiki.config import Config
from notes_wiki.link.addresses import addresses
from notes_wiki.link.backlinks import backlinks, backlinks_after
from notes_wiki.link.labels import Labels
from notes_wiki.link.linker import Linker
from notes_wiki.link.names import folded
from notes_wiki.link.number import numbers
from notes_wiki.link.redirects import redirects
from notes_wiki.link.resolve import Resolver
from notes_wiki.looking import Look, go_on, looking
from notes_wiki.model import (
    FoundFile,
    Graph,
    Note,
    Problem,
    Record,
    ReferenceTarget,
    Resolution,
)


def link(
    notes: Sequence[Note],
    files: Sequence[str] = (),
    static_files: Sequence[Sequence[str]] = (),
    config: Config | None = None,
    withheld: Sequence[str] = (),
) -> Graph:
    """Link all notes. `files` are the paths of other files in the content folder, `static_files` those in
    each folder of `Config.static`. `withheld` are the ids of unpublished notes: a link to one counts as
    missing, and only the hint of its Problem, which the author alone sees, says why."""
    return Linked(notes, files, static_files, config or Config(), withheld).graph


class RememberedGraph(Record, frozen=True):
    """A graph as it is stored for the next build: without its notes; its problems about addresses are
    separate."""

    graph: Graph
    address_problems: tuple[Problem, ...]


class Linked:
    """A linked wiki together with its resolver, so that an edit of one note can be linked without the rest.

    `known` is the remembered graph of notes with the same ids and link facts; pass the notes whose text has
    changed since then to `update`. The resolver is created only when it is needed.
    """

    def __init__(
        self,
        notes: Sequence[Note],
        files: Sequence[str],
        static_files: Sequence[Sequence[str]],
        config: Config,
        withheld: Sequence[str] = (),
        look: Look = go_on,
        known: RememberedGraph | None = None,
    ) -> None:
        self._notes = {note.id: note for note in sorted(notes, key=lambda note: note.path)}
        self._files, self._static_files = files, static_files
        self._config = config
        self._withheld = withheld
        self._shared = config.statement_counters == "shared"
        if known is None:
            self.graph, self._address_problems = self._link_all(look)
        else:
            self.graph = msgspec.structs.replace(known.graph, notes=self._notes)
            self._address_problems = known.address_problems

    def remembered(self) -> RememberedGraph:
        """The graph in the form to be remembered."""
        return RememberedGraph(msgspec.structs.replace(self.graph, notes={}), self._address_problems)

    @cached_property
    def _resolver(self) -> Resolver:
        root = self._config.content.rstrip("/").rpartition("/")[2]
        return Resolver(self._notes.values(), self._files, self._static_files, root)

    @cached_property
    def _linker(self) -> Linker:
        return Linker(self._notes, self._resolver, frozenset(map(folded, self._withheld)))

    @cached_property
    def _labels(self) -> Labels:
        return Labels(self._notes)

    def _link_all(self, look: Look) -> tuple[Graph, tuple[Problem, ...]]:
        """The graph of all notes, and separately its problems about addresses."""
        by_id = self._notes
        slugs = {id: note.linking.meta.slug for id, note in by_id.items() if note.linking.meta.slug}
        paths = {id: note.path for id, note in by_id.items()}
        addressed, address_problems = addresses(by_id, urls=self._config.urls, slugs=slugs, paths=paths)
        found = list(address_problems)
        links: dict[str, tuple[Resolution, ...]] = {}
        images: dict[str, tuple[Resolution, ...]] = {}
        for id, note in looking(by_id.items(), look):
            links[id] = self._linker.links(note, found)
            images[id] = self._linker.images(note, found)
            found.extend(self._label_problems(note))
        references = {id: self._labels.resolve(id, note.linking) for id, note in by_id.items()}
        leading, of_redirects = redirects(by_id, addressed, self._config.redirects, self._resolver)
        found.extend(of_redirects)
        graph = Graph(
            notes=by_id,
            addresses=addressed,
            links=links,
            images=images,
            references=references,
            numbers={id: numbers(note.linking.labels, shared=self._shared) for id, note in by_id.items()},
            backlinks=backlinks(by_id, links, references),
            problems=tuple(found),
            redirects=leading,
        )
        return graph, (*address_problems, *of_redirects)

    def update(self, note: Note) -> Graph:
        """Update the graph for an edit of `note` alone, and return it.

        If the note's link facts are unchanged, this is the exact graph of all notes. Otherwise the note
        itself is linked correctly, but others are still linked to it as it was before.
        """
        before, id = self.graph, note.id
        notes = {**before.notes, id: note}
        if note.linking == before.notes[id].linking and all(one.path != note.path for one in before.problems):
            # Its links resolve as before, but the places of its problems may have moved.
            self.graph = msgspec.structs.replace(
                before,
                notes=notes,
                backlinks=backlinks_after(
                    before.backlinks, notes, note, before.links[id], before.references[id]
                ),
            )
            return self.graph
        found = [one for one in before.problems if one.path != note.path]
        found += [one for one in self._address_problems if one.path == note.path]
        self._linker.update(notes, id)
        links, images = self._linker.links(note, found), self._linker.images(note, found)
        references = dict(before.references)
        if note.linking.labels != before.notes[id].linking.labels:
            self._labels.update(before.notes[id].linking, note)
            for other in _referring_to(id, references):
                references[other] = self._labels.resolve(other, notes[other].linking)
        references[id] = self._labels.resolve(id, note.linking)
        found += self._label_problems(note)
        self.graph = msgspec.structs.replace(
            before,
            notes=notes,
            links={**before.links, id: links},
            images={**before.images, id: images},
            references=references,
            numbers={**before.numbers, id: numbers(note.linking.labels, shared=self._shared)},
            backlinks=backlinks_after(before.backlinks, notes, note, links, references[id]),
            problems=tuple(found),
        )
        return self.graph

    def _label_problems(self, note: Note) -> list[Problem]:
        return self._labels.problems(note) if note.linking.references or note.linking.labels else []


def _referring_to(id: str, references: dict[str, tuple[ReferenceTarget | None, ...]]) -> list[str]:
    return [
        other
        for other, targets in references.items()
        if any(target is not None and target.id == id for target in targets)
    ]


def used_files(graph: Graph) -> tuple[FoundFile, ...]:
    """The files that published notes link to or show, sorted, without repetition."""
    found = {
        resolution
        for table in (graph.links, graph.images)
        for resolutions in table.values()
        for resolution in resolutions
        if isinstance(resolution, FoundFile)
    }
    return tuple(sorted(found, key=lambda file: (file.static, file.path)))
