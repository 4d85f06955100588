r"""LaTeX's comments, from `%` to the end of the line, in notes that hold LaTeX's text (`papers.py`).

In:  a line that begins with `%`; running text.
Out: nothing of the comment.

Where only parts of a note are LaTeX's, a `%` may be a percent sign: it begins a comment only at the beginning
of a line or behind a sign that ends words, never behind a number; and `%% … %%` is Obsidian's comment.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from notes_wiki.parse.environment import env_of
from notes_wiki.parse.rules.lookahead import is_ahead

_OBSIDIAN = "%%"
_ENDS_WORDS = frozenset("}.,;:)]\\!?")
"""What may stand before a comment where a `%` could be a percent sign."""
_NEAR = 100
"""How far back, in characters, the sign before a comment is looked for."""


def comment_line(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A line that is a comment, between blocks."""
    begin, start = state.bMarks[startLine], state.bMarks[startLine] + state.tShift[startLine]
    extent = env_of(state).get("tex_text", "")
    if silent or not extent or state.src[start : start + 1] != "%" or state.src[begin:start].strip():
        return False
    if extent == "parts" and _is_obsidian(state.src[start : state.eMarks[startLine]]):
        return False
    state.line = startLine + 1
    return True


def _is_obsidian(line: str) -> bool:
    """Whether a line begins with Obsidian's sign for a comment, and not with a row of percent signs."""
    return line.startswith(_OBSIDIAN) and not line.startswith(_OBSIDIAN + "%")


def comment(state: StateInline, silent: bool) -> bool:
    """A comment within a paragraph. One that begins a line takes its line break along."""
    extent = env_of(state).get("tex_text", "")
    start = state.pos
    if not extent:
        return False
    if extent == "parts" and state.src.startswith(_OBSIDIAN, start) and is_ahead(state, _OBSIDIAN, start + 2):
        return False
    before = state.src[max(start - _NEAR, 0) : start].rstrip(" \t")
    begins_line = not before or before.endswith("\n")
    last = before.rstrip()[-1:]
    if last.isdigit() or not (begins_line or extent == "file" or last in _ENDS_WORDS):
        return False
    end = state.src.find("\n", start, state.posMax)
    if end < 0:
        state.pos = state.posMax
        if not silent:
            state.pending = state.pending.rstrip(" \n")
        return True
    state.pos = end + 1 if begins_line else end
    return True
