r"""Numbers as siunitx sets them: `1.2e-3`, `12345.67890`, `1.2(3)`, `1.2 \pm 0.3`, `1+2i`, `<10`.

In:  a number as typed, and settings.
Out: TeX. What is no number is left as it is.
"""

from __future__ import annotations

from notes_wiki.math.packages.siunitx.settings import Settings
from notes_wiki.pattern import pattern

_NUMBER = pattern(
    r"(?P<comparator><|>|=|\\(?:leq?|geq?|ll|gg|approx|sim)(?![a-zA-Z]))?"
    r"(?P<sign>[+\-−±]|\\pm(?![a-zA-Z])|\\mp(?![a-zA-Z]))?"
    r"(?P<digits>\d*[.,]?\d*)"
    r"(?:\(?(?:\\pm|±|\+-)(?P<deviation>\d+[.,]?\d*)\)?|\((?P<uncertainty>\d+[.,]?\d*)\))?"
    r"(?:[eEdD](?P<power>[+-]?\d+))?$"
)
_COMPLEX = pattern(r"(?P<real>[+\-]?[\d.,]+(?:[eE][+-]?\d+)?)?(?P<imaginary>[+\-]?[\d.,]*)[ij]$")
_PRODUCT = pattern(r"\\times(?![a-zA-Z])|[x×]")


def number(typed: str, chosen: Settings) -> str:
    """A number as TeX."""
    text = typed.replace(" ", "").replace("~", "")
    factors = [_one(part, chosen) for part in _PRODUCT.split(text)]
    return "\\times ".join(factors) if all(factors) else typed


def has_deviation(typed: str) -> bool:
    """Whether a number is set with a ± in its middle, so that it stands in brackets before a unit."""
    found = _NUMBER.match(typed.replace(" ", ""))
    return bool(found and found["deviation"])


def complex_number(typed: str, chosen: Settings) -> str | None:
    """`1+2i` as TeX; None for any other number."""
    found = _COMPLEX.match(typed.replace(" ", ""))
    if found is None:
        return None
    real = _one(found["real"], chosen) if found["real"] else ""
    imaginary = found["imaginary"]
    sign = imaginary[:1] if imaginary[:1] in {"+", "-"} else ""
    digits = imaginary[len(sign) :]
    return f"{real}{sign}{_grouped(digits, chosen) if digits else ''}\\mathrm{{i}}"


def _one(text: str, chosen: Settings) -> str:
    """A number without factors; what is none is left as it is."""
    found = _NUMBER.match(text)
    if found is None:
        return complex_number(text, chosen) or text
    shown = _grouped(found["digits"], chosen)
    bracketed = False
    if deviation := found["deviation"] or (found["uncertainty"] if chosen.separate else None):
        error = deviation if found["deviation"] else _scaled(deviation, found["digits"])
        shown += f"\\pm {_grouped(error, chosen)}"
        bracketed = True
    elif found["uncertainty"]:
        shown += f"({found['uncertainty'].replace('.', chosen.marker)})"
    if (power := found["power"]) is not None:
        product = chosen.times if shown else ""
        shown = f"({shown})" if bracketed else shown
        shown = f"{shown}{product} 10^{{{_power(power)}}}"
    return f"{found['comparator'] or ''}{_spaced(found['sign'])}{shown}"


def _spaced(sign: str | None) -> str:
    """A sign; a command is kept apart from what follows it."""
    return f"{sign} " if sign and sign[0] == "\\" else sign or ""


def _scaled(uncertainty: str, digits: str) -> str:
    """The 3 of `1.20(3)` as 0.03."""
    places = len(digits.replace(",", ".").partition(".")[2])
    if "." in uncertainty or not places:
        return uncertainty
    padded = uncertainty.zfill(places + 1)
    return f"{padded[:-places]}.{padded[-places:]}"


def _power(typed: str) -> str:
    """`+05` as 5; as text, because `int` refuses thousands of digits."""
    digits = typed.lstrip("+-").lstrip("0") or "0"
    return f"-{digits}" if typed[0] == "-" and digits != "0" else digits


def _grouped(digits: str, chosen: Settings) -> str:
    """Digits in groups of three on either side of the marker, if there are enough of them; with a zero before
    the marker."""
    whole, dot, fraction = digits.replace(",", ".").partition(".")
    if not whole and fraction:
        whole = "0"
    if not fraction:
        dot = ""
    if chosen.groups and len(whole) >= chosen.least:
        head = len(whole) % 3
        parts = ([whole[:head]] if head else []) + [whole[at : at + 3] for at in range(head, len(whole), 3)]
        whole = chosen.separator.join(parts)
    if chosen.groups and len(fraction) >= chosen.least:
        fraction = chosen.separator.join(fraction[at : at + 3] for at in range(0, len(fraction), 3))
    marker = chosen.marker if chosen.marker in {".", ""} else f"{{{chosen.marker}}}"
    return whole + (marker if dot else "") + fraction
