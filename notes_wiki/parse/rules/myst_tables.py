"""MyST's tables that are written as lists, or as values between commas.

In:  the lines of such a directive.
Out: rows of cells; the tokens of a table of them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from notes_wiki.parse.rules.nested import nested_blocks
from notes_wiki.parse.rules.options import key_of
from notes_wiki.parse.rules.tables import MOST_CELLS
from notes_wiki.pattern import pattern

_CELL = pattern(r"[ \t]*(?P<row>\*[ \t]+)?(?P<sign>-)(?:[ \t]+(?P<words>.*)|[ \t]*$)")
"""A cell: `* - first of a row`, `  - another`."""
_BLOCKS = pattern(r"\n[ \t]*\n|^(?:[-*+][ \t]|\d{1,3}[.)][ \t]|`{3}|~{3}|:{3})", re.M)
"""What only blocks hold: a blank line, the sign of a list's item, a fence."""
_DEEPEST = 5
"""Tables that lie in each other's cells."""
_NEAR = 1
"""Columns by which the signs of a table's cells may differ. What is further in is a list within a cell."""


def list_rows(lines: list[str]) -> list[list[str]]:
    """The rows of a list of lists; a line that begins no cell goes on with the last."""
    rows: list[list[list[str]]] = []
    column = 0
    for line in lines:
        found = _CELL.match(line)
        sign = found.start("sign") if found else -1
        if found and ((found["row"] and not rows) or (rows and abs(sign - column) <= _NEAR)):
            if found["row"]:
                rows.append([])
                column = sign
            rows[-1].append([found["words"] or ""])
        elif rows:
            rows[-1][-1].append(_further_out(line, column + 2))
    return [["\n".join(cell).strip() for cell in row] for row in rows]


def _further_out(line: str, width: int) -> str:
    """A line without as many of the blanks that it begins with."""
    blanks = len(line) - len(line.lstrip(" "))
    return line[min(blanks, width) :].rstrip()


def _holds_blocks(text: str) -> bool:
    """Whether the text of a cell is more than words."""
    return _BLOCKS.search(text) is not None


def comma_rows(lines: list[str]) -> list[list[str]]:
    """The rows of lines of values between commas; none where they cannot be read."""
    try:
        return [row for row in csv.reader(lines, skipinitialspace=True) if row]
    except csv.Error:
        return []


def expand_table(
    state: StateBlock, name: str, caption: str, options: Mapping[str, str], body: list[str]
) -> None:
    """Put the table in place of its fence, the last token. One with no cells, or too many, is code."""
    head = options.get("header", "") if name == "csv-table" else ""
    rows = list_rows(body) if name == "list-table" else comma_rows([head, *body] if head else body)
    width = max(map(len, rows), default=0)
    if width and width * len(rows) <= MOST_CELLS:
        fence = state.tokens.pop()
        if name == "list-table":
            _write_above(state, fence, body)
        headers = 1 if head else _count(options.get("header-rows", ""))
        _write(state, fence, caption, rows, headers, key_of(options))


def _write_above(state: StateBlock, fence: Token, body: list[str]) -> None:
    """The blocks that stand before the first row of a list: MyST refuses these, but they are the author's."""
    first = next(
        (number for number, line in enumerate(body) if (cell := _CELL.match(line)) and cell["row"]), 0
    )
    if any(line.strip() for line in body[:first]):
        state.tokens += nested_blocks(state, "\n".join(body[:first]), fence.map[0] if fence.map else 0)


def _count(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0


def inline_words(state: StateBlock, fence: Token, text: str) -> None:
    """An inline token of these words, which stand somewhere in a fence."""
    inline = state.push("inline", "", 0)
    inline.content, inline.map = text, fence.map


def _write(
    state: StateBlock, fence: Token, caption: str, rows: list[list[str]], headers: int, key: str
) -> None:
    """The tokens of a table whose first `headers` rows are its head."""
    columns = range(max(map(len, rows)))
    state.push("table_open", "table", 1).map = fence.map
    if caption:
        opening = state.push("caption_open", "caption", 1)
        opening.content, opening.info, opening.map = key, "table", fence.map
        inline_words(state, fence, caption)
        state.push("caption_close", "caption", -1)
    for section, tag, part in (("thead", "th", rows[:headers]), ("tbody", "td", rows[headers:])):
        if not part:
            continue
        state.push(f"{section}_open", section, 1)
        for row in part:
            state.push("tr_open", "tr", 1)
            for column in columns:
                state.push(f"{tag}_open", tag, 1)
                _cell(state, fence, row[column] if column < len(row) else "")
                state.push(f"{tag}_close", tag, -1)
            state.push("tr_close", "tr", -1)
        state.push(f"{section}_close", section, -1)
    state.push("table_close", "table", -1)


def _cell(state: StateBlock, fence: Token, text: str) -> None:
    """What a cell holds: words, or blocks."""
    depth = state.env.get("cells", 0)
    if depth < _DEEPEST and _holds_blocks(text):
        line = fence.map[0] if fence.map else 0
        state.tokens += nested_blocks(state, text, line, {"cells": depth + 1})
    else:
        inline_words(state, fence, text)
