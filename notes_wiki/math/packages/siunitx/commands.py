r"""The `siunitx` package: numbers and units, when it is loaded (`\qty` means something else without it).

In:  an expander whose reader is just after one of the package's commands.
Out: plain TeX: upright units, thin spaces, powers of ten, and between several numbers the words or signs that
     siunitx has in English.

Source: the package's manual (J. Wright), version 3, and the older `\si`, `\SI`.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.packages.siunitx.angles import angle
from notes_wiki.math.packages.siunitx.numbers import PRODUCT, complex_number, normal, number
from notes_wiki.math.packages.siunitx.prefixes import with_prefix_mode
from notes_wiki.math.packages.siunitx.settings import Settings, settings
from notes_wiki.math.packages.siunitx.several import Kind, coloured, joined, with_unit, with_units
from notes_wiki.math.packages.siunitx.units import of_unit, tokens_of, unit
from notes_wiki.math.reader import text_of
from notes_wiki.math.siunitx_declarations import SETUP
from notes_wiki.math.tokens import Token, join


def _settings(expander: Expander) -> Settings:
    """What holds here, with the options that come next."""
    given = expander.reader.optional()
    stored = expander.meaning(SETUP)
    return settings("".join(stored.body) if stored else "", join(given or []))


def _number_read(expander: Expander, chosen: Settings) -> str:
    """A number as typed, with the author's macros in it expanded."""
    inside = expander.reader.argument() or []
    if any(expander.own_macro(text) is not None for text, _ in inside):
        inside = expander.expand(inside)
    return normal(text_of(inside), chosen)


def _shown(text: str, chosen: Settings, token: Token) -> list[Token]:
    """What stands for a command."""
    return build("{#1}", token[1], tokens_of(coloured(text, chosen.colour), token[1]))


def _num(expander: Expander, token: Token) -> Sequence[Token]:
    chosen = _settings(expander)
    return _shown(
        coloured(number(_number_read(expander, chosen), chosen), chosen.number_colour), chosen, token
    )


def _complex(expander: Expander, token: Token) -> Sequence[Token]:
    chosen = _settings(expander)
    typed = _number_read(expander, chosen)
    shown = complex_number(typed, chosen) or number(typed, chosen)
    return _shown(coloured(shown, chosen.number_colour), chosen, token)


def _unit(expander: Expander, token: Token) -> Sequence[Token]:
    chosen = _settings(expander)
    shown = unit(expander, expander.reader.argument() or [], chosen)
    return _shown(coloured(shown, chosen.unit_colour), chosen, token)


def _quantity(expander: Expander, token: Token) -> Sequence[Token]:
    chosen = _settings(expander)
    typed = _number_read(expander, chosen)
    before = expander.reader.optional()
    inside: Sequence[Token] = expander.reader.argument() or []
    chosen = of_unit(expander, inside, chosen)
    typed, inside, chosen = with_prefix_mode(typed, inside, chosen)
    shown = unit(expander, inside, chosen)
    quantity = with_unit(typed, shown, chosen, is_complex=token[0] == "\\complexqty")
    return build("{#1#2}", token[1], before or [], tokens_of(coloured(quantity, chosen.colour), token[1]))


def _angle(expander: Expander, token: Token) -> Sequence[Token]:
    chosen = _settings(expander)
    return _shown(
        coloured(angle(_number_read(expander, chosen), chosen), chosen.number_colour), chosen, token
    )


def _several(kind: Kind, *, units: bool) -> Handler:
    r"""`\numlist{1;2}`, `\qtyrange{1}{2}{\metre}` and the like; `units`: a unit follows."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        chosen = _settings(expander)
        first = _number_read(expander, chosen)
        if kind is Kind.RANGE:
            numbers = [first, _number_read(expander, chosen)]
        else:
            numbers = first.split(";") if kind is Kind.LIST else PRODUCT.split(first)
        numbers = [one.strip() for one in numbers if one.strip()]
        if not units:
            return _shown(joined(kind, numbers, chosen), chosen, token)
        inside = expander.argument(token)
        chosen = of_unit(expander, inside, chosen)
        return _shown(with_units(kind, numbers, unit(expander, inside, chosen), chosen), chosen, token)

    return handler


HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(("\\num", "\\tablenum"), _num),
    "\\complexnum": _complex,
    **dict.fromkeys(("\\si", "\\unit"), _unit),
    **dict.fromkeys(("\\SI", "\\qty", "\\complexqty"), _quantity),
    "\\ang": _angle,
    **{f"\\num{kind}": _several(kind, units=False) for kind in Kind},
    **{f"\\qty{kind}": _several(kind, units=True) for kind in Kind},
    "\\SIrange": _several(Kind.RANGE, units=True),
    "\\SIlist": _several(Kind.LIST, units=True),
}
