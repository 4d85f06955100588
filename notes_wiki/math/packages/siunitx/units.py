r"""Units as siunitx sets them: as macros, `\metre\per\second\squared`, or as typed, `m.s^{-2}`.

In:  the tokens of a unit, the expander that they come from, and settings.
Out: TeX: upright symbols, with thin spaces between, powers, and quotients as the settings have them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from notes_wiki.math.expand import Expander
from notes_wiki.math.packages.siunitx.names import FORMULAS, POWERS, POWERS_BEFORE, PREFIXES, UNITS, WORDS
from notes_wiki.math.packages.siunitx.settings import Settings, with_options
from notes_wiki.math.reader import Reader, text_of
from notes_wiki.math.siunitx_declarations import BEFORE, OPTIONS, POWER, PREFIX, QUALIFIER, UNIT, key
from notes_wiki.math.tokens import Token, is_word, join, tokenize

# Commands in a unit that are not units themselves.
_MODIFIERS = {"\\tothe", "\\of", "\\highlight", "\\cancel", "\\raiseto"}
_NO_SPACE = frozenset({"\\mathrm{°}", "\\mathrm{′}", "\\mathrm{″}"})


@dataclass
class _Unit:
    """A unit: its symbol, its power, whether it is divided by, and the TeX that it is put into in place of
    `#`."""

    symbol: str
    power: str = ""
    per: bool = False
    wrapper: str = ""

    def is_inverse(self) -> bool:
        """Whether its power is negative."""
        return self.per != self.power.startswith("-")

    def shown(self, *, inverse: bool) -> str:
        """As TeX; `inverse`: with a negative power, as a unit that is divided by."""
        power = self.power
        if inverse:
            power = power[1:] if power.startswith("-") else f"-{power or 1}"
        symbol = self.wrapper.replace("#", self.symbol) if self.wrapper else self.symbol
        return f"{symbol}^{{{power}}}" if power else symbol


def unit(expander: Expander, tokens: Sequence[Token], chosen: Settings) -> str:
    """A unit as TeX."""
    if not chosen.parses_units or not any(_is_of_units(expander, text) for text, _ in tokens):
        return _as_typed(tokens, chosen)
    per = (chosen.per_in_display if expander.display else chosen.per_inline) or chosen.per
    return _joined(_Reading(expander, tokens, chosen).read(), msgspec.structs.replace(chosen, per=per))


def of_unit(expander: Expander, tokens: Sequence[Token], chosen: Settings) -> Settings:
    """The settings with what the unit was declared with, if it is one unit by itself."""
    words = [text for text, _ in tokens if not text.isspace()]
    declared = expander.meaning(key(words[0], OPTIONS)) if len(words) == 1 else None
    return with_options(chosen, "".join(declared.body)) if declared else chosen


def needs_space(shown: str) -> bool:
    """Whether a unit stands apart from its number: degrees, minutes and seconds of arc do not."""
    return shown not in _NO_SPACE


def _is_of_units(expander: Expander, text: str) -> bool:
    if not is_word(text):
        return False
    declared = any(expander.meaning(key(text, kind)) for kind in (UNIT, PREFIX, POWER, QUALIFIER))
    return text in WORDS or text in _MODIFIERS or declared or expander.own_macro(text) is not None


def _as_typed(tokens: Sequence[Token], chosen: Settings) -> str:
    """Letters are upright, a dot and a tilde are products, and spaces nothing."""
    found: list[str] = []
    word = ""
    reader = Reader(tokens)
    while reader:
        text, _ = reader.pop()
        if len(text) == 1 and (text.isalpha() or text in "°′″'"):
            word += text
            continue
        if word:
            found.append(f"\\mathrm{{{word}}}")
            word = ""
        if text in {".", "~"}:
            found.append(chosen.between_units)
        elif text in {"^", "_"}:
            inside = join(reader.argument() or [])
            found.append(f"^{{{inside}}}" if text == "^" else f"_{{\\mathrm{{{inside}}}}}")
        elif not text.isspace():
            found.append(text + " " if is_word(text) else text)
    return "".join(found) + (f"\\mathrm{{{word}}}" if word else "")


class _Reading:
    """Units that are being read: those that are done, and what the next one has."""

    def __init__(self, expander: Expander, tokens: Sequence[Token], chosen: Settings) -> None:
        self._expander = expander
        self._reader = Reader(tokens)
        self._chosen = chosen
        self._units: list[_Unit] = []
        self._per = False
        self._prefix = self._power = self._wrapper = ""

    def read(self) -> list[_Unit]:
        """The units, one after another."""
        while self._reader:
            token = self._reader.pop()
            text = token[0]
            name = text[1:] if is_word(text) else ""
            if self._changes_next(text, name) or self._changes_last(text, name):
                continue
            if name not in UNITS and name not in FORMULAS and (meaning := self._expanded(token)):
                self._reader.push(meaning)
            elif text not in {".", "~"} and not text.isspace():
                self._add(text)
        if self._prefix:
            self._units.append(_Unit(f"\\mathrm{{{self._prefix}}}"))
        return self._units

    def _changes_next(self, text: str, name: str) -> bool:
        """Take note of what belongs to the next unit; returns whether this is such a command."""
        declared = self._expander.meaning(key(text, POWER))
        if name == "per":
            self._per = True
        elif name in PREFIXES or self._expander.meaning(key(text, PREFIX)):
            self._prefix += _symbol(self._expander, text)
        elif name in POWERS_BEFORE:
            self._power = POWERS_BEFORE[name]
        elif name == "raiseto":
            self._power = self._argument()
        elif name == "highlight":
            self._wrapper = f"\\textcolor{{{self._argument()}}}{{#}}"
        elif name == "cancel":
            self._wrapper = "\\cancel{#}"
        elif declared and declared.body[0] == BEFORE and name not in POWERS:
            self._power = declared.body[1]
        else:
            return False
        return True

    def _changes_last(self, text: str, name: str) -> bool:
        """Give the last unit a power or a qualifier; returns whether this is such a command."""
        if name in POWERS or name == "tothe" or text == "^":
            _raise(self._units, POWERS.get(name) or self._argument())
        elif declared := self._expander.meaning(key(text, POWER)):
            _raise(self._units, declared.body[1])
        elif name == "of":
            _qualify(self._units, join(self._reader.argument() or []), self._chosen)
        elif self._expander.meaning(key(text, QUALIFIER)):
            _qualify(self._units, _symbol(self._expander, text), self._chosen)
        else:
            return False
        return True

    def _argument(self) -> str:
        return text_of(self._reader.argument() or [])

    def _expanded(self, token: Token) -> list[Token] | None:
        """What a unit that `\\DeclareSIUnit` defines, or a macro of the author's, stands for."""
        macro = self._expander.meaning(key(token[0])) or self._expander.own_macro(token[0])
        return None if macro is None else self._expander.called(macro, token, self._reader)

    def _add(self, text: str) -> None:
        shown = _symbol(self._expander, text) or _raw(text, self._reader)
        if text[1:] not in FORMULAS:
            shown = f"{self._chosen.unit_font}{{{self._prefix}{shown}}}"
        self._units.append(_Unit(shown, self._power, self._per, self._wrapper))
        self._per = self._per and self._chosen.sticky
        self._prefix = self._power = self._wrapper = ""


