"""Python-Markdown's admonitions: `!!! kind "title"`, `??? kind`, `???+ kind`, their body indented by four."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from notes_wiki.parse.rules.boxes import close_box, inner_blocks, open_box
from notes_wiki.pattern import pattern

_FIRST = pattern(
    r"(!!!|\?\?\?\+?)[ \t]+([A-Za-z][\w-]*)((?:[ \t]+[\w-]+)*)(?:[ \t]+\"([^\n]*)\")?[ \t]*$", re.M
)
"""`!!! kind more words "Title"`; `???` is folded, `???+` folded and open."""
_INDENT = 4


def admonition(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """An admonition."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    found = _FIRST.match(state.src, start, state.eMarks[startLine])
    if found is None:
        return False
    if silent:
        return True
    end = startLine + 1
    last = end
    while end < endLine:
        if not state.isEmpty(end):
            if state.sCount[end] < state.blkIndent + _INDENT:
                break
            last = end + 1
        end += 1
    fold = {"!!!": "", "???": "-", "???+": "+"}[found[1]]
    token = open_box(state, found[2], startLine, found[4] or "", fold=fold)
    token.map = [startLine, last]
    token.meta["callout"] = True  # unless its kind is a statement's
    token.meta["untitled"] = found[4] == ""
    indent = state.blkIndent
    state.blkIndent += _INDENT
    inner_blocks(state, startLine + 1, last)
    state.blkIndent = indent
    close_box(state)
    state.line = last
    return True
