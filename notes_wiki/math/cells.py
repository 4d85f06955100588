r"""Attributes of table cells: colours, rules above rows, space below rows and beside cells, the positions of
the columns of `alignat` and `eqnarray`, and which row of a table stands on the line.

In:  MathML that may hold marks of `packages/cell_colours.py` and `packages/row_gaps.py` in its cells.
Out: MathML without marks; instead the cells have a `mathbackground` or a class, and a table whose first or
     last row stands on the line is in an `mrow` with a class. A cell's own colour takes precedence over that
     of its row, and that over that of its column.
"""

from __future__ import annotations

from notes_wiki.math.struts import STRUT
from notes_wiki.pattern import pattern

_PART = pattern(
    "<(?P<name>mtable|mtr|mtd)(?P<attributes>[^>]*?)(?P<empty>/?)>|</(?P<end>mtable|mtr|mtd)>"
    "|\x02cell:(?P<kind>[a-z]+)(?P<column>\\d*) (?P<colour>[^\x03]*)\x03"
)
_ORDER = {"column": 0, "row": 1, "cell": 2}
_RULE, _GAP, _SNUG, _DOUBLE = "rule", "gap", "snug", "double"
COLUMNS = "columns"
"""What a mark says of a whole table: its value is a key of `_COLUMNS`."""
POSITION = "position"
"""What a mark says of a whole table: its value is the row that stands on the line, `TOP` or `BOTTOM`."""
LINED = "lined"
"""What a mark says of a `multlined`: its first line stands at the left, its last at the right."""
SHOVE = "shove"
"""What a mark says of a line of one, where it stands at a side: its value is "left" or "right"."""
OUTSIDE = "outside"
"""What a mark says of a row that is outside the brackets of its matrix (`packages/exterior.py`)."""
TOP, BOTTOM = "top", "bottom"
PAIRS, RELATIONS, LINES = "pairs", "relations", "lines"
# Columns that follow one another: pairs with no room between, and relations in a column of their own.
_COLUMNS = {
    PAIRS: ("right tight-left tight-right", "left tight-left tight-right"),
    LINES: ("left tight-left tight-right",),
    RELATIONS: ("right tight-right", "centre thick-left thick-right", "left tight-left"),
}
# What Firefox knows, and MathML Core does not: for Chromium the class is drawn by `math.css`.
_ALIGN = {TOP: "baseline 1", BOTTOM: "baseline -1"}
# With amsmath's \multlinegap at the other side.
_FIRST_LINE, _LAST_LINE = "left wide-right", "right wide-left"
_CLASS = pattern(' class="[^"]*"')


class _Table:
    """An open table: its place in the text, its colours by row and column, and the positions of its cells."""

    def __init__(self, part: int) -> None:
        self.part = part
        self.position = ""
        self.lined = False
        self.shoved: dict[int, str] = {}
        self.row = self.column = -1
        self.cells: list[tuple[int, int, int]] = []
        self.ruled: set[int] = set()
        self.outside: set[int] = set()
        self.doubled: list[tuple[int, str]] = []
        self.columns: tuple[str, ...] = ()
        self.classes: dict[tuple[int, int], list[str]] = {}
        self.colours: list[tuple[int, str, int, int]] = []


def coloured(mathml: str) -> str:
    """The formula with its cells coloured."""
    if "\x02cell:" not in mathml:
        return mathml
    parts: list[str] = []
    tables: list[_Table] = []
    place = 0
    for found in _PART.finditer(mathml):
        parts.append(mathml[place : found.start()])
        place = found.end()
        table = tables[-1] if tables else None
        if found["kind"] is not None:
            if table is not None and found["kind"] == _RULE:
                table.ruled.add(table.row)
            elif table is not None and found["kind"] == OUTSIDE:
                table.outside.add(table.row)
            elif table is not None and found["kind"] == LINED:
                table.lined = True
            elif table is not None and found["kind"] == SHOVE:
                table.shoved[table.row] = found["colour"]
            elif table is not None and found["kind"] == POSITION:
                table.position = found["colour"]
            elif table is not None and found["kind"] == COLUMNS:
                table.columns = _COLUMNS[found["colour"]]
            elif table is not None and found["kind"] == _DOUBLE and found["colour"] != "right":
                table.doubled.append((table.row, f"{_DOUBLE}-{found['colour']}"))
            elif table is not None and found["kind"] in {_GAP, _SNUG, _DOUBLE}:
                name = f"{found['kind']}-{found['colour']}"
                table.classes.setdefault((table.row, table.column), []).append(name)
            elif table is not None:
                column = int(found["column"]) if found["column"] else table.column
                table.colours.append((_ORDER[found["kind"]], found["colour"], table.row, column))
            continue
        if found["end"] == "mtd" and table is not None and table.row in table.outside:
            parts[-1] = parts[-1].removesuffix(STRUT)
        parts.append(found[0])
        if found["name"] == "mtable" and not found["empty"]:
            tables.append(_Table(len(parts) - 1))
        elif found["end"] == "mtable" and table is not None:
            _paint(tables.pop(), parts)
        elif found["name"] == "mtr" and table is not None:
            table.row, table.column = table.row + 1, -1
        elif found["name"] == "mtd" and table is not None:
            table.column += 1
            table.cells.append((table.row, table.column, len(parts) - 1))
    return "".join([*parts, mathml[place:]])


def _paint(table: _Table, parts: list[str]) -> None:
    """Give the cells of a table their colours, and the table its position."""
    if table.position:
        tag = parts[table.part].replace("<mtable", f'<mtable align="{_ALIGN[table.position]}"', 1)
        parts[table.part] = f'<mrow class="{table.position}">{tag}'
        parts.append("</mrow>")
    if table.lined and table.row > 0:
        table.shoved = {0: _FIRST_LINE, table.row: _LAST_LINE, **table.shoved}
    for row, column, part in table.cells:
        colour = ""
        for order, value, of_row, of_column in sorted(table.colours, key=lambda one: one[0]):
            in_row, in_column = row == of_row, column == of_column
            if (in_column or order == 1) and (in_row or order == 0):
                colour = value
        if row in table.outside:
            parts[part] = _with_class(parts[part], OUTSIDE)
        for name in ["rule-top"] * (row in table.ruled) + [name for at, name in table.doubled if at == row]:
            parts[part] = _with_class(parts[part], name)
        if row in table.shoved:
            parts[part] = _with_class(parts[part], table.shoved[row])
        if table.columns:
            name = table.columns[column % len(table.columns)]
            parts[part] = _CLASS.sub(f' class="{name}"', parts[part])
        for name in table.classes.get((row, column), []):
            parts[part] = _with_class(parts[part], name)
        if colour:
            tag = parts[part]
            end = "/>" if tag.endswith("/>") else ">"
            parts[part] = f'{tag.removesuffix(end)} mathbackground="{colour}"{end}'


def _with_class(tag: str, name: str) -> str:
    """A cell's tag with one more class."""
    if " class=" in tag:
        return tag.replace(' class="', f' class="{name} ', 1)
    return tag.replace("<mtd", f'<mtd class="{name}"', 1)
