"""MyST's `{figure}` without a path: the pictures in its body, and behind them their caption.

In:  the fence of such a directive, its key, the lines of its body.
Out: the tokens of a box whose last paragraph is its caption (`block_captions.py`).
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from notes_wiki.parse.rules.block_captions import take_caption
from notes_wiki.parse.rules.boxes import close_box, open_box
from notes_wiki.parse.rules.nested import nested_blocks

_BEGINNINGS = ("![", ":::", "```", "~~~", "<")
"""What pictures begin with, and boxes of them."""
_DEEPEST = 5
"""Figures that lie in each other."""


def figure_of_parts(state: StateBlock, fence: Token, key: str, body: list[str]) -> bool:
    """Push the tokens; False if the body has no pictures."""
    text = "\n".join(body).strip()
    depth = state.env.get("parts", 0)
    if not text.startswith(_BEGINNINGS) or depth >= _DEEPEST:
        return False
    line = fence.map[0] if fence.map else 0
    begin = len(state.tokens)
    opening = open_box(state, "", line)
    opening.map, opening.meta["key"] = fence.map, key
    state.tokens += nested_blocks(state, text, line, {"parts": depth + 1})
    last = state.tokens[-1]
    if key or (last.type == "paragraph_close" and not state.tokens[-2].content.startswith("![")):
        take_caption(state.tokens, begin, "figure")
    close_box(state)
    return True
