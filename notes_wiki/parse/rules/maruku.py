"""Maruku's blocks, as the nLab has them: `+-- {: .num_lemma #key}`, `###### Lemma`, words, then `=--`.

In:  the lines between these two. They nest, and are paired once for the whole text.
Out: a box. A heading at its beginning is its title, or names its kind.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from notes_wiki.parse.attribute_lists import read_attributes
from notes_wiki.parse.environment import kinds_of
from notes_wiki.parse.rules.boxes import close_box, inner_blocks, open_box
from notes_wiki.parse.rules.div_pairs import pairs
from notes_wiki.parse.rules.divs import first_heading
from notes_wiki.parse.rules.paired_lines import closing_line
from notes_wiki.parse.statements import statement
from notes_wiki.parse.titles import names_a_section
from notes_wiki.pattern import pattern

_LINE = pattern(r"^[ \t>]*(?:(?P<code>`{3,}|~{3,})|(?P<rest>\+--[ \t]*(?:\{[^\n]*)?$)|=--[ \t]*$)", re.M)
"""A fence of code, or `+-- {: .num_lemma}`, or `=--`."""
_OPENING = pattern(r"\+--[ \t]*(?:\{:?([^{}\n]*)\})?[ \t]*$", re.M)


def maruku_block(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A block between `+--` and `=--`."""
    found = _OPENING.match(
        state.src, state.bMarks[startLine] + state.tShift[startLine], state.eMarks[startLine]
    )
    if found is None:
        return False
    closing = closing_line(state, "maruku", _pairs, startLine, endLine)
    if closing < 0:
        return False
    if silent:
        return True
    kinds = kinds_of(state)
    read = read_attributes(found[1] or "")
    named = [statement(name.removeprefix("num_").removeprefix("un_"), kinds) for name in read.classes]
    kind, first, line, title = next(filter(None, named), ""), startLine + 1, startLine, ""
    if kind:
        first, line, title = first_heading(state, first, closing)
    if names_a_section(title):
        kind, title = statement(title.lower(), kinds) or kind, ""
    token = open_box(state, kind, max(line, startLine), title)
    token.map = [startLine, closing + 1]
    token.meta["key"], token.meta["classes"] = read.key or token.meta["key"], tuple(read.classes)
    inner_blocks(state, first, closing)
    close_box(state)
    state.line = closing + 1
    return True


def _pairs(text: str) -> dict[int, int]:
    return pairs(text, _LINE).closings
