r"""How numbers and units are set: what `\sisetup` and the options of a command say of it.

In:  a text of options, `per-mode=symbol, output-decimal-marker={,}`.
Out: `Settings`. Options that are not known here change nothing.
"""

from __future__ import annotations

from notes_wiki.math.key_values import key_values
from notes_wiki.math.macros import Macros
from notes_wiki.math.siunitx_declarations import SETUP
from notes_wiki.math.tokens import join, tokenize
from notes_wiki.model import Record


class Settings(Record, frozen=True):
    """The options that have a meaning here."""

    per: str = "power"
    """How `\\per` is set: "power", "symbol", "repeated-symbol", "fraction"."""
    sticky: bool = False
    """Whether `\\per` holds for all units after it."""
    marker: str = "."
    """The decimal marker."""
    groups: bool = True
    """Whether long numbers are set in groups of three digits."""
    least: int = 5
    """How many digits a number has at least that is set in groups."""
    separator: str = "\\,"
    """What stands between the groups."""
    times: str = "\\times "
    """What stands before the power of ten."""
    between_units: str = "\\,"
    before_unit: str = "\\,"
    separate: bool = False
    """Whether `1.2(3)` is set as 1.2 ± 0.3."""
    range: str = "\\text{ to }"
    comma: str = ",\\ "
    last: str = "\\text{, and }"
    pair: str = "\\text{ and }"


_NAMES = {
    "output-decimal-marker": "marker",
    "group-separator": "separator",
    "exponent-product": "times",
    "inter-unit-product": "between_units",
    "quantity-product": "before_unit",
    "number-unit-product": "before_unit",
    "number-unit-separator": "before_unit",
}
_WORDS = {
    "range-phrase": "range",
    "list-separator": "comma",
    "list-final-separator": "last",
    "list-pair-separator": "pair",
}
_PER_MODES = {
    "power": "power",
    "reciprocal": "power",
    "power-positive-first": "power",
    "symbol": "symbol",
    "repeated-symbol": "repeated-symbol",
    "fraction": "fraction",
    "symbol-or-fraction": "symbol",
    "single-symbol": "symbol",
}


def settings(macros: Macros, given: str = "") -> Settings:
    """The settings of `\\sisetup` with those of one command on top."""
    stored = macros.get(SETUP)
    text = "".join(stored.body) if stored else ""
    # An option without a value is one that is true.
    bare = {name.strip() for name in text.split(",") + given.split(",") if "=" not in name}
    found: dict[str, object] = {"sticky": "sticky-per" in bare, "separate": "separate-uncertainty" in bare}
    for key, tokens in key_values(tokenize(f"{text},{given}")).items():
        value = join(tokens).strip()
        if key in _NAMES:
            found[_NAMES[key]] = value
        elif key in _WORDS:
            value = value.replace("--", "–")
            found[_WORDS[key]] = f"\\text{{{value}}}" if value[:1] != "\\" or value[1:2].isspace() else value
        elif key == "per-mode" and value in _PER_MODES:
            found["per"] = _PER_MODES[value]
        elif key == "sticky-per":
            found["sticky"] = value != "false"
        elif key == "separate-uncertainty":
            found["separate"] = value != "false"
        elif key == "uncertainty-mode":
            found["separate"] = value == "separate"
        elif key in {"group-digits", "group-minimum-digits"}:
            found |= {"least": int(value)} if value.isdecimal() and len(value) < 4 else {}
            found |= {"groups": value not in {"false", "none"}} if key == "group-digits" else {}
    return Settings(**found)  # type: ignore[arg-type]  # each by the name of its field
