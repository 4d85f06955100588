"""Straight quotes -> typographic ones.

In:  a run of words, and the character that stands before it.
Out: the words with `"` and `'` curled: an opening one where white space, a bracket, a dash or another opening
     quote stands before and none of it after, else a closing one, which is the apostrophe too.
"""

from __future__ import annotations

import re

from notes_wiki.pattern import pattern

_QUOTE = pattern("[\"']")
_BEFORE = frozenset(" \t\n\u00a0([{<—–-/“‘")
_CURLED = {'"': ("“", "”"), "'": ("‘", "’")}


def curled(text: str, before: str = " ") -> str:
    """The text with typographic quotes."""

    def curl(found: re.Match[str]) -> str:
        place = found.start()
        last = text[place - 1] if place else before
        following = text[place + 1 : place + 2]
        if last in "\"'":  # the quote before this one, which has become an opening one if a word follows it
            last = "“" if following.isalnum() else "”"
        opens = last in _BEFORE and not following.isspace()
        if opens and found[0] == "'" and following.isdigit():  # '90s
            opens = False
        return _CURLED[found[0]][0 if opens else 1]

    return _QUOTE.sub(curl, text)
