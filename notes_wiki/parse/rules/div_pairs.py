"""Which `:::` closes which fenced div, and likewise `///` and `=--` (`slashes.py`, `maruku.py`).

In:  a text, a pattern that finds the lines that open and close, the site's own kinds of statements.
Out: the opening line of each div, and its closing line.

One scan finds all of them, so that many unclosed divs cost no more than one. Code is skipped; a fence that is
a directive with blocks in it (` ```{note} `) is searched, and its divs pair up inside it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from notes_wiki.parse.rules.directives import begins_blocks
from notes_wiki.pattern import pattern

_LINE = pattern(
    r"^(?:[ \t>]|[-*+] |\d{1,3}[.)] )*+(?:(?P<code>`{3,}|~{3,})|(?P<colons>:{3,})(?P<rest>[^\n]*))", re.M
)
"""A fence of code, or colons, inside whatever quotes and lists."""


class Pairs(NamedTuple):
    """`closings`: line (from 0) of each opening -> line of its closing. `lazy`: the openings without a
    closing line of their own; as in VuePress they end with the first div inside them, whose closing line is
    theirs here."""

    closings: dict[int, int]
    lazy: frozenset[int]


def pairs(text: str, edge: re.Pattern[str] = _LINE, kinds: Collection[str] = ()) -> Pairs:
    """A text's pairs. `edge` finds a line that opens (its `rest`), closes, or begins code (its `code`)."""
    found: dict[int, int] = {}
    opened: list[int] = []
    first_within: dict[int, int] = {}  # an opening -> the closing of the first div that closed in it
    lazy: dict[int, int] = {}
    fences = _Fences(text)
    directives: list[tuple[int, int]] = []  # where each ends, and how many divs were open before it
    position = line = counted = 0
    while (match := edge.search(text, position)) is not None:
        position = match.end()
        while directives and match.start() >= directives[-1][0]:
            begun = directives.pop()[1]
            _close_lazily(opened[begun:], first_within, lazy)
            del opened[begun:]
        if match["code"] is not None:
            end = fences.end(match)
            limit = directives[-1][0] if directives else len(text)
            if end is not None and begins_blocks(text, match.end("code"), kinds):
                directives.append((min(end.end(), limit), len(opened)))
            elif end is not None:
                position = max(position, min(end.end(), limit))
            continue
        line += text.count("\n", counted, match.start())
        counted = match.start()
        if (match["rest"] or "").rstrip(" \t").rstrip(":").strip(" \t"):
            opened.append(line)
        elif len(opened) > (directives[-1][1] if directives else 0):
            found[opened.pop()] = line
            if opened:
                first_within.setdefault(opened[-1], line)
    _close_lazily(opened, first_within, lazy)
    return Pairs(found | lazy, frozenset(lazy))


def _close_lazily(opened: list[int], first_within: dict[int, int], lazy: dict[int, int]) -> None:
    """Let the divs that nothing closes end with the first div in them that ends."""
    inner = -1
    for opening in reversed(opened):
        inner = first_within.get(opening, inner)
        if inner >= 0:
            lazy[opening] = inner


class _Fences:
    """Where fences end. Each kind of closing line is looked for once from a place on."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[tuple[str, int], re.Match[str] | None] = {}

    def end(self, opening: re.Match[str]) -> re.Match[str] | None:
        """The line that closes the fence which a match opens."""
        key = (opening["code"][0], len(opening["code"]))
        after = self._text.find("\n", opening.end())
        if after < 0:
            return None
        known = self._known.get(key)
        if key not in self._known or (known is not None and known.start() <= after):
            closing = re.compile(rf"^[ \t>]*{key[0]}{{{key[1]},}}[ \t]*$", re.M)
            known = self._known[key] = closing.search(self._text, after)
        return known
