"""Quarto's and R Markdown's tabs: the headings of a `::: {.panel-tabset}`, or below a heading `{.tabset}`.

In:  the lines inside a div; or the block tokens of a note.
Out: a box of kind "tabs" around boxes of kind "tab", as other syntaxes for tabs make.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from notes_wiki.parse.rules.boxes import close_box, fill_box, inner_blocks, open_box
from notes_wiki.parse.rules.lines import line_text
from notes_wiki.pattern import pattern

CLASSES = frozenset(("panel-tabset", "tabset"))
_HEADING = pattern(r"(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*(?:\{[^{}]*\})?[ \t]*$")
"""A heading, with its number signs and its text; attributes behind it are left out."""
_CODE = pattern(r"[ \t]*(`{3,}|~{3,})")
_TABBED = pattern(r"\{[^{}]*\.(?:panel-)?tabset\b[^{}]*\}\s*$")


def tabset(state: StateBlock, startLine: int, first: int, end: int) -> bool:
    """The tabs of a div whose lines are these; False where it has no headings."""
    headings = _headings(state, first, end)
    if not headings:
        return False
    level = headings[0][1]
    starts = [(line, title) for line, depth, title in headings if depth <= level]
    if starts[0][0] > first:
        inner_blocks(state, first, starts[0][0])
    outer = open_box(state, "tabs", startLine)
    outer.map = [startLine, end]
    for number, (line, title) in enumerate(starts):
        after = starts[number + 1][0] if number + 1 < len(starts) else end
        open_box(state, "tab", line, title).map = [line, after]
        inner_blocks(state, line + 1, after)
        close_box(state)
    close_box(state)
    return True


def _headings(state: StateBlock, line: int, end: int) -> list[tuple[int, int, str]]:
    """Line, level and words of the headings among these lines, code and inner divs aside."""
    found: list[tuple[int, int, str]] = []
    fence = ""
    while line < end:
        text = line_text(state, line)
        if code := _CODE.match(text):
            if not fence:
                fence = code[1]
            elif code[1].startswith(fence) and not text.strip(fence[0] + " \t"):
                fence = ""
        elif not fence and text.startswith(":::"):
            line = max(line, state.env["divs"].closings.get(line, line))
        elif not fence and (heading := _HEADING.match(text)):
            found.append((line, len(heading[1]), heading[2]))
        line += 1
    return found


def take_tabsets(tokens: list[Token]) -> None:
    """Make tabs of the sections below a heading `{.tabset}`, at the note's top level."""
    done: list[Token] = []
    level, inside = 0, False  # of the heading that has tabs; whether one of them is open
    for index, token in enumerate(tokens):
        heading = token.level == 0 and token.type == "heading_open"
        depth = int(token.tag[1]) if heading else 0
        if heading and level and depth <= level:
            done += [_closing(1), _closing(0)] if inside else []
            level, inside = 0, False
        if heading and level and depth == level + 1:
            done.append(_closing(1) if inside else _opening("tabs", 0, token))
            tab = _opening("tab", 1, token)
            tab.meta["title"] = tokens[index + 1]
            done.append(tab)
            inside = True
            _strip(tokens[index + 1])
            token.hidden = True
        if heading and not level and _TABBED.search(tokens[index + 1].content):
            level = depth
        if inside:
            token.level += 2
        done.append(token)
    done += [_closing(1), _closing(0)] if inside else []
    tokens[:] = _without_hidden(done)


def _strip(inline: Token) -> None:
    if found := re.search(r"\s*\{[^{}]*\}\s*$", inline.content):
        inline.content = inline.content[: found.start()]


def _without_hidden(tokens: list[Token]) -> list[Token]:
    """The tokens without the headings that have become titles."""
    kept: list[Token] = []
    skipped = 0
    for token in tokens:
        skipped = 3 if token.type == "heading_open" and token.hidden else skipped
        if not skipped:
            kept.append(token)
        skipped = max(0, skipped - 1)
    return kept


def _opening(kind: str, level: int, token: Token) -> Token:
    opening = Token("box_open", "div", 1, level=level)
    fill_box(opening, kind, token.map[0] if token.map else 0)
    return opening


def _closing(level: int) -> Token:
    return Token("box_close", "div", -1, level=level)
