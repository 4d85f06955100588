r"""How LaTeX numbers the items of an `enumerate`: `[(a)]`, `[label=(\roman*), start=3]`, or by its level.

In:  what stands in the brackets behind `\begin{enumerate}`, the number of lists around it.
Out: a `Numbering`: HTML's type of the list, the first number, and what stands around each number.
"""

from __future__ import annotations

from typing import NamedTuple

from notes_wiki.pattern import pattern

_TYPES = {"arabic": "1", "alph": "a", "Alph": "A", "roman": "i", "Roman": "I"}
_LEVELS = "1aiA"
"""The types that LaTeX gives to lists in lists."""
_COUNTER = pattern(
    r"(?:^|[,\s])label=([^\\,]*(?:\\[a-z]+\b[^\\,]*)?)\\(arabic|alph|Alph|roman|Roman)\*([^,]*)"
)
_SHORT = pattern(r"((?:[^aAiI1=,{}]|\{[^{}]*\}|[AI](?=1))*+)([aAiI1])([^=,]*)$")
"""The first number itself, `(a)` or `({Case} 1)`: the short form of the packages enumerate and enumitem."""
_OPTION = pattern(r"[a-z]{3,}\*?$")
"""What is no number but an option of the list: `noitemsep`."""
_FONT = pattern(
    r"\\(?:text(?:bf|it|up|rm|sf|normal|sc)|emph|bfseries|itshape|upshape|rmfamily|sffamily|normalfont|bf|it|rm)"
    r"(?![A-Za-z])[ ]?"
)
_BRACE = pattern(r"[{}]")
_SIGNS = pattern(r"[()\[\].:\s]*")
"""Signs around a number without which it is still the same."""
_START = pattern(r"(?:^|[,\s])start=(\d{1,4})")
_ROMAN = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))
_LARGEST_ROMAN = 100


class Numbering(NamedTuple):
    """HTML's type of a list, its first number, and what stands around a number."""

    type: str = "1"
    first: int = 1
    before: str = ""
    after: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether HTML can write the numbers: others have words around them, `(A1)`."""
        return _SIGNS.fullmatch(self.before + self.after) is not None

    def words(self, place: int) -> str:
        """What a reference to an item shows: `place` is how many items of the list come before."""
        number = _written(self.type, self.first + place)
        if self.is_plain and not (self.before.endswith("(") and self.after.startswith(")")):
            return number
        return self.before + number + self.after


PLAIN = Numbering()
"""1, 2, 3."""


def numbering(option: str, level: int) -> Numbering:
    """The numbering of a list that `level` others of the kind are around."""
    start = _START.search(option)
    first = int(start[1]) if start else 1
    if counter := _COUNTER.search(option):
        return _around(counter[1], _TYPES[counter[2]], counter[3], first)
    plain = _FONT.sub("", option)
    short = _SHORT.match(plain) or _SHORT.match(_BRACE.sub("", plain))
    if short and not _OPTION.match(option):
        return _around(short[1], short[2], short[3], first)
    return Numbering(_LEVELS[min(level, len(_LEVELS) - 1)], first)


def _around(before: str, type: str, after: str, first: int) -> Numbering:
    """Numbers between these words; alone, if something other than words stands there."""
    before = _BRACE.sub("", _FONT.sub("", before)).lstrip()
    after = _BRACE.sub("", _FONT.sub("", after)).rstrip()
    if any(sign in before + after for sign in "\\$`*_<"):
        return Numbering(type, first)
    return Numbering(type, first, before, after)


def _written(type: str, number: int) -> str:
    if type in "aA":
        letter = chr(ord("a") + (number - 1) % 26)
    elif type in "iI" and number <= _LARGEST_ROMAN:
        letter = _roman(number)
    else:
        return str(number)
    return letter.upper() if type in "AI" else letter


def _roman(number: int) -> str:
    written = ""
    for sign, value in _ROMAN:
        while number >= value:
            written, number = written + sign, number - value
    return written