def _symbol(expander: Expander, text: str) -> str:
    """What a command of siunitx's stands for, "" for any other."""
    for kind in (PREFIX, QUALIFIER):
        if macro := expander.meaning(key(text, kind)):
            return "".join(macro.body)
    name = text[1:] if is_word(text) else ""
    return UNITS.get(name) or FORMULAS.get(name) or PREFIXES.get(name) or ""


def _raw(text: str, reader: Reader) -> str:
    """A symbol as typed; a command of TeX's with its arguments."""
    if is_word(text):
        while reader.peek() == "{":
            text += f"{{{join(reader.group() or [])}}}"
        return text
    while reader and len(reader.peek_now()) == 1 and reader.peek_now().isalpha() and text.isalpha():
        text += reader.pop()[0]
    return text


def _raise(found: list[_Unit], power: str) -> None:
    """Raise the last unit to this power; where there is none, the power is shown by itself."""
    if not found:
        found.append(_Unit("{}"))
    found[-1].power = power


def _qualify(found: list[_Unit], qualifier: str, chosen: Settings) -> None:
    """Say what the last unit is of."""
    if not found:
        found.append(_Unit("{}"))
    name = f"\\mathrm{{{qualifier}}}"
    shown = {"bracket": f"({name})", "combine": name, "phrase": f"{chosen.qualifier_phrase}{name}"}
    found[-1].symbol += shown.get(chosen.qualifiers, f"_{{{name}}}")


def _joined(units: list[_Unit], chosen: Settings) -> str:
    """All units as TeX."""
    product = chosen.between_units
    above = [one.shown(inverse=False) for one in units if not one.per]
    below = [one.shown(inverse=False) for one in units if one.per]
    if chosen.per == "power-positive-first":
        units = sorted(units, key=lambda one: one.is_inverse())
    as_powers = {"power", "power-positive-first"} | ({"single-symbol"} if len(below) > 1 else set())
    if chosen.per in as_powers or not below:
        return product.join(one.shown(inverse=one.per) for one in units)
    numerator = product.join(above) or "1"
    if chosen.per == "fraction":
        return f"{chosen.fraction}{{{numerator}}}{{{product.join(below)}}}"
    if chosen.per == "repeated-symbol":
        return chosen.per_symbol.join([numerator, *below])
    denominator = product.join(below)
    brackets = len(below) > 1 and chosen.brackets_below
    return f"{numerator}{chosen.per_symbol}" + (f"({denominator})" if brackets else denominator)


def tokens_of(text: str, offset: int) -> list[Token]:
    """The tokens of what a command is set as, each at the place of the command."""
    return [(part, offset) for part, _ in tokenize(text)]
