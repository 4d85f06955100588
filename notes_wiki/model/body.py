"""The body of a note, with holes for what depends on other notes or on where the text stands."""

from __future__ import annotations

from notes_wiki.model.problems import Span
from notes_wiki.model.record import Record


class Text(Record, frozen=True):
    """A run of words that may hold math: as HTML (no links, no ids) and as plain Unicode text."""

    html: str
    plain: str


class IdHole(Record, frozen=True, tag="id"):
    """` id="…"` (leading space included) of this name; nothing at all inside a backlink's context."""

    name: str


class FragmentHole(Record, frozen=True, tag="fragment"):
    """` href="#name"` (leading space included): a link to an id of the same note."""

    name: str


class LinkHole(Record, frozen=True, tag="link"):
    """The opening `<a …>` of link number `link`; the body holds the words and the closing `</a>`."""

    link: int


class TitleHole(Record, frozen=True, tag="title"):
    """The words of bare link number `link`: the target's title, or what the author typed."""

    link: int


class ImageHole(Record, frozen=True, tag="image"):
    """The whole `<img …>` (or what stands for it) of image number `image`."""

    image: int


class EmbedHole(Record, frozen=True, tag="embed"):
    """A transcluded note or part of it: the target of link number `link`."""

    link: int


class ReferenceHole(Record, frozen=True, tag="reference"):
    """The whole `<a …>(3)</a>` of reference number `reference`; it may stand inside an `<mtext>`."""

    reference: int


class NumberHole(Record, frozen=True, tag="number"):
    """The number of label number `label`: "3" or "A.1", without parentheses."""

    label: int


class TagHole(Record, frozen=True, tag="tag"):
    """The opening `<a …>` of a link to a tag's page; the body holds the words and `</a>`."""

    name: str


Hole = (
    IdHole
    | FragmentHole
    | LinkHole
    | TitleHole
    | ImageHole
    | EmbedHole
    | ReferenceHole
    | NumberHole
    | TagHole
)


class Piece(Record, frozen=True):
    """A run of HTML with holes: `texts[0] holes[0] texts[1] … holes[n-1] texts[n]`, so `texts` is always
    one longer than `holes`. A piece alone need not be balanced; the ranges in `Section` and the pieces
    that links name as their context are."""

    texts: tuple[str, ...]
    holes: tuple[Hole, ...] = ()


class Section(Record, frozen=True):
    """A part of a note that can be linked to and embedded: pieces `start` to `end` (exclusive) are
    balanced HTML. `kind` is "heading", "block", "equation" or a statement's kind."""

    anchor: str
    kind: str
    start: int
    end: int


class Formula(Record, frozen=True):
    """A formula as typed (after the dialect's unescaping), and where it stands."""

    tex: str
    display: bool
    span: Span


class Body(Record, frozen=True):
    """All of a note that its own page shows, in pieces."""

    pieces: tuple[Piece, ...]
    sections: tuple[Section, ...] = ()
    formulas: tuple[Formula, ...] = ()
