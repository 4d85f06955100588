"""Distill's elements in posts of Jekyll: `<d-footnote>words</d-footnote>`, `<d-cite key="a,b"></d-cite>`."""

from __future__ import annotations

from markdown_it.rules_inline import StateInline

from notes_wiki.parse.rules.inner_inlines import inner_inlines
from notes_wiki.parse.rules.roles import cite
from notes_wiki.pattern import pattern

_NOTE = "<d-footnote>"
_CITE = pattern(r"<d-cite\s+(?:key|bibtex-key)=\"([^\"<>]*)\"\s*>\s*</d-cite>")


def distill(state: StateInline, silent: bool) -> bool:
    """A footnote or a citation."""
    source, start = state.src, state.pos
    if source.startswith(_NOTE, start):
        return _footnote(state, silent)
    found = _CITE.match(source, start, state.posMax) if source.startswith("<d-cite", start) else None
    if found is None:
        return False
    if not silent:
        place = {"start": start, "end": found.end()}
        if not cite(state, "cite:p", found[1], place):
            token = state.push("foreign", "", 0)
            token.content, token.markup, token.meta = f"[{found[1]}]", "the tag d-cite", place
    state.pos = found.end()
    return True


def _footnote(state: StateInline, silent: bool) -> bool:
    start, limit = state.pos + len(_NOTE), state.posMax
    if state.html_terminator_last("</d-footnote>") < start:
        return False
    end = state.src.find("</d-footnote>", start, limit)
    if end < 0:
        return False
    if not silent:
        state.push("footnote_open", "", 1)
        inner_inlines(state, (start, end))
        state.push("footnote_close", "", -1)
    state.pos = end + len("</d-footnote>")
    return True
