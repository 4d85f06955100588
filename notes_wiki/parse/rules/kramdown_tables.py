"""Kramdown's tables: without a header, with rows of dashes between their parts, and a footer below `|===|`.

A table whose only row of dashes is under its header is left to `tables.py`. Each row must begin and end with
a bar, so that a sentence with |x| in it is not one, though kramdown takes it for one; but below a row of
dashes, with which no sentence begins, rows need only begin with one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from markdown_it.rules_block import StateBlock

from notes_wiki.parse.rules import tables
from notes_wiki.parse.rules.lines import line_text
from notes_wiki.parse.rules.table_captions import close_table
from notes_wiki.parse.rules.table_cells import cells_of
from notes_wiki.pattern import pattern

_ROW = pattern(r"\|.*\|[ \t]*$")
_OPEN_ROW = pattern(r"\|")
_EDGE = pattern(r"\|(?=[^-]*-)[+|: \t-]++$|\|(?=[^=]*=)[+|: \t=]++$")
"""A row of dashes, or the row of equals signs above a footer."""


class _Table(NamedTuple):
    """The lines of a table's rows: those of its header, and of each part below."""

    header: list[int]
    parts: list[list[int]]
    sides: list[str]
    """How its columns are aligned, as the row under the header says."""


def kramdown_table(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A table of rows between bars that has no header, or more than one part."""
    last = startLine
    row = _OPEN_ROW if _EDGE.match(line_text(state, startLine)) else _ROW
    while last < endLine and state.sCount[last] >= state.blkIndent and row.match(line_text(state, last)):
        last += 1
    edges = {line for line in range(startLine, last) if _EDGE.match(line_text(state, line))}
    if edges == {startLine + 1} or len(edges) == last - startLine:
        return False
    table = _parts(state, startLine, last, edges)
    cells = {
        line: cells_of(state, line, len(table.sides)) for line in range(startLine, last) if line not in edges
    }
    columns = max(len(table.sides), *map(len, cells.values()), 1)
    if columns * len(cells) > tables.MOST_CELLS:
        return False
    if not silent:
        table.sides.extend([""] * (columns - len(table.sides)))
        opening = state.push("table_open", "table", 1)
        _push(state, table, cells)
        close_table(state, opening, startLine, last, endLine)
    return True


def _parts(state: StateBlock, start: int, last: int, edges: set[int]) -> _Table:
    """The parts of a table. What precedes its first row says nothing."""
    found = _Table([], [[]], [])
    for line in range(start, last):
        if line not in edges:
            found.parts[-1].append(line)
        elif found.parts[-1] and not found.header and len(found.parts) == 1 and "-" in line_text(state, line):
            dashes = line_text(state, line).strip("| \t").replace("+", "|").split("|")
            found.header.extend(found.parts.pop())
            found.sides.extend(tables.alignment(dash.strip()) for dash in dashes)
            found.parts.append([])
        elif found.parts[-1]:
            found.parts.append([])
    return found


def _push(state: StateBlock, table: _Table, cells: Mapping[int, list[tuple[int, str]]]) -> None:
    for name, tag, lines in (("thead", "th", table.header), *(("tbody", "td", part) for part in table.parts)):
        if lines:
            state.push(f"{name}_open", name, 1)
            for line in lines:
                tables.push_row(state, line, table.sides, cells[line], tag, ())
            state.push(f"{name}_close", name, -1)
