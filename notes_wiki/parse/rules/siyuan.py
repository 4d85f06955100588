"""SiYuan's blocks of blocks: `{{{row` or `{{{col` … `}}}`, each on a line of its own.

In:  such a line.
Out: the blocks between the two; the lines show nothing.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from notes_wiki.parse.rules.boxes import arranged_blocks
from notes_wiki.parse.rules.paired_lines import closing_line, paired_lines
from notes_wiki.pattern import pattern

_LINE = pattern(r"^[ \t>]*(?:\{\{\{[ \t]*(?:row|col)|(?P<end>\}\}\}))[ \t]*$", re.M)
_NAME = "block"
"""All of them close with the same sign, and so are paired as one name."""


def super_block(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A block of blocks."""
    if not state.src.startswith("{{{", state.bMarks[startLine] + state.tShift[startLine]):
        return False
    closing = closing_line(state, "super_blocks", _pairs, startLine, endLine)
    if closing < 0:
        return False
    if not silent:
        arranged_blocks(state, startLine + 1, closing)
        state.line = closing + 1
    return True


def _pairs(text: str) -> dict[int, int]:
    return paired_lines(text, _LINE, lambda _: _NAME, lambda line: _NAME if line["end"] else None)
