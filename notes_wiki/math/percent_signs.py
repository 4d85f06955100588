r"""Where a % that begins a comment was meant as a percent sign: `$100%$`.

In:  a formula as typed.
Out: whether it was, and the formula's tokens with percent signs.
"""

from __future__ import annotations

from notes_wiki.math.faults import Fault
from notes_wiki.math.tokens import Token, tokenize
from notes_wiki.pattern import pattern

_BARE = pattern(r"(?<!\\)((?:\\\\)*)%")
_PERCENTAGE = pattern(r"\d(?:\\,)?%|\d\s*%\s*\Z")


def is_percentage(tex: str) -> bool:
    """Whether a formula of one line holds a number with a % behind it, which would hide the rest of it."""
    return "%" in tex and "\n" not in tex.strip() and _PERCENTAGE.search(tex) is not None


def has_bare_percent(tex: str) -> bool:
    """Whether a % in the formula begins a comment."""
    return _BARE.search(tex) is not None


def with_percent_signs(tex: str) -> list[Token]:
    """The tokens of a formula in which no % begins a comment."""
    found: list[Token] = []
    added = 0
    for text, place in tokenize(_BARE.sub(r"\1\\%", tex)):
        found.append((text, place - added))
        added += text == "\\%" and tex[place - added] == "%"
    return found


def missing_backslash(tex: str, tokens: list[Token], code: str, message: str) -> Fault:
    """The fault of the first % that had no backslash, among `tokens` with percent signs."""
    first = next(place for text, place in tokens if text == "\\%" and tex[place] == "%")
    return Fault(code, message, first, 1, "Write \\% for a percent sign.")
