"""What an embed shows, and where embedding ends.

In:  the graph, a function that fetches bodies, the places embeds lead to.
Out: the pieces to show, or the reason why there are none; problems of all embeds of a wiki.

An embed is cut where it would hold itself, eight levels down, and when a page has embedded a megabyte;
a link stands there instead. `fill` and `problems` go by the same `Embedding`, so what is told is what is
shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from notes_wiki import problem
from notes_wiki.model import Body, EmbedHole, Found, Graph, IdHole, Note, Piece, Problem

DEEPEST = 8
MOST_CHARACTERS = 1_000_000
"""Characters of HTML that a page may embed, before holes are filled."""

BodyOf = Callable[[str], Body]
Cut = Literal["embed-cycle", "embed-depth", "embed-size", "no-section"]


class Part(NamedTuple):
    """An embedded range of a note: its pieces, and the ids that stand in them (None: all the note's)."""

    pieces: tuple[Piece, ...]
    ids: frozenset[str] | None

    def holds(self, name: str) -> bool:
        """Whether an id of this name stands in the range."""
        return self.ids is None or name in self.ids


class Embedding:
    """The state of embedding on the page of note `id`: what is open and how much there is."""

    def __init__(self, id: str, body_of: BodyOf) -> None:
        self.body_of = body_of
        self.count = 0
        self._open: list[tuple[str, str]] = [(id, "")]
        self._characters = 0

    def enter(self, found: Found) -> Part | Cut:
        """The part of a note to show, which is then open until `leave`; or why it is not shown."""
        here = (found.id, found.anchor)
        if here in self._open:
            return "embed-cycle"
        if len(self._open) > DEEPEST:
            return "embed-depth"
        part = _part(self.body_of(found.id), found.anchor)
        if part is None:
            return "no-section"
        size = sum(len(text) for piece in part.pieces for text in piece.texts)
        if self._characters + size > MOST_CHARACTERS:
            return "embed-size"
        self._characters += size
        self.count += 1
        self._open.append(here)
        return part

    def leave(self) -> None:
        """Close what was entered last."""
        self._open.pop()


def _part(body: Body, anchor: str) -> Part | None:
    if not anchor:
        return Part(body.pieces, None)
    for section in body.sections:
        if section.anchor == anchor:
            pieces = body.pieces[section.start : section.end]
            holes = (hole for piece in pieces for hole in piece.holes)
            return Part(pieces, frozenset(hole.name for hole in holes if isinstance(hole, IdHole)))
    return None


def problems(graph: Graph, body_of: BodyOf) -> tuple[Problem, ...]:
    """Every embed of the wiki that is cut, told once at its place."""
    told: dict[Problem, None] = {}
    for note in graph.notes.values():
        if any(link.embed for link in note.linking.links):
            _follow(graph, note, body_of(note.id).pieces, Embedding(note.id, body_of), told)
    return tuple(told)


def _follow(
    graph: Graph, note: Note, pieces: Iterable[Piece], embedding: Embedding, told: dict[Problem, None]
) -> None:
    for piece in pieces:
        for hole in piece.holes:
            if not isinstance(hole, EmbedHole):
                continue
            found = graph.links[note.id][hole.link]
            if not isinstance(found, Found) or found.broken_fragment:
                continue
            part = embedding.enter(found)
            if isinstance(part, Part):
                _follow(graph, graph.notes[found.id], part.pieces, embedding, told)
                embedding.leave()
            elif part != "no-section":
                told[_cut(note, hole.link, found, part)] = None


def _cut(note: Note, number: int, found: Found, cut: Cut) -> Problem:
    shown = found.id + (f"#{found.anchor}" if found.anchor else "")
    message, hint = {
        "embed-cycle": (f"{shown} is shown inside itself", "Make one of the embeds a link."),
        "embed-depth": (f"{shown} lies {DEEPEST} embeds deep", "Make one of the embeds a link."),
        "embed-size": (f"With {shown} a page would embed more than 1 MB", "Embed a section of it."),
    }[cut]
    place = note.facts.link_places[number]
    return problem.make(cut, f"{message}; a link stands here instead.", place, hint=hint, path=note.path)
