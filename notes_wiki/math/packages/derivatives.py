r"""Derivatives as diffcoeff, esdiff and derivative have them: by several variables, each with its order.

In:  what is differentiated, by what, how often.
Out: plain TeX: a fraction of signs (`d`, `\partial`), what is differentiated above it or behind it.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander
from notes_wiki.math.reader import text_of
from notes_wiki.math.tokens import Token, split, trim, whole_number

Variable = tuple[list[Token], list[Token]]
"""A variable, and its order; nothing for the first order."""


def listed(variables: Sequence[Token], orders: Sequence[Token]) -> list[Variable]:
    """Variables between commas with their orders between commas. A single order holds for the last
    variable, as the others have theirs."""
    names = [trim(name) for name in split(variables, ",")]
    powers = [trim(order) for order in split(orders, ",")] if orders else []
    powers += [[]] * (len(names) - len(powers))
    return list(zip(names, powers, strict=False))


def total(variables: Sequence[Variable], offset: int) -> list[Token]:
    """The order of the whole derivative: numbers added up, after letters; nothing for the first order."""
    number = 0
    letters: list[Token] = []
    for _, order in variables:
        digits = 1 if not order else whole_number(text_of(order))
        if digits is None:
            letters += [*([("+", offset)] if letters else []), *order]
        else:
            number += digits
    if not letters:
        return [] if number == 1 else [(str(number), offset)]
    return [*letters, *([("+", offset), (str(number), offset)] if number else [])]


def quotient(
    sign: str,
    function: Sequence[Token],
    variables: Sequence[Variable],
    offset: int,
    *,
    order: Sequence[Token] = (),
    form: str = "\\frac{#1}{#2}",
    is_behind: bool = False,
) -> list[Token]:
    """The fraction; `order`: that of the whole, if it is given; `is_behind`: what is differentiated stands
    behind it."""
    above = build(sign, offset) + _raised([], order or total(variables, offset), offset)
    if not is_behind:
        above += build(" #1", offset, function)
    below: list[Token] = []
    for name, power in variables:
        below += build("\\," if below else "", offset)
        below += [*build(f"{sign} ", offset), *_raised(name, power, offset)]
    found = build(form, offset, above, below)
    return [*found, *build(" #1", offset, function)] if is_behind else found


def _raised(name: Sequence[Token], power: Sequence[Token], offset: int) -> list[Token]:
    if not power or text_of(power) == "1":
        return list(name)
    has_power = any(text in {"^", "'"} for text, _ in name)
    return build("{#1}^{#2}" if has_power else "#1^{#2}", offset, name, power)


def evaluated(found: Sequence[Token], at: Sequence[Token], offset: int, *, partial: bool) -> list[Token]:
    """A derivative at a point: before a bar, or in brackets if it is a partial one."""
    left, right = ("(", ")") if partial else (".", "|")
    return build(f"\\left{left}#1\\right{right}_{{#2}}", offset, found, at)


def differential(sign: str, names: Sequence[Token], offset: int, order: Sequence[Token] = ()) -> list[Token]:
    """`dx dy`, each apart from what is before it."""
    found: list[Token] = []
    for name in split(names, ","):
        power = _raised([], order, offset)
        found += build(f"\\mathop{{}}\\!{sign}#1 #2", offset, power, trim(name))
    return found


def option_now(expander: Expander) -> list[Token] | None:
    """What stands in brackets that follow at once."""
    return expander.reader.optional() if expander.reader.peek_now() == "[" else None
