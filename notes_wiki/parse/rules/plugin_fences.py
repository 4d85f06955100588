"""Fences of Obsidian's plug-ins for columns and tabs, whose bodies are Markdown.

In:  ` ```col ` around ` ```col-md `, each with settings above a line `===` or without; ` ```tabs ` with lines
     `tab: Title`.
Out: a box of kind "col" around boxes of kind "col-md"; a box of kind "tabs" around boxes of kind "tab".
"""

from __future__ import annotations

from itertools import pairwise

from markdown_it.rules_block import StateBlock

from notes_wiki.parse.rules.boxes import close_box, inner_blocks, open_box
from notes_wiki.parse.rules.fences import fence
from notes_wiki.parse.rules.lines import line_text
from notes_wiki.pattern import pattern

_OPENING = pattern(r"[`~]{3,}[ \t]*(col|col-md|tabs)[ \t]*$")
_SETTING = pattern(r"[\w-]+[ \t]*=")
_TAB = pattern(r"tab:[ \t]*(.*?)[ \t]*$")
_FENCE = pattern(r"`{3,}|~{3,}")


def plugin_fence(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Columns, a column, or a set of tabs."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    found = _OPENING.match(state.src, start, state.eMarks[startLine])
    if found is None or not fence(state, startLine, endLine, silent):
        return False
    if silent:
        return True
    code = state.tokens.pop()
    end = state.line
    last = end - 1 if end - 1 > startLine and line_text(state, end - 1).startswith(code.markup) else end
    if found[1] == "tabs":
        _tabs(state, startLine, last)
    else:
        open_box(state, found[1], startLine).map = [startLine, end]
        inner_blocks(state, _below_settings(state, startLine + 1, last), last)
        close_box(state)
    state.line = end
    return True


def _below_settings(state: StateBlock, line: int, end: int) -> int:
    """The first line of a column after its settings."""
    below = line
    while below < end and (state.isEmpty(below) or _SETTING.match(line_text(state, below))):
        below += 1
    return below + 1 if below < end and line_text(state, below).strip() == "===" else line


def _tabs(state: StateBlock, line: int, end: int) -> None:
    """The tabs between the line that opens the fence and its end; what is above the first is a tab too."""
    open_box(state, "tabs", line).map = [line, end]
    starts = [line, *_starts(state, line + 1, end), end]
    for first, last in pairwise(starts):
        found = _TAB.match(line_text(state, first))
        if found is not None or any(not state.isEmpty(inner) for inner in range(first + 1, last)):
            open_box(state, "tab", first, found[1] if found else "").map = [first, last]
            inner_blocks(state, first + 1, last)
            close_box(state)
    close_box(state)


def _starts(state: StateBlock, line: int, end: int) -> list[int]:
    """The lines that begin a tab; lines within a fence do not."""
    starts: list[int] = []
    opened = ""
    for inner in range(line, end):
        text = line_text(state, inner)
        if mark := _FENCE.match(text):
            closes = opened and text.startswith(opened) and not text.strip(opened[0] + " \t")
            opened = "" if closes else opened or mark[0]
        elif not opened and _TAB.match(text):
            starts.append(inner)
    return starts
