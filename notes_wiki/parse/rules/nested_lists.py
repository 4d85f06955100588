"""Lists within lists as pandoc and kramdown have them, where CommonMark has other rules.

In both, a list within another may begin with any number right below a paragraph. In kramdown, moreover,
numbers right below the text of an item with a bullet are a list within it, and so are bullets below an item
with a number, however little they are indented. Upstream's rule reads such lines as if they stood further in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.rules_block import StateBlock, list_block

from notes_wiki.pattern import pattern

_MARKER = pattern(r"(?:[*+-]|(?P<number>\d{1,9})\.)(?P<blank>[ \t]+)(?=\S)")
_OTHERS = frozenset("#`~<>|:{=")
"""Signs that end a list right below it, because they begin other blocks."""


def list_in_list(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Upstream's list, which within another list ends a paragraph whatever its number."""
    numbered = state.src[state.bMarks[startLine] + state.tShift[startLine]].isdigit()
    if not silent or not numbered or state.listIndent < 0 or not _marker(state, startLine):
        return list_block(state, startLine, endLine, silent)
    parent, state.parentType = state.parentType, "list"  # where it is a paragraph, upstream wants a 1
    found = list_block(state, startLine, endLine, silent)
    state.parentType = parent
    return found


def interrupting_list(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """The same for pandoc: a list ends a paragraph only in another list, else a blank line precedes it."""
    if silent and state.listIndent < 0:
        return False
    return list_in_list(state, startLine, endLine, silent)


def kramdown_list(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """The same for kramdown, with the lists of the other kind that belong to its items."""
    if silent or not _marker(state, startLine):
        return list_in_list(state, startLine, endLine, silent)
    moved = list(_lines_of_others(state, startLine, endLine))
    for line, further in moved:
        _move(state, line, further)
    found = list_block(state, startLine, endLine, False)
    for line, further in moved:
        _move(state, line, -further)
    return found


def _marker(state: StateBlock, line: int) -> re.Match[str] | None:
    return _MARKER.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])


def _move(state: StateBlock, line: int, further: int) -> None:
    """Let a line stand further in. Characters before it are taken for its indentation."""
    state.bMarks[line] -= further
    state.tShift[line] += further
    state.sCount[line] += further


def _lines_of_others(state: StateBlock, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of lists of the other kind right below the items of the list that begins at `start`, and how
    much further in they would have to stand."""
    sign = _sign(state, start)
    column, base, further = 0, 0, 0  # of the item's text; of the inner list, and how far to move it
    for line in range(start, end):
        if state.isEmpty(line):
            continue
        indent = state.sCount[line]
        if indent < state.blkIndent:
            return
        if further and indent > base:
            yield line, further
            continue
        if indent >= column > 0:
            continue
        found = _sign(state, line)
        if found == sign:
            column, further = _column(state, line), 0
        elif state.isEmpty(line - 1) or found in _OTHERS or (found and "." not in (found, sign)):
            return
        elif found:
            base, further = indent, column - indent
            yield line, further


def _sign(state: StateBlock, line: int) -> str:
    """What tells which list a line belongs to: its bullet, or "." for a number; else a sign that begins
    another block, or nothing."""
    marker = _marker(state, line)
    if marker is not None:
        return "." if marker["number"] else marker[0][0]
    first = state.src[state.bMarks[line] + state.tShift[line]]
    return first if first in _OTHERS else ""


def _column(state: StateBlock, line: int) -> int:
    """Where the text of an item begins."""
    marker = _marker(state, line)
    if marker is None:
        return 0
    blank = len(marker["blank"].expandtabs(4))
    return state.sCount[line] + len(marker[0].rstrip()) + (blank if blank <= 4 else 1)
