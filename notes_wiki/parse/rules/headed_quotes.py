"""Quotes that begin with a heading of nothing but attributes, as books for Pandoc's filters have them:
`> ### {.theorem title="…" #key}`.

In:  such a line, and the lines of the quote below it: to the next blank line, with `>` or without.
Out: a box, as of a fenced div with these attributes.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock

from notes_wiki.parse.attribute_lists import read_attributes
from notes_wiki.parse.rules.boxes import close_box, open_box
from notes_wiki.parse.rules.from_latex import take_label
from notes_wiki.parse.rules.lines import line_text
from notes_wiki.parse.rules.nested import nested_blocks
from notes_wiki.parse.statements import statement
from notes_wiki.pattern import pattern

_HEADING = pattern(r">[ \t]*#{1,6}[ \t]+\{([^{}\n]*(?:\{[^{}\n]*\}[^{}\n]*)*)\}[ \t]*$")
_SIGN = pattern(r"[ \t]*>[ \t]?")
_DEEPEST = 6
"""How deep such boxes may lie in one another."""


def headed_quote(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A quote whose heading says what it is."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    found = _HEADING.match(state.src, start, state.eMarks[startLine])
    read = read_attributes(found[1]) if found else None
    depth = state.env.get("headed_quotes", 0) + 1
    if read is None or not read.classes or depth > _DEEPEST:
        return False
    if silent:
        return True
    end = startLine + 1
    while end < endLine and not state.isEmpty(end):
        end += 1
    text = "\n".join(_SIGN.sub("", line_text(state, line), count=1) for line in range(startLine + 1, end))
    begin = len(state.tokens)
    token = open_box(state, read.classes[0], startLine, read.values.get("title", ""))
    token.map = [startLine, end]
    token.meta["key"] = read.key or token.meta["key"]
    token.meta["classes"] = tuple(read.classes)
    if proves := read.values.get("data-ref", ""):
        token.meta["of"] = proves
    state.tokens += nested_blocks(state, text, startLine + 1, {"headed_quotes": depth})
    if statement(token.info):
        take_label(state.tokens, begin)
    close_box(state)
    state.line = end
    return True
