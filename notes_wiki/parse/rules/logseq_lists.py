"""Logseq's numbered lists: its lists have bullets, and each item that has a number says so in a property.

In:  the block tokens of a note.
Out: the same, in place; items with `logseq.order-list-type:: number` are in numbered lists, which begin anew
     behind an item without.
"""

from __future__ import annotations

import re

from markdown_it.token import Token

from notes_wiki.pattern import pattern

_NUMBERED = pattern(r"^[ \t]*logseq\.order-list-type::[ \t]+number[ \t]*$", re.M)


def number_items(tokens: list[Token]) -> None:
    """Part each list where items with a number follow such without, or the other way round."""
    numbered = _numbered_items(tokens)
    parted: list[Token] = []
    lists: list[Token] = []
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(token)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            _set_kind(token, lists.pop().tag)
        elif token.type == "list_item_open" and lists[-1].markup in "-*+":
            tag = "ol" if id(token) in numbered else "ul"
            if parted[-1] is lists[-1]:
                _set_kind(lists[-1], tag)
            elif tag != lists[-1].tag:
                lists.append(_parted(parted, lists.pop(), tag))
        parted.append(token)
    tokens[:] = parted


def _numbered_items(tokens: list[Token]) -> set[int]:
    """The identities of the tokens that open an item with a number."""
    found: set[int] = set()
    items: list[Token] = []
    for token in tokens:
        if token.type == "list_item_open":
            items.append(token)
        elif token.type == "list_item_close":
            items.pop()
        elif token.type == "inline" and items and _NUMBERED.search(token.content):
            found.add(id(items[-1]))
    return found


def _parted(tokens: list[Token], opening: Token, tag: str) -> Token:
    """Close a list and open one of the other kind; the token that opens it."""
    closing = Token("", "", -1, level=opening.level)
    _set_kind(closing, opening.tag)
    following = Token("", "", 1, level=opening.level, markup=opening.markup, map=opening.map)
    _set_kind(following, tag)
    tokens += [closing, following]
    return following


def _set_kind(token: Token, tag: str) -> None:
    """Make a token that opens or closes a list one of a list with bullets, `ul`, or numbers, `ol`."""
    kind = "ordered" if tag == "ol" else "bullet"
    token.type, token.tag = f"{kind}_list_{'open' if token.nesting > 0 else 'close'}", tag
