r"""The options of siunitx by their names, and the fields of `Settings` that they set.

In:  an option and its value.
Out: fields and their values. Options that are not known here change nothing.

Source: the package's manual (J. Wright), version 3, with version 2's names for the same options.
"""

from __future__ import annotations

from collections.abc import Mapping

_TEXTS = {
    "input-ignore": "ignored",
    "input-decimal-markers": "typed_markers",
    "input-exponent-markers": "typed_powers",
    "input-open-uncertainty": "typed_openers",
    "input-close-uncertainty": "typed_closers",
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
    "exponent-thresholds": "thresholds",
    "zero-symbol": "zero_symbol",
    "negative-color": "negative_colour",
    "number-color": "number_colour",
    "unit-color": "unit_colour",
    "color": "colour",
    "uncertainty-separator": "before_uncertainty",
    "output-open-uncertainty": "opens_uncertainty",
    "output-close-uncertainty": "closes_uncertainty",
    "uncertainty-descriptors": "descriptors",
    "fraction-command": "fraction",
    "unit-font-command": "unit_font",
    "output-complex-root": "imaginary",
    "complex-symbol-angle": "angle_sign",
    "complex-symbol-degree": "angle_unit",
    "angle-symbol-degree": "degree",
    "angle-symbol-minute": "minute",
    "angle-symbol-second": "second",
    "number-angle-product": "before_angle",
    "angle-separator": "between_angles",
    "arc-separator": "between_angles",
}
_WORDS = {
    "range-phrase": "range",
    "list-separator": "comma",
    "list-final-separator": "last",
    "list-pair-separator": "pair",
    "product-phrase": "product_phrase",
    "range-open-phrase": "range_opening",
    "qualifier-phrase": "qualifier_phrase",
}
_SWITCHES = {
    "parse-numbers": "parse",
    "round-pad": "pads",
    "drop-exponent": "drops_exponent",
    "drop-uncertainty": "drops_uncertainty",
    "omit-uncertainty": "drops_uncertainty",
    "drop-zero-decimal": "drops_zero_decimal",
    "zero-decimal-to-integer": "drops_zero_decimal",
    "zero-decimal-as-symbol": "zero_decimal",
    "print-exponent-implicit-plus": "adds_plus_to_exponent",
    "bracket-ambiguous-numbers": "brackets_ambiguous",
    "bracket-numbers": "brackets_ambiguous",
    "parse-units": "parses_units",
    "print-complex-unity": "shows_imaginary_unity",
    "fill-angle-degrees": "fills_degrees",
    "fill-angle-minutes": "fills_minutes",
    "fill-angle-seconds": "fills_seconds",
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
    "digit-group-first-size": "first_group",
    "digit-group-other-size": "other_group",
}
_UNITS: dict[str, str] = {"repeat": "repeat", "bracket": "bracket", "brackets": "bracket", "single": "single"}
_EXPONENTS = {name: name for name in ("individual", "combine", "combine-bracket")}
_PER = {
    name: name
    for name in (
        "power",
        "power-positive-first",
        "symbol",
        "single-symbol",
        "repeated-symbol",
        "fraction",
    )
} | {
    "reciprocal": "power",
    "reciprocal-positive-first": "power-positive-first",
    "symbol-or-fraction": "symbol",
}
_CHOICES: dict[str, tuple[str, Mapping[str, object]]] = {
    "round-mode": ("rounding", {name: name for name in ("none", "figures", "places", "uncertainty")}),
    "round-half": ("to_even", {"even": True, "up": False}),
    "round-direction": ("direction", {name: name for name in ("nearest", "up", "down")}),
    "exponent-mode": (
        "exponents",
        {name: name for name in ("input", "fixed", "scientific", "engineering", "threshold")},
    ),
    "prefix-mode": (
        "prefixes",
        {name: name for name in ("input", "combine-exponent", "extract-exponent")},
    ),
    "exponent-to-prefix": ("prefixes", {"true": "combine-exponent", "false": "input"}),
    "prefixes-as-symbols": ("prefixes", {"false": "extract-exponent", "true": "input"}),
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
    "product-units": (
        "product_units",
        _UNITS | {"power": "power", "bracket-power": "bracket-power", "brackets-power": "bracket-power"},
    ),
    "range-exponents": ("range_exponents", _EXPONENTS),
    "list-exponents": ("list_exponents", _EXPONENTS),
    "product-exponents": ("product_exponents", _EXPONENTS),
    "product-mode": ("product_mode", {"symbol": "symbol", "phrase": "phrase"}),
    "round-zero-positive": ("keeps_negative_zero", {"true": False, "false": True}),
    "complex-root-position": ("imaginary_first", {"before-number": True, "after-number": False}),
    "complex-angle-unit": ("angle_unit", {"degrees": "°", "radians": ""}),
    "angle-mode": ("angles", {name: name for name in ("input", "arc", "decimal")}),
    "qualifier-mode": (
        "qualifiers",
        {name: name for name in ("subscript", "bracket", "combine", "phrase")}
        | {"brackets": "bracket", "text": "phrase"},
    ),
    "display-per-mode": ("per_in_display", _PER),
    "inline-per-mode": ("per_inline", _PER),
    "per-mode": ("per", _PER),
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


def setting(key: str, value: str) -> dict[str, object]:
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
    if key == "tight-spacing":
        return {"times": "{\\times}"} if value != "false" else {}
    if key == "digit-group-size":
        return setting("digit-group-first-size", value) | setting("digit-group-other-size", value)
    if key == "group-four-digits":
        return {"least": 4 if value != "false" else 5}
    return {}
