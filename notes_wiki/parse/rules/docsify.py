"""Docsify's hints: a paragraph that begins with `!> ` or `?> `.

In:  such a paragraph.
Out: a callout without a title.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock

from notes_wiki.parse.rules.boxes import begin_at, close_box, inner_blocks, open_box

_KINDS = {"!> ": "important", "?> ": "tip"}


def hint(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A hint, which ends with its paragraph."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    kind = _KINDS.get(state.src[start : start + 3])
    if kind is None:
        return False
    if silent:
        return True
    last = startLine + 1
    while last < endLine and not state.isEmpty(last) and state.sCount[last] >= state.blkIndent:
        last += 1
    token = open_box(state, kind, startLine)
    token.map = [startLine, last]
    token.meta |= {"callout": True, "untitled": True}
    begin_at(state, startLine, start + 3)
    inner_blocks(state, startLine, last)
    close_box(state)
    state.line = last
    return True
