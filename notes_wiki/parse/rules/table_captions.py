"""The end of a table, and its caption: the paragraph `Table: words` or `: words` before or behind it."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from notes_wiki.parse.grammar import grammar_of
from notes_wiki.parse.rules.lines import line_text
from notes_wiki.pattern import pattern

CAPTION = pattern(r"(?:[Tt]able:|:(?!:))[ \t]+(?=\S)")
"""What a caption begins with."""
_KEY = pattern(r"(?<!\s)\s*\{#([^\s{}]++)[^{}\n]*\}$")
"""What a caption ends with as Quarto has it: the table's name."""
_BOOKDOWN_KEY = pattern(r"\(\\#([\w:.-]+)\)\s*")


def close_table(state: StateBlock, opening: Token, start: int, after: int, end: int) -> None:
    """Close a table that takes the lines from `start` to `after`. In a dialect
    that has captions the paragraph `Table: words` or `: words` behind it is one."""
    caption: Token | None = None
    if grammar_of(state).dialect.captions:
        caption = _caption_before(state, opening) or _caption(state, after, end)
    if caption is not None:
        key = _KEY.search(caption.content) or _BOOKDOWN_KEY.match(caption.content)
        if key is not None:
            caption.content = caption.content[: key.start()] + caption.content[key.end() :]
        after = max(after, caption.map[1]) if caption.map else after
        caption.level = opening.level + 2
        place = len(state.tokens)
        while state.tokens[place - 1] is not opening:
            place -= 1
        edges = [Token("caption_open", "caption", 1), Token("caption_close", "caption", -1)]
        edges[0].content = key[1] if key else ""
        edges[0].map = caption.map
        for edge in edges:
            edge.level = opening.level + 1
        state.tokens[place:place] = [edges[0], caption, edges[1]]
    state.push("table_close", "table", -1)
    opening.map = [start, after]
    state.line = after


def _caption_before(state: StateBlock, opening: Token) -> Token | None:
    """The text of the caption that precedes a table, a paragraph whose tokens are taken back."""
    tokens = state.tokens
    place = len(tokens) - 1
    while tokens[place] is not opening:
        place -= 1
    if place < 3 or tokens[place - 1].type != "paragraph_close" or tokens[place - 1].level != opening.level:
        return None
    inline = tokens[place - 2]
    found = CAPTION.match(inline.content)
    if found is None:
        return None
    inline.content = inline.content[found.end() :]
    del tokens[place - 3 : place]
    return inline


def _caption(state: StateBlock, line: int, end: int) -> Token | None:
    """The text of the caption that follows a table."""
    while line < end and state.isEmpty(line):
        line += 1
    if line >= end or state.sCount[line] - state.blkIndent > 3:
        return None
    found = CAPTION.match(line_text(state, line))
    if found is None:
        return None
    last = line + 1
    while last < end and not state.isEmpty(last):
        last += 1
    inline = Token("inline", "", 0)
    inline.content = state.getLines(line, last, state.blkIndent, False).strip()[found.end() :]
    inline.map = [line, last]
    return inline
