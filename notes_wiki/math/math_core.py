"""The engine math-core: a Rust library, MathML Core with TeX's own spacing.

It is never given macros, because one that doubles itself would take all memory; nesting is bounded before it
is called, because deep nesting overflows its stack.
"""

from __future__ import annotations

import re

from math_core import LatexError, LatexToMathML

from notes_wiki.math.engine import Refused
from notes_wiki.math.repair import repair_math_core
from notes_wiki.pattern import pattern

# `\colon`, which the engine writes as a letter, with amsmath's space before and after it.
_COLON = '<mo lspace="0.1111em" rspace="0.3333em">:</mo>'


class MathCore:
    """As in `engine.Engine`."""

    name = "math-core"

    def __init__(self) -> None:
        # "unreliable rendering": \widetilde, whose accent some browsers do not stretch.
        converter = LatexToMathML(fancy_error=False, allow_unreliable_rendering=True)
        self._convert = converter.convert_with_local_state

    def convert(self, tex: str, *, display: bool) -> str | Refused:
        """As in `engine.Engine`."""
        many = len(tex) > _MOST_UNCLOSED and sum(map(tex.count, _SIGNALS)) > _MOST_UNCLOSED
        if many:
            tex = _without_unclosed(tex)
        if "\\sqrt[]" in tex:  # a root with no degree is a square root
            tex = tex.replace("\\sqrt[]", "\\sqrt ")
        try:
            found = repair_math_core(self._convert(tex, displaystyle=display))
            if "\\colon" in tex:
                found = found.replace("<mi>:</mi>", _COLON)
            return _with_brackets(found) if many else found
        except LatexError as error:
            offset, _, message = str(error).partition(": ")
            place = len(tex.encode()[: int(offset)].decode(errors="ignore")) if offset.isdigit() else 0
            return Refused(message or str(error), place)


# The engine looks for the end of every bracket again at each one before it, so that its time doubles with
# each that is never closed. Where there are many, a private character stands for each, and is swapped
# afterwards.
_OPENERS = {
    "(": "(",
    "[": "[",
    "⟨": "⟨",
    "\\{": "{",
    "\\lbrace": "{",
    "\\lbrack": "[",
    "\\lparen": "(",
    "\\langle": "⟨",
    "\\lfloor": "⌊",
    "\\lceil": "⌈",
    "\\lvert": "|",
    "\\lVert": "‖",
}
_CLOSERS = frozenset(
    [
        ")",
        "]",
        "⟩",
        "\\}",
        "\\rbrace",
        "\\rbrack",
        "\\rparen",
        "\\rangle",
        "\\rfloor",
        "\\rceil",
        "\\rvert",
        "\\rVert",
    ]
)
_SIGNALS = ("(", "[", "⟨", "\\{", "\\l")
_MOST_UNCLOSED = 10
_FIRST_PRIVATE = 0x10FF00
_STAND_IN = pattern("<mi>([\U0010ff00-\U0010ff7f])</mi>|([\U0010ff00-\U0010ff7f])")
_BRACKET = pattern(
    r"(?P<size>\\(?:big|Big|bigg|Bigg)[lrm]?(?![a-zA-Z])\s*)?(?P<sign>\\left(?![a-zA-Z])\s*(?:\\[a-zA-Z]+|\\?.)"
    r"|\\[a-zA-Z]+|\\[\s\S]|[(\[⟨)\]⟩{}&])"
)
"""A command or a bracket, with the command that sizes it."""


def _without_unclosed(tex: str) -> str:
    """TeX in which private characters stand for the brackets that are never closed within their group, if
    there are many."""
    unclosed: list[re.Match[str]] = []
    open_: list[re.Match[str]] = []
    groups: list[int] = []
    for found in _BRACKET.finditer(tex):
        sign = found["sign"]
        if sign in _OPENERS:
            open_.append(found)
        elif sign == "{":
            groups.append(len(open_))
        elif sign in {"}", "&"}:
            start = (groups.pop() if sign == "}" else groups[-1]) if groups else 0
            unclosed += open_[start:]
            del open_[start:]
        elif sign in _CLOSERS and len(open_) > (groups[-1] if groups else 0):
            open_.pop()
    unclosed = sorted(unclosed + open_, key=re.Match.start)
    if len(unclosed) <= _MOST_UNCLOSED:
        return tex
    parts: list[str] = []
    place = 0
    for found in unclosed:
        parts += [tex[place : found.start()], chr(_FIRST_PRIVATE + ord(_OPENERS[found["sign"]][0]) % 0x80)]
        place = found.end()
    return "".join([*parts, tex[place:]])


def _with_brackets(mathml: str) -> str:
    return _STAND_IN.sub(_bracket, mathml)


def _bracket(found: re.Match[str]) -> str:
    sign = _SIGNS[ord(found[1] or found[2]) - _FIRST_PRIVATE]
    return f'<mo stretchy="false">{sign}</mo>' if found[1] else sign


_SIGNS = {ord(sign) % 0x80: sign for sign in _OPENERS.values()}
