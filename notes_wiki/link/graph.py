"""All notes -> the Graph.

In:  every published note's facts, the files there are, the configuration.
Out: `Graph`: addresses, what every link, image and reference leads to, numbers, backlinks, problems.

Pure: no I/O, and the same graph for the same notes in any order.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki import problem
from notes_wiki.config import Config
from notes_wiki.link.addresses import addresses
from notes_wiki.link.anchors import Anchors
from notes_wiki.link.backlinks import backlinks, backlinks_after
from notes_wiki.link.number import Labels, numbers
from notes_wiki.link.redirects import redirects
from notes_wiki.link.resolve import Answer, Resolver, folded, stem
from notes_wiki.link.suggest import Names
from notes_wiki.looking import Look, go_on, looking
from notes_wiki.model import (
    Found,
    FoundFile,
    Graph,
    Link,
    Missing,
    Note,
    Problem,
    ReferenceTarget,
    Resolution,
    Span,
)
from notes_wiki.parse.files import is_file

_MISSING = Missing()


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


class Linked:
    """A wiki as it was linked, with what it was linked by, so that the next edit of one note is linked
    without the rest."""

    def __init__(
        self,
        notes: Sequence[Note],
        files: Sequence[str],
        static_files: Sequence[Sequence[str]],
        config: Config,
        withheld: Sequence[str] = (),
        look: Look = go_on,
    ) -> None:
        by_id = {note.id: note for note in sorted(notes, key=lambda note: note.path)}
        slugs = {id: note.linking.meta.slug for id, note in by_id.items() if note.linking.meta.slug}
        paths = {id: note.path for id, note in by_id.items()}
        addressed, self._address_problems = addresses(by_id, urls=config.urls, slugs=slugs, paths=paths)
        root = config.content.rstrip("/").rpartition("/")[2]
        resolver = Resolver(by_id.values(), files, static_files, root)
        self._linker = _Linker(by_id, resolver, frozenset(map(folded, withheld)))
        self._labels = Labels(by_id)
        self._shared = config.statement_counters == "shared"
        found = list(self._address_problems)
        links: dict[str, tuple[Resolution, ...]] = {}
        images: dict[str, tuple[Resolution, ...]] = {}
        for id, note in looking(by_id.items(), look):
            links[id] = self._linker.links(note, found)
            images[id] = self._linker.images(note, found)
            found.extend(self._label_problems(note))
        references = {id: self._labels.resolve(id, note.linking) for id, note in by_id.items()}
        leading, told = redirects(by_id, addressed, config.redirects, resolver)
        found.extend(told)
        self._address_problems += told
        self.graph = Graph(
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

    def edited(self, note: Note) -> Graph:
        """The graph after an edit of `note` alone, and from now on this wiki's.

        Where its link facts are what they were, this is the graph of all notes. Where they are not, the
        note itself is linked right, and others are linked to it as it was before.
        """
        before, id = self.graph, note.id
        notes = {**before.notes, id: note}
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
        self.graph = Graph(
            notes=notes,
            addresses=before.addresses,
            links={**before.links, id: links},
            images={**before.images, id: images},
            references=references,
            numbers={**before.numbers, id: numbers(note.linking.labels, shared=self._shared)},
            backlinks=backlinks_after(before.backlinks, notes, note, links, references[id]),
            problems=tuple(found),
            redirects=before.redirects,
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


class _Linker:
    """Resolves the links of one note after another."""

    def __init__(self, notes: dict[str, Note], resolver: Resolver, withheld: frozenset[str]) -> None:
        self._notes = notes
        self._resolver = resolver
        self._withheld = withheld
        self._anchors: dict[str, Anchors] = {}
        self._names = Names(resolver.names)
        self._titles = Names(resolver.titles)

    def after(self, notes: dict[str, Note], edited: str) -> _Linker:
        """The same, once note `edited` is another: its own anchors are looked at anew."""
        self._notes = notes
        self._anchors.pop(edited, None)
        return self

    def links(self, note: Note, problems: list[Problem]) -> tuple[Resolution, ...]:
        """What each link of the note leads to."""
        return tuple(
            self._link(note, one, place, problems)
            for one, place in zip(note.linking.links, note.facts.link_places, strict=True)
        )

    def images(self, note: Note, problems: list[Problem]) -> tuple[Resolution, ...]:
        """What each image of the note shows."""
        found: list[Resolution] = []
        for image, place in zip(note.linking.images, note.facts.image_places, strict=True):
            file = self._resolver.file(image.target, note.id)
            if file is not None:
                found.append(file)
                continue
            found.append(_MISSING)
            problems.append(_missing_file(note, image.target, place))
        return tuple(found)

    def _link(self, note: Note, link: Link, place: Span, problems: list[Problem]) -> Resolution:
        answer = self._resolver.resolve(link.target, note.id) if link.target else Answer(note.id)
        if answer.file is not None:
            return answer.file
        if not answer.id:
            if is_file(link.target):
                problems.append(_missing_file(note, link.target, place))
            else:
                problems.append(self._missing(note, link, place))
            return _MISSING
        if answer.rivals:
            problems.append(_ambiguous(note, link, place, answer))
        # Obsidian lets a wikilink name the end of a path; nothing else reads a path so.
        if answer.by_name or (answer.by_end and link.kind != "wiki"):
            problems.append(_wrong_path(note, link, place, answer.id))
        if not link.fragment:
            return Found(answer.id)
        anchor = self._anchors_of(answer.id).find(link.fragment)
        if anchor is None:
            problems.append(_missing_fragment(note, link, place, answer.id))
            return Found(answer.id, broken_fragment=True)
        return Found(answer.id, anchor)

    def _anchors_of(self, id: str) -> Anchors:
        if id not in self._anchors:
            self._anchors[id] = Anchors(self._notes[id].linking)
        return self._anchors[id]

    def _missing(self, note: Note, link: Link, place: Span) -> Problem:
        known = self._titles if link.kind == "wiki" else self._names
        near = known.nearest(stem(link.target).rpartition("/")[2])
        if self._is_withheld(link.target):
            hint = "That note is not published; readers see a link to a note that does not exist."
        elif near:
            hint = f"Did you mean {' or '.join(near)}?"
        else:
            hint = f'Write it (wiki new "{link.target}"), or mend the link.'
        message = f"There is no note {link.target}."
        return problem.make("missing-note", message, place, hint=hint, path=note.path)

    def _is_withheld(self, target: str) -> bool:
        name = stem(target)
        return folded(name) in self._withheld or folded(name.rpartition("/")[2]) in self._withheld


def _missing_file(note: Note, target: str, place: Span) -> Problem:
    return problem.make(
        "missing-file",
        f"There is no file {target}.",
        place,
        hint="Put it beside the note, or name its folder in `static` in wiki.toml.",
        path=note.path,
    )


def _ambiguous(note: Note, link: Link, place: Span, answer: Answer) -> Problem:
    others = ", ".join(answer.rivals[:5])
    return problem.make(
        "ambiguous-link",
        f"{link.target} may mean {1 + len(answer.rivals)} notes; this leads to {answer.id}.",
        place,
        hint=f"Write the path: [[{answer.id}]]. The others are {others}.",
        path=note.path,
    )


def _wrong_path(note: Note, link: Link, place: Span, id: str) -> Problem:
    return problem.make(
        "wrong-path",
        f"Nothing is at {link.target}; the link leads to {id}, which has that name.",
        place,
        hint=f"Write {id}.",
        path=note.path,
    )


def _missing_fragment(note: Note, link: Link, place: Span, id: str) -> Problem:
    where = "this note" if id == note.id else f"the note {id}"
    return problem.make(
        "missing-fragment",
        f"Nothing in {where} is named {link.fragment}; the link leads to its top.",
        place,
        hint="Mend the part after #, or take it away.",
        path=note.path,
    )


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
