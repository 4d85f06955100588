r"""Numbers as siunitx sets them: `1.2e-3`, `12345.67890`, `1.2(3)`, `1.2 \pm 0.3`, `1+2i`, `<10`.

In:  a number as typed, and settings.
Out: TeX. What is no number is left as it is.
"""

from __future__ import annotations

from notes_wiki.math.packages.siunitx.parsed import Number, parsed
from notes_wiki.math.packages.siunitx.rounding import processed
from notes_wiki.math.packages.siunitx.settings import Settings
from notes_wiki.pattern import pattern

_COMPLEX = pattern(r"(?P<real>[+\-]?[\d.,]+(?:[eE][+-]?\d+)?)?(?P<imaginary>[+\-]?[\d.,]*)[ij]$")
_PRODUCT = pattern(r"\\times(?![a-zA-Z])|[x×]")


def number(typed: str, chosen: Settings) -> str:
    """A number as TeX."""
    if not chosen.parse:
        return typed
    text = typed.replace(" ", "").replace("~", "")
    factors = [_one(part, chosen) for part in _PRODUCT.split(text)]
    return "\\times ".join(factors) if all(factors) else typed


def is_open(typed: str, chosen: Settings) -> bool:
    """Whether a number is set with a ± at its end, so that it stands in brackets before a unit."""
    if chosen.uncertainty != "separate" or chosen.uncertainty_unit == "single":
        return False
    found = parsed(typed.replace(" ", "").replace("~", ""))
    return bool(found and found.uncertainty and not _shows_power(processed(found, chosen), chosen))


def complex_number(typed: str, chosen: Settings) -> str | None:
    """`1+2i` as TeX; None for any other number."""
    found = _COMPLEX.match(typed.replace(" ", ""))
    if found is None:
        return None
    real = _one(found["real"], chosen) if found["real"] else ""
    imaginary = found["imaginary"]
    sign = imaginary[:1] if imaginary[:1] in {"+", "-"} else ""
    digits = imaginary[len(sign) :]
    return f"{real}{sign}{_one(digits, chosen) if digits else ''}\\mathrm{{i}}"


def _one(text: str, chosen: Settings) -> str:
    """A number without factors; anything else is left as it is."""
    found = parsed(text)
    if found is None:
        return complex_number(text, chosen) or text
    found = processed(found, chosen)
    shown = _with_uncertainty(found, chosen)
    if _shows_power(found, chosen):
        brackets = chosen.uncertainty == "separate" and found.uncertainty
        shown = _with_power(f"({shown})" if brackets else shown, found, chosen)
    sign = _sign(found, chosen)
    if sign in {"-", "−"} and chosen.brackets_negative:
        return f"{found.comparator}({shown})"
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
    if chosen.exponent_marker:
        return f"{shown}{chosen.exponent_marker}{{{found.power}}}"
    power = f"{chosen.base}^{{{found.power}}}"
    if not shown or (shown == "1" and not chosen.shows_unity):
        return power
    return f"{shown}{chosen.times} {power}"


def _with_uncertainty(found: Number, chosen: Settings) -> str:
    """The digits, and by how much they may be off."""
    shown = _grouped(found.whole, found.decimal, chosen)
    if not found.uncertainty:
        return shown
    places = len(found.decimal)
    crosses = places and len(found.uncertainty) > places
    if chosen.uncertainty == "compact" or (chosen.uncertainty == "compact-marker" and not crosses):
        return f"{shown}({found.uncertainty})"
    padded = found.uncertainty.rjust(places + 1, "0")
    at = len(padded) - places
    error = _grouped(padded[:at], padded[at:], chosen)
    return f"{shown}\\pm {error}" if chosen.uncertainty == "separate" else f"{shown}({error})"


def _grouped(whole: str, decimal: str, chosen: Settings) -> str:
    """Digits in groups of three on either side of the marker, if there are enough of them."""
    if decimal and not chosen.shows_zero_whole and whole == "0":
        whole = ""
    if chosen.groups_whole and len(whole) >= chosen.least:
        head = len(whole) % 3
        parts = ([whole[:head]] if head else []) + [whole[at : at + 3] for at in range(head, len(whole), 3)]
        whole = chosen.separator.join(parts)
    if not decimal:
        return whole
    if chosen.groups_decimal and len(decimal) >= chosen.least:
        decimal = chosen.separator.join(decimal[at : at + 3] for at in range(0, len(decimal), 3))
    marker = chosen.marker if chosen.marker in {".", ""} else f"{{{chosen.marker}}}"
    return f"{whole}{marker}{decimal}"
