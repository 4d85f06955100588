r"""How numbers and units are set: what `\sisetup` and the options of a command say of it.

In:  a text of options, `per-mode=symbol, output-decimal-marker={,}`.
Out: `Settings`. Options that are not known here change nothing.

Source: the package's manual (J. Wright), version 3, with version 2's names for the same options.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from notes_wiki.math.key_values import key_values
from notes_wiki.math.tokens import join, tokenize
from notes_wiki.model import Record


class Settings(Record, frozen=True):
    """The options that have a meaning here."""

    parse: bool = True
    """Whether numbers are read at all, or set as typed."""
    rounding: str = "none"
    """"none", or what is counted in it: "figures", "places", "uncertainty"."""
    precision: int = 2
    to_even: bool = False
    """Whether a half is rounded to the even digit; otherwise it is rounded up."""
    direction: str = "nearest"
    """"nearest", "up" or "down"."""
    pads: bool = True
    """Whether rounding gives zeros to a number that is too short."""
    exponents: str = "input"
    """"input", "fixed", "scientific" or "engineering"."""
    exponent: int = 0
    """The exponent of the mode "fixed"."""
    drops_exponent: bool = False
    drops_uncertainty: bool = False
    drops_zero_decimal: bool = False
    least_whole: int = 0
    """How many digits there are at least before the marker."""
    least_decimal: int = 0
    """How many there are at least after it."""
    keeps_plus: bool = False
    adds_plus: bool = False
    shows_unity: bool = True
    """Whether the 1 of 1 × 10⁴ is shown."""
    shows_zero_exponent: bool = False
    shows_zero_whole: bool = True
    brackets_negative: bool = False
    uncertainty: str = "compact"
    """How `1.2(3)` is set: "compact", "compact-marker", "full", or "separate" as 1.2 ± 0.3."""
    uncertainty_unit: str = "bracket"
    """Where a separate uncertainty has a unit: "bracket", "single"."""
    marker: str = "."
    """The decimal marker."""
    groups_whole: bool = True
    """Whether long numbers are set in groups of three digits, before the marker."""
    groups_decimal: bool = True
    least: int = 5
    """How many digits a number has at least that is set in groups."""
    separator: str = "\\,"
    """What stands between the groups."""
    times: str = "\\times "
    """What stands before the power of ten."""
    base: str = "10"
    exponent_marker: str = ""
    """What stands in place of the power's sign and base: the e of 1e5."""
    range_units: str = "repeat"
    """Which numbers of a range have the unit: "repeat", "bracket", "single"."""
    list_units: str = "repeat"
    product_units: str = "repeat"
    range: str = "\\text{ to }"
    comma: str = ",\\ "
    last: str = "\\text{, and }"
    pair: str = "\\text{ and }"
    product: str = "\\times "
    per: str = "power"
    """How `\\per` is set: "power", "power-positive-first", "symbol", "single-symbol", "repeated-symbol",
    "fraction"."""
    per_symbol: str = "/"
    brackets_below: bool = True
    """Whether several units below a stroke stand in brackets."""
    sticky: bool = False
    """Whether `\\per` holds for all units after it."""
    between_units: str = "\\,"
    before_unit: str = "\\,"


