"""Formulas between a shortcode and its end: `{{< katex >}}x^2{{< /katex >}}`.

In:  running text, and the shortcodes as matched; or the text between them.
Out: `math` tokens, and the tokens of the text around formulas between dollars; bare TeX.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

from notes_wiki.parse.rules.inner_inlines import inner_inlines
from notes_wiki.pattern import pattern

MATH = frozenset(("katex", "math", "mathjax", "latex"))
"""Shortcodes around a formula."""
_DOLLARS = pattern(r"\$\$(?P<display>[^$]+)\$\$|(?<![\\$])\$(?P<inline>(?:[^$\\]|\\.)+)\$", re.S)
"""A formula between dollars."""
_DELIMITED = pattern(r"(\s*)(\$\$|\\\[|\\\(|\$)(?P<tex>.*?)(?:\$\$|\\\]|\\\)|\$)\s*", re.S)
"""A formula with any delimiters, and blanks around them."""
_BRACES_AND_DOLLARS = pattern(r"\\.|[{}]|\$\$?", re.S)


def formula(state: StateInline, opening: re.Match[str], closing: re.Match[str]) -> None:
    """`{{< katex >}}x^2{{< /katex >}}`; themes say `display` where it is to stand by itself. Where
    dollars stand inside it is text in which they open formulas."""
    start, end = opening.end(), closing.start()
    if "$" in state.src[start:end]:
        _push_tag(state, opening)
        for found in _DOLLARS.finditer(state.src, start, end):
            inner_inlines(state, (start, found.start()))
            kind = found.lastgroup or "inline"
            _push_formula(state, found.span(), found.span(kind), display=kind == "display")
            start = found.end()
        inner_inlines(state, (start, end))
        _push_tag(state, closing)
        return
    if bare := _DELIMITED.fullmatch(state.src, start, end):
        start, end = bare.span("tex")
    display = "display" in opening["inside"] or bool(bare and "[" in bare[2])
    if not bare and "inline" not in opening["inside"]:
        display = display or _is_alone(state, opening, closing)
    _push_formula(state, (opening.start(), closing.end()), (start, end), display=display)


def _is_alone(state: StateInline, opening: re.Match[str], closing: re.Match[str]) -> bool:
    """Whether nothing stands beside a shortcode and its end in their paragraph."""
    return not (state.src[: opening.start()].strip() or state.src[closing.end() :].strip())


def _push_tag(state: StateInline, tag: re.Match[str]) -> None:
    """A shortcode around formulas, which shows nothing itself."""
    token = state.push("shortcode", "", 0)
    token.content, token.info, token.meta = tag[0], "math", {"start": tag.start(), "end": tag.end()}


def _push_formula(state: StateInline, whole: tuple[int, int], tex: tuple[int, int], *, display: bool) -> None:
    token = state.push("math", "", 0)
    token.markup = "$$" if display else "$"
    token.content = state.src[tex[0] : tex[1]]
    token.info = "display" if display else ""
    token.meta = {"start": whole[0], "tex": tex[0], "end": whole[1], "raw": ""}


def bare_formula(tex: str) -> str:
    """TeX without the delimiters it stands in, as many characters and lines long as it was."""
    found = _DELIMITED.fullmatch(tex)
    if found is None or found[2] in found["tex"]:
        return tex
    blank = re.sub(r"[^\n]", " ", tex)
    return blank[: found.start("tex")] + found["tex"] + blank[found.end("tex") :]


def holds_text(body: str) -> bool:
    """Whether what stands between `{{< math >}}` and its end is no formula but text in which dollars open
    several, or one among words. Dollars in braces are TeX's own (`\\text{if $a$}`)."""
    body = body.strip()
    depth = 0
    dollars: list[re.Match[str]] = []
    for found in _BRACES_AND_DOLLARS.finditer(body):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth = max(0, depth - 1)
        elif found[0][0] == "$" and not depth:
            dollars.append(found)
    whole = len(dollars) == 2 and dollars[0].start() == 0 and dollars[1].end() == len(body)
    return bool(dollars) and len(dollars) % 2 == 0 and not whole
