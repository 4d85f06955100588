"""GFM's tables: a header, a row of dashes, and rows. Cells remember their columns, so that the places of
their contents are known.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from notes_wiki.parse.grammar import grammar_of
from notes_wiki.parse.rules.table_captions import CAPTION, close_table
from notes_wiki.parse.rules.table_cells import Cell, has_bar, line_of, literal_signs, row_of, split, unescaped
from notes_wiki.pattern import pattern

_DELIMITERS = pattern(
    r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$|[ \t]*\|:?-+:?(?:\+:?-+:?)+\|[ \t]*$"
)
"""The row under the header; org's has a plus where columns meet."""
_BLOCK_ID = pattern(r"\^[A-Za-z0-9-]+[ \t]*$")
"""Obsidian's name for the table, right under it."""
_DISPLAY = pattern(r"\$\$(?:(?:(?!\$\$)[^\n])*\$\$[ \t]*|(?:(?!\$\$)[^\n|])*)$")
"""A displayed formula alone in its line, or where one of several lines begins."""
MOST_CELLS = 50_000
"""Cells of one table, those that short rows leave empty included."""


def table(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A table: a header, a row of dashes, and rows until a blank line or another block."""
    under = startLine + 1
    if under >= endLine or state.sCount[under] < state.blkIndent or state.is_code_block(under):
        return False
    start = state.bMarks[under] + state.tShift[under]
    if state.src[start : start + 1] not in ("|", "-", ":"):
        return False
    if not _DELIMITERS.match(state.src, start, state.eMarks[under]) or state.is_code_block(startLine):
        return False
    dashes = re.split(r"[|+]", state.src[start : state.eMarks[under]].strip(" \t|"))
    header = line_of(state, startLine)
    if "|" not in state.src[start : state.eMarks[under]] and not has_bar(header):
        return False
    sides = [alignment(dash.strip()) for dash in dashes]
    cells = split(header, len(sides))
    if len(cells) != len(sides):
        return False
    if not silent:
        _push(state, startLine, endLine, sides, cells)
    return True


def below_words(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Whether a table, its rows between bars, ends the paragraph right above it. It begins nothing itself."""
    return silent and table(state, startLine, endLine, True)


def alignment(dash: str) -> str:
    """The alignment that the colons at the ends of a row of dashes give a column, or ""."""
    if dash.endswith(":"):
        return "center" if dash.startswith(":") else "right"
    return "left" if dash.startswith(":") else ""


def _push(state: StateBlock, start: int, end: int, sides: list[str], header: list[Cell]) -> None:
    """The tokens of a table whose `header` is on line `start`, with rows until something ends it, `end` at
    the latest."""
    literal = literal_signs(state, start, end, len(sides))
    opening = state.push("table_open", "table", 1)
    if any(text for _, text in header) or not grammar_of(state).dialect.captions:
        state.push("thead_open", "thead", 1)
        push_row(state, start, sides, header, "th", literal)
        state.push("thead_close", "thead", -1)
    terminators = state.md.block.ruler.getRules("blockquote")
    parent, state.parentType = state.parentType, "table"
    line = start + 2
    cells = 0
    while line < end and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        cells += len(sides)
        if state.is_code_block(line) or cells > MOST_CELLS:
            break
        if any(terminator(state, line, end, True) for terminator in terminators):
            break
        if _ends_table(state, line):
            break
        if line == start + 2:
            state.push("tbody_open", "tbody", 1)
        push_row(state, line, sides, row_of(line_of(state, line), len(sides)), "td", literal)
        line += 1
    if line > start + 2:
        state.push("tbody_close", "tbody", -1)
    state.parentType = parent
    close_table(state, opening, start, line, end)


def _ends_table(state: StateBlock, line: int) -> bool:
    """Whether a line right under a row is none: the table's name or its caption; in Obsidian, a displayed
    formula; in pandoc, a line without a bar."""
    start, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    if grammar_of(state).dialect.name == "pandoc" and "|" not in state.src[start:end]:
        return True
    sign = state.src[start]
    if sign in ":tT" and grammar_of(state).dialect.captions:
        return "|" not in state.src[start:end] and CAPTION.match(state.src, start, end) is not None
    if sign == "$":
        return (
            grammar_of(state).dialect.name == "obsidian" and _DISPLAY.match(state.src, start, end) is not None
        )
    return _BLOCK_ID.match(state.src, start, end) is not None


def push_row(
    state: StateBlock,
    line: int,
    sides: list[str],
    cells: list[Cell],
    tag: str,
    literal: tuple[str, ...],
) -> None:
    """A row: as many cells as there are sides. `literal`: what pieces begin with in which `\\|` stays."""
    state.push("tr_open", "tr", 1)
    begin = state.bMarks[line]
    head = state.src.rfind("\n", 0, begin) + 1
    for number, side in enumerate(sides):
        opening = state.push(f"{tag}_open", tag, 1)
        if side:
            opening.attrs = {"align": side}
        inline = state.push("inline", "", 0)
        offset, text = cells[number] if number < len(cells) else (0, "")
        inline.content = unescaped(text, literal)
        inline.map = [line, line + 1]
        inline.meta = {"column": begin - head + offset}
        state.push(f"{tag}_close", tag, -1)
    state.push("tr_close", "tr", -1)
