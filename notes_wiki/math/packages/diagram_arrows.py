r"""Arrows of commutative diagrams, as cells of a table: signs for their kinds and directions, with labels.

In:  a kind of arrow, its direction, and the labels on either side of it.
Out: plain TeX for one cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from notes_wiki.math.calls import build
from notes_wiki.math.tokens import Token

_HALF_ARROW = 1.715
"""Half of what stands above the shortest arrow: with the space that the engine leaves beside it, amscd's
least width of 3 em, in the size of scripts."""
_HALF_STEP = 4.2
"""By how much that is more for an arrow that leads one column further."""
_WIDEST_SHORT = 3.0
"""How wide, in em, a label may be thought to be that surely has space above the least arrow."""
_NO_WIDTH = frozenset(
    r"{ } ^ _ ' \, \! \hat \bar \tilde \vec \dot \overline \widehat \widetilde \mathrm \mathbf \mathcal "
    r"\mathbb \mathfrak \mathscr \mathsf \text \operatorname \scriptstyle \textstyle \displaystyle".split()
)


class _Signs(NamedTuple):
    """The commands for a kind of arrow. Those to the right and to the left grow with their labels, if they
    begin with `\\x`. Downwards and upwards it is the sign, or "" for that to the right, turned."""

    right: str
    left: str
    down: str = ""
    up: str = ""


PLAIN, EQUAL, DASHED = "plain", "equal", "dashed"
KINDS = {
    PLAIN: _Signs("\\xrightarrow", "\\xleftarrow", "\\Big\\downarrow", "\\Big\\uparrow"),
    "double": _Signs("\\xRightarrow", "\\xLeftarrow", "\\Big\\Downarrow", "\\Big\\Uparrow"),
    "both": _Signs("\\xleftrightarrow", "\\xleftrightarrow", "\\Big\\updownarrow", "\\Big\\updownarrow"),
    "hook": _Signs("\\xhookrightarrow", "\\xhookleftarrow"),
    "two heads": _Signs("\\twoheadrightarrow", "\\twoheadleftarrow"),
    "maps to": _Signs("\\xmapsto", "\\mathrel{↤}"),
    "tail": _Signs("\\rightarrowtail", "\\leftarrowtail"),
    DASHED: _Signs("\\dashrightarrow", "\\dashleftarrow", "⇣", "⇡"),
    EQUAL: _Signs("=", "=", "\\Big\\|", "\\Big\\|"),
    "line": _Signs("\\text{—}", "\\text{—}", "\\Big|", "\\Big|"),
    "none": _Signs("", "", "{}", "{}"),
    "pair": _Signs("\\rightrightarrows", "\\leftleftarrows", "\\downdownarrows", "\\upuparrows"),
    "opposite": _Signs("\\rightleftarrows", "\\rightleftarrows", "⇅", "⇅"),
}
"""The kinds of arrows; "pair" and "opposite" stand for two arrows each."""


_DIAGONALS = {(1, 1): "\\searrow", (1, -1): "\\swarrow", (-1, 1): "\\nearrow", (-1, -1): "\\nwarrow"}
_DEGREES = {(1, 1): -45, (1, -1): -135, (-1, 1): 45, (-1, -1): 135}


def across(
    kind: str,
    above: Sequence[Token],
    below: Sequence[Token],
    offset: int,
    *,
    leftwards: bool = False,
    steps: int = 1,
) -> list[Token]:
    """An arrow between two columns that are so many steps apart."""
    sign = KINDS[kind].left if leftwards else KINDS[kind].right
    if sign.startswith("\\x"):
        over = build(_over(above, steps), offset, above)
        return build(f"{sign}[#2]{{#1}}" if below else f"{sign}{{#1}}", offset, over, below)
    # No browser's font has a sign that stretches: this is as wide as an arrow with its space.
    template = f"\\kern1.1em{sign}\\kern1.1em" if kind == EQUAL else f"\\kern.9em{_larger(sign)}\\kern.9em"
    if below:
        template = f"\\underset{{#2}}{{{template}}}"
    if above:
        template = f"\\overset{{#1}}{{{template}}}"
    return build(template, offset, above, below)


def diagonal(kind: str, down: int, right: int) -> str:
    """The sign of an arrow to the next row and column, each 1 or -1: larger than in a line of text, and the
    one to the right turned, if there is no other."""
    sign = _DIAGONALS[down, right] if kind == PLAIN else _turned(kind, _DEGREES[down, right])
    return f"\\scaleobj{{1.8}}{{{sign}}}"


def downwards(
    kind: str, left: Sequence[Token], right: Sequence[Token], offset: int, *, upwards: bool = False
) -> list[Token]:
    """An arrow between two rows. It is centred in its column, whatever is written beside it."""
    sign = KINDS[kind].up if upwards else KINDS[kind].down
    if not sign.startswith(("\\Big", "{")):
        sign = _larger(sign or _turned(kind, 90 if upwards else -90))
    template = ("\\mathllap{\\scriptstyle #1\\;}" if left else "") + f"{sign} "
    template += "\\mathrlap{\\scriptstyle\\;#2}" if right else ""
    return build(template, offset, left, right)


def _larger(sign: str) -> str:
    """A sign that does not grow, nearer to the length of those that do."""
    return f"\\scaleobj{{1.5}}{{{sign}}}"


def _turned(kind: str, degrees: int) -> str:
    """The sign for an arrow to the right, turned to the left by so many degrees. Turning it does not make it
    take more room, so a strut is beside it."""
    sign = KINDS[kind].right.replace("\\x", "\\")
    return f"\\strut\\rotatebox{{{degrees}}}{{${sign}$}}"


def grows(kind: str) -> bool:
    """Whether there are arrows of a kind that are as long as one wants."""
    return KINDS[kind].right.startswith("\\x") and KINDS[kind].left.startswith("\\x")


def _over(above: Sequence[Token], steps: int) -> str:
    """What stands above an arrow, as a template of its label. All arrows with short labels are equally long,
    because the label has no width; a long label makes its arrow longer."""
    kern = f"\\kern{_HALF_ARROW + _HALF_STEP * (steps - 1):.4g}em"
    if not above:
        return kern * 2
    parts = [text for text, _ in above if text not in _NO_WIDTH and not text.isspace()]
    if steps > 1 or 0.6 * len(parts) <= _WIDEST_SHORT:
        return f"{kern}\\mathclap{{\\scriptstyle #1}}{kern}"
    return "\\kern.5em#1\\kern.5em"
