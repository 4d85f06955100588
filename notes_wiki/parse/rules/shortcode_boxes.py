"""Hugo's shortcodes that are boxes: statements, callouts, folded boxes, tabs.

In:  the name of a shortcode and its parameters; or a line that begins with a shortcode and shares its first
     or last line with its text, `{{< lemma >}}Words.{{< /lemma >}}`.
Out: a box, and in the second case its blocks.

Opening and closing shortcodes are paired once for the whole text (`env["shortcode_tags"]`).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from notes_wiki.parse.environment import kinds_of
from notes_wiki.parse.parameters import parameters
from notes_wiki.parse.rules.boxes import begin_at, close_box, inner_blocks, open_box, trimmed_end
from notes_wiki.parse.statements import CALLOUTS, FOLDED, TABS, is_box, statement
from notes_wiki.pattern import pattern

_TAG = pattern(r"\{\{[<%]\s*+(?P<end>/?)\s*+(?P<name>[\w-]++)(?P<rest>[^\n{}]*?)[>%]\}\}")
"""`{{< lemma "Title" >}}`, `{{% /lemma %}}`."""
_KINDS = frozenset(("hint", "callout", "alert", "notice", "admonition", "notification", "panel", "box"))
"""Shortcodes that name the kind of a callout in a parameter."""
_IN_SENTENCES = frozenset(("cite", "quote", "check", "done"))
"""Names of callouts that themes have for shortcodes around words in a sentence too."""


_TITLES = ("title", "name", "summary", "text", "note", "header", "caption", "term", "terms")
"""Parameters in which themes put the title of a box, the most usual first."""


_NUMBERS = ("number", "num", "index")
"""Parameters in which they put its number."""
_NUMBER = pattern(r"[A-Z]?\d*(?:\.\d+)*")


def makes_box(name: str, kinds: Collection[str]) -> bool:
    """Whether a shortcode of this name is a box."""
    return name in _KINDS or is_box(name, kinds)


def open_shortcode(state: StateBlock, line: int, name: str, values: dict[str, str]) -> Token:
    """Open the box that a shortcode is."""
    kind, title, fold = name, next(filter(None, map(values.get, _TITLES)), ""), ""
    unnamed = [value for key, value in values.items() if key.isdigit()]
    kinds = kinds_of(state)
    if name in _KINDS:
        kind = values.get("type") or values.get("kind") or values.get("0", "")
        if not (kind.lower() in CALLOUTS or statement(kind.lower(), kinds)):  # a colour, or an icon
            kind = name if name in CALLOUTS else "note"
        title = title or values.get("1", "")
    elif name in FOLDED:
        fold = "+" if values.get("open") == "true" or "open" in unnamed[1:] else "-"
        title = title or " ".join(word for word in unnamed if word != "open")
    elif name == "tab":
        title = values.get("name") or values.get("header") or title or values.get("0", "") or _next_tab(state)
    elif name in TABS:
        state.env["tab_titles"] = [title.strip() for title in values.get("items", "").split(",")]
    else:
        if len(unnamed) == 2 and statement(unnamed[0].lower(), kinds):
            kind, *unnamed = unnamed
        title = title or " ".join(unnamed)
    token = open_box(state, kind, line, title, fold=fold)
    token.meta["key"] = values.get("id") or values.get("label") or token.meta["key"]
    number = next(filter(None, map(values.get, _NUMBERS)), "")
    if _NUMBER.fullmatch(number) and statement(kind.lower(), kinds):
        token.meta["number"] = number
    token.meta["callout"] = name not in TABS and not statement(name, kinds)
    return token


def _next_tab(state: StateBlock) -> str:
    """The title of a tab whose set names them all: `{{< tabs items="One,Two" >}}`, Hextra's."""
    titles: list[str] = state.env.get("tab_titles", [])
    return titles.pop(0) if titles else ""


class _Closing(NamedTuple):
    """Where a shortcode's body ends: the closing one's line (from 0), its start and end in the text."""

    line: int
    start: int
    end: int


def box_with_words(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A box that shares its first or its last line with words."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    opening = _TAG.match(state.src, start, state.eMarks[startLine])
    if opening is None or opening["end"] or not _may_share(opening["name"].lower(), state):
        return False
    if "shortcode_tags" not in state.env:
        state.env["shortcode_tags"] = _closings(state.src)
    closing = state.env["shortcode_tags"].get(start)
    if closing is None or closing.line >= endLine or closing.start < state.bMarks[closing.line]:
        return False
    if silent:
        return True
    named = {key: str(value) for key, value in parameters(opening["rest"]).items()}
    token = open_shortcode(state, startLine, opening["name"].lower(), named)
    token.map = [startLine, closing.line + 1]
    limit = state.eMarks[closing.line]
    state.eMarks[closing.line] = trimmed_end(state, closing.line, closing.start)
    begin_at(state, startLine, opening.end())
    inner_blocks(state, startLine, closing.line + 1)
    close_box(state)
    state.eMarks[closing.line] = limit
    begin_at(state, closing.line, closing.end)
    _words_before_next(state, closing.line)
    state.line = closing.line + state.isEmpty(closing.line)
    return True


def _words_before_next(state: StateBlock, line: int) -> None:
    """The words between two such boxes in one line; then the line begins with the second."""
    closings: dict[int, _Closing] = state.env["shortcode_tags"]
    for tag in _TAG.finditer(state.src, state.bMarks[line], state.eMarks[line]):
        if tag.start() in closings and _may_share(tag["name"].lower(), state):
            limit = state.eMarks[line]
            state.eMarks[line] = trimmed_end(state, line, tag.start())
            if not state.isEmpty(line):
                inner_blocks(state, line, line + 1)
            state.eMarks[line] = limit
            begin_at(state, line, tag.start())
            break


def _may_share(name: str, state: StateBlock) -> bool:
    return name not in _IN_SENTENCES and makes_box(name, kinds_of(state))


def _closings(text: str) -> dict[int, _Closing]:
    """Where each shortcode begins -> the one that closes it."""
    found: dict[int, _Closing] = {}
    opened: dict[str, list[int]] = {}
    line = counted = 0
    for tag in _TAG.finditer(text):
        if not tag["end"]:
            if not tag["rest"].rstrip().endswith("/"):
                opened.setdefault(tag["name"], []).append(tag.start())
        elif begun := opened.get(tag["name"]):
            line += text.count("\n", counted, tag.start())
            counted = tag.start()
            found[begun.pop()] = _Closing(line, *tag.span())
    return found
