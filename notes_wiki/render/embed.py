"""What an embed shows, and when embedding stops.

In:  the graph, a function that fetches bodies, the targets of embeds.
Out: the pieces to show, or the reason why there are none; the problems of all embeds of a wiki.

An embed is replaced by a link if it would contain itself, at a depth of more than eight, and once a page has
embedded a megabyte. `fill` and `problems` use the same `Embedding`, so that what is reported is what is
shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from notes_wiki import problem
from notes_wiki.model import Body, EmbedHole, Found, Graph, IdHole, Note, Piece, Problem

DEEPEST = 8
"""How deep embeds may lie in one another."""
MOST_CHARACTERS = 1_000_000
"""Characters of HTML that a page may embed, before holes are filled."""

BodyOf = Callable[[str], Body]
Cut = Literal["embed-cycle", "embed-depth", "embed-size", "no-section"]
"""Why an embed is replaced by a link: the code of a problem, or that the section does not exist, which is
reported as a link that leads nowhere."""


class Part(NamedTuple):
    """An embedded part of a note: its pieces, and the ids in them (None: all ids of the note)."""

    pieces: tuple[Piece, ...]
    ids: frozenset[str] | None

    def holds(self, name: str) -> bool:
        """Whether the part holds an id of this name."""
        return self.ids is None or name in self.ids


class Embedding:
    """The state of embedding on the page of note `id`: which embeds are open, and how much has been
    embedded."""

    def __init__(self, id: str, body_of: BodyOf) -> None:
        self.body_of = body_of
        self.count = 0
        """How many parts have been embedded: the last one's number, which its ids begin with."""
        self._open: list[tuple[str, str]] = [(id, "")]
        self._characters = 0

    def enter(self, found: Found) -> Part | Cut:
        """The part of a note to show, which stays open until `leave`; or why it is not shown."""
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
        """Close the part that was entered last."""
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
    """A problem for each embed of the wiki that is replaced by a link."""
    found: dict[Problem, None] = {}  # each once, in order
    for note in graph.notes.values():
        if any(link.embed for link in note.linking.links):
            _follow(graph, note, body_of(note.id).pieces, Embedding(note.id, body_of), found)
    return tuple(found)


def _follow(
    graph: Graph, note: Note, pieces: Iterable[Piece], embedding: Embedding, problems: dict[Problem, None]
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
                _follow(graph, graph.notes[found.id], part.pieces, embedding, problems)
                embedding.leave()
            elif part != "no-section":
                problems[_problem(note, hole.link, found, part)] = None


def _problem(note: Note, number: int, found: Found, cut: Cut) -> Problem:
    shown = found.id + (f"#{found.anchor}" if found.anchor else "")
    message, hint = {
        "embed-cycle": (f"{shown} is shown inside itself", "Make one of the embeds a link."),
        "embed-depth": (f"{shown} is {DEEPEST} embeds deep", "Make one of the embeds a link."),
        "embed-size": (f"With {shown} a page would embed more than 1 MB", "Embed a section of it instead."),
    }[cut]
    place = note.facts.link_places[number]
    return problem.make(cut, f"{message}, so a link is shown instead.", place, hint=hint, path=note.path)
