"""Pandoc's blocks of HTML: what stands between the tags of blocks is Markdown.

In:  what upstream takes for a block of HTML.
Out: an `html_block` token for each run of tags, and the blocks of the text between them. Where there is a
     script, a style, a `pre` or a comment, all of it stays as it is.
"""

from __future__ import annotations

import re
import textwrap

from markdown_it.rules_block import StateBlock

from notes_wiki.parse.environment import env_of
from notes_wiki.parse.raw_html import BLOCKS, VOID
from notes_wiki.parse.rules.indented import opened_html
from notes_wiki.parse.rules.jsx import as_html
from notes_wiki.parse.rules.leaf_blocks import push_leaf
from notes_wiki.parse.rules.nested import nested_blocks
from notes_wiki.parse.rules.raw_tags import begins_aside, begins_words, html_block
from notes_wiki.pattern import pattern

_NAMES = "|".join(sorted((*BLOCKS, "center", "main", "nav", "form", "fieldset"), key=len, reverse=True))
_WHOLE = pattern(r"<(?:pre|script|style|textarea|svg|math|template)[\s>]|<!|<\?", re.I)
"""What is HTML to its end, whatever it holds."""
_TAGS = pattern(rf"(?<![ \t])(?:[ \t]*+(?:\n[ \t]*+)?</?(?:{_NAMES})(?:\s[^<>]*)?/?>)+", re.I)
"""Tags of blocks, one after another, with the white space between them."""
_MARKED = pattern(r"<[a-z][\w-]*(?:\s[^<>]*)?\smarkdown(?:=[\"']?(?:1|block|span)[\"']?)?[\s>]", re.I)
"""A tag that asks for Markdown inside it: `<div markdown="1">`."""
_INCLUDE = pattern(r"<!--[ \t]*@include:[ \t]*(?:@/)?([^\s#{}<>\[\]]+\.md)[^\s<>]*[ \t]*-->[ \t]*$")
_BLOCK = pattern(rf"</?(?:{_NAMES}|iframe)[\s/>]", re.I)
_ANY_TAG = pattern(r"<(/?)([a-z][a-z0-9-]*)(?:\s[^<>]*)?>", re.I)
_PARAGRAPHS = pattern(r"<(?:div|blockquote|section|article|aside|details|figure)(?:\s[^<>]*)?>\s*$", re.I)
"""A line that ends with the tag of an element that holds paragraphs."""


def pandoc_html(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Pandoc's block of HTML, with Markdown in it."""
    return not begins_words(state, startLine, endLine, silent) and html_with_markdown(
        state, startLine, endLine, silent
    )


def kramdown_html(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Kramdown's block of HTML, with Markdown in it where its first tag says `markdown`. It ends with its
    element, though words follow on the next line."""
    if begins_words(state, startLine, endLine, silent):
        return False
    known = silent or begins_aside(state, startLine)
    end = 0 if known else _end_of_element(state, startLine, endLine)
    return html_marked(state, startLine, end or endLine, silent)


def _end_of_element(state: StateBlock, startLine: int, endLine: int) -> int:
    """The line on which words begin right below the end of the element that a line begins with, or 0."""
    source = state.src
    if not _BLOCK.match(source, state.bMarks[startLine] + state.tShift[startLine]):
        return 0
    opened = 0 if state.level else opened_html(state)
    for line in range(startLine, endLine - 1):
        start, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
        if source.count("<", start, end) != source.count(">", start, end):
            return 0
        for tag in _ANY_TAG.finditer(source, start, end):
            opened += 0 if tag[2].lower() in VOID else -1 if tag[1] else 1
        if state.isEmpty(line + 1) or state.sCount[line + 1] < state.blkIndent:
            return 0
        below = line + 1
        if opened <= 0 and source[state.bMarks[below] + state.tShift[below]] != "<":
            return 0 if state.is_code_block(below) else below
    return 0


def html_with_markdown(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A block of HTML with Markdown in it."""
    if not silent and (words := _words_under(state, startLine, endLine)):
        _html(state, state.getLines(startLine, words, state.blkIndent, False), startLine)
        state.line = words
        return True
    if not html_block(state, startLine, endLine, silent):
        return False
    if silent or state.env.get("in_html") or _WHOLE.search(state.tokens[-1].content):
        return True
    token = state.tokens[-1]
    if not _TAGS.match(token.content.lstrip()):
        return True
    state.tokens.pop()
    done = 0
    opened = ""
    line = token.map[0] if token.map else 0
    for tags in _TAGS.finditer(token.content):
        line = _text(state, token.content[done : tags.start()], line, opened)
        line = _html(state, tags[0], line)
        done, opened = tags.end(), tags[0]
    _text(state, token.content[done:], line, opened)
    return True


def _words_under(state: StateBlock, startLine: int, endLine: int) -> int:
    """The line on which words begin right under lines of opening tags; 0 if there is none. They may go on
    behind a blank line, as a list does, so that they are no part of the block."""
    if state.env.get("in_html"):
        return 0
    line = startLine
    while line < endLine and _PARAGRAPHS.fullmatch(
        state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line]
    ):
        line += 1
    if line in (startLine, endLine) or state.isEmpty(line) or state.sCount[line] != state.blkIndent:
        return 0
    return line if state.src[state.bMarks[line] + state.tShift[line]] != "<" else 0


def html_marked(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A block of HTML, as MDX may have it, with Markdown in it where its first tag says `markdown`; and the
    comment in which VitePress includes a note."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if included := _INCLUDE.match(state.src, start, state.eMarks[startLine]):
        if not silent:
            push_leaf(state, "p", f"![[{included[1]}]]", [startLine, startLine + 1])
            state.line = startLine + 1
        return True
    if _MARKED.match(state.src, start, state.eMarks[startLine]):
        return html_with_markdown(state, startLine, endLine, silent)
    if not html_block(state, startLine, endLine, silent):
        return False
    if not silent:
        state.tokens[-1].content = as_html(state.tokens[-1].content, env_of(state).get("imports", {}))
    return True


def _html(state: StateBlock, tags: str, line: int) -> int:
    """Tags that begin on a line; the line that they end on."""
    part = state.push("html_block", "", 0)
    end = line + tags.count("\n")
    part.content, part.map = tags, [line, end + 1]
    return end


def _text(state: StateBlock, text: str, line: int, opened: str) -> int:
    """The blocks of the text between two runs of tags, which begins on a line; the line that it ends on. A
    paragraph on the line of a tag is words alone."""
    end = line + text.count("\n")
    if not text.strip():
        return end
    if text.startswith("\n"):
        text = textwrap.dedent(text)
    inner = nested_blocks(state, text, line, {"in_html": True})
    alone = [token.type for token in inner] == ["paragraph_open", "inline", "paragraph_close"]
    if alone and not (_PARAGRAPHS.search(opened) and text.lstrip(" \t").startswith("\n")):
        inner = inner[1:2]
    state.tokens += inner
    return end
