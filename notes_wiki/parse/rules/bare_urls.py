"""Addresses written without brackets: `https://example.org/x_y`.

The rule waits for the colon and looks back, so that no letter has to be special.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

from notes_wiki.pattern import pattern

_URL = pattern(r"://(?:[^\s<>\\\x00-\x1f`]|\\(?=[_*#&%~$]))+")
"""A backslash belongs to it only as an escape: TeX may begin behind it."""
_ESCAPE = pattern(r"\\(?=[_*#&%~$])")
_SCHEME = pattern(r"(?<![a-zA-Z0-9+.-])(?:https?|ftp)$", re.I)
_TRAILING = frozenset("?!.,:;*_~'\"]")


def bare_url(state: StateInline, silent: bool) -> bool:
    """A bare address becomes a link."""
    source, start = state.src, state.pos
    if state.linkLevel or not source.startswith("://", start):
        return False
    scheme = _SCHEME.search(source, max(start - 6, 0), start)
    if scheme is None or not state.pending.lower().endswith(scheme[0].lower()):
        return False
    url = _URL.match(source, start, state.posMax)
    if url is None:
        return False
    end = _end(source, start + 3, url.end())
    if end <= start + 3 or (not source[start + 3].isalnum() and source[start + 3] != "["):
        return False
    if not silent:
        state.pending = state.pending[: -len(scheme[0])]
        address = scheme[0] + _ESCAPE.sub("", source[start:end])
        token = state.push("link_open", "a", 1)
        token.attrs = {"href": address}
        token.meta = {"start": start - len(scheme[0]), "end": end}
        text = state.push("text", "", 0)
        text.content = address
        state.push("link_close", "a", -1)
    state.pos = end
    return True


def _end(source: str, start: int, end: int) -> int:
    """Punctuation that ends a sentence, and a `)` or `}` that opened before the address, are not its part."""
    brace = source.find("}", start, end)
    if brace >= 0 and source.find("{", start, brace) < 0:
        end = brace
    unopened = source.count(")", start, end) - source.count("(", start, end)
    while end > start:
        last = source[end - 1]
        if last == ")" and unopened > 0:
            unopened -= 1
            end -= 1
        elif last == ";":
            end = _before_entity(source, start, end)
        elif last in _TRAILING:
            end -= 1
        else:
            break
    return end


def _before_entity(source: str, start: int, end: int) -> int:
    """Where the `&name;` that ends here begins, or the `;` alone."""
    name = end - 1
    while name > start and source[name - 1].isascii() and source[name - 1].isalnum():
        name -= 1
    return name - 1 if start < name < end - 1 and source[name - 1] == "&" else end - 1
