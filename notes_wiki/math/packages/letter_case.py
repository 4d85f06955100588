r"""`\uppercase`, `\MakeLowercase`, `\romannumeral`: `\uppercase\expandafter{\romannumeral 3}` is III.

In:  a reader just after one of these commands, in a formula or in a text.
Out: the letters.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.internal_names import internal
from notes_wiki.math.reader import Reader
from notes_wiki.math.tokens import Token, whole_number

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LARGEST = 3999
_UPPER = frozenset({"\\uppercase", "\\MakeUppercase"})
_ROMAN_CAPITALS = internal("\\@slowromancap")
COMMANDS = frozenset({*_UPPER, _ROMAN_CAPITALS, "\\lowercase", "\\MakeLowercase", "\\romannumeral"})


def _roman(number: int) -> str:
    found = ""
    for value, letters in _ROMAN:
        found += letters * (number // value)
        number %= value
    return found


def cased(token: Token, reader: Reader) -> list[Token]:
    """What a command of `COMMANDS` stands for."""
    if token[0] == _ROMAN_CAPITALS:  # \@slowromancap\romannumeral 3@
        letters = reader.rest_of_group("@")
        if reader.next_is("@"):
            reader.pop()
        return build("\\MakeUppercase{#1}", token[1], letters)
    if token[0] == "\\romannumeral":
        reader.skip_spaces()
        digits = ""
        while reader.peek_now().isdigit():
            digits += reader.pop()[0]
        number = whole_number(digits) or 0
        return [(letter, token[1]) for letter in (_roman(number) if number <= _LARGEST else digits)]
    while reader.peek() == "\\expandafter":
        reader.skip_spaces()
        reader.pop()
    inside = Reader(reader.argument() or [])
    found: list[Token] = []
    while inside:
        part = inside.pop()
        found += cased(part, inside) if part[0] == "\\romannumeral" else [part]
    upper = token[0] in _UPPER
    return [
        (text if text[0] == "\\" else text.upper() if upper else text.lower(), offset)
        for text, offset in found
    ]


def _in_math(expander: Expander, token: Token) -> Sequence[Token]:
    if not expander.reader.peek():
        return expander.argument(token)  # reports that it is missing
    return [("{", token[1]), *cased(token, expander.reader), ("}", token[1])]


HANDLERS: dict[str, Handler] = dict.fromkeys(COMMANDS, _in_math)