_TEXTS = {
    "output-decimal-marker": "marker",
    "group-separator": "separator",
    "exponent-product": "times",
    "exponent-base": "base",
    "output-exponent-marker": "exponent_marker",
    "product-symbol": "product",
    "inter-unit-product": "between_units",
    "per-symbol": "per_symbol",
    "quantity-product": "before_unit",
    "number-unit-product": "before_unit",
    "number-unit-separator": "before_unit",
}
_WORDS = {
    "range-phrase": "range",
    "list-separator": "comma",
    "list-final-separator": "last",
    "list-pair-separator": "pair",
    "product-phrase": "product",
}
_SWITCHES = {
    "parse-numbers": "parse",
    "round-pad": "pads",
    "drop-exponent": "drops_exponent",
    "drop-uncertainty": "drops_uncertainty",
    "drop-zero-decimal": "drops_zero_decimal",
    "retain-explicit-plus": "keeps_plus",
    "print-implicit-plus": "adds_plus",
    "print-mantissa-implicit-plus": "adds_plus",
    "print-unity-mantissa": "shows_unity",
    "retain-unity-mantissa": "shows_unity",
    "print-zero-exponent": "shows_zero_exponent",
    "retain-zero-exponent": "shows_zero_exponent",
    "print-zero-integer": "shows_zero_whole",
    "bracket-negative-numbers": "brackets_negative",
    "bracket-unit-denominator": "brackets_below",
    "sticky-per": "sticky",
}
_COUNTS = {
    "round-precision": "precision",
    "fixed-exponent": "exponent",
    "minimum-integer-digits": "least_whole",
    "minimum-decimal-digits": "least_decimal",
    "group-minimum-digits": "least",
}
_UNITS: dict[str, str] = {"repeat": "repeat", "bracket": "bracket", "brackets": "bracket", "single": "single"}
_CHOICES: dict[str, tuple[str, Mapping[str, object]]] = {
    "round-mode": ("rounding", {name: name for name in ("none", "figures", "places", "uncertainty")}),
    "round-half": ("to_even", {"even": True, "up": False}),
    "round-direction": ("direction", {name: name for name in ("nearest", "up", "down")}),
    "exponent-mode": ("exponents", {name: name for name in ("input", "fixed", "scientific", "engineering")}),
    "scientific-notation": (
        "exponents",
        {"true": "scientific", "false": "input", "fixed": "fixed", "engineering": "engineering"},
    ),
    "uncertainty-mode": (
        "uncertainty",
        {name: name for name in ("compact", "compact-marker", "full", "separate")},
    ),
    "separate-uncertainty": ("uncertainty", {"true": "separate", "false": "compact"}),
    "separate-uncertainty-units": ("uncertainty_unit", _UNITS),
    "multi-part-units": ("uncertainty_unit", _UNITS),
    "range-units": ("range_units", _UNITS),
    "list-units": ("list_units", _UNITS),
    "product-units": ("product_units", _UNITS),
    "per-mode": (
        "per",
        {
            **{
                name: name
                for name in (
                    "power",
                    "power-positive-first",
                    "symbol",
                    "single-symbol",
                    "repeated-symbol",
                    "fraction",
                )
            },
            "reciprocal": "power",
            "reciprocal-positive-first": "power-positive-first",
            "symbol-or-fraction": "symbol",
        },
    ),
}
_LOCALES: dict[str, dict[str, object]] = {
    "UK": {"marker": ".", "times": "\\times ", "between_units": "\\,"},
    "USA": {"marker": ".", "times": "\\times ", "between_units": "\\,"},
    "DE": {"marker": ",", "times": "\\cdot ", "between_units": "\\,"},
    "FR": {"marker": ",", "times": "\\times ", "between_units": "\\,"},
    "ZA": {"marker": ",", "times": "\\times ", "between_units": "\\cdot "},
}
_MOST_DIGITS = 99
"""The largest count: a number that is padded to thousands of digits is a slip of the pen."""


def settings(stored: str, given: str = "") -> Settings:
    """The settings of `\\sisetup` with those of one command on top."""
    return with_options(with_options(_PLAIN, stored), given)


_PLAIN = Settings()


def with_options(chosen: Settings, options: str) -> Settings:
    """The settings with these options on top."""
    if not options:
        return chosen
    found: dict[str, object] = {}
    for key, tokens in key_values(tokenize(options), bare="true").items():
        found |= _setting(key, join(tokens).strip())
    return msgspec.structs.replace(chosen, **found)


def _setting(key: str, value: str) -> dict[str, object]:
    """The fields that an option sets."""
    if name := _SWITCHES.get(key):
        return {name: value != "false"}
    if name := _TEXTS.get(key):
        return {name: value}
    if name := _WORDS.get(key):
        value = value.replace("--", "–")
        return {name: f"\\text{{{value}}}" if value[:1] != "\\" or value[1:2].isspace() else value}
    if name := _COUNTS.get(key):
        digits = value.removeprefix("-")
        known = digits.isdecimal() and len(digits) < 4 and int(digits) <= _MOST_DIGITS
        return {name: int(value)} if known else {}
    if key in _CHOICES:
        field, choices = _CHOICES[key]
        return {field: choices[value]} if value in choices else {}
    if key == "group-digits":
        return {
            "groups_whole": value not in {"false", "none", "decimal"},
            "groups_decimal": value not in {"false", "none", "integer"},
        }
    if key == "locale":
        return _LOCALES.get(value, {})
    if key == "group-four-digits":
        return {"least": 4 if value != "false" else 5}
    return {}
