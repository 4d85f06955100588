"""Reading a part of an inline text: the words between the signs of a construct."""

from __future__ import annotations

from markdown_it.rules_inline import StateInline


def inner_inlines(state: StateInline, span: tuple[int, int]) -> None:
    """Push the tokens of the text between two positions, as `inner_blocks` does for lines. Afterwards
    `state.pos` is at its end."""
    limit = state.posMax
    state.pos, state.posMax = span
    state.md.inline.tokenize(state)
    state.posMax = limit
