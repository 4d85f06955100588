"""Filling the holes of a body.

In:  pieces, and the `Values` of their note on the page shown.
Out: HTML.

An embedded note is filled in the same way with a prefix before its ids, so that no id comes twice. It is
cut where it would embed itself, eight levels down, and when a page has embedded a megabyte.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from notes_wiki.model import (
    Body,
    EmbedHole,
    Found,
    FoundFile,
    FragmentHole,
    Hole,
    IdHole,
    ImageHole,
    LinkHole,
    NumberHole,
    Piece,
    ReferenceHole,
    TitleHole,
)
from notes_wiki.render.urls import fragment
from notes_wiki.render.values import Values

DEEPEST = 8
MOST_CHARACTERS = 1_000_000
"""Embedded characters a page may have."""

BodyOf = Callable[[str], Body]


class Embedding:
    """The state of embedding on one page: what is open, how much there is, how many prefixes are given."""

    def __init__(self, body_of: BodyOf) -> None:
        self.body_of = body_of
        self.open: list[tuple[str, str]] = []
        self.characters = 0
        self.count = 0


def fill(pieces: Sequence[Piece], values: Values, embedding: Embedding, prefix: str = "") -> str:
    """The HTML of these pieces on their page, ids begun with `prefix`."""
    parts: list[str] = []
    add = parts.append
    for piece in pieces:
        holes = piece.holes
        if not holes:
            add(piece.texts[0])
            continue
        for text, hole in zip(piece.texts, holes, strict=False):
            add(text)
            add(_value(hole, values, embedding, prefix))
        add(piece.texts[-1])
    return "".join(parts)


def _value(hole: Hole, values: Values, embedding: Embedding, prefix: str) -> str:
    match hole:
        case IdHole(name):
            return f' id="{_attribute(prefix + name)}"'
        case FragmentHole(name):
            return f' href="{fragment(prefix + name)}"'
        case LinkHole(number):
            return values.link(number)
        case TitleHole(number):
            return values.title(number)
        case ImageHole(number):
            return values.image(number)
        case ReferenceHole(number):
            return values.reference(number)
        case NumberHole(number):
            return values.number(number)
        case EmbedHole(number):
            return _embed(number, values, embedding)


def context(piece: Piece, values: Values) -> str:
    """A paragraph as another note's page shows it: without ids, its own fragments leading back to where
    it stands, and nothing embedded."""
    parts: list[str] = []
    for text, hole in zip(piece.texts, piece.holes, strict=False):
        parts.append(text)
        match hole:
            case IdHole() | EmbedHole():
                pass
            case FragmentHole(name):
                parts.append(f' href="{values.home_url}{fragment(name)}"')
            case LinkHole(number):
                parts.append(values.link(number))
            case TitleHole(number):
                parts.append(values.title(number))
            case ImageHole(number):
                parts.append(values.image(number))
            case ReferenceHole(number):
                parts.append(values.reference(number))
            case NumberHole(number):
                parts.append(values.number(number))
    parts.append(piece.texts[-1])
    return "".join(parts)


def section(body: Body, anchor: str) -> tuple[Piece, ...]:
    """The pieces of the part of a note at `anchor`: all of it for "" or an anchor that names no part."""
    for part in body.sections:
        if part.anchor == anchor:
            return body.pieces[part.start : part.end]
    return body.pieces


def _embed(number: int, values: Values, embedding: Embedding) -> str:
    resolution = values.resolution(number)
    words = values.words(number)
    if isinstance(resolution, FoundFile):
        return f'<p class="embed">{values.link(number)}{words}</a></p>'
    if not isinstance(resolution, Found):
        return f'<p class="embed">{values.link(number)}{words}</a></p>'
    here = (resolution.id, resolution.anchor)
    source = f'<p class="embed-source">{values.link(number)}{values.title(number)}</a></p>'
    if here in embedding.open or len(embedding.open) >= DEEPEST:
        return f'<div class="embed embed-cut">{source}</div>'
    if embedding.characters > MOST_CHARACTERS:
        return f'<div class="embed embed-cut">{source}</div>'
    embedding.count += 1
    prefix = f"e{embedding.count}-"
    embedding.open.append(here)
    pieces = section(embedding.body_of(resolution.id), resolution.anchor)
    html = fill(pieces, values.of(resolution.id), embedding, prefix)
    embedding.open.pop()
    embedding.characters += len(html)
    return f'<div class="embed">{html}{source}</div>'


def _attribute(name: str) -> str:
    return name.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
