"""Raw HTML: upstream's rules; a tag of no HTML element (`<keyword>`) begins no block, tags get a place, and
what Notion puts between `<aside>` and `</aside>` is Markdown."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import html_block as upstream_block
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import html_inline as upstream_html

from notes_wiki.parse.environment import env_of
from notes_wiki.parse.raw_html import ELEMENTS, FORMATTING
from notes_wiki.parse.rules.math_tags import with_delimiters
from notes_wiki.pattern import pattern

_WITH_TEXT = pattern(r"<(script|style|template|title|textarea|noscript)[\s>]", re.I)
_NOTION = pattern(r"<aside>[ \t]*\n(?=[^\s<]|<img )")
_IN_WORDS = FORMATTING | frozenset("br font img wbr".split())
_WORDS = pattern(r"[ \t]*[^<\s]")
_NAME = pattern(r"</?([A-Za-z][A-Za-z0-9-]*)")


def html_block(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A block of HTML."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    named = _NAME.match(state.src, start, state.eMarks[startLine])
    if named is not None and named[1].lower() not in ELEMENTS:
        return False
    if begins_aside(state, startLine):
        if not silent:
            token = state.push("html_block", "", 0)
            token.content, token.map = '<aside class="callout">\n', [startLine, startLine + 1]
            state.line = startLine + 1
        return True
    if not upstream_block(state, startLine, endLine, silent):
        return False
    if not silent:
        state.tokens[-1].content = with_delimiters(state.tokens[-1].content)
    return True


def begins_aside(state: StateBlock, line: int) -> bool:
    """Whether a line is the tag of an aside of Notion's, with Markdown on the lines below it."""
    start = state.bMarks[line] + state.tShift[line]
    return _NOTION.match(state.src, start) is not None and not state.is_code_block(line)


def begins_words(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Whether a line that begins with a tag begins a paragraph in pandoc and kramdown, though in CommonMark a
    block of HTML: one with `<br>` or `<img …>` above words, or with a comment before words."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if state.src.startswith("<!--", start):
        if start < state.env.get("words_behind", 0):  # of a comment that is begun already
            return True
        end = state.src.find("-->", start)
        if end < 0 or _WORDS.match(state.src, end + 3) is None or state.src.find("\n\n", start, end) >= 0:
            return False
        state.env["words_behind"] = end
        return True
    named = _NAME.match(state.src, start, state.eMarks[startLine])
    if silent or named is None or named[1].lower() not in _IN_WORDS:  # such a tag ends no paragraph anyway
        return False
    line = startLine + 1
    while line < endLine and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        if state.src[state.bMarks[line] + state.tShift[line]] != "<":
            return True
        line += 1
    return False


def html_inline(state: StateInline, silent: bool) -> bool:
    """A tag; a script or style in running text is one token, its text included."""
    start = state.pos
    if not upstream_html(state, silent):
        if not silent and state.src.startswith("<!--", start):
            env_of(state)["problems"].append(("unclosed-html-comment", start, 4))
        return False
    if opened := _WITH_TEXT.match(state.src, start):
        closer = f"</{opened[1].lower()}>"
        if state.html_terminator_last(closer) > state.pos:
            closed = state.src.find(closer, state.pos, state.posMax)
            state.pos = closed + len(closer) if closed >= 0 else state.pos
    if not silent:
        token = state.tokens[-1]
        token.content = state.src[start : state.pos]
        token.meta = {"start": start, "end": state.pos}
    return True
