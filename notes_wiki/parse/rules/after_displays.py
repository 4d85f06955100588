"""Ending a quote or a paragraph after a displayed formula, although the next line could continue it.

In Obsidian and MyST a display is a block of its own: a line without `>` below one of several lines is outside
the quote, and a number below it begins a list, whichever number it is.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock

from notes_wiki.parse.environment import env_of
from notes_wiki.parse.rules.lines import line_text
from notes_wiki.pattern import pattern

_NUMBER = pattern(r"\d{1,9}[.)][ \t]")
_ALONE = pattern(r"\$\$[^$]+\$\$")


def after_display(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Whether a quote ends before this line. It begins nothing itself."""
    if not silent or startLine == 0:
        return False
    before = startLine - 1
    return before in _ends(state) and _line(state, before).endswith("$$")


def number_after_display(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Whether a paragraph ends before this line. It begins nothing itself."""
    if not silent or startLine == 0 or state.isEmpty(startLine - 1):
        return False
    if not _NUMBER.match(
        state.src, state.bMarks[startLine] + state.tShift[startLine], state.eMarks[startLine]
    ):
        return False
    before = _line(state, startLine - 1)
    if not before.endswith("$$"):
        return False
    return startLine - 1 in _ends(state) or _ALONE.fullmatch(before) is not None


def _line(state: StateBlock, line: int) -> str:
    return line_text(state, line).rstrip()


def _ends(state: StateBlock) -> frozenset[int]:
    """The lines on which displays of several lines end."""
    ends: frozenset[int] | None = state.env.get("display_ends")
    if ends is None:
        ends = state.env["display_ends"] = frozenset(env_of(state)["displays"].values())
    return ends
