r"""LaTeX's headings, `\section{Words}\label{sec:key}`, which stand alone on their line.

In:  a line that begins with `\title`, `\part`, `\chapter`, `\section` or a smaller one, and words in braces.
Out: a heading as Markdown's own, with the label as its id.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock

from notes_wiki.pattern import pattern

_LEVELS = {"title": 1, "part": 1, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4}
"""Names -> levels; a section is of the second, because the first is the note's title."""
# Possessive, so that no text is looked at twice.
_WORDS = r"(?:[^{}\\\n]|\\.|\{(?:[^{}\\\n]|\\.|\{(?:[^{}\\\n]|\\.)*+\})*+\})++"
_SECTION = pattern(
    rf"\\({'|'.join(_LEVELS)})\*?(?:\[[^\[\]{{}}\n]*\])?\{{({_WORDS})\}}[ \t]*"
    r"(?:\\label\{([^{}\s]+)\})?[ \t]*(?:%.*)?$"
)
_LABEL = pattern(r"[ \t]*\\label\{([^{}\s]+)\}[ \t]*$")


def section(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A heading, and the label that may stand on the next line."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    found = _SECTION.match(state.src, start, state.eMarks[startLine])
    if found is None or state.is_code_block(startLine):
        return False
    if silent:
        return True
    state.line = startLine + 1
    key = found[3]
    if not key and state.line < endLine:
        label = _LABEL.match(state.src, state.bMarks[state.line], state.eMarks[state.line])
        if label:
            key, state.line = label[1], state.line + 1
    tag = f"h{_LEVELS[found[1]]}"
    opening = state.push("heading_open", tag, 1)
    opening.map = [startLine, state.line]
    opening.attrs = {"id": key} if key else {}
    inline = state.push("inline", "", 0)
    inline.content, inline.children = found[2].strip(), []
    inline.map = [startLine, startLine + 1]
    state.push("heading_close", tag, -1)
    return True
