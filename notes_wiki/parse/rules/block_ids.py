"""Obsidian's block ids: ` ^id` at the end of a paragraph or list item, or alone under a block.

In:  the block tokens of a note.
Out: the tokens with the ids removed from the text: a paragraph's opening token gets `meta["block"]`; a block
     with an id below it, or a quote that ends with one, is put between `section_open` and `section_close`; a
     box (a callout, a statement) gets it as its key. A paragraph that goes on behind a display with an id is
     two.
"""

from __future__ import annotations

import re
from copy import copy

from markdown_it.token import Token

from notes_wiki.pattern import pattern

# Directly after a picture or a displayed formula no space is needed.
_ID = pattern(r"(?:^|[ \t\n]|(?<=\$\$)|(?<=\]\]))\^([A-Za-z0-9-]+)[ \t]*$")
_DOLLARS = pattern(r"\$\$([ \t]*\^[A-Za-z0-9-]+[ \t]*\n)?")
"""What begins or ends a display, with the id behind it, if its line ends there."""
_BEHIND_DISPLAY = pattern(r"\$\$[ \t]*\^[A-Za-z0-9-]+[ \t]*\n[ \t>]*[^\s>]")
_QUOTES = ("blockquote_open", "box_open")


def take_block_ids(tokens: list[Token], text: str) -> None:
    """Take block ids off, in place. `text`: the note's."""
    if _BEHIND_DISPLAY.search(text):
        _part_behind_displays(tokens)
    named = _Named()
    open_: list[int] = []
    index = 0
    while index < len(tokens) - 1:
        token, inline = tokens[index], tokens[index + 1]
        if token.type not in ("paragraph_open", "heading_open"):
            if token.nesting > 0:
                open_.append(index)
            elif token.nesting < 0 and open_:
                open_.pop()
            index += 1
            continue
        after = index + 3
        found = _found(inline.content)
        if found is not None and token.type == "paragraph_open":
            if ending := _ending_quote(tokens, after, open_, found):
                _take(tokens, index, found, named)
                named.name(tokens, open_[-ending], after + ending, found[1])
            elif found.start() > 0 or index == 0 or tokens[index - 1].nesting > 0:
                _take(tokens, index, found, named)
                token.meta = {**token.meta, "block": "^" + found[1]}
            elif index not in named.ends:  # a block has one id: another is text
                named.dropped.update((index, index + 1, index + 2))
                named.name(tokens, _start(tokens, index), after, found[1])
        elif found is not None:
            inline.content = inline.content[: found.start()].rstrip()
            token.meta = {**token.meta, "block": "^" + found[1]}
        index = after
    named.apply(tokens)


def _part_behind_displays(tokens: list[Token]) -> None:
    """Part paragraphs behind each display in them that has an id, so that the id is at an end."""
    parted: list[Token] = []
    for token in tokens:
        parted.append(token)
        if token.type == "inline" and "$$" in token.content and parted[-2].type == "paragraph_open":
            opening = parted[-2]
            for rest in _cut(token):
                closing = Token("paragraph_close", "p", -1, level=opening.level, hidden=opening.hidden)
                parted += [closing, copy(opening), rest]
    tokens[:] = parted


def _cut(inline: Token) -> list[Token]:
    """Leave in a text what is before the first cut; the other parts, with their lines."""
    content, parts, start, line, inside = inline.content, [inline], 0, 0, False
    for found in _DOLLARS.finditer(content):
        inside = not inside
        if found[1] is None or inside:
            continue
        parts[-1].content = content[start : found.end() - 1]
        line += content.count("\n", start, found.end())
        start = found.end()
        rest = copy(inline)
        rest.map = None if inline.map is None else [inline.map[0] + line, inline.map[1]]
        parts.append(rest)
    parts[-1].content = content[start:]
    return parts[1:]


def _found(content: str) -> re.Match[str] | None:
    """The id at the end of a text; behind a link's brackets only a picture has one."""
    found = _ID.search(content)
    if found is None or not content.endswith("]]", 0, found.start()) or found[0][0] != "^":
        return found
    return found if content.startswith("![[", content.rfind("\n", 0, found.start()) + 1) else None


class _Named:
    """Blocks that have a name: what is to be put before and behind tokens, and what is to be left out."""

    def __init__(self) -> None:
        self.openings: dict[int, Token] = {}
        self.ends: dict[int, Token | None] = {}
        self.dropped: set[int] = set()

    def name(self, tokens: list[Token], start: int, end: int, name: str) -> None:
        """Name the block of the tokens from `start` to before `end`."""
        block = tokens[start]
        self.ends[end] = None
        if block.type == "box_open" and not block.meta["key"]:
            block.meta["key"] = "^" + name
            return
        opening, closing = Token("section_open", "div", 1), Token("section_close", "div", -1)
        opening.level = closing.level = block.level
        opening.content = "^" + name
        self.openings[start] = opening
        self.ends[end] = closing

    def apply(self, tokens: list[Token]) -> None:
        """Put in and leave out, in one go."""
        if not (self.ends or self.dropped):
            return
        whole: list[Token] = []
        for index, token in enumerate(tokens):
            if closing := self.ends.get(index):
                whole.append(closing)
            if opening := self.openings.get(index):
                whole.append(opening)
            if index not in self.dropped:
                whole.append(token)
        if closing := self.ends.get(len(tokens)):
            whole.append(closing)
        tokens[:] = whole


def _take(tokens: list[Token], index: int, found: re.Match[str], named: _Named) -> None:
    """Take the id off the paragraph at `index`, which goes if it holds nothing else and is not the first."""
    tokens[index + 1].content = tokens[index + 1].content[: found.start()].rstrip()
    if not tokens[index + 1].content and index > 0 and tokens[index - 1].nesting <= 0:
        named.dropped.update((index, index + 1, index + 2))


def _ending_quote(tokens: list[Token], after: int, open_: list[int], found: re.Match[str]) -> int:
    """How many of the open blocks end with the paragraph before `after`, the outermost of them a quote or a
    box, which an id at its end names; 0 where there is none, or the id is a list item's."""
    outermost = next((place for place in open_ if tokens[place].type in _QUOTES), -1)
    if outermost < 0:
        return 0
    count = len(open_) - open_.index(outermost)
    if any(closing.nesting >= 0 for closing in tokens[after : after + count]):
        return 0
    if found[0][0] != "\n" and any(tokens[place].type == "list_item_open" for place in open_[-count:]):
        return 0
    return count


def _start(tokens: list[Token], end: int) -> int:
    """Where the block begins that ends before `end`."""
    level = tokens[end].level
    start = end - 1
    while start > 0 and not (tokens[start].level == level and tokens[start].nesting >= 0):
        start -= 1
    return start
