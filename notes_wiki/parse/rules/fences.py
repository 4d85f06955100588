"""Fenced code: upstream's rule, except for a line that only begins like a fence. One that takes in the rest
of the note is kept in `env["unclosed_fences"]`."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import fence as upstream_fence

from notes_wiki.parse.environment import env_of
from notes_wiki.parse.rules.lines import line_text
from notes_wiki.parse.rules.shortcodes import uncommented


def fence(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A fenced code block. `~~~~struck out~~~~` is a line of text: to CommonMark it would be a fence that
    hides all that follows."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if state.src.startswith("~~~", start):
        line = state.src[start : state.eMarks[startLine]]
        if "~~~" in line.lstrip("~"):
            return False
    if not upstream_fence(state, startLine, endLine, silent):
        return False
    # One in a list or a quote ends with it, and takes in nothing that is not meant.
    if not silent and state.level == 0 and not _is_closed(state, startLine):
        typed = state.src[start : state.eMarks[startLine]]
        env_of(state).setdefault("unclosed_fences", {})[startLine] = typed
    return True


def _is_closed(state: StateBlock, opening: int) -> bool:
    """Whether the fence that was read last ends with a line that closes it."""
    last, markup = state.line - 1, state.tokens[-1].markup
    line = line_text(state, last).rstrip()
    return last > opening and line.startswith(markup) and not line.strip(markup[0])


def hugo_fence(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A fenced code block in which `{{</* name */>}}` is the shortcode that it shows."""
    if not fence(state, startLine, endLine, silent):
        return False
    if not silent:
        state.tokens[-1].content = uncommented(state.tokens[-1].content)
    return True
