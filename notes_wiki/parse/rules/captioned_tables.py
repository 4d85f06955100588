"""MyST's `{table} Caption` around a table in Markdown: the table has the caption and the key.

In:  the lines of the directive's body.
Out: its blocks, the first table among them with a `caption_open`, as one with `Table: words` has.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from notes_wiki.parse.rules.boxes import inner_blocks


def captioned_table(state: StateBlock, first: int, end: int, caption: str, key: str, line: int) -> None:
    """The blocks of lines `first` to `end`; the caption stands on `line`."""
    begin = len(state.tokens)
    inner_blocks(state, first, end)
    place = next((n for n in range(begin, len(state.tokens)) if state.tokens[n].type == "table_open"), -1)
    if place < 0 or not (caption or key):
        return
    opening, inline, closing = (
        Token("caption_open", "caption", 1), Token("inline", "", 0), Token("caption_close", "caption", -1),
    )  # fmt: skip
    opening.content, opening.info, opening.map = key, "table", [line, line + 1]
    inline.content, inline.map = caption, [line, line + 1]
    for token, deeper in ((opening, 1), (inline, 2), (closing, 1)):
        token.level = state.tokens[place].level + deeper
    state.tokens[place + 1 : place + 1] = [opening, inline, closing]
