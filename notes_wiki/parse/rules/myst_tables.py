"""MyST's tables that are written as lists, or as values between commas.

In:  the lines of such a directive.
Out: rows of cells; the tokens of a table of them.
"""

from __future__ import annotations

import csv

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from notes_wiki.pattern import pattern

_CELL = pattern(r"[ \t]*(?P<row>\*[ \t]+)?-(?:[ \t]+(?P<words>.*)|[ \t]*$)")
"""A cell of a table written as a list: `* - first of a row`, `  - another`."""


def list_rows(lines: list[str]) -> list[list[str]]:
    """The rows of a list of lists; a line that begins no cell goes on with the last."""
    rows: list[list[str]] = []
    for line in lines:
        found = _CELL.match(line)
        if found and (found["row"] or rows):
            if found["row"]:
                rows.append([])
            rows[-1].append((found["words"] or "").strip())
        elif rows and line.strip():
            rows[-1][-1] = f"{rows[-1][-1]}\n{line.strip()}".strip()
    return rows


def comma_rows(lines: list[str]) -> list[list[str]]:
    """The rows of lines of values between commas; none where they cannot be read."""
    try:
        return [row for row in csv.reader(lines, skipinitialspace=True) if row]
    except csv.Error:
        return []


def inline_words(state: StateBlock, fence: Token, text: str) -> None:
    """An inline token of these words, which stand somewhere in a fence."""
    inline = state.push("inline", "", 0)
    inline.content, inline.map = text, fence.map


def write_table(
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
                inline_words(state, fence, row[column] if column < len(row) else "")
                state.push(f"{tag}_close", tag, -1)
            state.push("tr_close", "tr", -1)
        state.push(f"{section}_close", section, -1)
    state.push("table_close", "table", -1)
