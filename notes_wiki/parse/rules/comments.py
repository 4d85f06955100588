"""Obsidian's comments, `%% … %%`, in a line or over many. They are dropped. One that begins a line and is
never closed is reported: its author may think that readers do not see it."""

from __future__ import annotations

from bisect import bisect_right

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from notes_wiki.parse.environment import env_of
from notes_wiki.parse.rules.boxes import begin_at


def inline_comment(state: StateInline, silent: bool) -> bool:
    """`%% … %%` in a paragraph."""
    source, start = state.src, state.pos
    if not source.startswith("%%", start):
        return False
    is_closed = state.html_terminator_last("%%") >= start + 2
    end = source.find("%%", start + 2, state.posMax) if is_closed else -1
    if end < 0:
        if not silent and (start == 0 or source[start - 1] == "\n"):
            env_of(state)["problems"].append(("unclosed-comment", start, 2))
        return False
    state.pos = end + 2
    return True


def block_comment(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A comment that begins a line and ends on a later one."""
    source = state.src
    start = state.bMarks[startLine] + state.tShift[startLine]
    if not source.startswith("%%", start):
        return False
    closed = source.find("%%", start + 2)
    if closed < 0 or closed < state.eMarks[startLine]:
        return False
    line = bisect_right(state.bMarks, closed, startLine, state.lineMax) - 1
    if line >= endLine:
        return False
    if not silent:
        goes_on = bool(source[closed + 2 : state.eMarks[line]].strip())
        if goes_on:
            begin_at(state, line, closed + 2)
        state.line = line if goes_on else line + 1
    return True
