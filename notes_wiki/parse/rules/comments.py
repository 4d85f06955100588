"""Obsidian's comments, `%% … %%`, in a line or over many. They are dropped.

One that is never closed hides what its author meant to hide, as far as that can be told: alone on its line
all that follows in the note (as in Obsidian) or in the quote; before words, at the beginning of a line, the
rest of the paragraph. Anywhere else `%%` may be another sign, so what follows is shown. All are reported.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from notes_wiki.parse.environment import env_of
from notes_wiki.parse.rules.comment_lines import Signs, hide
from notes_wiki.pattern import pattern

_SIGNS = Signs(pattern("%%"), pattern("%%"), "%%")


def inline_comment(state: StateInline, silent: bool) -> bool:
    """`%% … %%` in a paragraph."""
    source, start = state.src, state.pos
    if not source.startswith("%%", start):
        return False
    is_closed = state.html_terminator_last("%%") >= start + 2
    end = source.find("%%", start + 2, state.posMax) if is_closed else -1
    if end < 0:
        return _unclosed(state, silent)
    state.pos = end + 2
    return True


def _unclosed(state: StateInline, silent: bool) -> bool:
    """A `%%` that nothing closes in its paragraph."""
    source, start = state.src, state.pos
    before = source[start - 1] if start else "\n"
    hides = before == "\n" and bool(source[start + 2 : state.posMax].strip())
    if not silent and not _is_percent(source, start):
        env_of(state)["problems"].append(("hidden-comment" if hides else "unclosed-comment", start, 2))
    if hides:
        state.pos = state.posMax
    return hides


def _is_percent(source: str, start: int) -> bool:
    """Whether a sign stands behind a number."""
    return start > 1 and (source[start - 2] if source[start - 1] == " " else source[start - 1]).isdigit()


def block_comment(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A comment that begins a line and ends on a later one; or that is alone on its line and never ends."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    opener = _SIGNS.opener.match(state.src, start, state.eMarks[startLine])
    if opener is None:
        return False
    alone = not state.src[opener.end() : state.eMarks[startLine]].strip()
    return hide(state, (startLine, endLine), opener, _SIGNS, silent, to_the_end=alone)
