"""The lines of a block, as texts."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock


def whole_line(state: StateBlock, line: int) -> str:
    """A line with its indentation, but without the signs of the quotes and lists that it stands in."""
    return state.src[state.bMarks[line] : state.eMarks[line]]


def line_text(state: StateBlock, line: int) -> str:
    """A line without its indentation."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
