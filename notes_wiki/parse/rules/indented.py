"""Indented code, except formulas, which some users of Obsidian indent like a display, and lists that a note
begins with, as exporters of Logseq indent them."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import code as upstream_code

from notes_wiki.parse.rules.boxes import inner_blocks
from notes_wiki.parse.rules.paragraph import paragraph
from notes_wiki.pattern import pattern

_FORMULA = pattern(r"\$(?=[^\s$])[^\n]*[^\s\\]\$[ \t]*[.,;:]?[ \t]*$|\$\$")
"""A line that is one formula, `$x = 1$,`, or begins a display, `$$`."""


def code(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Indented lines: a paragraph where the first of them is a formula and nothing else."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if state.src[start : start + 1] == "$" and _FORMULA.match(state.src, start, state.eMarks[startLine]):
        return paragraph(state, startLine, endLine, silent)
    if not upstream_code(state, startLine, endLine, silent):
        return False
    if len(state.tokens) == 1 and not state.level and state.src.startswith("- ", start):
        _read_as_list(state, startLine)
    return True


def _read_as_list(state: StateBlock, line: int) -> None:
    """Parse the lines that have just been read as code again, as if they were not indented."""
    state.tokens.pop()
    indent, end, state.blkIndent = state.blkIndent, state.line, state.sCount[line]
    inner_blocks(state, line, end)
    state.blkIndent, state.line = indent, end
