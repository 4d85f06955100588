"""Attributes on the line under a block: goldmark's `{#id .class key="value"}`, kramdown's `{: #id .class }`.

The line is removed. An id puts the block between `section_open` and `section_close`; `start="3"` is the first
number of a list. A kramdown class that is a kind of statement, or that Jekyll themes show as a callout (`{:
.prompt-tip }`), turns the block into a box. A list with `{:toc}` below it is removed, because every page has
a table of contents.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from notes_wiki.parse.attribute_lists import read_attributes
from notes_wiki.parse.environment import kinds_of
from notes_wiki.parse.rules.boxes import fill_box
from notes_wiki.parse.statements import statement
from notes_wiki.pattern import pattern

# What each item ends before is said, so that a line can be taken apart in one way only.
_VALUE = r"(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'{}]+(?=[ \t}]))"
_ONE = rf"(?:[#.][^\s{{}}.#=]+|[A-Za-z][\w:-]*={_VALUE})"
_WORD = r"[A-Za-z][\w-]*(?=[ \t,}])"
BRACES_LINE = pattern(rf"\{{:?[ \t]*{_ONE}(?:[ \t,]*{_ONE})*[ \t]*\}}[ \t]*$")
"""A line of attributes alone: `{#key .class name="value"}`, and kramdown's `{: .class}`."""
KRAMDOWN_LINE = pattern(rf"\{{:[ \t]*(?:{_ONE}|{_WORD})(?:[ \t,]*{_ONE}|[ \t,]+{_WORD})*[ \t]*\}}[ \t]*$")
"""The same in kramdown, which may name attributes it has defined: `{: .class toc}`."""
_NUMBER = pattern(r"\d{1,9}", re.ASCII)
_CALLOUTS = frozenset("note info tip hint warning important caution danger attention success".split())
_PREFIX = pattern(r"(?:prompt|notice|callout|alert|admonition)--?")
_TITLE = pattern(r"(?:^|[_-])(?:name|title)$", re.I)
_LABELLED = pattern(r"\W*([A-Za-z]+)")


def block_attributes(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A line of attributes right under a block."""
    if startLine == 0 or state.isEmpty(startLine - 1) or state.is_code_block(startLine):
        return False
    begin, end = state.bMarks[startLine] + state.tShift[startLine], state.eMarks[startLine]
    found = BRACES_LINE.match(state.src, begin, end) or KRAMDOWN_LINE.match(state.src, begin, end)
    if found is None:
        return False
    if silent:
        return True
    if not state.tokens or state.tokens[-1].level != state.level or state.tokens[-1].nesting > 0:
        return False
    key, classes, values, words = read_attributes(found[0].strip("{:} \t"))
    meant = [*classes, *words] if found[0].startswith("{:") else []
    apply(state.tokens, _begin(state), key, values, meant, kinds_of(state))
    state.line = startLine + 1
    return True


def _begin(state: StateBlock) -> int:
    """Where the block that the tokens end with begins."""
    tokens = state.tokens
    start = len(tokens) - 1
    while start > 0 and not (tokens[start].level == state.level and tokens[start].nesting >= 0):
        start -= 1
    return start


def apply(
    tokens: list[Token],
    start: int,
    key: str,
    values: Mapping[str, str],
    meant: Sequence[str],
    kinds: Collection[str],
) -> None:
    """Give the block that the tokens from `start` are its key, the number a list begins with, and what its
    classes mean."""
    opening = tokens[start]
    key = key or values.get("id", "")
    if opening.type == "ordered_list_open" and _NUMBER.fullmatch(values.get("start", "")):
        opening.attrs["start"] = int(values["start"])
    if "toc" in meant and opening.type in ("bullet_list_open", "ordered_list_open"):
        del tokens[start:]
    elif opening.type == "heading_open":
        if key:
            opening.attrs = {"id": key}
    elif kind := _kind(meant, tokens[start:], kinds):
        _box(tokens, start, kind, key, _title(values))
    elif key:
        opening, closing = Token("section_open", "div", 1), Token("section_close", "div", -1)
        opening.level = closing.level = tokens[start].level
        opening.content = key
        tokens.insert(start, opening)
        tokens.append(closing)


def _kind(classes: Sequence[str], block: Sequence[Token], kinds: Collection[str]) -> str:
    """The kind of box that the first of the classes that is one means, or "". A statement whose author wrote
    its name before it himself stays what it is."""
    for name in classes:
        bare = _PREFIX.sub("", name.lower())
        callout = bare.removesuffix("-title")
        if callout in _CALLOUTS:
            return bare if block[0].type in ("blockquote_open", "paragraph_open") else ""
        if kind := statement(callout, kinds):
            if callout != bare:  # the quote's first paragraph is its title, whatever that says
                return bare
            words = next((token.content for token in block if token.type == "inline"), "")
            first = _LABELLED.match(words)
            labelled = first is not None and statement(first[1].lower(), kinds) == kind
            return "" if labelled and not words[0].isalpha() else bare
    return ""


def _title(values: Mapping[str, str]) -> str:
    """The title among attributes, which style sheets show: `title="x"`, `theorem-name="x"`."""
    return next((value for name, value in values.items() if _TITLE.search(name)), "")


def _box(tokens: list[Token], start: int, kind: str, key: str, title: str) -> None:
    """Put the block into a box, for which a quote gives way. `.note-title` begins with its title."""
    lines = tokens[start].map
    line = lines[0] if lines else 0
    if tokens[start].type != "blockquote_open":
        for token in tokens[start:]:
            token.level += 1
        tokens.insert(start, Token("box_open", "div", 1, level=tokens[start].level - 1))
        tokens.append(Token("box_close", "div", -1, level=tokens[start].level))
    opening, closing = tokens[start], tokens[-1]
    closing.type, closing.tag, closing.markup = "box_close", "div", ""
    fill_box(opening, kind.removesuffix("-title"), line, title)
    opening.meta["key"] = key
    opening.meta["callout"] = opening.info in _CALLOUTS
    if kind.endswith("-title") and tokens[start + 1].type == "paragraph_open":
        opening.meta["title"] = tokens[start + 2]
        del tokens[start + 1 : start + 4]
