"""The body of MyST's `{glossary}` as docutils has it: terms, and below them, indented, what they mean.

In:  the lines of the directive's body.
Out: the tokens of a definition list, as `: meaning` makes it; the blocks of any other body.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock

from notes_wiki.parse.rules.boxes import inner_blocks
from notes_wiki.parse.rules.lines import line_text


def glossary(state: StateBlock, first: int, end: int) -> None:
    """The terms of a glossary. If its lines are not terms with meanings, its blocks."""
    entries = _entries(state, first, end)
    if not entries:
        inner_blocks(state, first, end)
        return
    state.push("dl_open", "dl", 1).map = [first, end]
    for terms, start, stop in entries:
        for line in terms:
            state.push("dt_open", "dt", 1).map = [line, line + 1]
            inline = state.push("inline", "", 0)
            inline.content, inline.map = _text(state, line), [line, line + 1]
            state.push("dt_close", "dt", -1)
        state.push("dd_open", "dd", 1).map = [start, stop]
        count = len(state.tokens)
        indent, state.blkIndent = state.blkIndent, state.sCount[start]
        inner_blocks(state, start, stop)
        state.blkIndent = indent
        if len(state.tokens) == count + 3 and state.tokens[-1].type == "paragraph_close":
            state.tokens[count].hidden = state.tokens[-1].hidden = True
        state.push("dd_close", "dd", -1)
    state.push("dl_close", "dl", -1)


def _entries(state: StateBlock, first: int, end: int) -> list[tuple[list[int], int, int]]:
    """The lines of the terms, and the first line and the end of what they mean, of each entry; none if some
    term has no meaning below it."""
    entries: list[tuple[list[int], int, int]] = []
    line = first
    while line < end:
        terms: list[int] = []
        while line < end and not state.isEmpty(line) and state.sCount[line] <= state.blkIndent:
            terms.append(line)
            line += 1
        start = line
        while line < end and (state.isEmpty(line) or state.sCount[line] > state.blkIndent):
            line += 1
        if terms and (start == line or state.isEmpty(start) or _text(state, terms[-1])[:2] in (": ", "- ")):
            return []
        if terms:
            entries.append((terms, start, line))
    return entries


def _text(state: StateBlock, line: int) -> str:
    return line_text(state, line).strip()
