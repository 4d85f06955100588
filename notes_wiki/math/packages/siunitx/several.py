"""Several numbers, and numbers with their units: ranges, lists, products.

In:  numbers as typed, a unit as TeX, and settings.
Out: TeX, with the words or signs that siunitx has in English between the numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import msgspec

from notes_wiki.math.packages.siunitx.numbers import complex_number, is_open, number
from notes_wiki.math.packages.siunitx.parsed import parsed
from notes_wiki.math.packages.siunitx.settings import Settings
from notes_wiki.math.packages.siunitx.units import needs_space


class Kind(StrEnum):
    """What several numbers are."""

    RANGE = "range"
    LIST = "list"
    PRODUCT = "product"


def coloured(text: str, colour: str) -> str:
    """TeX in a colour, if there is one."""
    return f"\\textcolor{{{colour}}}{{{text}}}" if colour and text else text


def with_unit(typed: str, shown: str, chosen: Settings, *, is_complex: bool = False) -> str:
    """A number and its unit, apart from one another."""
    value = (complex_number(typed, chosen) if is_complex else None) or number(typed, chosen)
    if is_complex or is_open(typed, chosen):
        value = f"({value})"
    if value and shown.startswith("1/"):  # per something, by a stroke
        return value + shown[1:]
    space = chosen.before_unit if value and shown and needs_space(shown) else ""
    return f"{coloured(value, chosen.number_colour)}{space}{coloured(shown, chosen.unit_colour)}"


def joined(kind: Kind, numbers: Sequence[str], chosen: Settings) -> str:
    """Numbers without units."""
    power, chosen = _common_power(kind, numbers, chosen)
    return _with_power(kind, _without_units(kind, numbers, chosen), power, chosen)


def with_units(kind: Kind, numbers: Sequence[str], shown: str, chosen: Settings) -> str:
    """Numbers with their unit: each with its own, or all with one."""
    place = _of(kind, chosen.range_units, chosen.list_units, chosen.product_units)
    power, chosen = _common_power(kind, numbers, chosen)
    if (place == "repeat" and not power) or len(numbers) < 2:
        return _between(kind, [with_unit(one, shown, chosen) for one in numbers], chosen)
    together = _without_units(kind, numbers, chosen)
    if place.startswith("bracket") and not power:
        together = f"({together})"
    together = _with_power(kind, together, power, chosen)
    if place.endswith("power") and "^" not in shown:
        shown = f"{shown}^{{{len(numbers)}}}"
    space = chosen.before_unit if needs_space(shown) else ""
    return f"{together}{space}{coloured(shown, chosen.unit_colour)}"


def _of(kind: Kind, of_range: str, of_list: str, of_product: str) -> str:
    return {Kind.RANGE: of_range, Kind.LIST: of_list, Kind.PRODUCT: of_product}[kind]


def _without_units(kind: Kind, numbers: Sequence[str], chosen: Settings) -> str:
    return _between(kind, [coloured(number(one, chosen), chosen.number_colour) for one in numbers], chosen)


def _common_power(kind: Kind, numbers: Sequence[str], chosen: Settings) -> tuple[str, Settings]:
    """The power of ten that all numbers have together, that of the first, and the settings for the numbers
    before it; "" where each has its own."""
    mode = _of(kind, chosen.range_exponents, chosen.list_exponents, chosen.product_exponents)
    first = parsed(numbers[0].replace(" ", "")) if numbers and mode != "individual" else None
    if first is None or not first.power or len(first.power) > 3:
        return "", chosen
    return first.power, msgspec.structs.replace(
        chosen, exponents="fixed", exponent=int(first.power), drops_exponent=True
    )


def _with_power(kind: Kind, together: str, power: str, chosen: Settings) -> str:
    """The numbers before the power of ten that they have together, in brackets if they are to be."""
    if not power:
        return together
    mode = _of(kind, chosen.range_exponents, chosen.list_exponents, chosen.product_exponents)
    if mode == "combine-bracket":
        together = f"({together})"
    return f"{together}{chosen.times} {chosen.base}^{{{power}}}"


def _between(kind: Kind, shown: list[str], chosen: Settings) -> str:
    """Numbers with the words or signs between them."""
    if kind is Kind.PRODUCT:
        sign = chosen.product if chosen.product_mode == "symbol" else chosen.product_phrase
        return sign.join(shown)
    if kind is Kind.RANGE:
        return chosen.range_opening + chosen.range.join(shown)
    if len(shown) < 3:
        return chosen.pair.join(shown)
    return chosen.comma.join(shown[:-1]) + chosen.last + shown[-1]
