r"""LaTeX's headings, `\section{Words}\label{sec:key}`, which stand alone on their lines.

In:  a line that begins with `\title`, `\part`, `\chapter`, `\section` or a smaller one, and words in braces.
Out: a heading as Markdown's own, with the label as its id. In a whole file of LaTeX's, words may follow it.
"""

from __future__ import annotations

from bisect import bisect_right

from markdown_it.rules_block import StateBlock

from notes_wiki.parse.environment import env_of
from notes_wiki.parse.rules.boxes import begin_at
from notes_wiki.parse.rules.leaf_blocks import push_leaf
from notes_wiki.pattern import pattern

_LEVELS = {"title": 1, "part": 1, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4}
"""Names -> levels; a section is of the second, because the first is the note's title."""
# Possessive, so that no text is looked at twice.
_WORD = r"[^{}\\\n]|\\.|\n(?![ \t]*\n)"
_WORDS = rf"(?:{_WORD}|\{{(?:{_WORD}|\{{(?:{_WORD})*+\}})*+\}})++"
_SECTION = pattern(
    rf"\\({'|'.join(_LEVELS)})\*?(?:\[(?:[^\[\]{{}}\n]|\{{[^{{}}\n]*\}})*\])?\{{({_WORDS})\}}[ \t]*"
    r"(?:\\label\{([^{}\s]+)\}[ \t]*)?"
)
_END = pattern(r"(?:%.*)?$")
_LABEL = pattern(r"[ \t]*\\label\{([^{}\s]+)\}[ \t]*$")
_THANKS = pattern(r"\\(?:thanks|footnote)\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*+)\}")
_LINE_END = pattern(r"\s*\\\\(?:\[[^\[\]]*\])?\s*")
_LONGEST = 10
"""Lines that a heading may have."""


def section(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A heading, and the label that may stand on the next line."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    limit = state.eMarks[_last(state, startLine, endLine)]
    found = _SECTION.match(state.src, start, limit)
    if found is None or state.is_code_block(startLine):
        return False
    line = bisect_right(state.bMarks, found.end(2), startLine, endLine) - 1
    goes_on = _END.match(state.src, found.end(), state.eMarks[line]) is None
    if goes_on and env_of(state).get("tex_text") != "file":
        return False
    if silent:
        return True
    key = found[3]
    state.line = line if goes_on else line + 1
    if goes_on:
        begin_at(state, line, found.end())
    elif not key and state.line < endLine:
        label = _LABEL.match(state.src, state.bMarks[state.line], state.eMarks[state.line])
        if label:
            key, state.line = label[1], state.line + 1
    push_heading(state, _LEVELS[found[1]], found[2], [startLine, max(state.line, startLine + 1)], key or "")
    return True


def push_heading(state: StateBlock, level: int, words: str, lines: list[int], key: str = "") -> None:
    """A heading on these lines, and a paragraph of each note of thanks in a title."""
    thanks = _THANKS.findall(words) if level == 1 else []
    shown = _LINE_END.sub(" ", _THANKS.sub("", words) if thanks else words)
    opening = push_leaf(state, f"h{level}", shown.strip(), lines, _first(lines)).opening
    opening.attrs = {"id": key} if key else {}
    for note in thanks:
        push_paragraph(state, note, lines)


def push_paragraph(state: StateBlock, words: str, lines: list[int]) -> None:
    """A paragraph on these lines."""
    push_leaf(state, "p", words.strip(), lines, _first(lines))


def _first(lines: list[int]) -> list[int]:
    """The first of these lines, where the words begin."""
    return [lines[0], lines[0] + 1]


def _last(state: StateBlock, start: int, end: int) -> int:
    """The last line on which a heading may end: only in text that lies in nothing can it go on."""
    last = start
    while (
        last + 1 < min(end, start + _LONGEST)
        and state.bMarks[last + 1] == state.eMarks[last] + 1
        and not state.isEmpty(last + 1)
    ):
        last += 1
    return last
