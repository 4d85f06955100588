"""Definitions of TeX macros among a note's text, as pandoc has them: `\\newcommand{\\E}{\\mathbb{E}}`.

They make a `macros` token (`content` the TeX), which shows nothing.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from notes_wiki.pattern import pattern

_BEGINS = pattern(
    r"\\(?:(?:re)?newcommand|providecommand|DeclareMathOperator|DeclarePairedDelimiter|(?:re)?newenvironment|"
    r"DeclareRobustCommand)\*?[ \t]*(?=[{\\])|\\usepackage[ \t]*(?:\[[^\[\]\n]*\])?(?=\{)|"
    r"\\(?:g|x|e)?def[ \t]*\\[A-Za-z]+(?=[#{])"
)
r"""How a definition begins: `\newcommand{\E}`, `\DeclareMathOperator*{\x}`, `\def\E#1{`."""
_BRACE = pattern(r"\\.|[{}]|\n[ \t]*\n", re.S)
MOST = 2_000
"""Characters of one definition."""


def macro_definitions(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Lines that are nothing but definitions."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if silent or not _BEGINS.match(state.src, start, state.eMarks[startLine]):
        return False
    end, limit = start, state.eMarks[endLine - 1]
    while (after := _definition(state.src, end, limit)) > end:
        end = after
    if end == start or state.src[end : end + 1] not in ("", "\n"):
        return False
    line = startLine
    while line < endLine and state.bMarks[line] < end:
        line += 1
    token = state.push("macros", "", 0)
    token.content, token.map = state.src[start:end], [startLine, line]
    state.line = line
    return True


def _definition(text: str, start: int, limit: int) -> int:
    """The end of the definition that begins at `start`, or `start` where there is none."""
    begin = start
    while begin < limit and text[begin] in " \t\n":
        begin += 1
    begins = _BEGINS.match(text, begin, limit)
    if begins is None:
        return start
    end, depth = begins.end(), 0
    for brace in _BRACE.finditer(text, end, min(limit, begin + MOST)):
        if brace[0].startswith("\n"):
            return start
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if brace[0] == "}" and depth <= 0:
            end = brace.end()
            if text[end : end + 1] not in ("{", "["):
                return end
    return start
