"""Pandoc's line blocks: lines that begin with `| ` keep their ends and the blanks they begin with."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock

from notes_wiki.parse.rules.lines import line_text


def line_block(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A line block: a paragraph whose line ends are breaks (`meta["breaks"]` of its text)."""
    if not _is_line(state, startLine):
        return False
    if silent:
        return True
    lines = []
    line = startLine
    while line < endLine and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        typed = line_text(state, line)
        if _is_line(state, line):
            words = typed[2:]
            indent = len(words) - len(words.lstrip(" "))
            lines.append("\u00a0" * indent + words.strip())
        elif state.sCount[line] > state.blkIndent and lines:  # a line that goes on
            lines[-1] += " " + typed.strip()
        else:
            break
        line += 1
    opening = state.push("paragraph_open", "p", 1)
    opening.map = [startLine, line]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.meta = "\n".join(lines), [startLine, line], {"breaks": True}
    state.push("paragraph_close", "p", -1)
    state.line = line
    return True


def _is_line(state: StateBlock, line: int) -> bool:
    start = state.bMarks[line] + state.tShift[line]
    return state.src[start : start + 2] == "| " or state.src[start : state.eMarks[line]].rstrip() == "|"
