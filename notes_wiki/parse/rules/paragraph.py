"""Paragraphs and setext headings, read in one scan of their lines.

The outcome is that of CommonMark's two rules, except for displayed formulas: a paragraph that opens one
goes on to the line that closes it (`env["displays"]`), whatever stands between. In Obsidian's dialect, which
is Logseq's too, a dash alone below an item's words makes no heading of them.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock

from notes_wiki.parse.environment import env_of
from notes_wiki.parse.grammar import grammar_of
from notes_wiki.parse.rules.leaf_blocks import push_leaf
from notes_wiki.pattern import pattern

_UNDERLINE = pattern(r"(?:=+|-+)[ \t]*$")


def paragraph(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A run of lines, or the heading that an underline makes of them."""
    interrupting = grammar_of(state).block.interrupting
    outlines = grammar_of(state).dialect.name == "obsidian"
    displays = env_of(state)["displays"]
    source, limit = state.src, state.lineMax
    begins, ends, shifts, indents = state.bMarks, state.eMarks, state.tShift, state.sCount
    parent = state.parentType
    state.parentType = "paragraph"
    line = _after_display(state, displays, startLine, endLine) if startLine in displays else startLine + 1
    level = 0
    while line < limit:
        position = begins[line] + shifts[line]
        if position >= ends[line]:
            break
        if indents[line] >= 0 and indents[line] - state.blkIndent <= 3:
            first = source[position]
            if (
                first in "=-"
                and indents[line] >= state.blkIndent
                and line < endLine
                and _UNDERLINE.match(source, position, ends[line])
            ):
                # In an outline a dash alone is a point that nothing is written in yet.
                if not (outlines and state.blkIndent and ends[line] - position == 1):
                    level = 1 if first == "=" else 2
                break
            if (rules := interrupting.get(first)) is not None and any(
                rule(state, line, endLine, True) for rule in rules
            ):
                break
        line = _after_display(state, displays, line, endLine) if line in displays else line + 1
    state.parentType = parent
    _push(state, startLine, line, level)
    return True


def _after_display(state: StateBlock, displays: dict[int, int], line: int, limit: int) -> int:
    """The line after the display that opens on `line`, if all of it lies in this container."""
    closing = displays[line]
    # Another display may open on the line on which this one closes.
    while closing in displays and displays[closing] > closing:
        closing = displays[closing]
    if closing >= limit:
        return line + 1
    blank = False
    for inner in range(line + 1, closing + 1):
        if state.isEmpty(inner):
            blank = True
        elif blank and state.sCount[inner] < state.blkIndent:
            return line + 1
    return closing + 1


def _push(state: StateBlock, start: int, end: int, level: int) -> None:
    """The three tokens of a paragraph, or of a heading of this level (then line `end` is its underline)."""
    state.line = end + 1 if level else end
    words = state.getLines(start, end, state.blkIndent, False).strip(" \t\n")
    push_leaf(state, f"h{level}" if level else "p", words, [start, state.line], [start, end])
