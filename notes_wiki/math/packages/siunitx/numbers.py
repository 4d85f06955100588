r"""Numbers as siunitx sets them: `1.2e-3`, `12345.67890`, `1.2(3)`, `1.2 \pm 0.3`, `1+2i`, `<10`.

In:  a number as typed, and settings.
Out: TeX. What is no number is left as it is.
"""

from __future__ import annotations

from notes_wiki.math.packages.siunitx.parsed import Number, parsed
from notes_wiki.math.packages.siunitx.rounding import processed
from notes_wiki.math.packages.siunitx.settings import Settings
from notes_wiki.pattern import pattern

_POLAR = pattern(r"([+\-]?[\d.,]+(?:[eE][+-]?\d+)?):([+\-]?[\d.,]+)$")
"""`1:30`, a number and its angle."""
_DIGITS = r"[\d.,]+(?:[eE][+-]?\d+)?"
_COMPLEX = pattern(rf"(?P<real>[+\-]?{_DIGITS}(?=[+\-]))?(?P<imaginary>[+\-]?(?:{_DIGITS})?)[ij]$")
"""`1+2i`, `2i`, `-i`."""
PRODUCT = pattern(r"\\times(?![a-zA-Z])|(?<![a-zA-Z])x|×")
"""What stands between factors; the x of a command such as `\\approx` does not."""


def normal(typed: str, chosen: Settings) -> str:
    """A number as it would be typed without the options about what may be typed."""
    meant = dict.fromkeys(chosen.typed_markers.replace("\\", ""), ".") | dict.fromkeys(
        chosen.typed_powers, "e"
    )
    meant |= dict.fromkeys(chosen.typed_openers, "(") | dict.fromkeys(chosen.typed_closers, ")")
    meant |= dict.fromkeys(chosen.ignored, "")
    return "".join(meant.get(char, char) for char in typed) if meant else typed


def number(typed: str, chosen: Settings) -> str:
    """A number as TeX."""
    if not chosen.parse:
        return typed
    text = typed.replace(" ", "").replace("~", "")
    factors = [_one(part, chosen) for part in PRODUCT.split(text)]
    return "\\times ".join(factors) if all(factors) else typed


def is_open(typed: str, chosen: Settings) -> bool:
    """Whether a number is set with a ± at its end, so that it stands in brackets before a unit."""
    is_open = chosen.uncertainty == "separate" and chosen.brackets_ambiguous
    if not is_open or chosen.uncertainty_unit == "single":
        return False
    found = parsed(typed.replace(" ", "").replace("~", ""))
    return bool(found and found.uncertainty and not _shows_power(processed(found, chosen), chosen))


def complex_number(typed: str, chosen: Settings) -> str | None:
    """`1+2i` as TeX, or `1:30` with its angle; None for any other number."""
    if polar := _POLAR.match(typed.replace(" ", "")):
        return f"{_one(polar[1], chosen)}{chosen.angle_sign}{_one(polar[2], chosen)}{chosen.angle_unit}"
    found = _COMPLEX.match(typed.replace(" ", ""))
    if found is None:
        return None
    real = _one(found["real"], chosen) if found["real"] else ""
    imaginary = found["imaginary"]
    sign = imaginary[:1] if imaginary[:1] in {"+", "-"} else ""
    digits = imaginary[len(sign) :]
    is_implied = not digits or (digits == "1" and not chosen.shows_imaginary_unity)
    shown = "" if is_implied else _one(digits, chosen)
    root = chosen.imaginary
    return f"{real}{sign}{root}{shown}" if chosen.imaginary_first else f"{real}{sign}{shown}{root}"


def _one(text: str, chosen: Settings) -> str:
    """A number without factors; anything else is left as it is."""
    found = parsed(text)
    if found is None:
        return complex_number(text, chosen) or text
    found = processed(found, chosen)
    shown = _with_uncertainty(found, chosen)
    if _shows_power(found, chosen):
        brackets = chosen.uncertainty == "separate" and found.uncertainty and chosen.brackets_ambiguous
        shown = _with_power(f"({shown})" if brackets else shown, found, chosen)
    sign = _sign(found, chosen)
    is_negative = sign in {"-", "−"}
    if is_negative and chosen.brackets_negative:
        return f"{found.comparator}({shown})"
    if is_negative and chosen.negative_colour:
        return f"{found.comparator}\\textcolor{{{chosen.negative_colour}}}{{{sign}{shown}}}"
    return f"{found.comparator}{sign}{shown}"


