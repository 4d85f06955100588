"""Bookdown's texts that are named elsewhere: `(ref:name) words` as a paragraph, then `(ref:name)`.

In:  the block tokens of a note.
Out: the same without such paragraphs, their words where they are named: in the captions of cells and in text.
"""

from __future__ import annotations

import re

from markdown_it.token import Token

from notes_wiki.pattern import pattern

_DEFINED = pattern(r"\\?\(ref:([\w:./-]+)\)[ \t]+(?=\S)")
_NAMED = pattern(r"\\?\(ref:([\w:./-]+)\)")
_MOST = 200_000
"""Characters that words may add to a note by being named; a long text named often stays a name."""


def take_text_references(tokens: list[Token]) -> None:
    """Put the words in, in place. A name that nothing stands for stays as it was typed."""
    words: dict[str, str] = {}
    kept: list[Token] = []
    index = 0
    while index < len(tokens):
        if tokens[index].type == "paragraph_open" and _DEFINED.match(tokens[index + 1].content):
            _define(tokens[index + 1].content, words)
            index += 3
            continue
        kept.append(tokens[index])
        index += 1
    tokens[:] = kept
    left = [_MOST]
    for token in tokens:
        inline = token.meta.get("caption") if token.type == "fence" else token
        if isinstance(inline, Token) and "(ref:" in inline.content and inline.type == "inline":
            inline.content = _NAMED.sub(lambda found: _of(found, words, left), inline.content)


def _define(text: str, words: dict[str, str]) -> None:
    """The texts of a paragraph: each begins a line."""
    name = ""
    for line in text.split("\n"):
        if found := _DEFINED.match(line):
            name = found[1]
            words[name] = line[found.end() :].strip()
        else:
            words[name] += f" {line.strip()}"


def _of(found: re.Match[str], words: dict[str, str], left: list[int]) -> str:
    text = words.get(found[1], found[0])
    left[0] -= len(text)
    return text if left[0] > 0 else found[0]
