"""Pairing opening and closing lines, once for the whole text.

In:  a text, a pattern that finds such lines, and functions that say what a line opens or closes.
Out: the opening lines with their closing lines.

This is for lines that name what they close; each name is paired separately. `div_pairs.py` is for those that
all close with the same sign, and skips code between them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it.rules_block import StateBlock


def paired_lines(
    text: str,
    pattern: re.Pattern[str],
    opens: Callable[[re.Match[str]], str | None],
    closes: Callable[[re.Match[str]], str | None],
) -> dict[int, int]:
    """Line (from 0) of each opening -> line of its closing. `closes` gives the name that a line closes, the
    innermost open one of that name; if it is None, `opens` gives the name that the line opens, or None."""
    found: dict[int, int] = {}
    opened: dict[str, list[int]] = {}
    line = counted = 0
    for match in pattern.finditer(text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        closed, begun = closes(match), opens(match)
        if closed is not None and opened.get(closed):
            found[opened[closed].pop()] = line
        elif begun is not None:
            opened.setdefault(begun, []).append(line)
    return found


def closing_line(
    state: StateBlock, name: str, find: Callable[[str], dict[int, int]], line: int, end: int
) -> int:
    """The line before `end` that closes what `line` opens, or -1. `find` gives the pairs in the whole text;
    it is called once for each `name`, so that many unclosed ones cost no more than one."""
    known: dict[str, dict[int, int]] = state.env.setdefault("pairs", {})
    if name not in known:
        known[name] = find(state.src)
    closing = known[name].get(line, -1)
    return closing if line < closing < end and is_inside(state, line, closing) else -1


def is_inside(state: StateBlock, line: int, closing: int) -> bool:
    """Whether all lines between two belong to the list item or quote that is read. The closing line itself
    may stand further out. How far each container reaches is remembered.

    The first line may stand further out than the container only if the question is whether it ends a
    paragraph in it. It does: the block that it opens is one of the outer container."""
    if state.level == 0 or state.sCount[line] < state.blkIndent:
        return True
    known: dict[tuple[int, int], tuple[int, int]] = state.env.setdefault("containers", {})
    begin, end = known.get((state.level, state.blkIndent), (0, 0))
    if not begin <= line < end:
        end = line + 1
        while end < state.lineMax and (state.isEmpty(end) or state.sCount[end] >= state.blkIndent):
            end += 1
        known[state.level, state.blkIndent] = (line, end)
    return closing <= end
