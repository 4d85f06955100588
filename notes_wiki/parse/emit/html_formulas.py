"""Formulas in blocks of HTML, where a dialect has them: `<td>$x^2$</td>`.

In:  the tags and texts of a block.
Out: the same, with `Words` for texts that may hold formulas; these, written with their formulas typeset.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from notes_wiki.model import Span
from notes_wiki.parse.emit.emitter import Emitter
from notes_wiki.parse.environment import Environment
from notes_wiki.parse.html import escape
from notes_wiki.parse.pieces import Raw
from notes_wiki.parse.raw_html import MathMl, Removed, Tag, Text

_SET = frozenset(("math", "shortcode", "foreign", "wikilink"))
"""What is set between tags: formulas, and the tags of a program that come before HTML to it."""


class Words(NamedTuple):
    """Text between tags, in which formulas are typeset."""

    html: str


_NO_MATH = frozenset(("pre", "code", "kbd", "samp"))
"""Elements in which dollars and backslashes are what they look like."""


def with_formulas(
    parts: Iterable[Tag | Text | Removed | MathMl],
) -> Iterator[Tag | Text | Removed | MathMl | Words]:
    """The parts with adjacent texts joined, so that a formula that holds a `<` is one text; the reader of
    tags ends a text at every `<`."""
    waiting: list[str] = []
    closed = 0
    for part in parts:
        if isinstance(part, Text) and not closed:
            waiting.append(part.html)
            continue
        if waiting:
            yield _either("".join(waiting))
            waiting.clear()
        if isinstance(part, Tag) and part.name in _NO_MATH:
            closed = max(0, closed + (-1 if part.closing else 1))
        yield part
    if waiting:
        yield _either("".join(waiting))


def _either(text: str) -> Text | Words:
    return Words(text) if "$" in text or "\\" in text or "{" in text else Text(text)


def write_words(emitter: Emitter, words: Words, place: Span) -> None:
    """Text between tags with its formulas set."""
    if emitter.html_math is None:
        return
    emitter.raw = True
    typed = html.unescape(words.html)
    env: Environment = {**emitter.env, "problems": []}
    done = 0
    for token in emitter.html_math.inlines_of(typed, env):
        if token.type not in _SET:
            continue
        emitter.out.append(Raw(escape(typed[done : token.meta["start"]])))
        done = token.meta["end"]
        if token.type != "math":
            emitter.phrasing([token])
        elif token.info == "display":
            key = token.meta.get("key", "")
            emitter.out += emitter.formulas.display(token.content, lambda *_: place, block=False, key=key)
        else:
            emitter.out += emitter.formulas.inline(token.content, lambda *_: place)
    emitter.out.append(Raw(escape(typed[done:]) if done else words.html))
