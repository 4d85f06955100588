"""Dataview's fields within a line: `[key:: value]` shows both, `(key:: value)` only the value.

In:  running text.
Out: `field_open` and `field_close` around the value, which may hold links and formulas; `meta["key"]` is the
     key, if it is shown.
"""

from __future__ import annotations

from markdown_it.rules_inline import StateInline

from notes_wiki.parse.rules.lookahead import is_ahead
from notes_wiki.pattern import pattern

_OPENING = pattern(r"[\[(][ \t]*(?P<key>[^\W\d_][^\[\]():|`$\n]{0,60})::[ \t]+(?=[^\s\])])")
"""The bracket, the key and the two colons."""
_BRACKETS = {"[": pattern(r"\$[^$\n]{1,500}\$|[\[\]]"), "(": pattern(r"\$[^$\n]{1,500}\$|[()]")}
"""The brackets that count, and the formulas in which none do."""
_LONGEST = 1000
"""Characters that a field may have: it is no more than a few words."""


def field(state: StateInline, silent: bool) -> bool:
    """A field between brackets."""
    start = state.pos
    if not is_ahead(state, ":: ", start):
        return False
    opening = _OPENING.match(state.src, start, state.posMax)
    end = _closing(state, start) if opening else -1
    if opening is None or end < 0:
        return False
    if not silent:
        token = state.push("field_open", "span", 1)
        token.meta = {"key": opening["key"].strip() if state.src[start] == "[" else ""}
        limit, state.pos, state.posMax = state.posMax, opening.end(), end
        state.md.inline.tokenize(state)
        state.posMax = limit
        state.push("field_close", "span", -1)
    state.pos = end + 1
    return True


def _closing(state: StateInline, start: int) -> int:
    """Where the bracket at `start` is closed, or -1."""
    depth = 0
    limit = min(state.posMax, start + _LONGEST)
    for bracket in _BRACKETS[state.src[start]].finditer(state.src, start, limit):
        depth += {"[": 1, "(": 1, "]": -1, ")": -1}.get(bracket[0], 0)
        if depth == 0:
            return bracket.start()
    return -1
