"""Resolving the links and images of one note, and reporting those that fail.

In:  the notes, and a `Resolver` that knows all names.
Out: resolutions, parallel to the note's links and images; problems.
"""

from __future__ import annotations

import posixpath
import shlex

from notes_wiki import problem
from notes_wiki.link.anchors import Anchors
from notes_wiki.link.names import folded, stem
from notes_wiki.link.resolve import NOWHERE, Answer, Resolver
from notes_wiki.link.suggest import Names
from notes_wiki.model import Found, FoundFile, Link, Missing, Note, Problem, Resolution, Span
from notes_wiki.parse.addresses import is_place
from notes_wiki.parse.excalidraw import is_drawing
from notes_wiki.parse.files import is_file
from notes_wiki.pattern import pattern

_EXTENSION = pattern(r"\w\.[a-z][a-z0-9]{1,4}$")
_MISSING = Missing()
_FRONT = Missing(front=True)


class Linker:
    """Resolves the links and images of notes, one note at a time."""

    def __init__(self, notes: dict[str, Note], resolver: Resolver, withheld: frozenset[str]) -> None:
        self._notes = notes
        self._resolver = resolver
        self._withheld = withheld
        self._anchors: dict[str, Anchors] = {}
        self._names = Names(resolver.names)
        self._titles = Names(resolver.titles)
        self._places: dict[str, tuple[str, str]] | None = None

    def update(self, notes: dict[str, Note], id: str) -> None:
        """Go on with the notes as they are after an edit of note `id` alone, whose anchors are looked up
        again."""
        self._notes = notes
        self._places = None
        self._anchors.pop(id, None)

    def links(self, note: Note, problems: list[Problem]) -> tuple[Resolution, ...]:
        """What each link of the note resolves to; problems are appended."""
        return tuple(
            self._link(note, one, place, problems)
            for one, place in zip(note.linking.links, note.facts.link_places, strict=True)
        )

    def images(self, note: Note, problems: list[Problem]) -> tuple[Resolution, ...]:
        """The file that each image of the note shows; problems are appended."""
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
        answer = self._answer(link, note.id)
        if not (answer.id or answer.file):
            return self._not_found(note, link, place, problems)
        if link.embed and (picture := self._drawn(link, answer)) is not None:
            return picture
        if answer.file is not None:
            return answer.file
        if answer.rivals:
            problems.append(_ambiguous(note, link, place, answer))
        # In Obsidian a wikilink may name the end of a path; no other syntax may.
        if answer.by_name or (answer.by_end and link.kind != "wiki"):
            problems.append(_wrong_path(note, link, place, answer.id))
        return self._in_note(answer.id, note, link, place, problems)

    def _not_found(self, note: Note, link: Link, place: Span, problems: list[Problem]) -> Resolution:
        """What a link means whose target is no note or file: a place, its own words, the front page, or
        nothing."""
        if not link.fragment and (named := self._place(link.target)):
            return named
        if link.kind == "wiki" and (turned := self._turned(link, note.id)):
            return turned
        if link.kind == "path" and self._resolver.is_front(link.target, note.id):
            return _FRONT
        if is_file(link.target) or (link.kind == "path" and _ends_like_a_file(link.target)):
            problems.append(_missing_file(note, link.target, place))
        else:
            problems.append(self._missing(note, link, place))
        return _MISSING

    def _in_note(self, id: str, note: Note, link: Link, place: Span, problems: list[Problem]) -> Found:
        """The place in note `id` that a link's fragment means, or its top."""
        if not link.fragment:
            return Found(id)
        anchor = self._anchors_of(id).find(link.fragment)
        if anchor is not None:
            return Found(id, anchor)
        if not link.target and (elsewhere := self._place(link.fragment)) is not None:
            return elsewhere
        problems.append(_missing_fragment(note, link, place, id))
        return Found(id, broken_fragment=True)

    def _answer(self, link: Link, home: str) -> Answer:
        """What a link means. An embed in a note of the same name means another file, `../CHANGELOG.md`."""
        answer = self._resolver.resolve(link.target, home) if link.target else Answer(home)
        return NOWHERE if link.embed and answer.by_name and answer.id == home else answer

    def _drawn(self, link: Link, answer: Answer) -> FoundFile | None:
        """The picture of an embedded drawing, or of a group in it. Headings are of what is written beside
        it."""
        if link.fragment and not link.fragment.startswith("^"):
            return None
        path = answer.file.path if answer.file else answer.id
        is_one = (
            is_drawing(self._notes[answer.id].linking.meta) if answer.id else path.endswith(".excalidraw")
        )
        return self._resolver.drawn(path) if is_one else None

    def _turned(self, link: Link, home: str) -> Found | None:
        """What `[[words|target]]`, Gollum's and Dendron's order, resolves to, or `[[C# basics]]`, whose title
        holds the sign of fragments; tried only if nothing else was found."""
        if not link.words or link.words == link.target:
            return None
        answer = self._resolver.resolve(link.words, home)
        return Found(answer.id) if answer.id else None

    def _place(self, name: str) -> Found | None:
        """The place in any note that has this name: a MyST target, a Logseq block, a label."""
        if self._places is None:
            self._places = {}
            for id, note in self._notes.items():
                for key in (*note.linking.places, *(label.key for label in note.linking.labels)):
                    if key:
                        self._places.setdefault(folded(key), (id, key))
        home, key = self._places.get(folded(name), ("", ""))
        anchor = self._anchors_of(home).find(key) if home else None
        return Found(home, anchor) if anchor is not None else None

    def _anchors_of(self, id: str) -> Anchors:
        if id not in self._anchors:
            self._anchors[id] = Anchors(self._notes[id].linking)
        return self._anchors[id]

    def _missing(self, note: Note, link: Link, place: Span) -> Problem:
        if link.kind == "path" and is_place(link.target):
            scheme = link.target.partition(":")[0]
            message = (
                f"There is no note {link.target}; links to {scheme}: are not allowed, so it is not a link."
            )
            hint = "Correct the name of the note, or use http, https or mailto."
            return problem.make("unsafe-address", message, place, hint=hint, path=note.path)
        return self._missing_note(note, link, place)

    def _missing_note(self, note: Note, link: Link, place: Span) -> Problem:
        known = self._titles if link.kind == "wiki" else self._names
        near = known.nearest(stem(link.target).rpartition("/")[2])
        if self._is_withheld(link.target):
            hint = (
                "That note is not published, so readers see a missing note: publish it, or remove the link."
            )
        elif near:
            hint = f"Did you mean {' or '.join(near)}?"
        else:
            hint = _write_it(note, link)
        message = f"There is no note {link.target}."
        return problem.make("missing-note", message, place, hint=hint, path=note.path)

    def _is_withheld(self, target: str) -> bool:
        name = stem(target)
        return folded(name) in self._withheld or folded(name.rpartition("/")[2]) in self._withheld


