r"""`\pu{…}`: a quantity, its number and its units.

In:  the argument's text, and the place of its first character.
Out: TeX tokens, each with its place.
"""

from __future__ import annotations

import re

from notes_wiki.math.packages.mhchem.brackets import COMMAND, Part, braced, group, say
from notes_wiki.math.packages.mhchem.parts import NUMBER
from notes_wiki.math.packages.mhchem.signs import PLUS_MINUS
from notes_wiki.math.tokens import Token
from notes_wiki.pattern import pattern

_SIGN = r"(\+-|\+/-|\+|-|\\pm\s?)?"
_DIGITS = r"([0-9]+(?:[,.][0-9]+)?|[0-9]*\.[0-9]+)"
_POWER_OF = pattern(rf"{_SIGN}{_DIGITS}\^([+-]?[0-9]+|\{{[+-]?[0-9]+\}})")
"""A power: `10^-3`, `10^{-3}`."""
_NUMBER = pattern(
    rf"{_SIGN}{_DIGITS}?(\({_DIGITS}\))?"
    r"(?:(?:([eE])|\s*(\*|x|\\times|\u00d7)\s*10\^)([+-]?[0-9]+|\{[+-]?[0-9]+\}))?"
)
"""A number, perhaps with an uncertainty in brackets and a power of ten: `1.2(3)e-4`, `1.2 x 10^4`."""
_RATIO = pattern(rf"{_SIGN}([0-9]+)/([0-9]+)(?![0-9.,^])")
"""A fraction of whole numbers."""
_OPERATOR = pattern(r"[-+=<>]|\\approx|\$\\approx\$")
_DEGREES = pattern(r"\u00b0([CF])|\^\{?o\}?([CF])")
_MULTIPLIED = pattern(r"\s*[*.]\s*")
_EXPONENT = pattern(r"\^\{(-?\d+)\}|\^(-?\d+)")
_FRACTION = pattern(r"\s*(//?)\s*")


def quantity(text: str, place: int) -> list[Token]:
    """A quantity such as `1.2e3 kJ//mol`, `8.0 \\pm 0.1 nm`, `1 mol-1`."""
    tokens: list[Token] = []
    at = 0
    counted = False
    while at < len(text):
        char = text[at]
        if char.isspace():
            at += 1
            continue
        if char in "()[]":
            tokens.append((char, place + at))
            at += 1
            continue
        number = None if counted else (_power_of(text, at) or _ratio(text, at) or _number(text, at))
        if number is not None:
            tokens += say(number[0], place + at)
            at, counted = number[1], True
            continue
        sign = PLUS_MINUS.match(text, at) or _OPERATOR.match(text, at)
        if sign is not None:
            tex = "\\pm " if PLUS_MINUS.match(sign[0]) else sign[0].replace("$", "")
            tokens += say(f" {{}}{tex}{{}} ", place + at)
            at, counted = sign.end(), False
            continue
        end = _end_of_units(text, at)
        if counted:
            tokens += say("~", place + at)
        tokens += _fraction_of_units(Part(text[at:end], place + at))
        at = end
    return tokens


def _power_of(text: str, at: int) -> tuple[str, int] | None:
    found = _POWER_OF.match(text, at)
    if found is None:
        return None
    sign, digits, power = found.groups()
    return f"{_signed(sign)}{_grouped(digits)}^{{{power.strip('{}')}}}", found.end()


def _ratio(text: str, at: int) -> tuple[str, int] | None:
    """`1/2`, a small fraction, as it is before a formula."""
    found = _RATIO.match(text, at)
    if found is None:
        return None
    return f"{_signed(found[1])}\\tfrac{{{found[2]}}}{{{found[3]}}}", found.end()


def _number(text: str, at: int) -> tuple[str, int] | None:
    """`1.2e3`, `1.2(3)`, `10^4`, with its sign."""
    found = _NUMBER.match(text, at)
    if found is None or not found[0]:
        return None
    sign, digits, uncertainty, doubt, letter, times, power = found.groups()
    if not digits and not power:
        return None
    tex = _signed(sign)
    if digits:
        tex += _grouped(digits)
        if uncertainty:
            tex += f"({_grouped(doubt)})" if re.search("[,.]", doubt) else uncertainty
        if power:
            tex += "\\cdot " if letter == "e" or times == "*" else "\\times "
    return tex + (f"10^{{{power.strip('{}')}}}" if power else ""), found.end()


