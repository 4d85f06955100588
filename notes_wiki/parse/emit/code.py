"""Code blocks, set by Pygments where a fence names its language; fences that are something else.

A `math` fence is a formula, a `mermaid` fence a diagram that the page's script draws, a `tikz` fence its
source in a labelled box, or a formula if it is a commutative diagram with straight arrows. What only a
plug-in of another program can show stays code and is reported once.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from markdown_it.token import Token

from notes_wiki.model import IdHole, Span
from notes_wiki.parse.emit.emitter import Emitter, Handler
from notes_wiki.parse.emit.images import label_of
from notes_wiki.parse.fence_info import FenceInfo, read_info
from notes_wiki.parse.html import attribute, escape
from notes_wiki.parse.pieces import OwnHtml
from notes_wiki.parse.rules.options import key_of, options_above
from notes_wiki.pattern import pattern

if TYPE_CHECKING:
    from pygments.lexer import Lexer

_ALSO_CALLED = {
    "ipython": "python", "ipython2": "python", "ipython3": "python", "sagemath": "sage", "ojs": "js",
    "mjs": "js", "cjs": "js", "node": "js", "jsonc": "json", "mdx": "md", "rmd": "md", "qmd": "md",
    "svg": "xml", "htm": "html", "xhtml": "html", "tikz": "latex", "h": "c", "hpp": "cpp", "cxx": "cpp",
    "fs": "fsharp", "kt": "kotlin", "ml": "ocaml", "edn": "clojure", "patch": "diff", "mk": "make",
    "plsql": "sql", "sqlite": "sql", "duckdb": "sql", "cmd": "bat", "conf": "ini",
}  # fmt: skip
"""Names by which others, such as notebooks, know what Pygments calls by another."""
_PLAIN = frozenset(("w", "n", "p", "o", "nx"))
"""Kinds of token that look like any other text: they need no element."""
_MATH = pattern(r"(?:math|\{math\}|\{\.?math\})\s*$")
_DIAGRAM = pattern(r"\{?\.?mermaid\b")
_CONTENTS = pattern(r"(?:toc|table-of-contents)\s*$")
_COLUMNS = pattern(r"(?:column-settings|start-multi-column|multi-column-start)\s*$")
_SETTING = pattern(r"\s*(?:[\w-]+[ \t]*:.*)?$")
_TIKZ = pattern(r"\{?\.?(?:tikz|tikzpicture|latex-tikz)\b")
_COMMUTATIVE = pattern(
    r"\s*+(?:\\(?:usepackage|usetikzlibrary|documentclass|begin\{document\})[^\n]*+\n\s*+)*+"
    r"(?P<tex>\\begin\{tikzcd\}(?:(?!\\(?:begin|end)\{).)*+\\end\{tikzcd\})\s*+(?:\\end\{document\}\s*+)?",
    re.S,
)
r"""A diagram, alone or in a document for TikZJax that holds nothing else."""

PLUGINS = frozenset(
    (
        "dataview dataviewjs query tasks kanban chart excalidraw button leaflet timeline embed gallery "
        "tracker calendar desmos-graph functionplot geogebra cardlink timekeep handwritten-ink handdrawn-ink "
        "base meta-bind meta-bind-button meta-bind-embed"
    ).split()
)
"""Fences that Obsidian or a plug-in of it would replace by something of its own."""
DIRECTIVES = frozenset(
    (
        "figure image include literalinclude toctree list-table csv-table tab-set tab-item grid card "
        "glossary bibliography iframe embed contents raw index"
    ).split()
)
"""MyST's directives, reported where nothing was made of them: in dialects that do not read MyST's, or for
want of an argument."""


def fence(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """A fenced code block."""
    token = tokens[index]
    typed = token.info.strip()
    if token.meta.get("empty") and "caption" not in token.meta:
        pass  # a cell of options alone
    elif _MATH.match(typed):
        _formula(emitter, token)
    elif _is_settings(token, typed):
        pass  # the page has a table of contents of its own, and columns stand below each other
    elif _DIAGRAM.match(typed):
        _write(emitter, token, OwnHtml(f'<pre class="mermaid">{escape(token.content)}</pre>\n'))
        emitter.collector.features.add("mermaid")
    elif _TIKZ.match(typed):
        _drawing(emitter, token)
    else:
        _tell_plugin(emitter, token, typed)
        html = "" if token.meta.get("empty") else code(token.content, read_info(token.info))
        if html and "fold" in token.meta:
            html = _folded(emitter, token, html)
        _write(emitter, token, OwnHtml(html))
        emitter.collector.features.add("code")
    return index + 1


def _folded(emitter: Emitter, token: Token, html: str) -> str:
    """Code that is seen when its summary is clicked."""
    state = " open" if token.meta["fold"] == "+" else ""
    summary = escape(token.meta["summary"] or emitter.wording.code)
    return (
        f'<details class="callout callout-dropdown"{state}>\n<summary>{summary}</summary>\n{html}</details>\n'
    )


def _is_settings(token: Token, typed: str) -> bool:
    """Whether a fence holds nothing but a plug-in's settings, for a table of contents or for columns."""
    if _COLUMNS.match(typed):
        return True
    if _CONTENTS.match(typed) is None:
        return False
    return all(_SETTING.match(line) for line in token.content.split("\n"))


