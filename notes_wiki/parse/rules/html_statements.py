"""ox-hugo's special blocks: `<div class="theorem"><span>` … `</span></div>` become boxes.

In:  the block tokens of a note.
Out: the tokens, with boxes for pairs of tags that are in the same container.

ox-hugo closes such a block with `</span></div>`, which in CommonMark is a paragraph of two tags and not an
HTML block; a block without the `<span>` is closed by `</div>`.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from markdown_it.token import Token

from notes_wiki.parse.rules.boxes import fill_box
from notes_wiki.parse.statements import statement
from notes_wiki.parse.titles import says_kind
from notes_wiki.pattern import pattern

_OPENING = pattern(
    r"\s*<div(?: id=\"(?P<id>[^\"]*)\")? class=\"(?P<kind>[\w-]+)\"(?: id=\"(?P<id2>[^\"]*)\")?"
    r"(?P<markdown> markdown(?:=\"?(?:1|block)\"?)?)?>"
    r"\s*+(?P<span><span>)?\s*$"
)
"""The tags a block of ox-hugo begins with: `<div class="theorem" id="key"><span>`."""
_CLOSING = pattern(r"\s*+(?P<span></span>)?\s*+</div>\s*$")
_MARKUP = pattern(r"<[^<>]*>|[*_]")
_DIV = pattern(r"<(/?)div\b", re.I)


class _Opened(NamedTuple):
    """A `<div>` that waits for its end: the index of its token, and what it says if it is a statement."""

    at: int
    level: int
    statement: re.Match[str] | None


def box_statements(tokens: list[Token], kinds: Collection[str] = ()) -> None:
    """Turn matching pairs of HTML blocks into boxes, in place. `kinds` are the site's own."""
    opened: list[_Opened] = []
    spent: set[int] = set()
    for index, token in enumerate(tokens):
        while opened and token.level < opened[-1].level:
            opened.pop()
        if token.type == "html_block":
            found = _OPENING.match(token.content)
            if found is not None and statement(found["kind"], kinds):
                opened.append(_Opened(index, token.level, found))
                continue
            closing = _CLOSING.match(token.content)
        elif token.type == "paragraph_open" and tokens[index + 1].content.startswith("</span>"):
            closing = _CLOSING.match(tokens[index + 1].content)
        else:
            continue
        if closing is not None and _closes(opened, token, closing):
            if _is_named(tokens, opened[-1]):
                opened.pop()
                continue
            _box(tokens, opened.pop(), index)
            if token.type == "paragraph_open":
                spent |= {index + 1, index + 2}
            token.type, token.tag, token.nesting = "box_close", "div", -1
        elif token.type == "html_block":
            _count(opened, token, index)
    if spent:
        tokens[:] = [token for index, token in enumerate(tokens) if index not in spent]


def _is_named(tokens: list[Token], opened: _Opened) -> bool:
    """Whether the words in a `<div markdown="1">` begin with what it is, so that they need no label."""
    assert opened.statement is not None
    if not opened.statement["markdown"]:
        return False
    text = next((token.content for token in tokens[opened.at + 1 :] if token.content.strip()), "")
    words = _MARKUP.sub("", text[:200]).lstrip()
    kind = opened.statement["kind"]
    return says_kind(words, statement(kind) or kind, kind)


def _closes(opened: list[_Opened], token: Token, closing: re.Match[str]) -> bool:
    """Whether the closing tags end the innermost `<div>`, and that is a statement."""
    if not opened or opened[-1].level != token.level or opened[-1].statement is None:
        return False
    return bool(opened[-1].statement["span"]) == bool(closing["span"])


def _box(tokens: list[Token], opened: _Opened, end: int) -> None:
    opening, match = tokens[opened.at], opened.statement
    assert match is not None
    line = opening.map[0] if opening.map else 0
    fill_box(opening, match["kind"], line)
    opening.meta["key"] = match["id"] or match["id2"] or ""
    opening.nesting = 1
    for token in tokens[opened.at + 1 : end]:
        token.level += 1


def _count(opened: list[_Opened], token: Token, index: int) -> None:
    """Other `<div>`s, opened and closed."""
    for closing in _DIV.findall(token.content):
        if not closing:
            opened.append(_Opened(index, token.level, None))
        elif opened:
            opened.pop()
