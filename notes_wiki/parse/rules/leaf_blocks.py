"""Paragraphs and headings, CommonMark's leaf blocks that hold running text, as rules make them.

In:  the words and the lines that they are from.
Out: the three tokens.
"""

from __future__ import annotations

from typing import NamedTuple

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token


class Leaf(NamedTuple):
    """The tokens of such a block that a rule may add something to."""

    opening: Token
    inline: Token
    closing: Token


def push_leaf(
    state: StateBlock, tag: str, words: str, lines: list[int] | None, typed: list[int] | None = None
) -> Leaf:
    """Push the tokens of a `p`, `h1`, … on `lines` (the first, and the one behind the last). `typed`: the
    lines of the words, where these are not the same."""
    kind = "paragraph" if tag == "p" else "heading"
    opening = state.push(f"{kind}_open", tag, 1)
    opening.map = lines
    inline = state.push("inline", "", 0)
    inline.content, inline.map = words, typed or lines
    return Leaf(opening, inline, state.push(f"{kind}_close", tag, -1))
