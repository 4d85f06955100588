"""Pandoc's tables without bars: simple ones, those whose cells have several lines, and grids.

In a simple table the row of dashes says where the columns are, and where a header stands over its dashes says
how its column is aligned. A table of several lines a cell lies between two whole rows of dashes, its rows
divided by blank lines. The cells of a grid hold blocks. Source: the Pandoc User's Guide, "Tables".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from markdown_it.rules_block import StateBlock

from notes_wiki.parse.rules.grids import Grid, read_grid
from notes_wiki.parse.rules.lines import whole_line
from notes_wiki.parse.rules.nested import nested_blocks
from notes_wiki.parse.rules.table_captions import close_table
from notes_wiki.parse.rules.tables import MOST_CELLS
from notes_wiki.pattern import pattern

_COLUMNS = pattern(r" *-{2,}(?: +-{2,})+ *$")
_WHOLE = pattern(r" *-{3,} *$")
_GRID = pattern(r" *\+(?:[-=:]+\+)+ *$")


class _Columns(NamedTuple):
    """Where each column's dashes begin and end, in characters of a line."""

    spans: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, dashes: str) -> _Columns:
        return cls(tuple(found.span() for found in re.finditer("-+", dashes)))

    def cells(self, line: str) -> list[str]:
        """The parts of a line over or under each column's dashes, blanks kept."""
        begins = [0, *(begin for begin, _ in self.spans[1:]), max(len(line), self.spans[-1][1])]
        return [line[begin:end] for begin, end in pairwise(begins)]

    def side(self, number: int, lines: Sequence[str]) -> str:
        """A column's alignment: on which side of its dashes the words of `lines` leave room."""
        begin, end = self.spans[number]
        parts = [self.cells(line)[number] for line in lines]
        words = [part[begin:] if number == 0 else part for part in parts if part.strip()]
        if not words:
            return ""
        shortest = min((part.rstrip() for part in words), key=len)
        left, right = shortest.startswith(" "), len(shortest) < end - begin
        return {(True, False): "right", (True, True): "center", (False, True): "left"}.get((left, right), "")


class _Row(NamedTuple):
    """A row: the line it begins on, and its cells' texts."""

    line: int
    cells: list[str]


_OPENS = pattern(r"[ \t]*(?::{3}|`{3}|~{3}|</?[A-Za-z!])")
"""A line that opens another block, in which a table without a header may come first."""


