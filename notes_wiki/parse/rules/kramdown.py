"""Kramdown's own: `{::comment}` … `{:/comment}`, `{::options … /}`, `{:name: .x}`, attributes above a block.

The options and definitions are for kramdown alone and are left out, as comments are; what stands in
`{::nomarkdown}` is HTML. Attributes above a block leave an `attributes_above` token, which
`take_attributes_above` turns into what they mean once the block is known.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from notes_wiki.parse.attribute_lists import read_attributes
from notes_wiki.parse.environment import env_of
from notes_wiki.parse.raw_html import BLOCKS
from notes_wiki.parse.rules.block_attributes import BRACES_LINE, KRAMDOWN_LINE, apply
from notes_wiki.parse.rules.lookahead import is_ahead
from notes_wiki.pattern import pattern

_LINE = pattern(
    r"\{::(?P<name>comment|nomarkdown|options)\b(?P<rest>[^{}\n]*)\}(?P<after>[^\n]*)$"
    r"|\{:(?P<defined>[A-Za-z][\w-]*):[^{}\n]*\}[ \t]*$",
    re.M,
)
"""`{::comment}`, `{::options key="value" /}`; and a definition, `{:name: .class}`."""

_ELEMENT = pattern(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_OF_ITEM = pattern(r"\{:[ \t]*(?=[#.\w])[^{}\n]*\}[ \t]*")
_SPAN = pattern(r"\{::(comment|nomarkdown)\}")
"""`{::comment}words{:/comment}` in a line."""


def extension(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """One of kramdown's extensions, or a definition of attributes."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if not state.src.startswith("{:", start):
        return False
    found = _LINE.match(state.src, start, state.eMarks[startLine])
    if found is None:
        return False
    line = startLine + 1
    if found["name"] in ("comment", "nomarkdown") and not found["rest"].rstrip().endswith("/"):
        end = _end(state, startLine, endLine, found["name"])
        if end < 0:
            return False
        if not silent and found["name"] == "nomarkdown":
            token = state.push("html_block", "", 0)
            token.content = _inside(state.getLines(startLine, end, state.blkIndent, True))
            token.map = [startLine, end]
        line = end
    if not silent:
        state.line = line
    return True


def end_of_block(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A line with `^` alone, which parts the blocks above and below it and shows nothing."""
    if state.src[state.bMarks[startLine] : state.eMarks[startLine]].rstrip() != "^":
        return False
    if not silent:
        state.line = startLine + 1
    return True


def _end(state: StateBlock, startLine: int, endLine: int, name: str) -> int:
    """The line after the one with `{:/name}` or `{:/}`, or -1. That there is none is remembered."""
    missing: set[str] = state.env.setdefault("unclosed_extensions", set())
    if name in missing:
        return -1
    for line in range(startLine, endLine):
        text = state.src[state.bMarks[line] : state.eMarks[line]]
        if f"{{:/{name}}}" in text or "{:/}" in text:
            return line + 1
    missing.add(name)
    return -1


def _inside(text: str) -> str:
    """What stands between the signs."""
    return re.sub(r"\A\s*\{::\w+[^{}\n]*\}|\{:/\w*\}\s*\Z", "", text)


def extension_span(state: StateInline, silent: bool) -> bool:
    """One of kramdown's extensions in a line."""
    found = _SPAN.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    closers = [text for text in ("{:/}", f"{{:/{found[1]}}}") if is_ahead(state, text, found.end())]
    end, closer = min(((state.src.find(text, found.end()), text) for text in closers), default=(-1, ""))
    if not found.end() <= end < state.posMax:
        if not silent and found[1] == "comment":  # kramdown shows it too
            env_of(state)["problems"].append(("unclosed-comment", found.start(), len(found[0])))
        return False
    if not silent and found[1] == "nomarkdown":
        state.push("html_inline", "", 0).content = state.src[found.end() : end]
    state.pos = end + len(closer)
    return True


def attributes_above(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A line of attributes with no block right above it: they are those of the block right under it, and
    nobody's if there is none."""
    return not silent and _above(state, startLine, endLine, KRAMDOWN_LINE)


def braces_above(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """The same, or MyST's, without the colon: `{#key .class}`. One with words for readers stays as typed."""
    if attributes_above(state, startLine, endLine, silent):
        return True
    return not silent and _above(state, startLine, endLine, BRACES_LINE)


def _above(state: StateBlock, startLine: int, endLine: int, line: re.Pattern[str]) -> bool:
    if startLine and not (
        state.isEmpty(startLine - 1) or _is_attributes(state, startLine - 1, line) or _is_first_in_box(state)
    ):
        return False
    found = line.match(state.src, state.bMarks[startLine] + state.tShift[startLine], state.eMarks[startLine])
    if found is None or "attribution=" in found[0]:
        return False
    state.line = startLine + 1
    if state.line < endLine and not state.isEmpty(state.line):
        token = state.push("attributes_above", "", 0)
        token.content, token.info = found[0].strip("{:} \t"), found[0][:2]
        token.map = [startLine, state.line]
        env_of(state)["attributes_above"] = True
    return True


def _is_attributes(state: StateBlock, number: int, line: re.Pattern[str]) -> bool:
    """Whether a line is attributes too: those of a quote whose first block has its own."""
    return (
        line.match(state.src, state.bMarks[number] + state.tShift[number], state.eMarks[number]) is not None
    )


def _is_first_in_box(state: StateBlock) -> bool:
    """Whether what is read now is the first in its container. Attributes that a list item begins with are its
    own."""
    above = state.tokens[-1] if state.tokens else None
    return above is not None and above.nesting > 0 and above.type != "list_item_open"


def take_attributes_above(tokens: list[Token], kinds: Collection[str] = ()) -> None:
    """Give each block what stands above it, and take those tokens out. `kinds` are the site's own."""
    done: list[Token] = []
    # Each waits for the end of its block: where its attributes stand, where the block begins, and how many of
    # the elements are open that it begins with.
    waiting: list[tuple[Token, int, int]] = []
    for token in tokens:
        while waiting and token.level < waiting[-1][0].level:  # its container ends, with no block under it
            waiting.pop()
        if token.type == "attributes_above":
            waiting.append((token, len(done), 0))
            continue
        done.append(token)
        while waiting and waiting[-1][0].level == token.level and token.nesting <= 0:
            above, start, opened = waiting.pop()
            if done[start].type == token.type == "html_block":
                opened += _opened(token.content)
            if opened > 0:
                waiting.append((above, start, opened))
                break
            key, classes, values, words = read_attributes(above.content)
            meant = [*classes, *words] if above.info == "{:" else []
            apply(done, start, key, values, meant, kinds)
    tokens[:] = done


def _opened(tags: str) -> int:
    """How many more elements some HTML opens than it closes."""
    names = ((end, name.lower()) for end, name in _ELEMENT.findall(tags))
    return sum(-1 if end else 1 for end, name in names if name in BLOCKS)


def take_item_attributes(tokens: list[Token]) -> None:
    """Take off list items the attributes that they begin with, `- {: .class} words`. The first paragraph may
    have an id of its own, below it."""
    for index, token in enumerate(tokens):
        if token.type != "list_item_open":
            continue
        first = index + (2 if tokens[index + 1].type == "section_open" else 1)
        if tokens[first].type == "paragraph_open":
            inline = tokens[first + 1]
            if found := _OF_ITEM.match(inline.content):
                inline.content = inline.content[found.end() :]
