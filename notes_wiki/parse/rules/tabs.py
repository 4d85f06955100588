"""MkDocs' tabs: `=== "Title"` with a body indented by four, several in a row.

A row of them makes a box of kind "tabs" around boxes of kind "tab", as other syntaxes for tabs do.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock

from notes_wiki.parse.rules.boxes import close_box, inner_blocks, open_box
from notes_wiki.pattern import pattern

_FIRST = pattern(r"===[!+]*[ \t]+(?:\"([^\"\n]*)\"|'([^'\n]*)')[ \t]*$")
"""`=== "Title"`; PyMdown's `===!` and `===+` are read as the same."""
_INDENT = 4


def tabs(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A row of tabs."""
    if _title(state, startLine) is None:
        return False
    if silent:
        return True
    outer = open_box(state, "tabs", startLine)
    line = startLine
    while line < endLine and state.sCount[line] == state.sCount[startLine]:
        title = _title(state, line)
        if title is None:
            break
        end = _end(state, line, endLine)
        token = open_box(state, "tab", line, title)
        token.map = [line, end]
        indent = state.blkIndent
        state.blkIndent += _INDENT
        inner_blocks(state, line + 1, end)
        state.blkIndent = indent
        close_box(state)
        line = end
        while line < endLine and state.isEmpty(line):
            line += 1
    close_box(state)
    while line > startLine and state.isEmpty(line - 1):
        line -= 1
    outer.map = [startLine, line]
    state.line = line
    return True


def _title(state: StateBlock, line: int) -> str | None:
    start = state.bMarks[line] + state.tShift[line]
    found = _FIRST.match(state.src, start, state.eMarks[line])
    return None if found is None else (found[1] or found[2] or "")


def _end(state: StateBlock, line: int, end: int) -> int:
    """The line after the body of the tab that begins on `line`."""
    last = line + 1
    for inner in range(line + 1, end):
        if not state.isEmpty(inner):
            if state.sCount[inner] < state.blkIndent + _INDENT:
                break
            last = inner + 1
    return last
