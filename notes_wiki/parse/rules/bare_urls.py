"""Addresses written without brackets: `https://example.org/x_y`.

The rule waits for the colon and looks back, so that no letter has to be special.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

_URL = re.compile(r"://[^\s<>\x00-\x1f`]+")
_SCHEME = re.compile(r"(?<![a-zA-Z0-9+.-])(?:https?|ftp)$", re.I)
_TRAILING = re.compile(r"(?:[?!.,:;*_~'\"\]]|&[a-zA-Z0-9]+;)+$")


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
        address = scheme[0] + source[start:end]
        token = state.push("link_open", "a", 1)
        token.attrs = {"href": address}
        token.meta = {"start": start - len(scheme[0]), "end": end}
        text = state.push("text", "", 0)
        text.content = address
        state.push("link_close", "a", -1)
    state.pos = end
    return True


def _end(source: str, start: int, end: int) -> int:
    """Punctuation that ends a sentence, and a `)` that opened before the address, are not its part."""
    while True:
        if trailing := _TRAILING.search(source, start, end):
            end = trailing.start()
        elif (
            end > start
            and source[end - 1] == ")"
            and source.count(")", start, end) > source.count("(", start, end)
        ):
            end -= 1
        else:
            return end