def simple_table(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A simple table, with a header or without, or one with several lines a cell."""
    if silent or startLine + 1 >= endLine or state.is_code_block(startLine):
        return False
    first, second = whole_line(state, startLine), whole_line(state, startLine + 1)
    if _COLUMNS.match(first):
        end = _next(state, startLine + 1, endLine, _COLUMNS, _WHOLE)
        return end > startLine + 1 and _push(state, (startLine, startLine, end, end + 1), endLine)
    if _WHOLE.match(first):
        dashes = _next(state, startLine + 1, endLine, _COLUMNS)
        if dashes <= startLine + 1 or _blank(state, startLine + 1, dashes):
            return False
        end = _next(state, dashes + 1, endLine, _WHOLE)
        return end > dashes and _push(state, (startLine + 1, dashes, end, end + 1), endLine)
    if _COLUMNS.match(second) and not _OPENS.match(first):
        end = startLine + 2
        while end < endLine and not state.isEmpty(end) and not _COLUMNS.match(whole_line(state, end)):
            end += 1
        closed = end < endLine and not state.isEmpty(end)
        return _push(state, (startLine, startLine + 1, end, end + closed), endLine)
    return False


def _blank(state: StateBlock, start: int, end: int) -> bool:
    return any(state.isEmpty(line) for line in range(start, end))


def _next(state: StateBlock, start: int, end: int, *kinds: re.Pattern[str]) -> int:
    """The first line from `start` that is a row of dashes of one of these kinds, or -1."""
    # Where there is none from some line on, there is none further down: asked at every line, that would
    # take time by the square of the text.
    known: dict[object, int] = state.env.setdefault("no_dashes", {})
    if start >= known.get((kinds, end), end):
        return -1
    for line in range(start, end):
        if any(kind.match(whole_line(state, line)) for kind in kinds):
            return line
    known[kinds, end] = start
    return -1


def _push(state: StateBlock, lines: tuple[int, int, int, int], limit: int) -> bool:
    """A table. `lines`: where its header begins, its columns' dashes, where its rows end, and the line after
    the table."""
    start, dashes, end, after = lines
    columns = _Columns.of(whole_line(state, dashes))
    whole = end < after and _WHOLE.match(whole_line(state, end)) is not None
    header = [whole_line(state, line) for line in range(start, dashes)]
    rows = _rows(state, columns, dashes + 1, end, several=whole or _blank(state, dashes + 1, end))
    if not rows or len(rows) * len(columns.spans) > MOST_CELLS:
        return False
    shown = header or [whole_line(state, rows[0].line)]
    sides = [columns.side(number, shown) for number in range(len(columns.spans))]
    opening = state.push("table_open", "table", 1)
    if header:
        _section(state, "thead", "th", [_row(columns, start, header)], sides, _push_words)
    _section(state, "tbody", "td", rows, sides, _push_words)
    close_table(state, opening, start, after, limit)
    return True


def _rows(state: StateBlock, columns: _Columns, start: int, end: int, *, several: bool) -> list[_Row]:
    """The rows of lines `start` to `end`; of `several` lines each, until a blank one, or of one."""
    rows: list[_Row] = []
    lines: list[str] = []
    for line in range(start, end + 1):
        if line < end and not state.isEmpty(line):
            lines.append(whole_line(state, line))
            if several:
                continue
        if lines:
            rows.append(_row(columns, line - len(lines) if several else line, lines))
            lines = []
    return rows


def _row(columns: _Columns, line: int, lines: Sequence[str]) -> _Row:
    parts = [columns.cells(one) for one in lines]
    cells = [
        "\n".join(part[number].strip() for part in parts).strip() for number in range(len(columns.spans))
    ]
    return _Row(line, cells)


def _section(
    state: StateBlock,
    section: str,
    tag: str,
    rows: Sequence[_Row],
    sides: Sequence[str],
    push: Callable[[StateBlock, int, str], None],
) -> None:
    """The tokens of the header or the body of a table; `push` makes those of a cell's text."""
    state.push(f"{section}_open", section, 1)
    for row in rows:
        state.push("tr_open", "tr", 1)
        for text, side in zip(row.cells, sides, strict=True):
            opening = state.push(f"{tag}_open", tag, 1)
            if side:
                opening.attrs = {"align": side}
            push(state, row.line, text)
            state.push(f"{tag}_close", tag, -1)
        state.push("tr_close", "tr", -1)
    state.push(f"{section}_close", section, -1)


def _push_words(state: StateBlock, line: int, text: str) -> None:
    inline = state.push("inline", "", 0)
    inline.content = text
    inline.map = [line, line + 1 + text.count("\n")]


def grid_table(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A grid, whose cells hold blocks and may span columns and rows."""
    failed: set[int] = state.env.setdefault("no_grids", set())
    if silent or startLine in failed or state.is_code_block(startLine):
        return False
    if not _GRID.match(whole_line(state, startLine)):
        return False
    after = startLine + 1
    while after < endLine and whole_line(state, after).lstrip(" ")[:1] in ("+", "|"):
        after += 1
    grid = read_grid([whole_line(state, line) for line in range(startLine, after)])
    if grid is None:
        failed.update(range(startLine, after))  # none of its lines begins one either
        return False
    opening = state.push("table_open", "table", 1)
    for section, tag, rows in (
        ("thead", "th", range(grid.header)),
        ("tbody", "td", range(grid.header, grid.rows)),
    ):
        if rows:
            state.push(f"{section}_open", section, 1)
            for row in rows:
                _push_row(state, grid, row, tag, startLine)
            state.push(f"{section}_close", section, -1)
    close_table(state, opening, startLine, after, endLine)
    return True


def _push_row(state: StateBlock, grid: Grid, row: int, tag: str, start: int) -> None:
    state.push("tr_open", "tr", 1)
    for cell in grid.cells.get(row, ()):
        opening = state.push(f"{tag}_open", tag, 1)
        spans = {"colspan": cell.columns, "rowspan": cell.rows}
        opening.attrs = {name: count for name, count in spans.items() if count > 1}
        if side := grid.sides[cell.column]:
            opening.attrs["align"] = side
        _push_blocks(state, start + cell.line, cell.text)
        state.push(f"{tag}_close", tag, -1)
    state.push("tr_close", "tr", -1)


def _push_blocks(state: StateBlock, line: int, text: str) -> None:
    """The blocks of a cell, placed on their lines; a single paragraph is words alone."""
    inner = nested_blocks(state, text, line)
    if [token.type for token in inner] == ["paragraph_open", "inline", "paragraph_close"]:
        inner = inner[1:2]
    state.tokens += inner
