r"""The `siunitx` package: numbers and units, when it is loaded (`\qty` means something else without it).

In:  an expander whose reader is just after one of the package's commands.
Out: plain TeX: upright units, thin spaces, powers of ten.

Source: the package's manual (J. Wright), the commands `\num`, `\unit`, `\qty`, `\ang`, and the older
`\si`, `\SI`; units as macros (`\metre\per\second\squared`) or as text (`m/s^2`).
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.reader import Reader, text_of
from notes_wiki.math.tokens import Token, tokenize
from notes_wiki.pattern import pattern

_PREFIXES = {
    "quecto": "q",
    "ronto": "r",
    "yocto": "y",
    "zepto": "z",
    "atto": "a",
    "femto": "f",
    "pico": "p",
    "nano": "n",
    "micro": "μ",
    "milli": "m",
    "centi": "c",
    "deci": "d",
    "deca": "da",
    "hecto": "h",
    "kilo": "k",
    "mega": "M",
    "giga": "G",
    "tera": "T",
    "peta": "P",
    "exa": "E",
    "zetta": "Z",
    "yotta": "Y",
    "kibi": "Ki",
    "mebi": "Mi",
    "gibi": "Gi",
    "tebi": "Ti",
}
_UNITS = {
    "metre": "m",
    "meter": "m",
    "second": "s",
    "gram": "g",
    "kilogram": "kg",
    "ampere": "A",
    "kelvin": "K",
    "mole": "mol",
    "candela": "cd",
    "hertz": "Hz",
    "newton": "N",
    "pascal": "Pa",
    "joule": "J",
    "watt": "W",
    "coulomb": "C",
    "volt": "V",
    "farad": "F",
    "ohm": "Ω",
    "siemens": "S",
    "weber": "Wb",
    "tesla": "T",
    "henry": "H",
    "lumen": "lm",
    "lux": "lx",
    "becquerel": "Bq",
    "gray": "Gy",
    "sievert": "Sv",
    "katal": "kat",
    "radian": "rad",
    "steradian": "sr",
    "degree": "°",
    "degreeCelsius": "°C",
    "celsius": "°C",
    "minute": "min",
    "hour": "h",
    "day": "d",
    "litre": "L",
    "liter": "L",
    "tonne": "t",
    "electronvolt": "eV",
    "dalton": "Da",
    "bar": "bar",
    "bit": "bit",
    "byte": "B",
    "percent": "\\%",
    "angstrom": "Å",
    "decibel": "dB",
    "bel": "B",
    "neper": "Np",
    "hectare": "ha",
    "arcminute": "′",
    "arcsecond": "″",
    "astronomicalunit": "au",
    "m": "m",
    "s": "s",
    "kg": "kg",
    "g": "g",
    "A": "A",
    "K": "K",
    "mol": "mol",
    "cm": "cm",
    "mm": "mm",
    "km": "km",
    "nm": "nm",
    "um": "μm",
    "ms": "ms",
    "us": "μs",
    "ns": "ns",
    "Hz": "Hz",
    "kHz": "kHz",
    "MHz": "MHz",
    "GHz": "GHz",
    "N": "N",
    "J": "J",
    "kJ": "kJ",
    "W": "W",
    "kW": "kW",
    "V": "V",
    "mV": "mV",
    "kV": "kV",
    "eV": "eV",
    "MeV": "MeV",
    "GeV": "GeV",
    "mA": "mA",
    "uF": "μF",
    "nF": "nF",
    "pF": "pF",
    "kohm": "kΩ",
    "Mohm": "MΩ",
    "Pa": "Pa",
    "kPa": "kPa",
}
_POWERS = {"squared": "2", "square": "2", "cubed": "3", "cubic": "3"}
_NUMBER = pattern(r"([+-]?)\s*([\d.,]*)(?:\s*\(?(?:\\pm|±|\+-)\s*([\d.,]+)\)?)?(?:[eE]([+-]?\d+))?$")


def _power(typed: str) -> str:
    """`+05` as 5; as text, because `int` refuses thousands of digits."""
    digits = typed.lstrip("+-").lstrip("0") or "0"
    return f"-{digits}" if typed[0] == "-" and digits != "0" else digits


def _number(text: str) -> str:
    """A number as TeX: `1.2e-3` with its power of ten. Anything that is not a number is left as it is."""
    found = _NUMBER.match(text.replace(" ", ""))
    if found is None:
        return text
    sign, digits, uncertainty, power = found.groups()
    shown = sign + _thin(digits) + (f"\\pm {_thin(uncertainty)}" if uncertainty else "")
    if power is None:
        return shown
    times = "\\times " if digits else ""
    return f"{shown}{times}10^{{{_power(power)}}}"


def _thin(digits: str) -> str:
    """Digits in groups of three, if there are five or more."""
    whole, dot, fraction = digits.replace(",", ".").partition(".")
    if len(whole) >= 5:
        head = len(whole) % 3
        groups = ([whole[:head]] if head else []) + [whole[i : i + 3] for i in range(head, len(whole), 3)]
        whole = "\\,".join(groups)
    return whole + dot + fraction


def _unit(tokens: Sequence[Token]) -> str:
    """Units as TeX: upright letters, thin spaces between units, `\\per` as a negative power. Units given as
    text are left as typed."""
    reader = Reader(tokens)
    parts: list[str] = []
    per = False
    prefix = power = ""
    while reader:
        text, _ = reader.pop()
        name = text[1:] if text[0] == "\\" else ""
        if name == "per":
            per = True
        elif name in _PREFIXES:
            prefix += _PREFIXES[name]
        elif name in {"square", "cubic"}:
            power = _POWERS[name]
        elif name == "raiseto":
            power = text_of(reader.argument() or [])
        elif name in _POWERS:
            _raise_last(parts, _POWERS[name])
        elif text == "^" or name == "tothe":
            _raise_last(parts, text_of(reader.argument() or []))
        elif name in _UNITS:
            unit = f"\\mathrm{{{prefix}{_UNITS[name]}}}"
            if per:
                unit = _raised(f"{unit}^{{-1}}", power) if power else f"{unit}^{{-1}}"
            elif power:
                unit = _raised(unit, power)
            parts += ["\\,", unit] if parts and parts[-1] not in {"/", "(", "\\,"} else [unit]
            prefix, per, power = "", False, ""
        elif text in {".", "~"}:
            parts.append("\\,")
        elif not text.isspace():
            parts.append(text if text in {"/", "(", ")"} else f"\\mathrm{{{text}}}")
    return "".join(parts)


def _raise_last(parts: list[str], power: str) -> None:
    """Raise the last unit to this power; where there is none, the power is shown by itself."""
    last = parts.pop() if parts else "{}"
    parts.append(_raised(last, power))


def _raised(unit: str, power: str) -> str:
    """The unit to this power; one that is divided by (`^{-1}`) to its negative."""
    base, is_divided_by, _ = unit.partition("^{-1}")
    if is_divided_by:
        power = power[1:] if power.startswith("-") else f"-{power}"
    return f"{base}^{{{power}}}"


def _tokens(text: str, command: Token) -> list[Token]:
    """The tokens of what a command is set as, each at the place of the command."""
    return [(part, command[1]) for part, _ in tokenize(text)]


def _num(expander: Expander, token: Token) -> Sequence[Token]:
    expander.reader.optional()
    return build("{#1}", token[1], _tokens(_number(text_of(expander.reader.argument() or [])), token))


def _si(expander: Expander, token: Token) -> Sequence[Token]:
    expander.reader.optional()
    return build("{#1}", token[1], _tokens(_unit(expander.reader.argument() or []), token))


def _quantity(expander: Expander, token: Token) -> Sequence[Token]:
    expander.reader.optional()
    number = _number(text_of(expander.reader.argument() or []))
    expander.reader.optional()
    unit = _unit(expander.reader.argument() or [])
    return build("{#1\\,#2}", token[1], _tokens(number, token), _tokens(unit, token))


def _angle(expander: Expander, token: Token) -> Sequence[Token]:
    expander.reader.optional()
    parts = text_of(expander.reader.argument() or []).split(";")
    signs = ("°", "′", "″")
    text = "".join(f"{_number(part)}{sign}" for part, sign in zip(parts, signs, strict=False) if part.strip())
    return build("{#1}", token[1], _tokens(text, token))


WORDS = frozenset(f"\\{name}" for name in (*_UNITS, *_PREFIXES, *_POWERS, "per", "square", "cubic", "tothe"))
"""The commands that have a meaning in a unit only."""
HANDLERS: dict[str, Handler] = {
    "\\num": _num,
    "\\si": _si,
    "\\unit": _si,
    "\\SI": _quantity,
    "\\qty": _quantity,
    "\\ang": _angle,
}
