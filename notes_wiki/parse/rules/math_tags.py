"""Formulas in tags: `<script type="math/tex">`, which MathJax and kramdown make, Distill's `<d-math>`,
MediaWiki's `<math>`, MathML that says what its TeX was, and MathML that does not.

In:  HTML, or running text.
Out: HTML in which the TeX stands between delimiters; a `math` token, or a `mathml` token with what was typed.
"""

from __future__ import annotations

import re
from html import escape, unescape

from markdown_it.rules_inline import StateInline

from notes_wiki.parse.rules.lookahead import is_ahead
from notes_wiki.pattern import pattern

_OPENING = pattern(
    r"<(?:(?P<script>script)\s+type=[\"']math/tex(?P<mode>;[^\"'<>]*)?[\"'][^<>]*|d-math(?P<block>\s+block[^<>]*)?\s*"
    r"|(?P<math>math)(?P<attributes>\s[^<>]*)?)>",
    re.I,
)
_CLOSING = {
    "script": pattern(r"</script\s*>", re.I),
    "d-math": pattern(r"</d-math\s*>", re.I),
    "math": pattern(r"</math\s*>", re.I),
}
_ANNOTATION = pattern(r"<annotation\s[^<>]*application/x-tex[^<>]*>([^<]*)</annotation>")
_ALTERNATIVE = pattern(r"\salttext=(?:\"([^\"]*)\"|'([^']*)')")
_BLOCK = pattern(r"\sdisplay=[\"']?block")

_LONGEST = 20_000
"""How many characters such an element may hold within text."""


def with_delimiters(html: str) -> str:
    """HTML with such elements as TeX between delimiters."""
    if "math/tex" not in html and "<d-math" not in html and "<math" not in html:
        return html
    parts: list[str] = []
    unclosed: set[str] = set()  # no closing tag of these is left, so none is looked for again
    done = read = 0
    for opening in _OPENING.finditer(html):
        name = _name(opening)
        if opening.start() < read or name in unclosed:
            continue
        closing = _CLOSING[name].search(html, opening.end())
        if closing is None:
            unclosed.add(name)
            continue
        read = closing.end()
        tex = _tex(opening, html[opening.end() : closing.start()])
        if tex is None:
            continue
        parts += [html[done : opening.start()], _delimited(tex, display=_is_display(opening))]
        done = read
    return "".join([*parts, html[done:]])


def _delimited(tex: str, *, display: bool) -> str:
    opener, closer = ("\\[", "\\]") if display else ("\\(", "\\)")
    return opener + escape(tex.strip(), quote=False) + closer


def _tex(opening: re.Match[str], inside: str) -> str | None:
    """The TeX of such an element: what it holds, or, for MathML, an annotation or an attribute of it. None if
    there is neither."""
    if not opening["math"]:
        return inside
    if annotation := _ANNOTATION.search(inside):
        return unescape(annotation[1])
    if "<" not in inside:
        return unescape(inside) if inside.strip() else None
    alternative = _ALTERNATIVE.search(opening["attributes"] or "")
    return unescape(alternative[1] or alternative[2] or "") if alternative else None


def _name(opening: re.Match[str]) -> str:
    return "math" if opening["math"] else "script" if opening["script"] else "d-math"


def _is_display(opening: re.Match[str]) -> bool:
    return bool(opening["mode"] or opening["block"] or _BLOCK.search(opening["attributes"] or ""))


def _mathml(state: StateInline, opening: re.Match[str], end: int, silent: bool) -> bool:
    """MathML without TeX, as typed."""
    if not opening["math"] or "<" not in state.src[opening.end() : end - len("</math>")]:
        return False
    if not silent:
        token = state.push("mathml", "", 0)
        token.content, token.meta = state.src[state.pos : end], {"start": state.pos, "end": end}
    state.pos = end
    return True


def math_tag(state: StateInline, silent: bool) -> bool:
    """Such an element within text."""
    if not state.src.startswith(("<script", "<d-math", "<math"), state.pos):
        return False
    opening = _OPENING.match(state.src, state.pos, state.posMax)
    closer = f"</{_name(opening)}>" if opening else ""
    if opening is None or not is_ahead(state, closer, opening.end()):
        return False
    end = state.src.find(closer, opening.end(), state.posMax)
    is_near = opening.end() <= end <= opening.end() + _LONGEST
    tex = _tex(opening, state.src[opening.end() : end]) if is_near else None
    if tex is None:
        return is_near and _mathml(state, opening, end + len(closer), silent)
    if not silent:
        token = state.push("math", "", 0)
        token.content, token.map = tex, None
        token.markup, token.info = ("$$", "display") if _is_display(opening) else ("$", "")
        token.meta = {"start": state.pos, "tex": opening.end(), "end": end + len(closer), "raw": ""}
    state.pos = end + len(closer)
    return True
