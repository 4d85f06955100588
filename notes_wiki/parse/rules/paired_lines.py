"""Lines that open something and lines that close it, paired once for the whole text.

In:  a text, a pattern that finds such lines, and what each one that is found opens or closes.
Out: the line of each opening, and the line of its closing.

For lines that name what they close, each name apart from the others. Where all close with the same sign, and
code between is to be stepped over, `div_pairs.py` pairs them.
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
    """Line (from 0) of each opening -> line of its closing. `closes` names what a line closes: the last of
    that name that is open. A line that closes nothing opens what `opens` names. None is nothing."""
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
    """The line before `end` that closes what a line opens, or -1. `find` finds the pairs of this name in the
    whole text; it is asked once, so that many unclosed ones cost no more than one look."""
    known: dict[str, dict[int, int]] = state.env.setdefault("pairs", {})
    if name not in known:
        known[name] = find(state.src)
    closing = known[name].get(line, -1)
    return closing if line < closing < end else -1
