"""Straight quotes -> typographic ones, and TeX's dashes.

In:  a run of words, and the character before it.
Out: the words with typographic quotes: an opening one after white space, a bracket, a dash or another opening
     quote, unless one of these follows; else a closing one, which is also the apostrophe.
"""

from __future__ import annotations

import re

from notes_wiki.pattern import pattern

_QUOTE = pattern("[\"']")
_BEFORE = frozenset(" \t\n\u00a0([{<—–-/“‘")
_DASHES = pattern(r"(?<!-)---(?!-)|(?<![\s-])--(?![\s-])|(?<!\S)--(?!\S)")
"""`a---b` and `1--5`, but no `--option` and no longer rows."""
_CURLED = {'"': ("“", "”"), "'": ("‘", "’")}


def curled(text: str, before: str = " ") -> str:
    """The text with typographic quotes."""

    def curl(found: re.Match[str]) -> str:
        place = found.start()
        last = text[place - 1] if place else before
        following = text[place + 1 : place + 2]
        if last in "\"'":  # the previous quote, which became an opening one if a word follows
            last = "“" if following.isalnum() else "”"
        opens = last in _BEFORE and not following.isspace()
        if opens and found[0] == "'" and following.isdigit():  # '90s
            opens = False
        return _CURLED[found[0]][0 if opens else 1]

    return _QUOTE.sub(curl, text)


def dashed(text: str) -> str:
    """The text with dashes for TeX's hyphens."""
    return _DASHES.sub(lambda found: "—" if len(found[0]) == 3 else "–", text)
