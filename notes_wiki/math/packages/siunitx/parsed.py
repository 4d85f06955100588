r"""A number as it is typed, in its parts: `1.2e-3`, `12345.67890`, `1.2(3)`, `1.2 \pm 0.3`, `<10`.

In:  a text without white space.
Out: a `Number`, or None if it is not a number.
"""

from __future__ import annotations

from notes_wiki.model import Record
from notes_wiki.pattern import pattern

_NUMBER = pattern(
    r"(?P<comparator><<|>>|<=|>=|<|>|=|\\(?:leq?|geq?|ll|gg|approx|sim)(?![a-zA-Z]))?"
    r"(?P<sign>[+\-−±]|\\pm(?![a-zA-Z])|\\mp(?![a-zA-Z]))?"
    r"(?P<digits>\d*[.,]?\d*)"
    r"(?:\(?(?:\\pm|±|\+-)(?P<deviation>\d+[.,]?\d*)\)?|(?P<uncertainties>(?:\(\d+[.,]?\d*(?::\d+[.,]?\d*)?\))+))?"
    r"(?:[eEdD](?P<power>[+-]?\d+))?$"
)
r"""A number as typed, each of its parts optional; the uncertainty is `\pm 0.3`, or digits in brackets."""
_COMPARATORS = {"<<": "\\ll ", ">>": "\\gg ", "<=": "\\le ", ">=": "\\ge "}


class Number(Record, frozen=True):
    """A number: its sign, its digits before and after the marker, by how many of the last digits it may be
    off ("" where nothing is said of it), and its power of ten ("" for none). `parts` are these digits,
    upwards and downwards, of several uncertainties, or of one where the two are not the same."""

    comparator: str
    sign: str
    whole: str
    decimal: str
    uncertainty: str
    power: str
    parts: tuple[tuple[str, str], ...] = ()


def parsed(text: str) -> Number | None:
    """The parts of a number."""
    found = _NUMBER.match(text)
    if found is None:
        return None
    whole, _, decimal = found["digits"].replace(",", ".").partition(".")
    typed = (found["uncertainties"] or "").replace(",", "").replace(".", "")
    parts = tuple((up, down or up) for up, _, down in (one.partition(":") for one in typed[1:-1].split(")(")))
    uncertainty = parts[0][0]
    if deviation := found["deviation"]:
        error, _, places = deviation.replace(",", ".").partition(".")
        decimal, places = decimal.ljust(len(places), "0"), places.ljust(len(decimal), "0")
        uncertainty = (error + places).lstrip("0") or "0"
    comparator = found["comparator"] or ""
    return Number(
        _COMPARATORS.get(comparator, f"{comparator} " if comparator[:1] == "\\" else comparator),
        found["sign"] or "",
        whole or ("0" if decimal else ""),
        decimal,
        uncertainty if uncertainty.strip("0") else "",
        _power(found["power"]),
        parts if len(parts) > 1 or parts[0][0] != parts[0][1] else (),
    )


def _power(typed: str | None) -> str:
    """`+05` as 5; as text, because `int` refuses thousands of digits."""
    if typed is None:
        return ""
    digits = typed.lstrip("+-").lstrip("0") or "0"
    return f"-{digits}" if typed[0] == "-" and digits != "0" else digits
