"""The headings of a note, before it is written: explicit ids, which one is the title, their level.

In:  the block tokens of a note.
Out: ids moved from the text of headings to their tokens; an `Outline`; in Pandoc's dialect, implicit
     references to headings.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple
from urllib.parse import quote

from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

from notes_wiki.parse.environment import Environment
from notes_wiki.parse.titles import names_a_section
from notes_wiki.pattern import pattern

# Blanks before what ends a heading are matched from the first of them only, `(?<!\s)\s*`: tried from each in
# turn, a long run of them would cost the square of its length.
_ATTRIBUTES = pattern(r"(?<!\s)\s*\{:?(?=\s*+(?:[#.]|-\}|[\w-]+=))([^{}\n]*)\}\s*$")
"""Pandoc's `{#id .class key=value}` or `{-}` at the end of a heading, and MkDocs' `{: #id }`."""
_LABEL = pattern(r"(?<!\s)\s*\\label\{([^\s{}]+)\}\s*$")
_DOCSIFY = pattern(r"(?<!\s)\s*:id=([\w-]+)\s*$")
_CLOSING = pattern(r"(?<![ \t])[ \t]+#+[ \t]*$")
"""The number signs that may close a heading: `## Title ##`."""
_PART = pattern(r"\((?:PART|APPENDIX)(?:\\?\*)?\)[ \t]+(?=\S)")
"""What bookdown writes before the title of a part, or of the appendix."""
_ID = pattern(r"#([^\s}]+)|\bid=\"?([^\s\"}]+)")
_BEFORE = frozenset(("html_block", "target", "hr", "paragraph_open", "paragraph_close"))
_TAGS = pattern(r"(?:#[^\s#]+\s*)+")


class Outline(NamedTuple):
    """`title`: the inline token of the heading that is the note's title, or None. `shift`: levels to add to
    the others."""

    title: Token | None
    shift: int


def prepare(tokens: list[Token], title: str, file: str = "") -> Outline:
    r"""Move `{#id}` and `\label{id}` from headings to their tokens, find the heading that is the title (and
    mark it if it must not be shown), and decide whether the others go down a level, because the page's title
    is its only h1.

    `title`: the front matter's, or "". `file`: the file name, for dialects in which it is the title
    (Obsidian); there the first heading is the title only if it says the same or is the only h1, and otherwise
    begins a section ("Definition").
    """
    without_title = bool(file) and not title and not _is_called_by_its_heading(tokens, file)
    first: Token | None = None
    shift = 0
    begun = False
    for index, token in enumerate(tokens):
        if token.type != "heading_open":
            begun = begun or token.type not in ("html_block", "target", "macros")
            continue
        inline = tokens[index + 1]
        _take_id(tokens, index)
        is_title = first is None and not without_title and (not title or _same(title, inline.content))
        if first is None:
            first = inline
        if token.tag == "h1":
            if is_title and not begun and token.level == 0:
                token.meta = {"title": True}
            else:
                shift = 1
        begun = True
    return Outline(first if not title and not without_title else None, shift)


def _take_id(tokens: list[Token], index: int) -> None:
    """Move the id that is written into the heading at `index` (Docsify's is `:id=name`), or on a target above
    it, to its token, and take away what else is not part of its words."""
    heading, inline = tokens[index], tokens[index + 1]
    if inline.content.endswith("}") and (found := _ATTRIBUTES.search(inline.content)):
        inline.content = inline.content[: found.start()]
        if heading.markup.startswith("#"):
            inline.content = _CLOSING.sub("", inline.content)
        if explicit := _ID.search(found[1]):
            heading.attrs = {"id": explicit[1] or explicit[2]}
    elif inline.content.endswith("}") and (label := _LABEL.search(inline.content)):
        inline.content = inline.content[: label.start()]
        heading.attrs = {"id": label[1]}
    elif ":id=" in inline.content and (named := _DOCSIFY.search(inline.content)):
        inline.content = inline.content[: named.start()]
        heading.attrs = {"id": named[1]}
    if heading.tag == "h1" and (part := _PART.match(inline.content)):
        inline.content = inline.content[part.end() :]
    if index and tokens[index - 1].type == "target" and not heading.attrs:
        heading.attrs = {"id": tokens[index - 1].content}
        tokens[index - 1].content = ""


def _goes_before_a_title(token: Token) -> bool:
    """Whether a block may come before a note's title: HTML, thematic breaks, and lines of tags."""
    return token.type in _BEFORE or (token.type == "inline" and _TAGS.fullmatch(token.content) is not None)


def _is_called_by_its_heading(tokens: list[Token], file: str) -> bool:
    """Whether the note begins with a heading that says the same as its file name, or is its only h1."""
    headings = [
        index for index, token in enumerate(tokens) if token.type == "heading_open" and not token.level
    ]
    if not headings or not all(map(_goes_before_a_title, tokens[: headings[0]])):
        return False
    tags = [tokens[index].tag for index in headings]
    words = tokens[headings[0] + 1].content
    is_only_h1 = tags[0] == "h1" and tags.count("h1") == 1
    return _same(file, words) or (is_only_h1 and not names_a_section(words))


def refer_to_headings(tokens: list[Token], env: Environment) -> None:
    """Define Pandoc's implicit references, `[Heading]`, for every heading whose text is not defined as
    one."""
    known = env.setdefault("references", {})
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            words = _CLOSING.sub("", _ATTRIBUTES.sub("", inline.content))
            known.setdefault(normalizeReference(words), {"href": "#" + quote(words), "title": ""})


def _same(title: str, content: str) -> bool:
    return " ".join(title.split()).casefold() == " ".join(content.split()).casefold()
