r"""Argument specifications, as `\NewDocumentCommand` has them: `{s m O{x} d() e{^_}}`.

In:  the tokens of a specification; a reader just after a command that takes such arguments.
Out: the specification, an `Argument` for each of its letters; the arguments of a call.

An argument that is not there is `\NoValue`, a star that is or is not there `\BooleanTrue` or `\BooleanFalse`;
`packages.conditions` asks for them.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.faults import Fault
from notes_wiki.math.reader import Reader
from notes_wiki.math.tokens import Token
from notes_wiki.model import Record

NO_VALUE, TRUE, FALSE = "\\NoValue", "\\BooleanTrue", "\\BooleanFalse"


class Argument(Record, frozen=True):
    """One letter of a specification, in lower case: `m`, `o`, `s`, `t`, `d`, `r`, `e`, `g`. `marks` are its
    delimiters, the sign that it looks for, or the signs before which its values stand; `defaults` what it is
    where it is not there, one for each of several values."""

    kind: str
    marks: tuple[str, ...] = ()
    defaults: tuple[tuple[str, ...], ...] = ()

    def count(self) -> int:
        """How many values it gives."""
        return len(self.marks) if self.kind == "e" else 1


_MARKS = {"t": 1, "d": 2, "r": 2}
_WITH_DEFAULT = frozenset("ODREG")
_KINDS = frozenset("mostdregv")


def read_specification(specification: Sequence[Token]) -> tuple[Argument, ...] | str:
    """The arguments that a specification asks for, or the letter in it that is not known."""
    reader = Reader(specification)
    found: list[Argument] = []
    while reader:
        letter = reader.pop()[0]
        kind = letter.lower()
        if letter.isspace() or letter in {"+", "!"}:
            continue
        if letter in {">", "="}:  # a processor of the argument, a key for it
            reader.argument()
            continue
        if kind not in _KINDS or (letter != kind and letter not in _WITH_DEFAULT):
            return letter
        marks = [reader.pop()[0] for _ in range(_MARKS.get(kind, 0)) if reader]
        if kind == "e":
            marks = [text for text, _ in reader.argument() or [] if not text.isspace()]
        defaults = _defaults(reader, kind) if letter in _WITH_DEFAULT else ()
        found.append(Argument("m" if kind == "v" else kind, tuple(marks), defaults))
    return tuple(found)


def _defaults(reader: Reader, kind: str) -> tuple[tuple[str, ...], ...]:
    given = reader.argument() or []
    if kind != "e":
        return (tuple(text for text, _ in given),)
    parts = Reader(given)
    found: list[tuple[str, ...]] = []
    while parts.peek():
        found.append(tuple(text for text, _ in parts.argument() or []))
    return tuple(found)


def read_arguments(
    wanted: Sequence[Argument], token: Token, reader: Reader, faults: list[Fault]
) -> list[list[Token]]:
    """The arguments of a call. One that must be there and is not is reported in `faults`."""
    found: list[list[Token]] = []
    for one in wanted:
        if one.kind == "e":
            found += _embellishments(one, token, reader)
            continue
        given = _given(one, token, reader)
        if given is None and one.kind in {"m", "r"}:
            name, offset = token
            faults.append(Fault("missing-argument", f"{name} needs an argument.", offset, len(name)))
            given = [] if one.kind == "m" else None
        found.append(_default(one, 0, token) if given is None else given)
    return found


def _given(one: Argument, token: Token, reader: Reader) -> list[Token] | None:
    """What stands there for an argument; None where nothing does."""
    match one.kind:
        case "m":
            return reader.argument()
        case "o":
            return reader.optional()
        case "g":
            return reader.group()
        case "s" | "t":
            mark = one.marks[0] if one.marks else "*"
            if reader.peek() != mark:
                return [(FALSE, token[1])]
            reader.skip_spaces()
            reader.pop()
            return [(TRUE, token[1])]
        case _:
            if len(one.marks) < 2 or reader.peek() != one.marks[0]:
                return None
            return reader.delimited(*one.marks[:2])


def _embellishments(one: Argument, token: Token, reader: Reader) -> list[list[Token]]:
    """The values after these signs, which come in any order."""
    values: dict[str, list[Token]] = {}
    while (mark := reader.peek()) in one.marks and mark not in values:
        reader.skip_spaces()
        reader.pop()
        values[mark] = reader.argument() or []
    return [values.get(mark, _default(one, place, token)) for place, mark in enumerate(one.marks)]


def _default(one: Argument, place: int, token: Token) -> list[Token]:
    if place < len(one.defaults):
        return [(text, token[1]) for text in one.defaults[place]]
    return [(NO_VALUE, token[1])]
