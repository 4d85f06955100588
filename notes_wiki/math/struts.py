r"""Struts: invisible boxes that give a row of a table, or what stands under a root, the height of a line.

In:  a whole formula, as MathML.
Out: MathML with such a box at the end of every row and below every root.

TeX puts one into every row of an alignment or a matrix, so that its lines have the same distance; browsers
make a row as high as its contents, and lines of small letters come too close. `math.css` adds the space
between rows (`--row`) that gives TeX's distance: 1.2 em in matrices, 1.5 em in alignments.

Roots are at least an em tall. If the contents are lower, TeX puts half of the excess between the letters and
the bar (The TeXbook, appendix G, rule 11); browsers let all of it hang below the line.
"""

from __future__ import annotations

import re

from notes_wiki.pattern import pattern

STRUT = '<mspace height="0.7em" depth="0.3em"/>'
DOTS = '<mspace height="1.05em" depth="0.45em"/>'
r"""In rows with dots downwards, `\vdots` and `\ddots`, above which TeX leaves half an em."""
_TIGHT = '<mspace height="0.6em" depth="0.2em"/>'
r"""In rows without space between them: those of `\substack` and `smallmatrix`."""
ROOT = '<mspace height="0.66em"/>'
"""Below a root: the height of a tall letter."""
_ABOVE, _BELOW = 0.8, 0.4
"""What a row has above and below its baseline, in em, `--row` included."""
_ROW = 0.1
"""`--row` in math.css, in em: the space that each row has above and below."""
_END = "</mtd></mtr>"
_DOWNWARDS = ("⋮", "⋱", "⋰")
# The last cell of a row, but one that ends with a table, whose rows have struts of their own.
_LAST_CELL = pattern(r"(<mtd(?P<attributes>[^>]*)>(?:(?!</?mtd).)*)</mtd></mtr>", re.S)
_TAG = pattern(r"<(?P<end>/?)\w+[^>]*?(?P<empty>/?)>")


def with_struts(mathml: str) -> str:
    """The formula with a strut in each row of its tables and below each root."""
    if "</msqrt>" in mathml:
        mathml = mathml.replace("</msqrt>", ROOT + "</msqrt>")
    if "<mroot" in mathml:
        before, *roots = re.split(r"(?<=<mroot>)", mathml)
        mathml = before + "".join(map(_with_strut_in_base, roots))
    if "tight-top" in mathml:
        return _LAST_CELL.sub(_with_strut, mathml)
    if not _has_dots(mathml):
        return mathml.replace(_END, STRUT + _END)
    *rows, after = mathml.split(_END)
    return "".join(f"{row}{_strut(row)}{_END}" for row in rows) + after


def stretched_strut(stretch: float) -> str:
    r"""The strut of a row in a table with this `\arraystretch`, in place of `STRUT` if it is below 1."""
    height, depth = (max(side * stretch - _ROW, 0) for side in (_ABOVE, _BELOW))
    return f'<mspace height="{height:.4g}em" depth="{depth:.4g}em"/>'


def _strut(row: str) -> str:
    """The strut of the row that a text ends with."""
    return DOTS if _has_dots(row[row.rfind("<mtr>") :]) else STRUT


def _has_dots(mathml: str) -> bool:
    return any(sign in mathml for sign in _DOWNWARDS)


def _with_strut(cell: re.Match[str]) -> str:
    strut = _TIGHT if "tight-top" in cell["attributes"] else STRUT
    return f"{cell[1]}{strut}{_END}"


def _with_strut_in_base(root: str) -> str:
    """What follows the beginning of an `mroot`, with a strut beside the first element, the base."""
    depth = 0
    for tag in _TAG.finditer(root):
        depth += 0 if tag["empty"] else -1 if tag["end"] else 1
        if depth == 0:
            return f"<mrow>{root[: tag.end()]}{ROOT}</mrow>{root[tag.end() :]}"
    return root
