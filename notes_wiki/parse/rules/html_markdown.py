"""Pandoc's blocks of HTML: what stands between the tags of blocks is Markdown.

In:  what upstream takes for a block of HTML.
Out: an `html_block` token for each run of tags, and the blocks of the text between them. Where there is a
     script, a style, a `pre` or a comment, all of it stays as it is.
"""

from __future__ import annotations

import re
import textwrap

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from notes_wiki.parse.raw_html import BLOCKS
from notes_wiki.parse.rules.long_lines import long_lines
from notes_wiki.parse.rules.raw_tags import html_block

_NAMES = "|".join(sorted((*BLOCKS, "center", "main", "nav", "form", "fieldset"), key=len, reverse=True))
_WHOLE = re.compile(r"<(?:pre|script|style|textarea|svg|math|template)[\s>]|<!|<\?", re.I)
_TAGS = re.compile(rf"(?:[ \t]*\n?[ \t]*</?(?:{_NAMES})(?:\s[^<>]*)?/?>)+", re.I)
_PARAGRAPHS = re.compile(r"<(?:div|blockquote|section|article|aside|details|figure)(?:\s[^<>]*)?>\s*$", re.I)


def html_with_markdown(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    """A block of HTML with Markdown in it."""
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
    for tags in _TAGS.finditer(token.content):
        _text(state, token, done, tags.start(), opened)
        _html(state, token, tags.start(), tags.end())
        done, opened = tags.end(), tags[0]
    _text(state, token, done, len(token.content), opened)
    return True


def _line(token: Token, place: int) -> int:
    return (token.map[0] if token.map else 0) + token.content.count("\n", 0, place)


def _html(state: StateBlock, whole: Token, start: int, end: int) -> None:
    part = state.push("html_block", "", 0)
    part.content = whole.content[start:end]
    part.map = [_line(whole, start), _line(whole, end) + 1]


def _text(state: StateBlock, whole: Token, start: int, end: int, opened: str) -> None:
    """The blocks of the text between two runs of tags; a paragraph on the line of a tag is words alone."""
    text = whole.content[start:end]
    if not text.strip():
        return
    if text.startswith("\n"):
        text = textwrap.dedent(text)
    inner: list[Token] = []
    env = {**state.env, "in_html": True, "displays": long_lines(text, "pandoc")}
    for name in ("divs", "no_dashes", "no_grids", "tex_ends", "metadata_ends", "examples"):
        env.pop(name, None)
    state.md.block.parse(text, state.md, env, inner)
    alone = [token.type for token in inner] == ["paragraph_open", "inline", "paragraph_close"]
    if alone and not (_PARAGRAPHS.search(opened) and text.lstrip(" \t").startswith("\n")):
        inner = inner[1:2]
    first = _line(whole, start)
    for token in inner:
        token.level += state.level
        if token.map:
            token.map = [token.map[0] + first, token.map[1] + first]
    state.tokens += inner
