"""Cutting a written note into pieces, sections and contexts.

In:  the parts that an emitter wrote: strings, holes, and marks between them.
Out: a `Body` (without formulas) and the `Context` of each link.

A piece ends at every mark: `CUT` between top-level blocks, `OPEN` and `CLOSE` around inline content that
holds a link, `Begin` and `End` around what can be embedded.
"""

from __future__ import annotations

import hashlib
from enum import Enum
from typing import NamedTuple

import msgspec

from notes_wiki.model import (
    Context,
    EmbedHole,
    Hole,
    ImageHole,
    LinkHole,
    Piece,
    ReferenceHole,
    Section,
    TagHole,
    TitleHole,
)
from notes_wiki.pattern import pattern


class OwnHtml(str):
    """Balanced HTML that we made, which the sanitiser need not see: formulas, highlighted code."""

    __slots__ = ()


class Mark(Enum):
    """Where a piece ends."""

    CUT = "cut"
    OPEN = "open"
    CLOSE = "close"


class Begin(NamedTuple):
    """A section begins here. That of a heading (level 1 to 6) ends at the next heading of the same or a
    higher level; any other (level 0) ends at its `End`."""

    anchor: str
    kind: str
    level: int = 0


class End(NamedTuple):
    """The innermost section of level 0 ends here."""


class Raw(NamedTuple):
    """HTML that the author typed, with complete tags; sanitised later, together with the rest of the body."""

    html: str


class Cite(NamedTuple):
    """A citation of the work `key`. Its words are known only when the whole note is. `form`: which words
    ("full", "year", "bare", "open"). `label`: the words to use where there can be no link. `linked`: whether
    it links to the bibliography."""

    key: str
    form: str
    label: str
    linked: bool = True


class Refs(NamedTuple):
    """The place of the bibliography."""


Part = str | Hole | Mark | Begin | End | Raw | Cite | Refs


class Cut(NamedTuple):
    """What `cut` makes: `link_contexts` maps a link's number to the index of its context."""

    pieces: tuple[Piece, ...]
    sections: tuple[Section, ...]
    contexts: tuple[Context, ...]
    link_contexts: dict[int, int]


_TAG = pattern(r"<[^<>]*>")
_TAG_NAME = pattern(r"<(/?)([a-z][a-z0-9]*)")
_VOID = frozenset(("br", "hr", "img", "input", "wbr", "col", "source", "track"))
_encode = msgspec.msgpack.Encoder().encode


class _Heading(NamedTuple):
    """A heading whose section is still open: its level, the index of its section, and how many elements are
    open around it."""

    level: int
    section: int
    depth: int


class _Cutter:
    """The pieces, sections and contexts so far, and the piece being filled."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.contexts: list[Context] = []
        self.link_contexts: dict[int, int] = {}
        self._texts: list[str] = []
        self._holes: list[Hole] = []
        self._run: list[str] = []
        self.text = self._run.append
        """Adds a text to the piece."""
        self._sections: list[Section] = []
        self._headings: list[_Heading] = []
        self._waiting: list[int] = []
        """Indices of the sections that wait for their `End`."""
        self._depth = 0
        """How many elements are open; counted only where the author typed raw HTML."""

    def hole(self, hole: Hole) -> None:
        if isinstance(hole, LinkHole | TagHole):  # its value opens an <a>
            self._depth += 1
        self._texts.append("".join(self._run))
        self._run.clear()
        self._holes.append(hole)

    def raw_text(self, html: str) -> None:
        """Add HTML that may hold the author's tags: a section ends with the element its heading stands in."""
        written = 0
        for tag in _TAG_NAME.finditer(html):
            if tag[1]:
                self._depth -= 1
            elif tag[2] not in _VOID:
                self._depth += 1
            if self._headings and self._depth < self._headings[-1].depth:
                self.text(html[written : tag.start()])
                written = tag.start()
                self.end_piece()
                while self._headings and self._headings[-1].depth > self._depth:
                    self._close(self._headings.pop().section)
        self.text(html[written:])

    def begin_section(self, begin: Begin) -> None:
        self.end_piece()
        if begin.level:
            while self._headings and self._headings[-1].level >= begin.level:
                self._close(self._headings.pop().section)
            self._headings.append(_Heading(begin.level, len(self._sections), self._depth))
        else:
            self._waiting.append(len(self._sections))
        start = len(self.pieces)
        self._sections.append(Section(begin.anchor, begin.kind, start, start))

    def end_section(self) -> None:
        """End the innermost section that waits for its `End`."""
        self.end_piece()
        self._close(self._waiting.pop())

    def _close(self, index: int) -> None:
        """Let a section end before the piece that comes next."""
        section = self._sections[index]
        self._sections[index] = Section(section.anchor, section.kind, section.start, len(self.pieces))

    def end_piece(self) -> None:
        if not self._run and not self._holes:
            return
        self._texts.append("".join(self._run))
        self.pieces.append(Piece(tuple(self._texts), tuple(self._holes)))
        self._texts, self._holes = [], []
        self._run.clear()

    def end_context(self) -> None:
        """The piece just filled is the context of the links in it."""
        self.end_piece()
        piece = self.pieces[-1]
        links: dict[int, None] = {}
        references: dict[int, None] = {}
        images: dict[int, None] = {}
        for hole in piece.holes:
            if isinstance(hole, LinkHole | TitleHole | EmbedHole):
                links[hole.link] = None
            elif isinstance(hole, ReferenceHole):
                references[hole.reference] = None
            elif isinstance(hole, ImageHole):
                images[hole.image] = None
        if not links and not references:
            return
        digest = hashlib.blake2b(_encode(piece), digest_size=12).hexdigest()
        for link in links:
            self.link_contexts.setdefault(link, len(self.contexts))
        self.contexts.append(
            Context(
                len(self.pieces) - 1, digest, tuple(links), tuple(references), tuple(images), _weight(piece)
            )
        )

    def finished(self) -> Cut:
        """End everything that is open."""
        self.end_piece()
        for heading in self._headings:
            self._close(heading.section)
        return Cut(tuple(self.pieces), tuple(self._sections), tuple(self.contexts), self.link_contexts)


def cut(parts: list[Part], *, raw: bool = False) -> Cut:
    """Pieces, sections and contexts of the parts. `raw`: among them are elements that the author typed; a
    section then ends with the element its heading stands in, such as a `<details>`."""
    cutter = _Cutter()
    text = cutter.text
    for part in parts:
        if isinstance(part, str):
            if raw and "<" in part and not isinstance(part, OwnHtml):
                cutter.raw_text(part)
            else:
                text(part)
        elif isinstance(part, Mark):
            if part is Mark.CLOSE:
                cutter.end_context()
            else:
                cutter.end_piece()
        elif isinstance(part, Begin):
            cutter.begin_section(part)
        elif isinstance(part, End):
            cutter.end_section()
        elif isinstance(part, Raw):
            text(part.html)
        elif not isinstance(part, Cite | Refs):
            cutter.hole(part)
    return cutter.finished()


def _weight(piece: Piece) -> int:
    """About how many bytes the piece adds to a compressed page: the coefficients are a least-squares fit over
    1,429 pages of words and formulas, accurate to a tenth."""
    html = "".join(piece.texts)
    return round(0.42 * len(_TAG.sub("", html)) + 0.5 * (html.count("<") + len(piece.holes))) + 10
