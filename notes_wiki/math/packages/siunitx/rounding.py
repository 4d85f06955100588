"""What is done to a number before it is set: another power of ten, fewer digits, or more.

In:  a `Number`, and settings.
Out: the `Number` that is set.

Digits are worked on as text: no rounding of binary fractions, and no limit to their length.
"""

from __future__ import annotations

import msgspec

from notes_wiki.math.packages.siunitx.parsed import Number
from notes_wiki.math.packages.siunitx.settings import Settings
from notes_wiki.math.tokens import whole_number

_LONGEST_POWER = 2
"""A power of more digits is left as it is: no number grows by so many zeros."""


def processed(number: Number, chosen: Settings) -> Number:
    """The number with its exponent as the settings have it, rounded, and padded."""
    if not number.whole:  # a power of ten by itself
        return number
    if chosen.drops_uncertainty:
        number = msgspec.structs.replace(number, uncertainty="", parts=())
    if chosen.exponents != "input":
        number = _with_exponent(number, chosen)
    if chosen.rounding != "none":
        before = len(number.whole.lstrip("0"))
        number = _rounded(number, chosen)
        has_grown = len(number.whole.lstrip("0")) > before
        if has_grown and chosen.exponents in {"scientific", "engineering", "threshold"}:
            number = _rounded(_with_exponent(number, chosen), chosen)  # 9.99 has become 10.0
    return _padded(number, chosen)


def _with_exponent(number: Number, chosen: Settings) -> Number:
    """The same value with another power of ten."""
    digits = number.whole + number.decimal
    if len(number.power.lstrip("-")) > _LONGEST_POWER or not digits.strip("0"):
        return number
    power = int(number.power or 0)
    leading = len(number.whole) - 1 - (len(digits) - len(digits.lstrip("0")))
    wanted = chosen.exponent
    if chosen.exponents == "scientific":
        wanted = power + leading
    elif chosen.exponents == "threshold":
        lowest, _, highest = chosen.thresholds.partition(":")
        least, most = whole_number(lowest.removeprefix("-")), whole_number(highest)
        wanted = power + leading
        if least is not None and most is not None and -least <= wanted <= most:
            wanted = 0
    elif chosen.exponents == "engineering":
        wanted = (power + leading) // 3 * 3
    place = len(number.whole) + power - wanted
    if place < 1:
        digits, place = "0" * (1 - place) + digits, 1
    digits = digits.ljust(place, "0")
    return msgspec.structs.replace(
        number, whole=digits[:place].lstrip("0") or "0", decimal=digits[place:], power=str(wanted)
    )


def _rounded(number: Number, chosen: Settings) -> Number:
    """The number with as many digits as the settings want. An uncertainty rules out all rounding but its
    own."""
    if (chosen.rounding == "uncertainty") != bool(number.uncertainty) or number.parts:
        return number
    places = chosen.precision
    if chosen.rounding == "uncertainty":
        places = len(number.decimal) - len(number.uncertainty) + chosen.precision
        number = _uncertainty_rounded(number, places, chosen)
    elif chosen.rounding == "figures":
        digits = (number.whole + number.decimal).lstrip("0")
        if not digits:
            return number
        places = chosen.precision - len(digits) + len(number.decimal)
    if places >= len(number.decimal):
        pads = chosen.pads and chosen.rounding != "uncertainty"
        decimal = number.decimal.ljust(places, "0") if pads else number.decimal
        return msgspec.structs.replace(number, decimal=decimal)
    whole, decimal = _cut(number.whole, number.decimal, places, chosen)
    grown = len((whole + decimal).lstrip("0")) - chosen.precision
    if chosen.rounding == "figures" and decimal and grown > 0:
        decimal = decimal[:-grown]  # 9.96 to two figures is 10, not 10.0
    zero = not (whole + decimal).strip("0") and not chosen.keeps_negative_zero
    return msgspec.structs.replace(
        number, whole=whole, decimal=decimal, sign="" if zero and number.sign in {"-", "−"} else number.sign
    )


def _uncertainty_rounded(number: Number, places: int, chosen: Settings) -> Number:
    """The number with its uncertainty as long as it will be itself."""
    if places >= len(number.decimal):
        return number
    shown = number.uncertainty.rjust(len(number.decimal) + 1, "0")
    at = len(shown) - len(number.decimal)
    whole, decimal = _cut(shown[:at], shown[at:], places, chosen)
    return msgspec.structs.replace(number, uncertainty=(whole + decimal).lstrip("0"))


def _cut(whole: str, decimal: str, places: int, chosen: Settings) -> tuple[str, str]:
    """The digits rounded to so many decimal places; a negative count rounds tens, hundreds, …"""
    kept = len(whole) + places
    digits = whole + decimal
    if kept < 0:
        digits, kept = "0" * -kept + digits, 0
    head, tail = digits[:kept], digits[kept:]
    if _goes_up(head, tail, chosen):
        head = _next(head)
    if places < 0:
        return (head + "0" * -places).lstrip("0") or "0", ""
    at = len(head) - places
    return head[:at].lstrip("0") or "0", head[at:]


def _goes_up(head: str, tail: str, chosen: Settings) -> bool:
    if chosen.direction != "nearest":
        return chosen.direction == "up" and bool(tail.strip("0"))
    if chosen.to_even and tail[0] == "5" and not tail[1:].strip("0"):
        return head[-1:] in set("13579") and bool(head)
    return tail[0] >= "5"


def _next(digits: str) -> str:
    """The number after this one."""
    kept = digits.rstrip("9")
    zeros = "0" * (len(digits) - len(kept))
    return f"{kept[:-1]}{int(kept[-1]) + 1}{zeros}" if kept else f"1{zeros}"


def _padded(number: Number, chosen: Settings) -> Number:
    """The number with as many digits as there must be at least."""
    decimal = number.decimal
    if chosen.drops_zero_decimal and not decimal.strip("0") and not number.uncertainty:
        decimal = ""
    return msgspec.structs.replace(
        number,
        whole=number.whole.rjust(chosen.least_whole, "0"),
        decimal=decimal.ljust(chosen.least_decimal, "0") if not number.uncertainty else decimal,
        power="" if chosen.drops_exponent else number.power,
    )
