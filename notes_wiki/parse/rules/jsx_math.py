"""Formulas in MDX's components: `<InlineMath math="x^2" />`, `<BlockMath>{`x^2`}</BlockMath>`.

In:  running text.
Out: a `math` token.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

from notes_wiki.parse.rules.jsx import ATTRIBUTES, typed_values
from notes_wiki.pattern import pattern

NAMES = ("InlineMath", "BlockMath", "MathBlock", "Math", "TeX", "Tex", "Latex", "Katex", "KaTeX")
_BEGINNINGS = tuple(f"<{name}" for name in NAMES)
_COMPONENT = pattern(
    rf"<(?P<name>{'|'.join(NAMES)}){ATTRIBUTES}\s*+"
    r"(?:/>|>(?P<inside>(?:[^<]|<(?![/A-Za-z]))*+)</(?P=name)>)"
)
_CODE = pattern(r"\s*\{\s*(?P<raw>String\.raw)?\s*([\"'`])(?P<tex>.*)\2\s*\}\s*", re.S)
_DISPLAY = pattern(r"\s(?:block|displayMode|display)\b")


def jsx_math(state: StateInline, silent: bool) -> bool:
    """Such a component; one with dollars in it is text in which they open formulas."""
    if not state.src.startswith(_BEGINNINGS, state.pos):
        return False
    found = _COMPONENT.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    given = (typed for name, typed in typed_values(found["attributes"]) if name == "math")
    tex = next(given, "") or found["inside"] or ""
    if code := _CODE.fullmatch(tex):
        tex = code["tex"] if code["raw"] else code["tex"].replace("\\\\", "\\")
    if not tex.strip() or "$" in tex:
        return False
    if not silent:
        display = found["name"] in ("BlockMath", "MathBlock") or _DISPLAY.search(found["attributes"])
        token = state.push("math", "", 0)
        token.content = tex
        token.markup, token.info = ("$$", "display") if display else ("$", "")
        begin = state.src.find(tex, state.pos, found.end())
        token.meta = {"start": state.pos, "tex": max(begin, state.pos), "end": found.end(), "raw": ""}
    state.pos = found.end()
    return True
