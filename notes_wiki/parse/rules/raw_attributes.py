"""Pandoc's raw text for one format: fences ```` ```{=html} ```` and spans `` `<b>`{=html} ``.

What is for HTML is HTML as if it were typed so; what is for another format is no text of the page.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from notes_wiki.parse.rules.cells import read_cell
from notes_wiki.parse.rules.fences import fence

_FORMAT = re.compile(r"\{=([\w-]+)\}")
_HTML = frozenset(("html", "html4", "html5"))


def raw_fence(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A fence, whose body may be for one format, or a cell that is run."""
    if not fence(state, startLine, endLine, silent):
        return False
    if not silent and (found := _FORMAT.fullmatch(state.tokens[-1].info.strip())):
        token = state.tokens.pop()
        if found[1] in _HTML:
            html = state.push("html_block", "", 0)
            html.content, html.map = token.content, token.map
    elif not silent:
        read_cell(state.tokens[-1])
    return True


def raw_span(state: StateInline, silent: bool) -> bool:
    """`{=format}` behind a code span."""
    if state.pending or not state.tokens or state.tokens[-1].type != "code_inline":
        return False
    found = _FORMAT.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.tokens.pop()
        if found[1] in _HTML:
            html = state.push("html_inline", "", 0)
            html.content = token.content
            html.meta = {"start": state.pos - len(token.content), "end": found.end()}
    state.pos = found.end()
    return True