def _signed(sign: str | None) -> str:
    return "\\pm " if sign and (sign in {"+-", "+/-"} or "pm" in sign) else sign or ""


def _grouped(digits: str) -> str:
    """Digits in threes on both sides of the decimal point, if there are more than four."""
    whole, sign, rest = re.fullmatch(r"(\d*)([,.]?)(\d*)", digits).groups()  # type: ignore[union-attr]  # it matches all digits
    if len(whole) > 4:
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", "\\\\mkern2mu ", whole)
    if len(rest) > 4:
        rest = re.sub(r"(\d{3})(?=\d)", "\\1\\\\mkern2mu ", rest)
    return whole + {",": "{,}", ".": ".", "": ""}[sign] + rest


def _end_of_units(text: str, at: int) -> int:
    """Where a run of units ends: before an operator between quantities."""
    end = at
    while end < len(text):
        inside = group(text, end)
        if inside is not None:
            end = inside.end + 1
            continue
        if text[end].isspace() and re.match(r"\s+(?:[-+=<>](?!\d)|\\pm|\\approx)", text[end:]):
            break
        end += 1
    return end


def _fraction_of_units(part: Part) -> list[Token]:
    """`kJ/mol` on the line, `kJ//mol` as a fraction."""
    text = part.text
    depth = 0
    for at, char in enumerate(text):
        depth += (char == "{") - (char == "}")
        found = _FRACTION.match(text, at) if depth == 0 and char in "/ \t" else None
        if found is None or not text[:at].strip():
            continue
        above = _units(Part(text[:at], part.place))
        below = quantity(text[found.end() :], part.place + found.end())
        if found[1] == "//":
            small = [("\\tfrac", part.place)]
            return [*small, *braced(above, part.place), *braced(below, part.place)]
        simple = not re.search(r"[\s*.]", text.strip())
        return [*above, *say("/" if simple else "\\,/\\,", part.place + at), *below]
    return _units(part)


def _units(part: Part) -> list[Token]:
    """Units side by side: `J s`, `J*s`, `mol^-1`, `mm2`, upright."""
    text = _DEGREES.sub(lambda found: f"{{}}^{{\\circ}}{found[1] or found[2]}", part.text)
    whole = group(text, 0)
    if whole is not None and whole.end + 1 == len(text):
        return quantity(whole.text, part.place + 1)
    written = _Written(part.place)
    at = 0
    while at < len(text):
        at = _write_one(text, at, written)
    written.end_run()
    return written.tokens


class _Written:
    """Units as TeX: the `tokens` that are done, and the `run` of upright letters after them."""

    def __init__(self, place: int) -> None:
        self._place = place
        self.tokens: list[Token] = []
        self.run = ""

    def end_run(self) -> None:
        """Write the run."""
        if self.run:
            self.tokens += say(f"\\mathrm{{{self.run}}}", self._place)
        self.run = ""

    def say(self, tex: str) -> None:
        """Write TeX after the run."""
        self.end_run()
        self.tokens += say(tex, self._place)


def _write_one(text: str, at: int, written: _Written) -> int:
    """Write what stands at a place; returns the place after it."""
    if times := _MULTIPLIED.match(text, at):
        written.say("\\mkern1mu{\\cdot}\\mkern1mu ")
        return times.end()
    if text[at].isspace():
        following = text[at:].lstrip()
        written.say("\\mkern3mu " if following else "~")
        return len(text) - len(following)
    if power := _EXPONENT.match(text, at):
        written.run = f"{written.run or '{}'}^{{{power[1] or power[2]}}}"
        return power.end()
    if command := COMMAND.match(text, at):
        written.run += command[0]
        return command.end()
    if (inside := group(text, at)) is not None:
        written.run += f"{{{inside.text}}}"
        return inside.end + 1
    if number := NUMBER.match(text, at):
        # After letters a number is a power, `mm2`; before them it is an amount, `100 km`.
        is_power = written.run.strip("0123456789.,+-") and not written.run.endswith("}")
        written.run += f"^{{{number[0]}}}" if is_power else number[0]
        return number.end()
    written.run += text[at]
    return at + 1
