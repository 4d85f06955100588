"""Filling the holes of a body.

In:  pieces, and the `Values` of their note on the page that shows them.
Out: HTML.

An embedded note is filled in the same way, with a prefix before its ids, so that no id occurs twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from notes_wiki.model import (
    EmbedHole,
    Found,
    FragmentHole,
    Hole,
    IdHole,
    ImageHole,
    LinkHole,
    NumberHole,
    Piece,
    ReferenceHole,
    TagHole,
    TitleHole,
)
from notes_wiki.render.embed import Embedding, Part
from notes_wiki.render.urls import fragment
from notes_wiki.render.values import Values


def page(pieces: Iterable[Piece], values: Values, embedding: Embedding) -> str:
    """The HTML of a note on its own page."""
    return _Filler(values, embedding).fill(pieces)


def context(piece: Piece, values: Values) -> str:
    """A paragraph as the page of another note shows it: without ids, with links within the note leading back
    to the note's own page, and with a link for each embed."""
    return _ContextFiller(values).fill((piece,))


class _ContextFiller:
    """Fills a paragraph that is shown on another note's page."""

    def __init__(self, values: Values) -> None:
        self._values = values

    def fill(self, pieces: Iterable[Piece]) -> str:
        parts: list[str] = []
        for piece in pieces:
            holes = piece.holes
            if holes:
                for text, hole in zip(piece.texts, holes, strict=False):
                    parts += (text, self._value(hole))
            parts.append(piece.texts[-1])
        return "".join(parts)

    def _value(self, hole: Hole) -> str:
        values = self._values
        if isinstance(hole, LinkHole):
            return values.link(hole.link)
        if isinstance(hole, IdHole):
            return self._id(hole.name)
        if isinstance(hole, FragmentHole):
            return f' href="{self._fragment(hole.name)}"'
        if isinstance(hole, TitleHole):
            return values.title(hole.link)
        if isinstance(hole, ReferenceHole):
            if hole.opening:
                return values.reference_opening(hole.reference)
            return values.reference(hole.reference, linked=hole.linked)
        if isinstance(hole, NumberHole):
            return values.number(hole.label)
        if isinstance(hole, ImageHole):
            return values.image(hole.image)
        if isinstance(hole, TagHole):
            return values.tag(hole.name)
        return self._embed(hole)

    def _id(self, name: str) -> str:  # noqa: ARG002  # used by the subclass
        return ""

    def _fragment(self, name: str) -> str:
        return self._values.home_url + fragment(name)

    def _embed(self, hole: EmbedHole) -> str:
        return self._link(hole)

    def _link(self, hole: EmbedHole) -> str:
        return f"{self._values.link(hole.link)}{self._values.title(hole.link)}</a>"


class _Filler(_ContextFiller):
    """Fills a note on its own page, and embedded notes there, whose ids get a prefix."""

    def __init__(
        self, values: Values, embedding: Embedding, prefix: str = "", part: Part | None = None
    ) -> None:
        super().__init__(values)
        self._embedding = embedding
        self._prefix = prefix
        self._part = part

    def _id(self, name: str) -> str:
        return f' id="{escape(self._prefix + name)}"'

    def _fragment(self, name: str) -> str:
        if self._part is None or self._part.holds(name):
            return fragment(self._prefix + name)
        return super()._fragment(name)

    def _embed(self, hole: EmbedHole) -> str:
        found = self._values.resolution(hole.link)
        if picture := self._values.drawing(hole.link):
            return f"<p>{picture}</p>"
        source = f'<p class="embed-source">{self._link(hole)}</p>'
        if isinstance(found, Found) and not found.broken_fragment:
            part = self._embedding.enter(found)
            if isinstance(part, Part):
                prefix = f"embed-{self._embedding.count}:"
                html = _Filler(self._values.of(found.id), self._embedding, prefix, part).fill(part.pieces)
                self._embedding.leave()
                return f'<div class="embed">{html}{source}</div>'
        return f'<div class="embed embed-cut">{source}</div>'
