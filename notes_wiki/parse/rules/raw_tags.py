"""Raw HTML tags in running text: upstream's rule, and the place of each tag."""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import html_inline as upstream_html

_WITH_TEXT = re.compile(r"<(script|style|template|title|textarea|noscript)[\s>]", re.I)


def html_inline(state: StateInline, silent: bool) -> bool:
    """A tag; a script or style in running text is one token, its text included."""
    start = state.pos
    if not upstream_html(state, silent):
        return False
    if opened := _WITH_TEXT.match(state.src, start):
        closer = f"</{opened[1].lower()}>"
        if state.html_terminator_last(closer) > state.pos:
            closed = state.src.find(closer, state.pos, state.posMax)
            state.pos = closed + len(closer) if closed >= 0 else state.pos
    if not silent:
        token = state.tokens[-1]
        token.content = state.src[start : state.pos]
        token.meta = {"start": start, "end": state.pos}
    return True
