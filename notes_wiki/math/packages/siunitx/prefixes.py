"""Powers of ten that change places between a number and its unit: 10³ m as 1 km, or 1 km as 10³ m.

In:  a number as typed, the tokens of its unit, and settings that say which way (`prefix-mode`).
Out: the number and the unit as they are to be set, and the settings for what is left.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from notes_wiki.math.packages.siunitx.names import POWERS, POWERS_BEFORE
from notes_wiki.math.packages.siunitx.parsed import Number, parsed
from notes_wiki.math.packages.siunitx.rounding import processed
from notes_wiki.math.packages.siunitx.settings import Settings
from notes_wiki.math.reader import Reader, text_of
from notes_wiki.math.tokens import Token, whole_number

_STEPS = (*range(-30, -3, 3), -3, -2, -1, 1, 2, 3, *range(6, 31, 3))
_NAMES = dict(
    zip(
        _STEPS,
        (
            "quecto ronto yocto zepto atto femto pico nano micro milli centi deci "
            "deca hecto kilo mega giga tera peta exa zetta yotta ronna quetta"
        ).split(),
        strict=True,
    )
)
_POWERS = {name: power for power, name in _NAMES.items()} | {"deka": 1}
"""Prefixes that are powers of ten."""
_LARGEST = 99
_NO_UNITS = frozenset({*POWERS_BEFORE, "per", "raiseto", "highlight", "cancel"})
"""What a unit may begin with that is no unit itself: then no prefix is put before it."""

_Moved = tuple[str, Sequence[Token], Settings]


def with_prefix_mode(typed: str, unit: Sequence[Token], chosen: Settings) -> _Moved:
    """The number and the unit with the power of ten where it is to be."""
    found = parsed(typed.replace(" ", "")) if chosen.prefixes != "input" else None
    if found is None or not found.whole or len(found.power) > 3:
        return typed, unit, chosen
    if chosen.prefixes == "combine-exponent":
        return _combined(typed, found, unit, chosen)
    return _extracted(typed, found, unit, chosen)


def _combined(typed: str, found: Number, unit: Sequence[Token], chosen: Settings) -> _Moved:
    """The power of ten as a prefix of the first unit, if there is one for it and the unit has no power."""
    words = [token for token in unit if not token[0].isspace()]
    name = words[0][0][1:] if words else ""
    rest = words[1:] if name in _POWERS else words
    number = processed(found, chosen)
    follows = rest[1][0] if len(rest) > 1 else ""
    if not rest or follows in {"^", "\\tothe"} or follows[1:] in POWERS or rest[0][0][1:] in _NO_UNITS:
        return typed, unit, chosen
    power = int(number.power or 0) + _POWERS.get(name, 0)
    if power and power not in _NAMES:
        return typed, unit, chosen
    prefix = [(f"\\{_NAMES[power]}", words[0][1])] if power else []
    return _typed(number, 0), [*prefix, *rest], msgspec.structs.replace(chosen, exponents="input")


def _extracted(typed: str, found: Number, unit: Sequence[Token], chosen: Settings) -> _Moved:
    """The prefixes of all units as a power of ten. A kilogram stays one."""
    reader = Reader([token for token in unit if not token[0].isspace()])
    kept: list[Token] = []
    power = int(found.power or 0)
    per, raised = 1, 1
    while reader:
        token = reader.pop()
        name = token[0][1:]
        if name not in _POWERS:
            kept.append(token)
            per = -1 if name == "per" else per if name in POWERS_BEFORE else 1
            raised = int(POWERS_BEFORE.get(name, "1"))
            continue
        step = _POWERS[name]
        if reader.next_is("\\gram"):
            step -= 3
            kept.append(("\\kilo", token[1]))
        if reader:
            kept.append(reader.pop())
        power += step * per * raised * _power_behind(reader)
        per = raised = 1
    if abs(power) > _LARGEST:
        return typed, unit, chosen
    return _typed(found, power), kept, chosen


def _power_behind(reader: Reader) -> int:
    r"""The power that a unit has behind it, which is not read: `\squared`, `\tothe{4}`, `^2`."""
    if (name := reader.peek()[1:]) in POWERS:
        return int(POWERS[name])
    if name != "tothe" and reader.peek() != "^":
        return 1
    token = reader.pop()
    inside = reader.argument() or []
    reader.push([token, ("{", token[1]), *inside, ("}", token[1])])
    typed = text_of(inside)
    power = whole_number(typed.removeprefix("-")) or 1
    return -power if typed.startswith("-") else power


def _typed(number: Number, power: int) -> str:
    """A number as it would be typed, with another power of ten."""
    digits = f"{number.whole}.{number.decimal}" if number.decimal else number.whole
    uncertain = "".join(f"({up}:{down})" for up, down in number.parts)
    if number.uncertainty and not uncertain:
        uncertain = f"({number.uncertainty})"
    return f"{number.comparator.strip()}{number.sign}{digits}{uncertain}" + (f"e{power}" if power else "")
