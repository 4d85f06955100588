"""Indented code, except formulas, which some users of Obsidian indent like a display, lists that a note
begins with, as exporters of Logseq indent them, and what stands between the tags of HTML, which kramdown
never takes for code.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import code as upstream_code

from notes_wiki.parse.grammar import grammar_of
from notes_wiki.parse.rules.boxes import inner_blocks
from notes_wiki.parse.rules.paragraph import paragraph
from notes_wiki.pattern import pattern

_FORMULA = pattern(r"\$(?=[^\s$])[^\n]*[^\s\\]\$[ \t]*(?:[.,;:][ \t]*)?$|\$\$")
"""A line that is one formula, `$x = 1$,`, or begins a display, `$$`."""

_ELEMENT = pattern(
    r"<(/?)(?:article|blockquote|center|details|div|dl|figure|ol|section|t(?:able|body|d|foot|h|head|r)|ul)[\s>]",
    re.I,
)
"""The tag of an element that nobody leaves open."""


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


def code_outside_html(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Indented lines: the blocks that they would be without their indentation where an element is open."""
    if not state.is_code_block(startLine):
        return False
    if silent or state.level or not _is_open(state, startLine):
        return upstream_code(state, startLine, endLine, silent)
    end = startLine
    while end < endLine and (state.isEmpty(end) or state.is_code_block(end)):
        state.sCount[end] = state.blkIndent
        end += 1
    grammar_of(state).block.tokenize(state, startLine, end)
    return True


def _is_open(state: StateBlock, line: int) -> bool:
    """Whether an element is open before this line, and a tag that closes one follows."""
    opened = opened_html(state)
    return opened > 0 and state.env["open_html"][2] > state.bMarks[line]


def opened_html(state: StateBlock) -> int:
    """How many elements the HTML so far has opened and not closed. What was counted is remembered, and where
    the last tag is that closes one."""
    counted, opened, last_end = state.env.get("open_html") or (0, 0, state.src.rfind("</"))
    for token in state.tokens[counted:]:
        if token.type == "html_block":
            opened += sum(-1 if found[1] else 1 for found in _ELEMENT.finditer(token.content))
    state.env["open_html"] = (len(state.tokens), opened, last_end)
    return opened
