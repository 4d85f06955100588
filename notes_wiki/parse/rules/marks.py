"""Signs around words: `==marked==`, `H~2~O`, `x^2^`, `^^inserted^^`, `~struck~`; and some that stand for
one thing: Pandoc's hard space, kramdown's end of a line and the icons of a plug-in.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

from notes_wiki.parse.rules.dollars import single_end
from notes_wiki.parse.rules.inner_inlines import inner_inlines
from notes_wiki.parse.rules.lookahead import is_ahead
from notes_wiki.pattern import pattern

_ICON = pattern(r":(?:Li|Fas|Far|Fab|Ri|Si|Bo|Ib|Co|Ra|Ti|Fe)[A-Z][A-Za-z0-9]*:")
"""An icon by the name that Obsidian's plug-in Iconize gives it: `:LiHome:`."""
_SUB = pattern(r"~((?:[^\s~\\]|\\.)+)~(?!~)")
"""`~below~`, without white space unless it is escaped."""
_CARETS = pattern(r"\^\^(?=[^\s^])([^^\n]*[^\s^])\^\^(?!\^)")
"""`^^inserted^^`, which in Logseq is marked."""
_PLUSES = pattern(r"\+\+(?=[^\s+])([^+\n]*[^\s+])\+\+(?![+\w])")
"""`++inserted++`."""
_STRUCK = pattern(r"~(?=[^\s~])([^~\n]*[^\s~\\])~(?![~\w])")
"""`~struck~`."""
_SUP = pattern(r"\^((?:[^\s^\\\[\]]|\\.)+|\[[^\[\]^\n]*\]\([^()\s^]*\))\^")
"""`^above^`, in which a link may stand."""


_MOST_IN_FORMULAS = 4
"""How many `==` of formulas may stand in marked words."""


def mark(state: StateInline, silent: bool) -> bool:
    """`==words==`."""
    source, start = state.src, state.pos
    if not source.startswith("==", start) or source[start + 2 : start + 3] in ("", " ", "=", "\n"):
        return False
    if not is_ahead(state, "==", start + 3):
        return False
    end = source.find("==", start + 2, state.posMax)
    for _ in range(_MOST_IN_FORMULAS):
        dollar = source.rfind("$", start, end) if end > 0 else -1
        if dollar < 0 or source[dollar + 1].isdigit() or single_end(source, dollar, state.posMax) < end:
            break
        end = source.find("==", end + 2, state.posMax)  # that one is in a formula: `==$a == b$==`
    if end < 0 or source[end - 1].isspace() or "\n\n" in source[start:end]:
        return False
    _around(state, silent, "mark", start + 2, end, end + 2)
    return True


def icon(state: StateInline, silent: bool) -> bool:
    """A picture that a plug-in of Obsidian puts in place of its name, `:LiHouse:`; here nothing is."""
    found = _ICON.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    state.pos = found.end()
    return True


def single_strike(state: StateInline, silent: bool) -> bool:
    """GFM's `~words~`; inside a word (`H~2~O`) the tildes stay."""
    start = state.pos
    if start > 0 and (state.src[start - 1].isalnum() or state.src[start - 1] == "~"):
        return False
    found = _STRUCK.match(state.src, start, state.posMax)
    if found is None:
        return False
    _around(state, silent, "s", found.start(1), found.end(1), found.end())
    return True


def line_end(state: StateInline, silent: bool) -> bool:
    """Kramdown's `\\\\` at the end of a line: a line break."""
    if not state.src.startswith("\\\\\n", state.pos):
        return False
    if not silent:
        state.push("hardbreak", "br", 0)
    state.pos += 3
    return True


def hard_space(state: StateInline, silent: bool) -> bool:
    """Pandoc's `\\ `: a blank at which no line is broken."""
    if not state.src.startswith("\\ ", state.pos):
        if state.pos + 1 < len(state.src):
            return False
        if not silent:  # at the end of a paragraph: the picture before it is not a figure
            state.push("text_special", "", 0)
        state.pos += 1
        return True
    if not silent:
        state.append_pending("\u00a0")
    state.pos += 2
    return True


def inserted(state: StateInline, silent: bool) -> bool:
    """`^^words^^`, as PyMdown Extensions have it."""
    return _matched(state, silent, _CARETS, "ins")


def underlined(state: StateInline, silent: bool) -> bool:
    """`++words++`, as HackMD and Joplin have it; not in `i++ and j++`."""
    before = state.src[state.pos - 1 : state.pos]
    return not before.isalnum() and before != "+" and _matched(state, silent, _PLUSES, "ins")


def highlighted(state: StateInline, silent: bool) -> bool:
    """`^^words^^`, as Logseq has it."""
    return _matched(state, silent, _CARETS, "mark")


def subscript(state: StateInline, silent: bool) -> bool:
    """`~words~` without blanks."""
    return _matched(state, silent, _SUB, "sub")


def superscript(state: StateInline, silent: bool) -> bool:
    """`^words^` without blanks, or a link."""
    return _matched(state, silent, _SUP, "sup")


def _matched(state: StateInline, silent: bool, pattern: re.Pattern[str], name: str) -> bool:
    """An element around what a pattern finds in its first group."""
    found = pattern.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    _around(state, silent, name, found.start(1), found.end(1), found.end())
    return True


def _around(state: StateInline, silent: bool, name: str, start: int, end: int, after: int) -> None:
    """An element around what stands between `start` and `end`."""
    if not silent:
        state.push(f"{name}_open", name, 1)
        inner_inlines(state, (start, end))
        state.push(f"{name}_close", name, -1)
    state.pos = after
