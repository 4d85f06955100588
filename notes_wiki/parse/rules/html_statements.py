"""ox-hugo's special blocks: `<div class="theorem"><span>` … `</span></div>` become boxes.

In:  the block tokens of a note. Out: the same, with boxes for those pairs that stand in one container.
"""

from __future__ import annotations

import re

from markdown_it.token import Token

from notes_wiki.parse.rules.boxes import fill_box
from notes_wiki.parse.statements import STATEMENTS

_OPENING = re.compile(
    r"\s*<div(?: id=\"(?P<id>[^\"]*)\")? class=\"(?P<kind>[\w-]+)\"(?: id=\"(?P<id2>[^\"]*)\")?>\s*<span>\s*$"
)
_CLOSING = re.compile(r"\s*</span>\s*</div>\s*$")


def box_statements(tokens: list[Token]) -> None:
    """Turn matching pairs of HTML blocks into boxes, in place."""
    opened: list[tuple[Token, re.Match[str]]] = []
    for token in tokens:
        if token.type != "html_block":
            while opened and token.level < opened[-1][0].level:
                opened.pop()
        elif (found := _OPENING.match(token.content)) and found["kind"] in STATEMENTS:
            opened.append((token, found))
        elif opened and opened[-1][0].level == token.level and _CLOSING.match(token.content):
            opening, match = opened.pop()
            line = opening.map[0] if opening.map else 0
            fill_box(opening, match["kind"], line)
            opening.meta["key"] = match["id"] or match["id2"] or ""
            opening.nesting = 1
            token.type, token.tag, token.nesting = "box_close", "div", -1
