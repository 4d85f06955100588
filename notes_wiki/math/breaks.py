r"""Where a long formula may be broken into lines: behind its wide spaces, before its relations and signs.

In:  MathML, whole.
Out: the same formula, a long one cut into rows of MathML, at what stands in nothing else; its class lets
     `math.css` set the rows under one another where the browser can and the line is too short. It is cut
     behind `\quad`, what is still long before relations, and what is long even then before + and −. One in
     a line of text of which a part is too wide for a phone even then has a class that lets it scroll.

It stays one formula: what is read aloud, copied and searched for does not change.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

from notes_wiki.pattern import pattern

LONG = 30
"""Characters a formula shows, from which on it may be broken: a phone shows a little more in a line."""
WIDE = 36
"""Characters of a row that do not stand side by side on a phone."""
_RELATIONS = "=≈≤≥<>≡∼≃≅≠≔∝≪≫≺≻→⇒⟹⇔⟺↦⟼∈⊂⊆⊢⊨"
_OPENERS, _CLOSERS = frozenset("([{⟨⌊⌈"), frozenset(")]}⟩⌋⌉")
_SIGNS = frozenset([*_RELATIONS.replace("<", "").replace(">", ""), "&lt;", "&gt;"])
_BINARY = frozenset(("<mo>+</mo>", "<mo>−</mo>"))
_WHERE = pattern(rf"<mo[^>]*>(?:{'|'.join(sorted(_SIGNS))})</mo>|<mspace width=\"[12]em\"/>|<mo>[+−]</mo>")
_TEXT = pattern(">([^<]+)")
# A sign as a whole; the beginning and the end of what may hold one. All that holds other text is passed over.
_ELEMENT = pattern(
    r"<(?:mo(?:\s[^>]*)?>(?P<sign>[^<]*)</mo>|(?P<quad>mspace width=\"[12]em\"/>)"
    r"|(?P<end>/)?(?!m[ins]\b|mtext)(?P<name>\w+)[^>]*?(?P<empty>/)?>)"
)


class _Kind(IntEnum):
    """What a formula may be cut at, the best first."""

    SPACE = 0
    RELATION = 1
    BINARY = 2


class _Cut(NamedTuple):
    """A place where a row may end."""

    place: int
    kind: _Kind


def with_breaks(mathml: str) -> str:
    """The formula, cut into rows if it is long and has where to cut it."""
    if len(mathml) < 9 * LONG or _shown(mathml) < LONG or not mathml.endswith("</math>"):
        return mathml
    opening, end = mathml.index(">") + 1, len(mathml) - len("</math>")
    if " class=" in mathml[:opening]:
        return mathml
    cuts = _cuts(mathml, opening, end) if _WHERE.search(mathml) else []
    if cuts is None:
        return mathml
    edges = [opening, *_chosen(mathml, cuts, opening, end, _Kind.SPACE), end]
    attributes = mathml[len("<math") : opening]
    parts = [mathml[start:end] for start, end in pairwise(edges)]
    names = ["long"] if len(parts) > 1 else []
    if "display=" not in attributes and any(_shown(f">{part}") > WIDE for part in parts):
        names.append("wide")
    if not names:
        return mathml
    rows = "".join(f"<mrow>{_row(part)}</mrow>" for part in parts) if len(parts) > 1 else parts[0]
    return f'<math class="{" ".join(names)}"{attributes}{rows}</math>'


def _shown(mathml: str) -> int:
    """How many characters a formula shows; an em of room is as wide as two."""
    room = 2 * mathml.count('"1em"/>') + 4 * mathml.count('"2em"/>')
    return sum(map(len, _TEXT.findall(mathml))) + room


def _cuts(mathml: str, start: int, end: int) -> list[_Cut] | None:
    """Where the formula may be cut, in order; None for a table, which has rows of its own."""
    cuts: list[_Cut] = []
    depth = brackets = 0
    for found in _ELEMENT.finditer(mathml, start, end):
        sign, quad, closing, name, empty = found.groups()
        if quad:
            if depth == 0 and brackets == 0 and start < found.end() < end:
                cuts.append(_Cut(found.end(), _Kind.SPACE))
        elif sign is None:
            if depth == 0 and name == "mtable":
                return None
            depth += 0 if empty else -1 if closing else 1
        elif depth == 0 or "minsize=" in found[0]:  # a bracket of a given size has a row of its own
            brackets = max(0, brackets + (sign in _OPENERS) - (sign in _CLOSERS))
            if depth == 0 and brackets == 0 and found.start() > start:
                if sign in _SIGNS:
                    cuts.append(_Cut(found.start(), _Kind.RELATION))
                elif found[0] in _BINARY:
                    cuts.append(_Cut(found.start(), _Kind.BINARY))
    return cuts


def _chosen(mathml: str, cuts: Sequence[_Cut], start: int, end: int, kind: _Kind) -> list[int]:
    """Where the part of a formula between two places is cut: at all places of the best kind it has, and each
    part that is long even then at those of the next."""
    places = [cut.place for cut in cuts if cut.kind == kind and start < cut.place < end]
    if kind == _Kind.BINARY:
        return places
    chosen: list[int] = []
    for left, right in pairwise([start, *places, end]):
        if _shown(f">{mathml[left:right]}") >= LONG:
            chosen += _chosen(mathml, cuts, left, right, _Kind(kind + 1))
        chosen.append(right)
    return chosen[:-1]


def _row(mathml: str) -> str:
    """A row; a sign that begins one says that it stands between two things."""
    return f'<mo form="infix"{mathml[3:]}' if mathml[:10] in _BINARY else mathml
