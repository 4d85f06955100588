"""All notes -> the Graph.

In:  every published note's facts, the files there are, the configuration.
Out: `Graph`: addresses, what every link, image and reference leads to, numbers, backlinks, problems.

Pure: no I/O, and the same graph for the same notes in any order.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import msgspec

from notes_wiki.config import Config
from notes_wiki.link.addresses import addresses
from notes_wiki.link.backlinks import backlinks, backlinks_after
from notes_wiki.link.linker import Linker
from notes_wiki.link.number import Labels, numbers
from notes_wiki.link.redirects import redirects
from notes_wiki.link.resolve import Resolver, folded
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
    """Link all notes. `files` are paths of other files under the content folder, `static_files` those
    under each folder of `Config.static`; `withheld` names notes that are not published: a link to one is
    missing like any other, and only its Problem's hint, for the author's eyes, says why."""
    return Linked(notes, files, static_files, config or Config(), withheld).graph


class RememberedGraph(Record, frozen=True):
    """A graph as it is remembered: without its notes, and beside it its problems that are about addresses."""

    graph: Graph
    address_problems: tuple[Problem, ...]


class Linked:
    """A wiki as it was linked, with what it was linked by, so that the next edit of one note is linked
    without the rest.

    `known` is what linking notes with the same ids and link facts gave before (`remembered`); notes that have
    other texts than they had then are to be given to `edited`. What resolves links is made when it is needed.
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
        """The graph, to be remembered."""
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
        """The graph, and its problems that are about addresses."""
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
        leading, told = redirects(by_id, addressed, self._config.redirects, self._resolver)
        found.extend(told)
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
        return graph, (*address_problems, *told)

    def edited(self, note: Note) -> Graph:
        """The graph after an edit of `note` alone, and from now on this wiki's.

        Where its link facts are what they were, this is the graph of all notes. Where they are not, the
        note itself is linked right, and others are linked to it as it was before.
        """
        before, id = self.graph, note.id
        notes = {**before.notes, id: note}
        if note.linking == before.notes[id].linking and all(one.path != note.path for one in before.problems):
            # What its links lead to is what they led to, and no problem stands where it stood.
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
        linker = self._linker.after(notes, id)
        links, images = linker.links(note, found), linker.images(note, found)
        references = dict(before.references)
        if note.linking.labels != before.notes[id].linking.labels:
            self._labels.edited(before.notes[id].linking, note)
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
    """The files that published notes link to or show, each once, in order."""
    found = {
        resolution
        for table in (graph.links, graph.images)
        for resolutions in table.values()
        for resolution in resolutions
        if isinstance(resolution, FoundFile)
    }
    return tuple(sorted(found, key=lambda file: (file.static, file.path)))
