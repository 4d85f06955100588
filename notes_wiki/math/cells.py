r"""Cells of tables: their colours, rules and spaces, the alignment of columns, the baseline of the table.

In:  MathML that may hold the marks of `cell_marks.py` in its cells.
Out: MathML without marks. Cells have a `mathbackground` or classes instead, and a table that is set on the
     baseline of its first or last row is in an `mrow` with a class.
"""

from __future__ import annotations

from dataclasses import dataclass

from notes_wiki.math.cell_marks import BOTTOM, LINES, PAIRS, RELATIONS, TOP, WHOLE_ROW, CellMark
from notes_wiki.math.struts import STRUT, stretched_strut
from notes_wiki.pattern import pattern

_PART = pattern(
    "<(?P<name>mtable|mtr|mtd)(?P<attributes>[^>]*?)(?P<empty>/?)>|</(?P<end>mtable|mtr|mtd)>"
    "|\x02cell:(?P<kind>[a-z]+)(?P<column>\\d*) (?P<value>[^\x03]*)\x03"
)
"""The beginning or end of a table, row or cell, or a mark (`cell_marks.py`)."""
# A cell's own colour takes precedence over that of its row, and that over that of its column.
_PRECEDENCE = {CellMark.COLUMN: 0, CellMark.ROW: 1, CellMark.CELL: 2}
# The classes of the columns, which repeat: pairs with no space between them, and relations in a column of
# their own.
_COLUMNS = {
    PAIRS: ("right tight-left tight-right", "left tight-left tight-right"),
    LINES: ("left tight-left tight-right",),
    RELATIONS: ("right tight-right", "centre thick-left thick-right", "left tight-left"),
}
ARRAY = '<mtable class="array"'
"""The beginning of a table with space at its outer edges, as TeX's arrays have it."""
# What Firefox knows, and MathML Core does not: for Chromium the class is drawn by `math.css`.
_ALIGN = {TOP: "baseline 1", BOTTOM: "baseline -1"}
# With amsmath's \multlinegap at the other side.
_FIRST_LINE, _LAST_LINE = "left wide-right", "right wide-left"
_BETWEEN_WORDS = pattern("(?<=[^>\xa0])\xa0(?=[^<\xa0])")
_CLASS = pattern(' class="([^"]*)"')
_RULES = ("rule-", "dash-")
_ALIGNMENTS = ("left", "right", "centre")
# What a cell has with all others of its row.
_OF_ROW = ("rule-top", "rule-bottom", "dash-top", "dash-bottom", "double-top", "double-bottom", "gap-")


@dataclass
class _Cell:
    """A cell, and where its tag and its end are among the parts of the formula."""

    row: int
    column: int
    tag: int
    end: int


