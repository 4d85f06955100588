"""The lines of LaTeX's environments, which authors indent as they like: no line is code because of it.

In:  the lines of an environment.
Out: while they are read, the indents of those that belong to no list of Markdown's and to no fence are gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from markdown_it.rules_block import StateBlock

from notes_wiki.pattern import pattern

_ITEM = pattern(r"(?:[-*+]|\d{1,9}[.)])[ \t]")
_FENCE = pattern(r"`{3,}|~{3,}")


@contextmanager
def without_indents(state: StateBlock, start: int, end: int) -> Iterator[None]:
    """Let lines `start` to `end` begin where their container does, and afterwards where they did."""
    saved = (state.bMarks[start:end], state.tShift[start:end], state.sCount[start:end])
    fence, base = "", -1  # the indent of the list that lines may belong to, or -1
    for line in range(start, end):
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
        marks = _FENCE.match(text)
        if marks and (not fence or text.startswith(fence)):
            fence = "" if fence else marks[0]
        if not text or (fence and not marks and base < 0):
            continue
        if base < 0 or state.sCount[line] <= base:
            base = state.sCount[line] if _ITEM.match(text) else -1
        _move(state, line, base if base >= 0 else state.sCount[line])
    yield
    state.bMarks[start:end], state.tShift[start:end], state.sCount[start:end] = saved


def _move(state: StateBlock, line: int, columns: int) -> None:
    """Let a line begin behind the blanks of its first `columns` columns."""
    begin, indent = state.bMarks[line], state.sCount[line]
    blanks = state.src[begin : begin + state.tShift[line]]
    # With tabs there are fewer characters than columns; the line cannot begin within one.
    moved = len(blanks) if columns >= indent else min(columns, len(blanks))
    state.bMarks[line] += moved
    state.tShift[line] -= moved
    state.sCount[line] = state.blkIndent + max(indent - columns, 0)
