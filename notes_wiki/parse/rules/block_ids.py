"""Obsidian's block ids: ` ^id` at the end of a paragraph or list item, or alone under a block.

In:  the block tokens of a note.
Out: the ids taken off the text: a paragraph's opening token gets `meta["block"]`, an id that stands alone
     goes to the block before it, which is put between `section_open` and `section_close`.
"""

from __future__ import annotations

import re

from markdown_it.token import Token

_ID = re.compile(r"(?:^|[ \t\n])\^([A-Za-z0-9-]+)[ \t]*$")


def take_block_ids(tokens: list[Token]) -> None:
    """Take block ids off, in place."""
    index = 0
    while index < len(tokens) - 1:
        token, inline = tokens[index], tokens[index + 1]
        if token.type not in ("paragraph_open", "heading_open") or not (found := _ID.search(inline.content)):
            index += 1
            continue
        if (
            token.type == "paragraph_open"
            and found.start() == 0
            and index > 0
            and tokens[index - 1].nesting <= 0
        ):
            if tokens[index - 1].type == "section_close":  # a block has one id: another is text
                index += 1
            else:
                index = _wrap(tokens, index, found[1])
            continue
        inline.content = inline.content[: found.start()].rstrip()
        token.meta = {**token.meta, "block": "^" + found[1]}
        index += 1


def _wrap(tokens: list[Token], index: int, name: str) -> int:
    """Put the block that ends before `index` into a section of this name; the index to go on at."""
    level = tokens[index].level
    start = index - 1
    while start > 0 and not (tokens[start].level == level and tokens[start].nesting >= 0):
        start -= 1
    opening, closing = Token("section_open", "div", 1), Token("section_close", "div", -1)
    opening.level = closing.level = level
    opening.content = "^" + name
    tokens[start : index + 3] = [opening, *tokens[start:index], closing]
    return index + 2
