r"""How numbers and units are set: what `\sisetup` and the options of a command say of it.

In:  a text of options, `per-mode=symbol, output-decimal-marker={,}`.
Out: `Settings`. Options that are not known here change nothing.

Source: the package's manual (J. Wright), version 3, with version 2's names for the same options.
"""

from __future__ import annotations

import msgspec

from notes_wiki.math.key_values import key_values
from notes_wiki.math.packages.siunitx.option_names import setting
from notes_wiki.math.tokens import join, tokenize
from notes_wiki.model import Record


class Settings(Record, frozen=True):
    """The options that have a meaning here."""

    parse: bool = True
    """Whether numbers are read at all, or set as typed."""
    ignored: str = ""
    """Characters that a typed number may hold and that are not shown; those that stand for the marker, for
    the e of a power, and for the brackets of an uncertainty, besides the usual ones."""
    typed_markers: str = ""
    typed_powers: str = ""
    typed_openers: str = ""
    typed_closers: str = ""
    rounding: str = "none"
    """"none", or what is counted in it: "figures", "places", "uncertainty"."""
    precision: int = 2
    to_even: bool = False
    """Whether a half is rounded to the even digit; otherwise it is rounded up."""
    direction: str = "nearest"
    """"nearest", "up" or "down"."""
    pads: bool = True
    """Whether rounding gives zeros to a number that is too short."""
    prefixes: str = "input"
    """Where powers of ten are: "input", "combine-exponent" for prefixes of the unit, "extract-exponent"."""
    exponents: str = "input"
    """"input", "fixed", "scientific", "engineering" or "threshold"."""
    thresholds: str = "-3:3"
    """Between which powers of ten a number of the mode "threshold" has none."""
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
    adds_plus_to_exponent: bool = False
    keeps_negative_zero: bool = False
    """Whether a number that is rounded to zero keeps its sign."""
    shows_unity: bool = True
    """Whether the 1 of 1 × 10⁴ is shown."""
    shows_zero_exponent: bool = False
    shows_zero_whole: bool = True
    zero_decimal: bool = False
    """Whether `zero_symbol` stands in place of zeros after the marker."""
    zero_symbol: str = "\\text{—}"
    brackets_negative: bool = False
    brackets_ambiguous: bool = True
    """Whether a separate uncertainty stands in brackets before a power or a unit."""
    negative_colour: str = ""
    number_colour: str = ""
    unit_colour: str = ""
    colour: str = ""
    uncertainty: str = "compact"
    """How `1.2(3)` is set: "compact", "compact-marker", "full", or "separate" as 1.2 ± 0.3."""
    before_uncertainty: str = ""
    """What stands between the number and the bracket of its uncertainty."""
    opens_uncertainty: str = "("
    closes_uncertainty: str = ")"
    descriptors: str = ""
    """What each of several uncertainties is of, between commas."""
    uncertainty_unit: str = "bracket"
    """Where a separate uncertainty has a unit: "bracket", "single"."""
    marker: str = "."
    """The decimal marker."""
    groups_whole: bool = True
    """Whether long numbers are set in groups of three digits, before the marker."""
    groups_decimal: bool = True
    least: int = 5
    """How many digits a number has at least that is set in groups."""
    first_group: int = 3
    """How many digits stand in the group next to the marker, and in the others."""
    other_group: int = 3
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
    """Besides "power" and "bracket-power": the unit has as many powers as there are numbers."""
    range_exponents: str = "individual"
    """How numbers have their powers of ten: "individual", "combine" for one after all, "combine-bracket"."""
    list_exponents: str = "individual"
    product_exponents: str = "individual"
    range_opening: str = ""
    range: str = "\\text{ to }"
    comma: str = ",\\ "
    last: str = "\\text{, and }"
    pair: str = "\\text{ and }"
    product: str = "\\times "
    product_mode: str = "symbol"
    product_phrase: str = "\\text{ by }"
    per: str = "power"
    """How `\\per` is set: "power", "power-positive-first", "symbol", "single-symbol", "repeated-symbol",
    "fraction"."""
    per_in_display: str = ""
    """How it is set in a display, and in a line, if not in one way."""
    per_inline: str = ""
    per_symbol: str = "/"
    fraction: str = "\\frac"
    parses_units: bool = True
    unit_font: str = "\\mathrm"
    qualifiers: str = "subscript"
    """How `\\of` is set: "subscript", "bracket", "combine", "phrase"."""
    qualifier_phrase: str = "\\ "
    brackets_below: bool = True
    """Whether several units below a stroke stand in brackets."""
    sticky: bool = False
    """Whether `\\per` holds for all units after it."""
    between_units: str = "\\,"
    before_unit: str = "\\,"
    imaginary: str = "\\mathrm{i}"
    imaginary_first: bool = False
    shows_imaginary_unity: bool = False
    angle_sign: str = "\\angle "
    angle_unit: str = "°"
    angles: str = "input"
    """How angles are set: "input", "arc" with minutes and seconds, "decimal"."""
    degree: str = "°"
    minute: str = "′"
    second: str = "″"
    before_angle: str = ""
    """What stands between a number and its sign of degrees, and between the parts of an angle."""
    between_angles: str = ""
    fills_degrees: bool = False
    fills_minutes: bool = False
    fills_seconds: bool = False


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
        found |= setting(key, join(tokens))
    return msgspec.structs.replace(chosen, **found)
