"""Pandoc's headings of more than six `#`: of the lowest level that HTML has.

In:  a line that begins with seven `#` or more and a blank.
Out: a heading as Markdown's own, of level 6.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import heading as plain_heading

from notes_wiki.pattern import pattern

_DEEP = pattern(r"#{7,}(?=[ \t])[ \t]*")
_CLOSING = pattern(r"(?<![^ \t])#+[ \t]*$")


def heading(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A heading with any number of `#`."""
    if plain_heading(state, startLine, endLine, silent):
        return True
    start, end = state.bMarks[startLine] + state.tShift[startLine], state.eMarks[startLine]
    found = _DEEP.match(state.src, start, end)
    if found is None or state.is_code_block(startLine):
        return False
    if silent:
        return True
    state.line = startLine + 1
    opening = state.push("heading_open", "h6", 1)
    opening.markup, opening.map = "######", [startLine, state.line]
    inline = state.push("inline", "", 0)
    inline.content = _CLOSING.sub("", state.src[found.end() : end]).strip()
    inline.map, inline.children = [startLine, state.line], []
    state.push("heading_close", "h6", -1).markup = "######"
    return True
