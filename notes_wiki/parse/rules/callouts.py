"""Obsidian's and GitHub's callouts: a quote whose first line is `[!kind]± title`."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock, blockquote

from notes_wiki.parse.rules.boxes import fill_box

_FIRST = re.compile(r">[ \t]?\[!([^\]\n|]*\w[^\]\n|]*)(?:\|([^\]\n]*))?\]([+-]?)[ \t]*([^\n]*)")


def callout(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A callout; its blocks are read by upstream's quote, from which the first line is hidden."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    end = state.eMarks[startLine]
    found = _FIRST.match(state.src, start, end)
    if found is None or silent:
        return False
    index = len(state.tokens)
    state.eMarks[startLine] = found.start(1) - 2
    matched = blockquote(state, startLine, endLine, False)
    state.eMarks[startLine] = end
    if matched:
        fill_box(state.tokens[index], found[1], startLine, found[4].rstrip(), fold=found[3])
        state.tokens[index].meta["callout"] = True
        closing = state.tokens[-1]
        closing.type, closing.tag = "box_close", "div"
    return matched