def _write(emitter: Emitter, token: Token, written: OwnHtml) -> None:
    """Code or a diagram, with the caption, and the number, of the picture or table that it makes."""
    if "caption" not in token.meta:
        emitter.out.append(written)
        return
    key, hole, label = token.meta["key"], [], []
    if key:
        anchor = emitter.collector.anchors.take(key)
        label = label_of(emitter, key, anchor, emitter.places.of_line(token.map[0] if token.map else 0))
        hole = [IdHole(anchor)]
    emitter.out += ["<figure", *hole, ">\n", written, "<figcaption>", *label]
    emitter.inline(token.meta["caption"])
    emitter.out.append("</figcaption></figure>\n")


def _formula(emitter: Emitter, token: Token) -> None:
    """A `math` fence. MyST's may have options above the formula."""
    first = (token.map[0] if token.map else 0) + 1
    lines = token.content.split("\n")
    key = str(token.meta.get("key", "")) if token.meta else ""
    if token.info.strip().startswith("{"):
        options, count = options_above(lines)
        key = key_of(options) or key
        lines, first = lines[count:], first + count
    tex = "\n".join(lines).strip("\n")

    def place(offset: int, length: int) -> Span:
        line = tex.count("\n", 0, offset)
        column = offset - (tex.rfind("\n", 0, offset) + 1)
        start = emitter.places.of_line(first + line)
        return Span(start.line, start.column + column, max(length, 1))

    if tex.strip():
        emitter.out += [*emitter.formulas.display(tex, place, block=True, key=key), "\n"]


def _drawing(emitter: Emitter, token: Token) -> None:
    """A `tikz` fence, or an environment of TikZ's that stands by itself."""
    found = _COMMUTATIVE.fullmatch(token.content)
    if found is not None and emitter.formulas.draws(found["tex"]):
        place = emitter.places.of_line(token.map[0] if token.map else 0)
        emitter.out += [*emitter.formulas.display(found["tex"], lambda *_: place, block=True), "\n"]
        return
    source = code(token.content, FenceInfo("latex"))
    label = "<figcaption>TikZ</figcaption>"
    emitter.out.append(OwnHtml(f'<figure class="tikz">{label}\n{source}</figure>\n'))
    emitter.collector.features.add("code")


def _tell_plugin(emitter: Emitter, token: Token, typed: str) -> None:
    name = typed.partition(" ")[0]
    if name not in PLUGINS and not (name.startswith("{") and name.strip("{}") in DIRECTIVES):
        return
    emitter.collector.tell_once(
        "unknown-construct",
        name,
        f"A {name} block needs a plug-in that wiki does not have, so it is shown as code.",
        emitter.places.of_line(token.map[0] if token.map else 0),
        hint="Write what it shows in Markdown.",
    )


def code_block(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """An indented code block."""
    emitter.out.append(OwnHtml(code(tokens[index].content, FenceInfo())))
    emitter.collector.features.add("code")
    return index + 1


def code(source: str, info: FenceInfo) -> str:
    """A block of code as HTML: its title, its lines, marked and numbered as the fence says."""
    html = highlighted(source, info.language) if info.language else escape(source)
    if info.marked or info.first:
        html = _lines(html, info)
    title = f'<p class="code-title">{escape(info.title)}</p>' if info.title else ""
    named = f' class="language-{attribute(info.language)}"' if info.language else ""
    return f'<div class="code">{title}<pre><code{named}>{html}</code></pre></div>\n'


def _lines(html: str, info: FenceInfo) -> str:
    """Lines with their numbers, the marked ones in an element. No element of `html` spans two lines."""
    lines = html.split("\n")
    last = lines.pop() if not lines[-1] else None
    width = len(str(info.first + len(lines)))
    shown = []
    for place, line in enumerate(lines, 1):
        number = f"{info.first + place - 1:>{width}}"
        text = f'<span class="lineno">{number} </span>{line}' if info.first else line
        shown.append(f'<span class="hll">{text}\n</span>' if place in info.marked else f"{text}\n")
    if last is None and shown:
        shown[-1] = shown[-1].replace("\n", "")
    return "".join(shown)


def highlighted(code: str, language: str) -> str:
    """Code as spans with Pygments' short classes, none over a line's end; only escaped where Pygments
    knows no such language."""
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
        if short and short not in _PLAIN:
            opening = f'<span class="{short}">'
            text = "\n".join(f"{opening}{line}</span>" if line else "" for line in text.split("\n"))
        parts.append(text)
    return "".join(parts)


@lru_cache
def _lexer(language: str) -> Lexer | None:
    """The lexer of a language, or None. Making one compiles its expressions, so it is kept."""
    from pygments.lexers import get_lexer_by_name

    language = _ALSO_CALLED.get(language, language)
    return get_lexer_by_name(language, stripnl=False) if language in _languages() else None


@cache
def _languages() -> frozenset[str]:
    """The names that Pygments itself knows languages by. Lexers of installed plug-ins are not asked for: a
    page must not depend on the machine, and looking for them takes 30 ms for each unknown name."""
    from pygments.lexers import get_all_lexers

    return frozenset(alias for _, aliases, _, _ in get_all_lexers(plugins=False) for alias in aliases)


HANDLERS: dict[str, Handler] = {"fence": fence, "code_block": code_block}
