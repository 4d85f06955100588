"""MyST's lines between blocks: targets `(name)=`, comments, and the breaks between the cells of a notebook.

In:  a line of its own.
Out: a `target` token, whose content is the name of the block below it; nothing for the others.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from notes_wiki.parse.environment import env_of
from notes_wiki.pattern import pattern

_TARGET = pattern(r"\((?=[^()\n]*[A-Za-z])(\w[\w:./ -]*)\)=[ \t]*$")
_BREAK = pattern(r"\+\+\+[ \t]*(?:[{\[].*)?$", re.M)
"""MyST's break between blocks or cells: `+++`, `+++ {"part": "abstract"}`."""
_COMMENT = pattern(r"%(?!%)")


def target(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """`(name)=`: a name for the block below it."""
    found = _TARGET.match(
        state.src, state.bMarks[startLine] + state.tShift[startLine], state.eMarks[startLine]
    )
    if found is None:
        return False
    if not silent:
        token = state.push("target", "", 0)
        token.content = found[1]
        env_of(state).setdefault("places", {})[found[1]] = ""
        state.line = startLine + 1
    return True


def comment(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Lines that begin with `%`, MyST's comments. Not the note's first, which may be Pandoc's title; none
    that goes on with a paragraph, whose line may have been broken before a percent sign; and no words of a
    list's item."""
    begin, start = state.bMarks[startLine], state.bMarks[startLine] + state.tShift[startLine]
    if silent or not _COMMENT.match(state.src, start, state.eMarks[startLine]):
        return False
    above = startLine - 1
    while above >= 0 and state.isEmpty(above):
        above -= 1
    if above < 0 or state.src[begin:start].strip():
        return False
    state.line = startLine + 1
    return True


def block_break(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """`+++`, with metadata behind it or not: where a cell of a notebook ends. It shows nothing."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if not _BREAK.match(state.src, start, state.eMarks[startLine]):
        return False
    if not silent:
        state.line = startLine + 1
    return True
