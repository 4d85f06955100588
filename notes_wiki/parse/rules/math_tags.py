"""Formulas in tags: `<script type="math/tex">`, which MathJax and kramdown make, and Distill's `<d-math>`.

In:  HTML, or running text.
Out: HTML in which the TeX stands between delimiters; a `math` token.
"""

from __future__ import annotations

import re
from html import escape

from markdown_it.rules_inline import StateInline

from notes_wiki.parse.rules.lookahead import is_ahead
from notes_wiki.pattern import pattern

_OPENING = pattern(
    r"<(?:(?P<script>script)\s+type=[\"']math/tex(?P<mode>;[^\"'<>]*)?[\"'][^<>]*|d-math(?P<block>\s+block[^<>]*)?\s*)>",
    re.I,
)
_CLOSING = {"script": pattern(r"</script\s*>", re.I), "d-math": pattern(r"</d-math\s*>", re.I)}


def with_delimiters(html: str) -> str:
    """HTML with such elements as TeX between delimiters."""
    if "math/tex" not in html and "<d-math" not in html:
        return html
    parts: list[str] = []
    unclosed: set[str] = set()  # no closing tag of these is left, so none is looked for again
    done = 0
    for opening in _OPENING.finditer(html):
        name = _name(opening)
        if opening.start() < done or name in unclosed:
            continue
        closing = _CLOSING[name].search(html, opening.end())
        if closing is None:
            unclosed.add(name)
            continue
        tex = html[opening.end() : closing.start()]
        parts += [html[done : opening.start()], _delimited(tex, display=_is_display(opening))]
        done = closing.end()
    return "".join([*parts, html[done:]])


def _delimited(tex: str, *, display: bool) -> str:
    opener, closer = ("\\[", "\\]") if display else ("\\(", "\\)")
    return opener + escape(tex.strip(), quote=False) + closer


def _name(opening: re.Match[str]) -> str:
    return "script" if opening["script"] else "d-math"


def _is_display(opening: re.Match[str]) -> bool:
    return bool(opening["mode"] or opening["block"])


def math_tag(state: StateInline, silent: bool) -> bool:
    """Such an element within text."""
    if not state.src.startswith(("<script", "<d-math"), state.pos):
        return False
    opening = _OPENING.match(state.src, state.pos, state.posMax)
    closer = f"</{_name(opening)}>" if opening else ""
    if opening is None or not is_ahead(state, closer, opening.end()):
        return False
    end = state.src.find(closer, opening.end(), state.posMax)
    if end < 0:
        return False
    if not silent:
        token = state.push("math", "", 0)
        token.content, token.map = state.src[opening.end() : end], None
        token.markup, token.info = ("$$", "display") if _is_display(opening) else ("$", "")
        token.meta = {"start": state.pos, "tex": opening.end(), "end": end + len(closer), "raw": ""}
    state.pos = end + len(closer)
    return True