class _Table:
    """An open table: which cell is being read, where the cells' tags are, and what its marks say."""

    def __init__(self, part: int) -> None:
        self.part = part
        self.row = self.column = -1
        self.cells: list[_Cell] = []
        self.outside: set[int] = set()
        self._baseline = ""
        self._columns: tuple[str, ...] = ()
        self._multlined = self._has_edges = False
        self._stretch = ""
        self._shoved: dict[int, str] = {}
        self._ruled: dict[int, dict[str, None]] = {}
        self._partial: list[tuple[int, range, str]] = []
        self._spans: dict[tuple[int, int], str] = {}
        self._fills: dict[tuple[int, int], list[str]] = {}
        self._doubled: list[tuple[int, str]] = []
        self._of_cells: dict[tuple[int, int], list[str]] = {}
        self._colours: list[tuple[int, str, int, int]] = []
        """Precedence, colour, row, column."""

    def read(self, kind: CellMark, value: str, column: int) -> None:
        """Take note of a mark in the cell that is being read."""
        match kind:
            case CellMark.RULE:
                self._ruled.setdefault(self.row, {})[f"rule-{value}"] = None
            case CellMark.PARTIAL:
                side, _, span = value.partition(" ")
                first, _, last = span.partition("-")
                self._partial.append((self.row, range(int(first) - 1, int(last)), f"rule-{side}"))
            case CellMark.SPAN:
                self._spans[self.row, self.column] = value
            case CellMark.FILL:
                self._fills.setdefault((self.row, self.column), []).append(value)
            case CellMark.OUTSIDE:
                self.outside.add(self.row)
            case CellMark.SHOVE:
                self._shoved[self.row] = value
            case CellMark.MULTLINED:
                self._multlined = True
            case CellMark.EDGES:
                self._has_edges = True
            case CellMark.STRETCH:
                self._stretch = value
            case CellMark.BASELINE:
                self._baseline = value
            case CellMark.COLUMNS:
                self._columns = _COLUMNS[value]
            case CellMark.DOUBLE if value != "right":
                self._doubled.append((self.row, f"{kind}-{value}"))
            case CellMark.GAP | CellMark.SNUG | CellMark.DOUBLE:
                self._of_cells.setdefault((self.row, self.column), []).append(f"{kind}-{value}")
            case _:
                self._colours.append((_PRECEDENCE[kind], value, self.row, column))

    def apply(self, parts: list[str]) -> None:
        """Give the table and its cells what the marks say."""
        if self._has_edges and " class=" not in parts[self.part]:
            parts[self.part] = parts[self.part].replace("<mtable", ARRAY, 1)
        if self._baseline:
            tag = parts[self.part].replace("<mtable", f'<mtable align="{_ALIGN[self._baseline]}"', 1)
            parts[self.part] = f'<mrow class="{self._baseline}">{tag}'
            parts.append("</mrow>")
        if self._multlined and self.row > 0:
            self._shoved = {0: _FIRST_LINE, self.row: _LAST_LINE, **self._shoved}
        for cell in self.cells:
            parts[cell.tag] = self._cell(parts[cell.tag], cell.row, cell.column)
        if self._stretch:
            self._stretch_rows(parts, float(self._stretch))
        for (row, column), value in self._spans.items():
            reached = [cell for cell in self.cells if cell.row == row and cell.column >= column]
            self._span(parts, reached, value)

    def _stretch_rows(self, parts: list[str], stretch: float) -> None:
        """Make the rows as high as `stretch` times a row of any other table, or as their contents."""
        last_of_rows = {cell.row: cell for cell in self.cells if cell.row not in self.outside}
        for cell in last_of_rows.values():
            held = parts[cell.end - 1]
            lower = held.removesuffix(STRUT) if stretch < 1 else held
            parts[cell.end - 1] = lower + stretched_strut(stretch)

    def _cell(self, tag: str, row: int, column: int) -> str:
        """The tag of a cell with its classes and its colour."""
        if self._columns:
            tag = _with_column(tag, self._columns[column % len(self._columns)])
        if sides := self._fills.get((row, column)):
            tag = _with_alignment(tag, "centre" if len(set(sides)) > 1 else sides[0])
        of_row = [CellMark.OUTSIDE.value] * (row in self.outside) + [*self._ruled.get(row, ())]
        of_row += [name for at, span, name in self._partial if at == row and column in span]
        of_row += [name for at, name in self._doubled if at == row]
        of_row += [self._shoved[row]] if row in self._shoved else []
        for name in dict.fromkeys(of_row):
            tag = _with_class(tag, name)
        for name in self._of_cells.get((row, column), []):
            tag = _with_class(tag, name)
        if not (colour := self._colour(row, column)):
            return tag
        end = "/>" if tag.endswith("/>") else ">"
        return f'{tag.removesuffix(end)} mathbackground="{colour}"{end}'

    def _span(self, parts: list[str], cells: list[_Cell], value: str) -> None:
        """Let the first of the cells reach over those after it. What these hold (a row's number, or what
        stands after the command) is put into it."""
        count, _, wanted = value.partition(" ")
        first, covered = cells[0], cells[1 : int(count) or None]
        held = "".join("".join(parts[cell.tag + 1 : cell.end]) for cell in covered)
        for cell in covered:
            parts[cell.tag : cell.end + 1] = [""] * (cell.end + 1 - cell.tag)
        tag = parts[first.tag]
        given = _CLASS.search(tag)
        classes = [name for name in given[1].split() if name.startswith(_OF_ROW)] if given else []
        classes += wanted.split()
        if first.column == 0 and "rule-left" in parts[self.part]:  # the table has it
            classes = [name for name in classes if name != "rule-left"]
        columns = len(covered) + 1
        if int(count) == WHOLE_ROW:
            columns = max(cell.column for cell in self.cells) + 1 - first.column
        new = f'<mtd columnspan="{columns}"'
        new += f' class="{" ".join(classes)}"' if classes else ""
        parts[first.tag] = _CLASS.sub("", tag).replace("<mtd", new, 1)
        parts[first.end] = held + parts[first.end]
        if "words" in classes:
            for place in range(first.tag + 1, first.end + 1):
                parts[place] = _BETWEEN_WORDS.sub(" ", parts[place])

    def _colour(self, row: int, column: int) -> str:
        """The colour that takes precedence in a cell; "" if it has none."""
        found = ""
        for precedence, colour, of_row, of_column in sorted(self._colours, key=lambda one: one[0]):
            in_row = row == of_row or precedence == _PRECEDENCE[CellMark.COLUMN]
            in_column = column == of_column or precedence == _PRECEDENCE[CellMark.ROW]
            if in_row and in_column:
                found = colour
        return found


def apply_cell_marks(mathml: str) -> str:
    """The formula with its cells as their marks say."""
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
            if table is not None:
                column = int(found["column"]) if found["column"] else table.column
                table.read(CellMark(found["kind"]), found["value"], column)
            continue
        if found["end"] == "mtd" and table is not None and table.row in table.outside:
            parts[-1] = parts[-1].removesuffix(STRUT)
        parts.append(found[0])
        if found["name"] == "mtable" and not found["empty"]:
            tables.append(_Table(len(parts) - 1))
        elif found["end"] == "mtable" and table is not None:
            tables.pop().apply(parts)
        elif found["name"] == "mtr" and table is not None:
            table.row, table.column = table.row + 1, -1
        elif found["name"] == "mtd" and table is not None:
            table.column += 1
            table.cells.append(_Cell(table.row, table.column, len(parts) - 1, len(parts) - 1))
        elif found["end"] == "mtd" and table is not None and table.cells:
            table.cells[-1].end = len(parts) - 1
    return "".join([*parts, mathml[place:]])


def _with_column(tag: str, column: str) -> str:
    """A cell's tag with the classes of its column in place of the engine's, except for rules."""
    given = _CLASS.search(tag)
    rules = [name for name in given[1].split() if name.startswith(_RULES)] if given else []
    return _CLASS.sub(f' class="{" ".join([*rules, column])}"', tag)


def _with_alignment(tag: str, side: str) -> str:
    """A cell's tag with another alignment of its contents."""
    given = _CLASS.search(tag)
    others = [name for name in given[1].split() if name not in _ALIGNMENTS] if given else []
    return _CLASS.sub("", tag).replace("<mtd", f'<mtd class="{" ".join([side, *others])}"', 1)


def _with_class(tag: str, name: str) -> str:
    """A cell's tag with one more class."""
    if " class=" in tag:
        return tag.replace(' class="', f' class="{name} ', 1)
    return tag.replace("<mtd", f'<mtd class="{name}"', 1)
