"""Fenced code: upstream's rule, but for a line that only begins like a fence."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import fence as upstream_fence

from notes_wiki.parse.rules.shortcodes import uncommented


def fence(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A fenced code block. `~~~~struck out~~~~` is a line of text: to CommonMark it would be a fence that
    hides all that follows."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if state.src.startswith("~~~", start):
        line = state.src[start : state.eMarks[startLine]]
        if "~~~" in line.lstrip("~"):
            return False
    return upstream_fence(state, startLine, endLine, silent)


def hugo_fence(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A fenced code block in which `{{</* name */>}}` is the shortcode that it shows."""
    if not fence(state, startLine, endLine, silent):
        return False
    if not silent:
        state.tokens[-1].content = uncommented(state.tokens[-1].content)
    return True
