"""Attributes on the line under a block: goldmark's `{#id .class key="value"}`, kramdown's `{: #id }`.

The line is taken off. An id puts the block between `section_open` and `section_close`.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from notes_wiki.parse.rules.boxes import read_attributes

_VALUE = r"(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'{}]+)"
_ONE = rf"(?:[#.][^\s{{}}.#=]+|[A-Za-z][\w:-]*={_VALUE})"
_LINE = re.compile(rf"\{{:?[ \t]*{_ONE}(?:[ \t,]*{_ONE})*[ \t]*\}}[ \t]*$")


def block_attributes(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A line of attributes right under a block."""
    if startLine == 0 or state.isEmpty(startLine - 1) or state.is_code_block(startLine):
        return False
    found = _LINE.match(state.src, state.bMarks[startLine] + state.tShift[startLine], state.eMarks[startLine])
    if found is None:
        return False
    if silent:
        return True
    if not state.tokens or state.tokens[-1].level != state.level or state.tokens[-1].nesting > 0:
        return False
    key, _, values, _ = read_attributes(found[0].strip("{:} \t"))
    if key := key or values.get("id", ""):
        _wrap(state, key)
    state.line = startLine + 1
    return True


def _wrap(state: StateBlock, key: str) -> None:
    """Put the block that the tokens end with into a section of this name."""
    tokens = state.tokens
    start = len(tokens) - 1
    while start > 0 and not (tokens[start].level == state.level and tokens[start].nesting >= 0):
        start -= 1
    if tokens[start].type == "heading_open":
        tokens[start].attrs = {"id": key}
        return
    opening, closing = Token("section_open", "div", 1), Token("section_close", "div", -1)
    opening.level = closing.level = state.level
    opening.content = key
    tokens.insert(start, opening)
    tokens.append(closing)
