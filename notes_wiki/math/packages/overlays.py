r"""Signs laid over one another: plain TeX's `\ooalign`, and amssymb's `\smallsetminus`, which is drawn small.

In:  an expander whose reader stands after one of these commands.
Out: the one character that Unicode has for two signs, `⊍` for ∪ and ·; else the widest layer, and before it
     each other one in a box without width, as far to the right as TeX sets it. What stands in the middle
     is moved there by the widths of signs, which are near those of the theme's font.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.packages.text_tables import SIZES
from notes_wiki.math.packages.text_with_math import text_or_math
from notes_wiki.math.tokens import Token, trim

_FILLS = frozenset({"\\hidewidth", "\\hfil", "\\hfill", "\\hss"})
# Commands for the size of a layer, and those that show nothing.
_SILENT = frozenset({"$", "{", "}", "\\m@th", "\\displaystyle", "\\textstyle"})
_TOGETHER = {
    frozenset(pair.split()): sign
    for sign, pairs in {
        "⊍": ("\\cup \\cdot",),
        "⊎": ("\\cup +",),
        "⩀": ("\\cap \\cdot",),
        "⟇": ("\\vee \\cdot", "\\lor \\cdot"),
        "⟑": ("\\wedge \\cdot", "\\land \\cdot"),
        "⨃": ("\\bigcup \\cdot",),
        "⨍": ("\\int -",),
    }.items()
    for pair in pairs
}
_LARGE = frozenset("⨃⨍")
# In ems.
_WIDTHS = {
    **dict.fromkeys(("\\cdot", ".", ":", ",", "|", "\\vert", "\\mid"), 0.28),
    **dict.fromkeys(("/", "\\backslash", "\\circ", "\\bullet", "\\ast", "*", "\\star", "\\int"), 0.45),
    **dict.fromkeys(("\\to", "\\rightarrow", "\\leftarrow", "\\bigcirc", "\\sum", "\\bigcup"), 1.0),
}
_LETTER, _SIGN = 0.5, 0.7


class _Layer(NamedTuple):
    """The content of one layer, and the share of the space beside it that is at its left."""

    inside: list[Token]
    left: float
    hidden: bool

    def signs(self) -> list[str]:
        signs = [text for text, _ in self.inside if text not in _SILENT and not text.isspace()]
        boxes = [place for place, sign in enumerate(signs) if sign == "\\hbox"]
        return signs[boxes[-1] + 1 :] if boxes else signs

    def width(self) -> float:
        return sum(_WIDTHS.get(sign, _LETTER if sign.isalnum() else _SIGN) for sign in self.signs())


def _ooalign(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\ooalign{$\cup$\cr\hidewidth$\cdot$\hidewidth}`."""
    layers = [layer for row in _rows(expander.argument(token)) if (layer := _layer(row)).inside]
    signs = [layer.signs() for layer in layers]
    if len(signs) == 2 and all(len(one) == 1 for one in signs):
        together = _TOGETHER.get(frozenset((signs[0][0], signs[1][0])))
        if together in _LARGE:
            return [(together, token[1])]
        if together:  # to TeX this is a box, without space around it
            return [(expander.mark(f'<mo lspace="0" rspace="0">{together}</mo>'), token[1])]
    if not layers:
        return []
    base = max(layers, key=lambda layer: (not layer.hidden, layer.width()))
    found: list[Token] = []
    for layer in layers:
        if layer is not base:
            inside = _contents(expander, layer, token[1])
            right = layer.left * (base.width() - layer.width())
            kern = f"\\kern{right:.3g}em" if abs(right) > 0.01 else ""
            found += build(f"\\mathrlap{{{kern}{{#1}}}}", token[1], inside)
    return build("{#1{#2}}", token[1], found, _contents(expander, base, token[1]))


def _contents(expander: Expander, layer: _Layer, offset: int) -> list[Token]:
    r"""What a layer contains: text and math, or a raised box, `\raise1ex\hbox{$\circ$}`."""
    box = layer.inside[0][0] in {"\\raise", "\\lower", "\\hbox", "\\raisebox"}
    return list(layer.inside) if box else text_or_math(expander, layer.inside, offset)


def _rows(tokens: Sequence[Token]) -> list[list[Token]]:
    r"""The parts between `\cr`."""
    rows: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += (token[0] == "{") - (token[0] == "}")
        if depth == 0 and token[0] in {"\\cr", "\\crcr", "\\\\"}:
            rows.append([])
        else:
            rows[-1].append(token)
    return rows


def _layer(row: Sequence[Token]) -> _Layer:
    """A row without its fill commands."""
    inside = trim(row)
    fills = [0, 0]
    hidden = False
    for side, end in enumerate((0, -1)):
        while inside and inside[end][0] in _FILLS:
            fills[side] += 1
            hidden = hidden or inside[end][0] == "\\hidewidth"
            del inside[end]
            inside = trim(inside)
    return _Layer(inside, fills[0] / sum(fills) if sum(fills) else 0.0, hidden)


def _vcenter(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\vcenter{\hbox{$a$}\hbox{$b$}}`: boxes stand below one another; two points are a colon, because that
    is how many write one that is centred on the axis."""
    inside = expander.argument(token)
    places = [place for place, (text, _) in enumerate(inside) if text == "\\hbox"]
    if not 1 < len(places) < 10:
        return build("{#1}", token[1], inside)
    boxes = [inside[start:end] for start, end in pairwise([*places, len(inside)])]
    if all([text for text, _ in box if text not in _POINT][-1:] == ["."] for box in boxes):
        return [("{", token[1]), (":", token[1]), ("}", token[1])]
    lines = "\\\\".join(f"#{number}" for number in range(1, len(boxes) + 1))
    return build(f"\\begin{{subarray}}{{c}}{lines}\\end{{subarray}}", token[1], *boxes)


_POINT = frozenset({"\\hbox", "{", "}", "$", *SIZES})


def _smallsetminus(expander: Expander, token: Token) -> Sequence[Token]:
    return [(expander.mark('<mo class="small">∖</mo>'), token[1])]


HANDLERS: dict[str, Handler] = {
    "\\ooalign": _ooalign,
    "\\vcenter": _vcenter,
    "\\smallsetminus": _smallsetminus,
}
