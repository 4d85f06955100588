r"""Marks: private-use characters that the engine passes through, as placeholders for MathML that it must not
touch.

In:  the engine's MathML, and what each mark in the formula stands for (`Marks`).
Out: MathML with the marks replaced.
"""

from __future__ import annotations

import re

from notes_wiki.math.faults import OverBudgetError
from notes_wiki.math.mathml_core import CHILDREN
from notes_wiki.pattern import pattern

# A private-use character in a note's own formula is refused (`front_end.py`).
_FIRST = 0xF0000
_LAST = _FIRST + 0xFFF
_MOST = 4000
_FIRST_TALL = _FIRST + _MOST
TALL = f"[{chr(_FIRST_TALL)}-{chr(_LAST)}]"
"""A class of a regular expression: the marks of what is taller than a line."""

_MARK = pattern("[\U000f0000-\U000f0fff]")
_MARKED = pattern("<(m[ino]|mtext)([^>]*)>([^<]*[\U000f0000-\U000f0fff][^<]*)</\\1>")
_TAG = pattern("<[^>]*>")
# What the engine makes of `Expander.end_mark`.
_END = pattern('<mpadded class="tight-left tight-right"><mi>([\U000f0000-\U000f0fff])</mi></mpadded>')

_SPACES = ("<mspace", "<mpadded voffset")
"""How what may stand in a word begins: spaces and rules."""
BOLD = '<mrow class="bold"></mrow>'
"""What a mark stands for that is the script of a sign, and says that the sign is bold. As a script it leaves
the sign the space that the engine gives it."""
_BOLD_SIGN = pattern(f"<msub(?: [^>]*)?><mo((?: [^>]*)?)>([^<]*)</mo>{BOLD}</msub>")
# The same of a coloured sign, with its colour.
_COLOURED_SIGN = pattern(
    "<msub(?: [^>]*)?><mo((?: [^>]*)?)>([^<]*)</mo>(?P<in_font><mrow><mspace/>)?"
    '<mrow class="sign"( mathcolor="[^"]*")></mrow>(?(in_font)</mrow>)</msub>'
)

# A letter that is set in italics where it is alone.
_ITALIC = pattern("[A-Za-z\u0391-\u03f5]")
_PIECE = pattern("<(?P<end>/?)(?P<name>[a-z]+)[^>]*?(?P<empty>/?)>|\x02(?:cell|row):[^\x03]*\x03")
"""A tag, or a mark of a cell or a row."""


def coloured(colour: str) -> str:
    """What a mark stands for that is the script of a sign, and says that the sign is coloured."""
    return f'<mrow class="sign" mathcolor="{colour}"></mrow>'


def is_mark(char: str) -> bool:
    """Whether a character could be a mark."""
    return _FIRST <= ord(char) <= _LAST


class Marks:
    """The marks of one formula."""

    def __init__(self) -> None:
        self._meanings: dict[str, str] = {}
        self._next = _FIRST
        self._next_tall = _FIRST_TALL

    def __bool__(self) -> bool:
        return bool(self._meanings)

    def add(self, mathml: str, *, tall: bool = False) -> str:
        """A new mark, a character, that stands for `mathml`, which may be taller than a line. Raises
        OverBudgetError."""
        if tall and self._next_tall <= _LAST:
            char = chr(self._next_tall)
            self._next_tall += 1
        else:
            if self._next == _FIRST_TALL:
                raise OverBudgetError("The formula has too many references and mistakes")
            char = chr(self._next)
            self._next += 1
        self._meanings[char] = mathml
        return char

    def meaning(self, text: str) -> str:
        """What a mark stands for; "" for any other text."""
        return self._meanings.get(text, "")

    def shown(self, char: str) -> str:
        """A character as `--explain` shows it: a mark by what it stands for."""
        return self.meaning(char).replace("\x02", "⟨").replace("\x03", "⟩") or char


def unmark(mathml: str, marks: Marks) -> str:
    """The MathML with marks replaced: an element that holds only a mark by what the mark stands for, and a
    mark inside a longer text by its words."""
    if not marks:
        return mathml

    def words(found: re.Match[str]) -> str:
        return _TAG.sub("", marks.meaning(found[0]))

    def element(found: re.Match[str]) -> str:
        if found[1] != "mtext" and len(found[3]) == 1:
            return marks.meaning(found[3])
        parts = [part for part in _parts(found[3], marks) if part]
        if len(parts) > 1:  # a space in a word: \mathrm{a\hspace{1em}b}
            return f"<mrow>{''.join(alone(found, part) for part in parts)}</mrow>"
        return f"<{found[1]}{found[2]}>{_MARK.sub(words, found[3])}</{found[1]}>"

    def alone(found: re.Match[str], part: str) -> str:
        if part.startswith("<"):
            return part
        upright = ' mathvariant="normal"' if found[1] == "mi" and _ITALIC.fullmatch(part) else ""
        return f"<{found[1]}{found[2]}{upright}>{_MARK.sub(words, part)}</{found[1]}>"

    def end(found: re.Match[str]) -> str:
        words = marks.meaning(found[1])
        return words if words.startswith("\x02") else found[0]

    found = _MARK.sub(words, _MARKED.sub(element, _END.sub(end, mathml)))
    if BOLD in found:
        found = _BOLD_SIGN.sub(r'<mo class="bold"\1>\2</mo>', found)
    if '"sign"' in found:
        found = _COLOURED_SIGN.sub(r"<mo\4\1>\2</mo>", found)
    return _with_placeholders(found) if "\x02cell:" in found or "\x02row:" in found else found


def _parts(text: str, marks: Marks) -> list[str]:
    """A text cut at the marks that are spaces, and these as what they stand for."""
    parts = [""]
    for char in text:
        if (space := marks.meaning(char)).startswith(_SPACES):
            parts += [space, ""]
        else:
            parts[-1] += char
    return parts


def _with_placeholders(mathml: str) -> str:
    """The formula with an empty group beside each mark of a cell or a row that is a script, or has one: the
    mark will be removed, and the element would lack a child."""
    parts: list[str] = []
    open_: list[str] = []
    place = 0
    for found in _PIECE.finditer(mathml):
        parts.append(mathml[place : found.end()])
        place = found.end()
        if found["name"] is None:
            parts += ["<mrow></mrow>"] if open_ and open_[-1] in CHILDREN else []
        elif found["end"]:
            del open_[-1:]  # where colours cut a name in two, which `full_path.py` finds and mends
        elif not found["empty"]:
            open_.append(found["name"])
    return "".join([*parts, mathml[place:]])
