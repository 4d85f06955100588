"""The body of a note, with holes for what depends on other notes or on the page it is shown on."""

from __future__ import annotations

from notes_wiki.model.problems import Span
from notes_wiki.model.record import Record


class Text(Record, frozen=True):
    """Text that may hold math, twice: as HTML (without links and ids), and as plain Unicode text."""

    html: str
    plain: str


class IdHole(Record, frozen=True, tag="id"):
    """The attribute ` id="…"` (with its leading space) for this name; empty where the text is shown as a
    backlink."""

    name: str


class FragmentHole(Record, frozen=True, tag="fragment"):
    """The attribute ` href="#name"` (with its leading space): a link to an id in the same note."""

    name: str


class LinkHole(Record, frozen=True, tag="link"):
    """The opening `<a …>` of the link with index `link`; its words and the closing `</a>` are in the body."""

    link: int


class TitleHole(Record, frozen=True, tag="title"):
    """The words of a link (by index) that has none of its own: the target's title, or what was typed."""

    link: int


class ImageHole(Record, frozen=True, tag="image"):
    """The whole `<img …>`, or what replaces it, of the image with index `image`."""

    image: int


class EmbedHole(Record, frozen=True, tag="embed"):
    """An embedded note, or part of one: the target of the link with index `link`."""

    link: int


class ReferenceHole(Record, frozen=True, tag="reference"):
    """The whole `<a …>(3)</a>` of the reference with index `reference`; it may be inside an `<mtext>`. Where
    it is not `linked`, being in the words of a link, only its own words. If `opening`, only the `<a …>`."""

    reference: int
    linked: bool = True
    opening: bool = False


class NumberHole(Record, frozen=True, tag="number"):
    """The number of the label with index `label`: "3" or "A.1", without parentheses."""

    label: int


class TagHole(Record, frozen=True, tag="tag"):
    """The opening `<a …>` of a link to a tag's page; its words and the `</a>` are in the body."""

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
    """HTML with holes: `texts[0] holes[0] texts[1] … holes[n-1] texts[n]`, so `texts` is one longer than
    `holes`. A single piece need not be balanced HTML; the ranges in `Section`, and the contexts of links,
    are."""

    texts: tuple[str, ...]
    holes: tuple[Hole, ...] = ()


class Section(Record, frozen=True):
    """A part of a note that can be linked to and embedded: the pieces from `start` up to, but not including,
    `end` are balanced HTML. `kind` is "heading", "block", "equation" or a kind of statement."""

    anchor: str
    kind: str
    start: int
    end: int


class Formula(Record, frozen=True):
    """A formula as typed (after the dialect's unescaping), and its place."""

    tex: str
    display: bool
    span: Span


class Body(Record, frozen=True):
    """Everything that a note's own page shows of it, in pieces."""

    pieces: tuple[Piece, ...]
    sections: tuple[Section, ...] = ()
    formulas: tuple[Formula, ...] = ()
