r"""Marks in the cells of a table: what TeX says of a cell, a row or a table, and the engine has no word for.

In:  a kind of mark, and its value.
Out: the text that such a mark stands for (see `marks.py`). `cells.py` finds it in the engine's table, and
     gives the cells their classes and colours.
"""

from __future__ import annotations

from enum import StrEnum


class CellMark(StrEnum):
    """What a mark says, and of what."""

    CELL = "cell"
    """The colour of the cell, as `ROW` and `COLUMN` are those of its row and its column. The column may be
    given by its number: `column2`."""
    ROW = "row"
    COLUMN = "column"
    SNUG = "snug"
    """A side of the cell, "left" or "right", that has no space."""
    FILL = "fill"
    """The side of the cell, "left" or "right", that its contents are moved to; into the middle, if both are
    given."""
    RULE = "rule"
    """A rule at the "top" or the "bottom" of the row."""
    PARTIAL = "partial"
    """A rule at the "top" or the "bottom" of some cells of the row, `top 2-3`."""
    SPAN = "span"
    """Over how many columns the cell reaches, and its classes in place of its column's: `2 left rule-right`.
    The cells that it covers follow it. `WHOLE_ROW`: as many as there are in the table."""
    DOUBLE = "double"
    """A double rule at the "top" or the "bottom" of the row, or at the "right" of the cell."""
    GAP = "gap"
    """Space below the row, in quarters of an em."""
    OUTSIDE = "outside"
    """The row is outside the brackets of its matrix (`packages/exterior.py`)."""
    SHOVE = "shove"
    """The line of a `multlined` is moved to the "left" or the "right"."""
    MULTLINED = "multlined"
    """The table is a `multlined`: its first line is at the left, its last at the right."""
    COLUMNS = "columns"
    """How the table aligns its columns: `PAIRS`, `RELATIONS` or `LINES`."""
    EDGES = "edges"
    """The table is an array, with space at its outer edges."""
    STRETCH = "stretch"
    r"""The `\arraystretch` of the table, if it is not 1."""
    BASELINE = "baseline"
    """The row on whose baseline the table is set, `TOP` or `BOTTOM`."""


WHOLE_ROW = 0
TOP, BOTTOM = "top", "bottom"
PAIRS, RELATIONS, LINES = "pairs", "relations", "lines"


def cell_mark(kind: CellMark, value: str | int = "-") -> str:
    """The text of a mark."""
    return f"\x02cell:{kind} {value}\x03"
