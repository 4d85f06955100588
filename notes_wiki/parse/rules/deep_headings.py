"""Headings that Markdown itself does not read: Pandoc's of more than six `#`, which are of the lowest level
that HTML has, and MkDocs' without a blank, `##Words`.

In:  a line that begins with seven `#` or more and a blank; or with two to six, and a letter.
Out: a heading as Markdown's own.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import heading as plain_heading

from notes_wiki.parse.rules.leaf_blocks import push_leaf
from notes_wiki.pattern import pattern

_DEEP = pattern(r"#{7,}(?=[ \t])[ \t]*")
# One `#` and a letter are a tag.
_TIGHT = pattern(r"#{2,6}(?=[\w$`*\[(\\])")
_CLOSING = pattern(r"(?<![^ \t])#+[ \t]*$")
_TIGHT_CLOSING = pattern(r"(?<!#)#+[ \t]*$")


def heading(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A heading with any number of `#`."""
    if plain_heading(state, startLine, endLine, silent):
        return True
    start, end = state.bMarks[startLine] + state.tShift[startLine], state.eMarks[startLine]
    found = _DEEP.match(state.src, start, end)
    if found is None or state.is_code_block(startLine):
        return False
    if not silent:
        _push(state, startLine, 6, _CLOSING.sub("", state.src[found.end() : end]))
    return True


def tight_heading(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A heading, with a blank behind its `#` or without."""
    if plain_heading(state, startLine, endLine, silent):
        return True
    start, end = state.bMarks[startLine] + state.tShift[startLine], state.eMarks[startLine]
    found = _TIGHT.match(state.src, start, end)
    if found is None or state.is_code_block(startLine):
        return False
    if not silent:
        _push(state, startLine, len(found[0]), _TIGHT_CLOSING.sub("", state.src[found.end() : end]))
    return True


def _push(state: StateBlock, line: int, level: int, words: str) -> None:
    state.line = line + 1
    leaf = push_leaf(state, f"h{level}", words.strip(), [line, state.line])
    leaf.opening.markup = leaf.closing.markup = "#" * level
