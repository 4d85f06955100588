"""Ending a quote after a displayed formula of several lines, although the next line could continue the
paragraph.

In Obsidian such a formula is a block of its own, so a line without `>` below it is outside the quote.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock

from notes_wiki.parse.environment import env_of


def after_display(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Whether a quote ends before this line. It begins nothing itself."""
    if not silent or startLine == 0:
        return False
    ends = state.env.get("display_ends")
    if ends is None:
        ends = state.env["display_ends"] = frozenset(env_of(state)["displays"].values())
    before = startLine - 1
    if before not in ends:
        return False
    return state.src[state.bMarks[before] : state.eMarks[before]].rstrip().endswith("$$")
