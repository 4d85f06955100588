"""Obsidian's comments, `%% … %%`, in a line or over many. They are dropped."""

from __future__ import annotations

from bisect import bisect_right

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline


def inline_comment(state: StateInline, silent: bool) -> bool:
    """`%% … %%` in a paragraph."""
    source, start = state.src, state.pos
    if not source.startswith("%%", start) or state.html_terminator_last("%%") < start + 2:
        return False
    end = source.find("%%", start + 2, state.posMax)
    if end < 0:
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
    # Text after the closing sign would be lost, so such a comment is left to the inline rule.
    if line >= endLine or source[closed + 2 : state.eMarks[line]].strip():
        return False
    if not silent:
        state.line = line + 1
    return True