def _sign(found: Number, chosen: Settings) -> str:
    """The sign; a command is kept apart from what follows it. A plus is not shown if it is not asked for."""
    sign = found.sign or ("+" if chosen.adds_plus else "")
    if sign == "+" and not (chosen.keeps_plus or chosen.adds_plus):
        return ""
    return f"{sign} " if sign[:1] == "\\" else sign


def _shows_power(found: Number, chosen: Settings) -> bool:
    return bool(found.power) and (found.power != "0" or chosen.shows_zero_exponent or not found.whole)


def _with_power(shown: str, found: Number, chosen: Settings) -> str:
    """The number before its power of ten."""
    plus = "+" if chosen.adds_plus_to_exponent and found.power[0] != "-" else ""
    if chosen.exponent_marker:
        return f"{shown}{chosen.exponent_marker}{{{plus}{found.power}}}"
    power = f"{chosen.base}^{{{plus}{found.power}}}"
    if not shown or (shown == "1" and not chosen.shows_unity):
        return power
    return f"{shown}{chosen.times} {power}"


def _with_uncertainty(found: Number, chosen: Settings) -> str:
    """The digits, and by how much they may be off."""
    shown = _grouped(found.whole, found.decimal, chosen)
    if not found.uncertainty:
        return shown
    if found.parts:
        return shown + _several_uncertainties(found, chosen)
    places = len(found.decimal)
    crosses = places and len(found.uncertainty) > places
    if chosen.uncertainty == "compact" or (chosen.uncertainty == "compact-marker" and not crosses):
        return f"{shown}{_in_brackets(found.uncertainty, chosen)}"
    error = _error(found.uncertainty, places, chosen)
    return shown + (f"\\pm {error}" if chosen.uncertainty == "separate" else _in_brackets(error, chosen))


def _in_brackets(uncertainty: str, chosen: Settings) -> str:
    return f"{chosen.before_uncertainty}{chosen.opens_uncertainty}{uncertainty}{chosen.closes_uncertainty}"


def _error(digits: str, places: int, chosen: Settings) -> str:
    """By how much a number may be off, from how many of its last digits."""
    padded = digits.rjust(places + 1, "0")
    at = len(padded) - places
    return _grouped(padded[:at], padded[at:], chosen)


def _several_uncertainties(found: Number, chosen: Settings) -> str:
    """Uncertainties one after another, with what each is of: `(3)(4)`, or as a script, `(3:4)`."""
    names = [name.strip() for name in chosen.descriptors.split(",")]
    shown = ""
    for place, (up, down) in enumerate(found.parts):
        above, below = (_error(digits, len(found.decimal), chosen) for digits in (up, down))
        if up != down:
            shown += f"{{}}^{{+{above}}}_{{-{below}}}"
        elif chosen.uncertainty == "separate":
            shown += f"\\pm {above}"
        else:
            shown += _in_brackets(up if chosen.uncertainty.startswith("compact") else above, chosen)
        if place < len(names) and names[place]:
            shown += f"\\,(\\text{{{names[place]}}})"
    return shown


def _grouped(whole: str, decimal: str, chosen: Settings) -> str:
    """Digits in groups of three on either side of the marker, if there are enough of them."""
    if decimal and not chosen.shows_zero_whole and whole == "0":
        whole = ""
    if chosen.groups_whole and len(whole) >= chosen.least:
        whole = chosen.separator.join(part[::-1] for part in reversed(_groups(whole[::-1], chosen)))
    if not decimal:
        return whole
    if chosen.groups_decimal and len(decimal) >= chosen.least:
        decimal = chosen.separator.join(_groups(decimal, chosen))
    if chosen.zero_decimal and not decimal.strip("0"):
        decimal = chosen.zero_symbol
    marker = chosen.marker if chosen.marker in {".", ""} else f"{{{chosen.marker}}}"
    return f"{whole}{marker}{decimal}"


def _groups(digits: str, chosen: Settings) -> list[str]:
    """Digits in groups, from the marker on."""
    first, size = max(chosen.first_group, 1), max(chosen.other_group, 1)
    return [digits[:first], *(digits[at : at + size] for at in range(first, len(digits), size))]
