"""What one of MyST's directives that hold blocks stands for, by its name, its argument and its options.

In:  how the directive opens, its lines, and those of its body.
Out: the tokens of a box with its blocks in it, of a quote, or of a table with a caption.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from notes_wiki.parse.environment import env_of
from notes_wiki.parse.rules.block_captions import take_caption
from notes_wiki.parse.rules.boxes import close_box, inner_blocks, open_box
from notes_wiki.parse.rules.captioned_tables import captioned_table
from notes_wiki.parse.rules.glossary import glossary
from notes_wiki.parse.rules.options import key_of
from notes_wiki.parse.statements import CALLOUTS, VERSIONS, counted, statement
from notes_wiki.pattern import pattern

_SILENT = frozenset(("div", "grid", "grid-item", "only", "container", "compound", "hlist"))
"""Directives whose argument is no title."""
_QUOTES = frozenset(("epigraph", "pull-quote", "highlights", "blockquote"))
_CARDS = frozenset(("card", "grid-item-card"))
_FOLDING = frozenset(("dropdown", "toggle"))
"""Classes of a callout or a statement that is closed until someone opens it."""
_FOLDS = {"open": "+", "closed": "-", "collapse": "-", "true": "-"}
"""What Obsidian's Admonition plugin calls a folded box -> its sign."""
_OPENED = frozenset(("open", "toggle-shown"))
"""An option and a class that let a folded box of MyST's begin open."""
_HEADER_ABOVE = pattern(r"\^{3,}[ \t]*$")
"""The line that ends the header of a card."""
_LABEL = pattern(r"(?=[A-Za-z])[\w:.-]*(?:[\d_:.-]|[a-z][A-Z])[\w:.-]*")
"""What is a label and no title: a word with some sign or digit in it, or a capital letter."""


class Opening(NamedTuple):
    """How a directive opens. `title_line`: the line that its argument, or what is one, stands on."""

    name: str
    argument: str
    options: Mapping[str, str]
    title_line: int


def directive_box(state: StateBlock, opening: Opening, lines: tuple[int, int], body: tuple[int, int]) -> None:
    """The tokens of a directive on these lines, with the blocks of those of its body."""
    name, key = opening.name, key_of(opening.options)
    if name == "table":
        captioned_table(state, *body, opening.argument, key, lines[0])
    elif name in _QUOTES and not key:
        state.push("blockquote_open", "blockquote", 1).map = [*lines]
        inner_blocks(state, *body)
        state.push("blockquote_close", "blockquote", -1)
    else:
        kind, fold = looks(name, opening.options)
        begin = len(state.tokens)
        token = open_box(state, kind, opening.title_line, _title(state, opening), fold=fold)
        token.map = [*lines]
        token.meta["key"] = key or token.meta["key"]
        take_solved(token)
        _blocks(state, token, opening.options, body)
        if (numbered := counted(key)) and not statement(name):
            take_caption(state.tokens, begin, numbered)
        close_box(state)


def _title(state: StateBlock, opening: Opening) -> str:
    """The title of the box, or ""."""
    if opening.name in _SILENT:
        return ""
    title = opening.argument or opening.options.get("title") or opening.options.get("header", "")
    words = env_of(state).get("words")
    if title and opening.name in _CARDS and "](" not in title and (target := _target(opening.options)):
        return f"[{title}](<{target}>)"
    if title and opening.name in VERSIONS and words is not None:
        return f"{words.statement(opening.name)} {title}"
    return title


def looks(kind: str, values: Mapping[str, str]) -> tuple[str, str]:
    """The kind of a directive's box and the sign of its fold, as its options say: MyST's `{admonition}` with
    `:class: tip dropdown` is a tip, and closed."""
    classes = values.get("class", "").replace(",", " ").split()
    if kind == "admonition":
        kind = next((name for name in classes if name in CALLOUTS), kind)
    fold = _FOLDS.get(values.get("collapse", ""), "")
    if not fold and not _FOLDING.isdisjoint((*classes, kind)):
        fold = "+" if _OPENED.intersection(values) or not _OPENED.isdisjoint(classes) else "-"
    return kind, fold


def _target(options: Mapping[str, str]) -> str:
    """Where a card leads, or ""."""
    target = options.get("link", "")
    return f"#{target}" if target and options.get("link-type") == "ref" else target


def take_solved(token: Token) -> None:
    """Use the argument of MyST's `{solution}` as the label of the exercise instead of as a title."""
    title = token.meta["title"]
    if token.info == "solution" and title is not None and _LABEL.fullmatch(title.content):
        token.meta["of"], token.meta["title"] = title.content, None


def _blocks(state: StateBlock, box: Token, options: Mapping[str, str], body: tuple[int, int]) -> None:
    """The blocks of a body. A callout without any holds what stands behind its name."""
    first, end = body
    if box.info == "glossary":
        glossary(state, first, end)
        return
    if box.info in _CARDS:
        _card(state, box, options, body)
        return
    begin, title = len(state.tokens), box.meta["title"]
    inner_blocks(state, first, end)
    if len(state.tokens) == begin and title is not None and box.info in CALLOUTS:
        box.meta["title"] = None
        _paragraph(state, title.content, title.map)


def _card(state: StateBlock, box: Token, options: Mapping[str, str], body: tuple[int, int]) -> None:
    """The parts of a card below its title: its header, its blocks, its footer, and where it leads."""
    first, end = body
    title, header = box.meta["title"], options.get("header", "")
    if header and title is not None and title.content != header:
        _paragraph(state, header, box.map)
    if (line := _end_of_header(state, first, end)) >= 0:
        inner_blocks(state, first, line)
        first = line + 1
    inner_blocks(state, first, end)
    if footer := options.get("footer", ""):
        _paragraph(state, footer, box.map)
    if title is None and (target := _target(options)):
        _paragraph(state, f"<{target}>" if "://" in target else f"[](<{target}>)", box.map)


def _end_of_header(state: StateBlock, first: int, end: int) -> int:
    """The line that ends the header of a card, or -1."""
    for line in range(first, end):
        if _HEADER_ABOVE.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line]):
            return line
    return -1


def _paragraph(state: StateBlock, text: str, lines: list[int] | None) -> None:
    state.push("paragraph_open", "p", 1).map = lines
    inline = state.push("inline", "", 0)
    inline.content, inline.map = text, lines
    state.push("paragraph_close", "p", -1)
