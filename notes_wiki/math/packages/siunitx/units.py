r"""Units as siunitx sets them: as macros, `\metre\per\second\squared`, or as typed, `m.s^{-2}`.

In:  the tokens of a unit, the expander that they come from, and settings.
Out: TeX: upright symbols, with thin spaces between, powers, and quotients as the settings have them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from notes_wiki.math.expand import Expander
from notes_wiki.math.packages.siunitx.names import FORMULAS, POWERS, POWERS_BEFORE, PREFIXES, UNITS, WORDS
from notes_wiki.math.packages.siunitx.settings import Settings
from notes_wiki.math.reader import Reader, text_of
from notes_wiki.math.siunitx_declarations import BEFORE, POWER, PREFIX, QUALIFIER, UNIT, key
from notes_wiki.math.tokens import Token, is_word, join, tokenize

# Commands in a unit that are no unit themselves.
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

    def shown(self, *, inverse: bool) -> str:
        """As TeX, with a negative power if it is divided by and that is how to say so."""
        power = self.power
        if inverse:
            power = power[1:] if power.startswith("-") else f"-{power or 1}"
        symbol = self.wrapper.replace("#", self.symbol) if self.wrapper else self.symbol
        return f"{symbol}^{{{power}}}" if power else symbol


def unit(expander: Expander, tokens: Sequence[Token], chosen: Settings) -> str:
    """A unit as TeX."""
    if not any(_is_of_units(expander, text) for text, _ in tokens):
        return _as_typed(tokens, chosen)
    return _joined(_read(expander, tokens, chosen), chosen)


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


def _read(expander: Expander, tokens: Sequence[Token], chosen: Settings) -> list[_Unit]:
    """The units, one after another."""
    reader = Reader(tokens)
    found: list[_Unit] = []
    per = False
    prefix = power = wrapper = ""
    while reader:
        token = reader.pop()
        text = token[0]
        name = text[1:] if is_word(text) else ""
        symbol = _symbol(expander, text)
        if name == "per":
            per = True
        elif name in PREFIXES or expander.meaning(key(text, PREFIX)):
            prefix += symbol
        elif name in POWERS_BEFORE:
            power = POWERS_BEFORE[name]
        elif name == "raiseto":
            power = text_of(reader.argument() or [])
        elif name == "highlight":
            wrapper = f"\\textcolor{{{text_of(reader.argument() or [])}}}{{#}}"
        elif name == "cancel":
            wrapper = "\\cancel{#}"
        elif name in POWERS or name == "tothe" or text == "^":
            _raise(found, POWERS.get(name) or text_of(reader.argument() or []))
        elif declared := expander.meaning(key(text, POWER)):
            if declared.body[0] == BEFORE:
                power = declared.body[1]
            else:
                _raise(found, declared.body[1])
        elif name == "of" or expander.meaning(key(text, QUALIFIER)):
            _qualify(found, symbol if name != "of" else join(reader.argument() or []))
        elif name not in UNITS and name not in FORMULAS and (meaning := _expanded(expander, token, reader)):
            reader.push(meaning)
        elif text in {".", "~"} or text.isspace():
            continue
        else:
            shown = symbol or _raw(text, reader)
            if text[1:] not in FORMULAS:
                shown = f"\\mathrm{{{prefix}{shown}}}"
            found.append(_Unit(shown, power, per, wrapper))
            per = per and chosen.sticky
            prefix = power = wrapper = ""
    if prefix:
        found.append(_Unit(f"\\mathrm{{{prefix}}}"))
    return found


def _symbol(expander: Expander, text: str) -> str:
    """What a command of siunitx's stands for, "" for any other."""
    for kind in (PREFIX, QUALIFIER):
        if macro := expander.meaning(key(text, kind)):
            return "".join(macro.body)
    name = text[1:] if is_word(text) else ""
    return UNITS.get(name) or FORMULAS.get(name) or PREFIXES.get(name) or ""


def _expanded(expander: Expander, token: Token, reader: Reader) -> list[Token] | None:
    """What a unit that `\\DeclareSIUnit` defines, or a macro of the author's, stands for."""
    declared = expander.meaning(key(token[0]))
    macro = declared or expander.own_macro(token[0])
    return expander.called(macro, token, reader) if macro is not None else None


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


def _qualify(found: list[_Unit], qualifier: str) -> None:
    """Say what the last unit is of."""
    if not found:
        found.append(_Unit("{}"))
    found[-1].symbol += f"_{{\\mathrm{{{qualifier}}}}}"


def _joined(units: list[_Unit], chosen: Settings) -> str:
    """All units as TeX."""
    product = chosen.between_units
    above = [one.shown(inverse=False) for one in units if not one.per]
    below = [one.shown(inverse=False) for one in units if one.per]
    if chosen.per == "power" or not below:
        return product.join(one.shown(inverse=one.per) for one in units)
    numerator = product.join(above) or "1"
    if chosen.per == "fraction":
        return f"\\frac{{{numerator}}}{{{product.join(below)}}}"
    if chosen.per == "repeated-symbol":
        return "/".join([numerator, *below])
    denominator = product.join(below)
    return f"{numerator}/({denominator})" if len(below) > 1 else f"{numerator}/{denominator}"


def tokens_of(text: str, offset: int) -> list[Token]:
    """The tokens of what a command is set as, each at the place of the command."""
    return [(part, offset) for part, _ in tokenize(text)]
