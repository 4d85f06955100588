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
from notes_wiki.math.packages.siunitx.numbers import complex_number, is_open, number
from notes_wiki.math.packages.siunitx.settings import Settings, settings
from notes_wiki.math.packages.siunitx.units import needs_space, of_unit, tokens_of, unit
from notes_wiki.math.reader import text_of
from notes_wiki.math.siunitx_declarations import SETUP
from notes_wiki.math.tokens import Token, join

_RANGE, _LIST, _PRODUCT = "range", "list", "product"


def _settings(expander: Expander) -> Settings:
    """What holds here, with the options that come next."""
    given = expander.reader.optional()
    stored = expander.meaning(SETUP)
    return settings("".join(stored.body) if stored else "", join(given or []))


def _number_read(expander: Expander) -> str:
    """A number as typed, with the author's macros in it expanded."""
    inside = expander.reader.argument() or []
    if any(expander.own_macro(text) is not None for text, _ in inside):
        inside = expander.expand(inside)
    return text_of(inside)


def _num(expander: Expander, token: Token) -> Sequence[Token]:
    chosen = _settings(expander)
    return build("{#1}", token[1], tokens_of(number(_number_read(expander), chosen), token[1]))


def _complex(expander: Expander, token: Token) -> Sequence[Token]:
    chosen = _settings(expander)
    typed = _number_read(expander)
    shown = complex_number(typed, chosen) or number(typed, chosen)
    return build("{#1}", token[1], tokens_of(shown, token[1]))


def _unit(expander: Expander, token: Token) -> Sequence[Token]:
    chosen = _settings(expander)
    shown = unit(expander, expander.reader.argument() or [], chosen)
    return build("{#1}", token[1], tokens_of(shown, token[1]))


def _quantity(expander: Expander, token: Token) -> Sequence[Token]:
    chosen = _settings(expander)
    typed = _number_read(expander)
    before = expander.reader.optional()
    inside = expander.reader.argument() or []
    chosen = of_unit(expander, inside, chosen)
    shown = unit(expander, inside, chosen)
    quantity = _with_unit(typed, shown, chosen, is_complex=token[0] == "\\complexqty")
    return build("{#1#2}", token[1], before or [], tokens_of(quantity, token[1]))


def _with_unit(typed: str, shown: str, chosen: Settings, *, is_complex: bool = False) -> str:
    """A number and its unit, apart from one another."""
    value = (complex_number(typed, chosen) if is_complex else None) or number(typed, chosen)
    if is_complex or is_open(typed, chosen):
        value = f"({value})"
    if value and shown.startswith("1/"):  # per something, by a stroke
        return value + shown[1:]
    space = chosen.before_unit if value and shown and needs_space(shown) else ""
    return f"{value}{space}{shown}"


def _angle(expander: Expander, token: Token) -> Sequence[Token]:
    chosen = _settings(expander)
    parts = _number_read(expander).split(";")
    signs = ("°", "′", "″")
    text = "".join(
        f"{number(part, chosen)}{sign}" for part, sign in zip(parts, signs, strict=False) if part.strip()
    )
    return build("{#1}", token[1], tokens_of(text, token[1]))


def _several(kind: str, *, units: bool) -> Handler:
    r"""`\numlist{1;2}`, `\qtyrange{1}{2}{\metre}` and the like; `units`: a unit follows."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        chosen = _settings(expander)
        first = _number_read(expander)
        if kind == _RANGE:
            numbers = [first, _number_read(expander)]
        else:
            numbers = first.split(";") if kind == _LIST else first.replace("\\times", "x").split("x")
        numbers = [one.strip() for one in numbers if one.strip()]
        if not units:
            found = _joined(kind, [number(one, chosen) for one in numbers], chosen)
            return build("{#1}", token[1], tokens_of(found, token[1]))
        inside = expander.argument(token)
        chosen = of_unit(expander, inside, chosen)
        found = _with_units(kind, numbers, unit(expander, inside, chosen), chosen)
        return build("{#1}", token[1], tokens_of(found, token[1]))

    return handler


def _with_units(kind: str, numbers: list[str], shown: str, chosen: Settings) -> str:
    """Several numbers with their unit: each with its own, or all with one."""
    places = {_RANGE: chosen.range_units, _LIST: chosen.list_units, _PRODUCT: chosen.product_units}
    if places[kind] == "repeat" or len(numbers) < 2:
        return _joined(kind, [_with_unit(one, shown, chosen) for one in numbers], chosen)
    together = _joined(kind, [number(one, chosen) for one in numbers], chosen)
    if places[kind] == "bracket":
        together = f"({together})"
    return f"{together}{chosen.before_unit if needs_space(shown) else ''}{shown}"


def _joined(kind: str, shown: list[str], chosen: Settings) -> str:
    if kind == _PRODUCT:
        return chosen.product.join(shown)
    if kind == _RANGE:
        return chosen.range.join(shown)
    if len(shown) < 3:
        return chosen.pair.join(shown)
    return chosen.comma.join(shown[:-1]) + chosen.last + shown[-1]


HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(("\\num", "\\tablenum"), _num),
    "\\complexnum": _complex,
    **dict.fromkeys(("\\si", "\\unit"), _unit),
    **dict.fromkeys(("\\SI", "\\qty", "\\complexqty"), _quantity),
    "\\ang": _angle,
    **{f"\\num{kind}": _several(kind, units=False) for kind in (_RANGE, _LIST, _PRODUCT)},
    **{f"\\qty{kind}": _several(kind, units=True) for kind in (_RANGE, _LIST, _PRODUCT)},
    "\\SIrange": _several(_RANGE, units=True),
    "\\SIlist": _several(_LIST, units=True),
}
