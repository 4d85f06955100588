"""Org blocks that Logseq writes into Markdown: `#+BEGIN_QUOTE` … `#+END_QUOTE`, `:LOGBOOK:` … `:END:`.

In:  a line that is just such an opening (also in a list item), closed on a line of its own.
Out: a quote, a box, a `fence` token; or nothing, for what only Logseq uses (drawers, comments).

Opening and closing lines are paired once for the whole text, so that many unclosed ones cost no more than
one.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from notes_wiki.parse.environment import env_of, kinds_of
from notes_wiki.parse.rules.boxes import close_box, inner_blocks, open_box
from notes_wiki.parse.rules.paired_lines import closing_line, paired_lines
from notes_wiki.parse.statements import CALLOUTS, statement
from notes_wiki.pattern import pattern

_BLOCK = r"#\+(?P<edge>begin|end)_(?P<name>[a-z]+)(?:[ \t]+(?P<rest>[^\n]*?))?[ \t]*$"
_DRAWER = r":(?P<drawer>logbook|properties|end):[ \t]*$"
_OPENING = pattern(rf"{_BLOCK}|{_DRAWER}", re.M | re.I)
_LINE = pattern(rf"^(?:[ \t>]|[-*+] |\d{{1,3}}[.)] )*+(?:{_BLOCK}|{_DRAWER})", re.M | re.I)
_QUOTES = frozenset(("quote", "verse"))
_CODE = frozenset(("src", "example", "export", "query"))
_BARE = frozenset(("center",))
_HIDDEN = frozenset(("comment",))
_KINDS = {"pinned": "note"}
"""Boxes of Logseq's that are called otherwise here."""


def org_block(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A block or a drawer of a known name."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if not state.src.startswith(("#+", ":"), start):
        return False
    opening = _OPENING.match(state.src, start, state.eMarks[startLine])
    if opening is None:
        return False
    closing = closing_line(state, "org_blocks", _pairs, startLine, endLine)
    if closing < 0:
        if (opening["name"] or "").lower() in _HIDDEN and opening["edge"].lower() == "begin":
            env_of(state).setdefault("shown_comments", {})[startLine] = opening[0].strip()
        return False
    name = _KINDS.get((opening["name"] or "").lower(), (opening["name"] or "").lower())
    boxed = name in CALLOUTS or bool(statement(name, kinds_of(state)))
    if not (opening["drawer"] or boxed or name in _QUOTES | _CODE | _BARE | _HIDDEN):
        return False
    if silent:
        return True
    rest = opening["rest"] or ""
    if name in _QUOTES:
        state.push("blockquote_open", "blockquote", 1).map = [startLine, closing + 1]
        inner_blocks(state, startLine + 1, closing)
        state.push("blockquote_close", "blockquote", -1)
    elif name in _BARE:
        inner_blocks(state, startLine + 1, closing)
    elif name in _CODE:
        _code(state, startLine, closing, name, rest)
    elif boxed and not opening["drawer"]:
        token = open_box(state, name, startLine, rest)
        token.map = [startLine, closing + 1]
        token.meta["callout"] = name in CALLOUTS
        inner_blocks(state, startLine + 1, closing)
        close_box(state)
    state.line = closing + 1
    return True


def _pairs(text: str) -> dict[int, int]:
    return paired_lines(text, _LINE, _opens, _closes)


def _code(state: StateBlock, start: int, end: int, name: str, rest: str) -> None:
    """Lines that are no Markdown. What is to be LaTeX when exported is a formula, as Logseq shows it."""
    word = rest.partition(" ")[0]
    token = state.push("html_block" if (name, word) == ("export", "html") else "fence", "code", 0)
    token.content = state.getLines(start + 1, end, state.sCount[start], True)
    token.map = [start, end + 1]
    if name == "query":
        token.info = name
    elif name != "example":
        token.info = "math" if (name, word) == ("export", "latex") else word


def _opens(line: re.Match[str]) -> str | None:
    if line["drawer"]:
        return None if line["drawer"].lower() == "end" else ":"
    return line["name"].lower() if line["edge"].lower() == "begin" else None


def _closes(line: re.Match[str]) -> str | None:
    if line["drawer"]:
        return ":" if line["drawer"].lower() == "end" else None
    return line["name"].lower() if line["edge"].lower() == "end" else None
