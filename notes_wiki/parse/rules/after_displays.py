"""Where a quote ends although its next line could go on with a paragraph: behind a display of several lines.

To Obsidian such a display is a block of its own, so that a line without `>` below it stands outside.
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
