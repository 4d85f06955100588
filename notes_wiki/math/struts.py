r"""Struts: what keeps the rows of a table apart, whatever stands in them.

In:  MathML, whole.
Out: the same with an invisible box at the end of every row, as high and deep as a line of text.

TeX sets one into every row of an alignment or a matrix, so that its lines stand at the same distance;
browsers make a row as high as what it holds, and lines of small letters come too near. `math.css` has the
room between rows (`--row`) that makes the distance TeX's: 1.2 em in matrices, 1.5 em in alignments.
"""

from __future__ import annotations

import re

STRUT = '<mspace height="0.7em" depth="0.3em"/>'
_TIGHT = '<mspace height="0.6em" depth="0.2em"/>'
r"""In rows without room between them: those of `\substack` and `smallmatrix`."""
_END = "</mtd></mtr>"
# The last cell of a row, but one that ends with a table, whose rows have struts of their own.
_LAST_CELL = re.compile(r"(<mtd(?P<attributes>[^>]*)>(?:(?!</?mtd).)*)</mtd></mtr>", re.S)


def with_struts(mathml: str) -> str:
    """The formula with a strut in each row of its tables."""
    if "tight-top" not in mathml:
        return mathml.replace(_END, STRUT + _END)
    return _LAST_CELL.sub(_with_strut, mathml)


def _with_strut(cell: re.Match[str]) -> str:
    strut = _TIGHT if "tight-top" in cell["attributes"] else STRUT
    return f"{cell[1]}{strut}{_END}"
