"""Code blocks, set by Pygments where a fence names its language."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from markdown_it.token import Token

from notes_wiki.parse.emit.emitter import Emitter, Handler, attribute, escape
from notes_wiki.parse.pieces import Whole

if TYPE_CHECKING:
    from pygments.lexer import Lexer

_PLAIN = frozenset(("w", "n", "p", "o", "nx"))
"""Kinds of token that look like any other text: they need no element."""
_LANGUAGE = re.compile(r"\s*\{?\.?([\w+#.\-]+)")


def fence(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """A fenced code block."""
    token = tokens[index]
    found = _LANGUAGE.match(token.info)
    language = found[1] if found else ""
    html = highlighted(token.content, language) if language else escape(token.content)
    named = f' class="language-{attribute(language)}"' if language else ""
    emitter.out.append(Whole(f'<div class="code"><pre><code{named}>{html}</code></pre></div>\n'))
    emitter.collector.features.add("code")
    return index + 1


def code_block(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """An indented code block."""
    content = escape(tokens[index].content)
    emitter.out.append(Whole(f'<div class="code"><pre><code>{content}</code></pre></div>\n'))
    emitter.collector.features.add("code")
    return index + 1


def highlighted(code: str, language: str) -> str:
    """Code as spans with Pygments' short classes; only escaped where Pygments knows no such language."""
    lexer = _lexer(language.lower())
    if lexer is None:
        return escape(code)
    from pygments.token import STANDARD_TYPES, Token

    parts: list[str] = []
    for found, value in lexer.get_tokens(code):
        kind = found
        while kind not in STANDARD_TYPES:
            kind = kind.parent or Token
        short = STANDARD_TYPES[kind]
        text = escape(value)
        parts.append(f'<span class="{short}">{text}</span>' if short and short not in _PLAIN else text)
    return "".join(parts)


@lru_cache
def _lexer(language: str) -> Lexer | None:
    """The lexer of a language, or None. Making one compiles its expressions, so it is kept."""
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None


HANDLERS: dict[str, Handler] = {"fence": fence, "code_block": code_block}
