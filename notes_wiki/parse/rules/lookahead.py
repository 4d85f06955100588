"""Whether what closes a construct is still to come, asked before it is searched for.

In:  an inline state, a text, a place.
Out: whether the text occurs at the place or behind it.

Without this, a text with many openings and no closing would be searched to its end from each of them.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline


def is_ahead(state: StateInline, text: str, place: int) -> bool:
    """Whether `text` occurs in the source from `place` on."""
    # Upstream searches for the last occurrence once per text; its own rule of HTML gave the method its name.
    return state.html_terminator_last(text) >= place


def next_match(state: StateInline, form: re.Pattern[str], place: int) -> re.Match[str] | None:
    """The first match of a form from `place` on. That there is none is remembered, so that many openings
    before the same end cost one search."""
    missing: set[tuple[str, int, str]] = state.env.setdefault("no_match", set())
    key = (form.pattern, state.posMax, state.src)
    if key in missing:
        return None
    found = form.search(state.src, place, state.posMax)
    if found is None:
        missing.add(key)
    return found
