r"""The preamble of a LaTeX file, from `\documentclass` to `\begin{document}`.

In:  the line that begins it.
Out: a `macros` token of its definitions; a heading of its `\title`, and paragraphs of what else is printed
     (`\author`, `\date`).
"""

from __future__ import annotations

import re
from bisect import bisect_right

from markdown_it.rules_block import StateBlock

from notes_wiki.parse.rules.sections import push_heading, push_paragraph
from notes_wiki.parse.rules.tex_arguments import ARGUMENT
from notes_wiki.parse.rules.tex_names import FRONT
from notes_wiki.pattern import pattern

_BEGINS = pattern(r"\\(?:documentclass|documentstyle|NeedsTeXFormat)(?![A-Za-z])")
_DOCUMENT = pattern(r"^[ \t]*\\begin\{document\}[ \t]*(?:%.*)?$", re.M)
_FIELD = pattern(
    rf"^[ \t]*\\(title|date|{'|'.join(FRONT.split())})[ \t]*"
    r"(?:\[[^\[\]]*\])?[ \t]*(?=\{)",
    re.M,
)
"""What is printed of a preamble."""


def preamble(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """All lines of it, which are not in anything else."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if silent or state.level or not _BEGINS.match(state.src, start, state.eMarks[startLine]):
        return False
    end = _end(state)
    if end < start:
        return False
    last = bisect_right(state.bMarks, end, startLine, endLine) - 1
    if not startLine < last < endLine or state.bMarks[last] != end:
        return False
    token = state.push("macros", "", 0)
    token.content, token.map = state.src[start:end], [startLine, last]
    place = start
    while field := _FIELD.search(state.src, place, end):
        words = ARGUMENT.match(state.src, field.end(), end)
        place = words.end() if words else field.end()
        if words:
            line = bisect_right(state.bMarks, words.start(1), startLine, endLine) - 1
            if field[1] == "title":
                push_heading(state, 1, words[1], [line, line + 1])
            elif words[1].strip() not in ("", "\\today"):
                push_paragraph(state, words[1], [line, line + 1])
    state.line = last + 1
    return True


def _end(state: StateBlock) -> int:
    """Where the document of the text begins, or -1; found once for a text."""
    known: tuple[str, int] | None = state.env.get("tex_document")
    if known is None or known[0] is not state.src:
        found = _DOCUMENT.search(state.src)
        known = state.env["tex_document"] = (state.src, found.start() if found else -1)
    return known[1]
