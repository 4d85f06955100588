"""Formulas in tags: `<script type="math/tex">`, which MathJax and kramdown make, and Distill's `<d-math>`.

In:  HTML, or running text.
Out: HTML in which the TeX stands between delimiters; a `math` token.
"""

from __future__ import annotations

import re
from html import escape

from markdown_it.rules_inline import StateInline

from notes_wiki.parse.rules.ahead import is_ahead
from notes_wiki.pattern import pattern

_ELEMENT = pattern(
    r"<(?:(?P<script>script)\s+type=[\"']math/tex(?P<mode>;[^\"'<>]*)?[\"'][^<>]*|d-math(?P<block>\s+block[^<>]*)?\s*)>"
    r"(?P<tex>.*?)</(?(script)script|d-math)\s*>",
    re.I | re.S,
)
_CLOSERS = ("</script", "</d-math")


def with_delimiters(html: str) -> str:
    """HTML with such elements as TeX between delimiters."""
    if "math/tex" not in html and "<d-math" not in html:
        return html
    # Behind the last closing tag no element is closed, so none is looked for.
    last = max(html.rfind(closer) for closer in _CLOSERS)
    last = html.find(">", last) + 1 if last >= 0 else 0
    return _ELEMENT.sub(_delimited, html[:last]) + html[last:]


def _delimited(element: re.Match[str]) -> str:
    opener, closer = ("\\[", "\\]") if _is_display(element) else ("\\(", "\\)")
    return opener + escape(element["tex"].strip(), quote=False) + closer


def _is_display(element: re.Match[str]) -> bool:
    return bool(element["mode"] or element["block"])


def math_tag(state: StateInline, silent: bool) -> bool:
    """Such an element within text."""
    if not state.src.startswith(("<script", "<d-math"), state.pos):
        return False
    if not any(is_ahead(state, closer, state.pos) for closer in _CLOSERS):
        return False
    found = _ELEMENT.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push("math", "", 0)
        token.content, token.map = found["tex"], None
        token.markup, token.info = ("$$", "display") if _is_display(found) else ("$", "")
        token.meta = {"start": state.pos, "tex": found.start("tex"), "end": found.end(), "raw": ""}
    state.pos = found.end()
    return True