def _ends_like_a_file(path: str) -> bool:
    """Whether a path that leads nowhere names no note but a file, of whatever kind: `code.py`."""
    return _EXTENSION.search(path) is not None and stem(path) == path


def _write_it(note: Note, link: Link) -> str:
    """The hint that says how to write the missing note: by its title, or by the path that the link gives."""
    name = stem(link.target)
    if "/" in name or link.kind != "wiki":
        folder = "" if link.kind == "wiki" or name.startswith("/") else posixpath.dirname(note.path)
        name = posixpath.normpath(posixpath.join(folder, name.lstrip("/"))) + ".md"
    if name.startswith("../"):
        return "Correct the link: it leads out of the folder of notes."
    quoted = shlex.quote(name) if any(char in name for char in '"$`\\!') else f'"{name}"'
    return f"Write it (wiki new {quoted}), or correct the link."


def _missing_file(note: Note, target: str, place: Span) -> Problem:
    return problem.make(
        "missing-file",
        f"There is no file {target}.",
        place,
        hint="Put it beside the note, or name its folder in `static` in wiki.toml."
        if target.startswith("/")
        else "Put it into the folder of notes, or correct its name.",
        path=note.path,
    )


def _ambiguous(note: Note, link: Link, place: Span, answer: Answer) -> Problem:
    others = ", ".join(answer.rivals[:5])
    return problem.make(
        "ambiguous-link",
        f"{link.target} can mean {1 + len(answer.rivals)} notes; this link leads to {answer.id}.",
        place,
        hint=f"Write the path: [[{answer.id}]]. Other notes of this name: {others}.",
        path=note.path,
    )


def _wrong_path(note: Note, link: Link, place: Span, id: str) -> Problem:
    return problem.make(
        "wrong-path",
        f"There is no note at {link.target}; the link leads to {id}, which has the same name.",
        place,
        hint=f"Write {id}.",
        path=note.path,
    )


def _missing_fragment(note: Note, link: Link, place: Span, id: str) -> Problem:
    where = "this note" if id == note.id else f"the note {id}"
    return problem.make(
        "missing-fragment",
        f"Nothing in {where} is named {link.fragment}, so the link leads to its top.",
        place,
        hint="Correct the part after #, or remove it.",
        path=note.path,
    )
