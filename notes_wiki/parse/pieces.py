"""Cutting a written note into pieces, sections and contexts.

In:  the parts an emitter wrote: strings, holes, and marks between them.
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


class Whole(str):
    """HTML that is ours and balanced, so that a sanitiser need not see it: formulas, highlighted code."""

    __slots__ = ()


class Mark(Enum):
    """Where a piece ends."""

    CUT = "cut"
    OPEN = "open"
    CLOSE = "close"


class Begin(NamedTuple):
    """A section begins here. A heading's (level 1 to 6) ends at the next heading of its level or a higher
    one; any other (level 0) at its `End`."""

    anchor: str
    kind: str
    level: int = 0


class End(NamedTuple):
    """The innermost section that waits for its end ends here."""


class Raw(NamedTuple):
    """HTML as the author typed it, tags made whole; to be sanitised with the rest of the body."""

    html: str


class Cite(NamedTuple):
    """A citation of the work `key`, its words not known before the whole note is. `form` says which words
    ("full", "year", "bare", "open"), `label` what stands for them where there can be no link."""

    key: str
    form: str
    label: str


class Refs(NamedTuple):
    """Where the note wants its bibliography."""


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


class _Cutter:
    """The pieces so far, and the one being filled."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.contexts: list[Context] = []
        self.link_contexts: dict[int, int] = {}
        self._texts: list[str] = []
        self._holes: list[Hole] = []
        self._run: list[str] = []
        self.text = self._run.append
        """Goes on with a text."""

    def hole(self, hole: Hole) -> None:
        self._texts.append("".join(self._run))
        self._run.clear()
        self._holes.append(hole)

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
        if not self.pieces:
            return
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


class _Heading(NamedTuple):
    """A heading whose section has not ended: its level, its section by number, and in how many elements
    it stands."""

    level: int
    section: int
    depth: int


def cut(parts: list[Part], *, raw: bool = False) -> Cut:
    """Pieces, sections and contexts of the parts. `raw`: there are elements that the author typed; a section
    ends with the one that its heading stands in, such as a `<details>`."""
    cutter = _Cutter()
    sections: list[Section] = []
    headings: list[_Heading] = []
    waiting: list[int] = []
    text = cutter.text
    depth = 0
    for part in parts:
        if isinstance(part, str):
            if raw and "<" in part and not isinstance(part, Whole):
                place = 0
                for tag in _TAG_NAME.finditer(part):
                    depth += -1 if tag[1] else tag[2] not in _VOID
                    if headings and depth < headings[-1].depth:
                        text(part[place : tag.start()])
                        place = tag.start()
                        cutter.end_piece()
                        while headings and headings[-1].depth > depth:
                            _end(sections, headings.pop().section, len(cutter.pieces))
                part = part[place:]  # noqa: PLW2901 - what is left of it
            text(part)
        elif isinstance(part, Mark):
            if part is Mark.CLOSE:
                cutter.end_context()
            else:
                cutter.end_piece()
        elif isinstance(part, Begin):
            cutter.end_piece()
            start = len(cutter.pieces)
            if part.level:
                while headings and headings[-1].level >= part.level:
                    _end(sections, headings.pop().section, start)
                headings.append(_Heading(part.level, len(sections), depth))
            else:
                waiting.append(len(sections))
            sections.append(Section(part.anchor, part.kind, start, start))
        elif isinstance(part, End):
            cutter.end_piece()
            _end(sections, waiting.pop(), len(cutter.pieces))
        elif isinstance(part, Raw):
            text(part.html)
        elif not isinstance(part, Cite | Refs):
            depth += isinstance(part, LinkHole | TagHole)  # which begins an <a>
            cutter.hole(part)
    cutter.end_piece()
    for heading in headings:
        _end(sections, heading.section, len(cutter.pieces))
    return Cut(tuple(cutter.pieces), tuple(sections), tuple(cutter.contexts), cutter.link_contexts)


def _weight(piece: Piece) -> int:
    """About how many bytes the piece adds to a compressed page: so a least-squares fit over 1,429 pages has
    it, to a tenth (paragraphs of words and of formulas, some with more of these, some with more of those)."""
    html = "".join(piece.texts)
    return round(0.42 * len(_TAG.sub("", html)) + 0.5 * (html.count("<") + len(piece.holes))) + 10


def _end(sections: list[Section], index: int, end: int) -> None:
    section = sections[index]
    sections[index] = Section(section.anchor, section.kind, section.start, end)
