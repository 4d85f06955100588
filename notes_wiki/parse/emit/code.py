"""Code blocks, set by Pygments where a fence names its language."""

from __future__ import annotations

import re

from markdown_it.token import Token

from notes_wiki.parse.emit.emitter import Emitter, Handler, attribute, escape
from notes_wiki.parse.pieces import Whole

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
    from pygments import highlight
    from pygments.formatters.html import HtmlFormatter
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return escape(code)
    return highlight(code, lexer, HtmlFormatter(nowrap=True))


HANDLERS: dict[str, Handler] = {"fence": fence, "code_block": code_block}
