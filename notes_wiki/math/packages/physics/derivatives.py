r"""physics: differentials and derivatives.

In:  an expander whose reader is just after the command.
Out: the plain TeX it means.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.packages.physics.brackets import enclose
from notes_wiki.math.tokens import Token


def differential(symbol: str) -> Handler:
    """`\\dd`, `\\dd{x}`, `\\dd[3]{x}`, `\\dd(x)`."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        reader = expander.reader
        power = reader.optional() if reader.peek() == "[" else None
        sign = build(f"{symbol}^{{#1}}", token[1], power) if power is not None else build(symbol, token[1])
        if reader.peek() == "(" and (inside := reader.delimited("(")) is not None:
            return [*sign, *enclose("(", ")", inside, token[1], "", False)]
        if reader.peek() == "{":
            return build("\\mathinner{#1 #2}", token[1], sign, reader.argument() or [])
        return sign

    return handler


def derivative(symbol: str, *, partial: bool) -> Handler:
    """`\\dv{x}`, `\\dv{f}{x}`, `\\dv[n]{f}{x}`, `\\dv{x}(f)`, `\\pdv{f}{x}{y}`; starred: in a line."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        reader, offset = expander.reader, token[1]
        star = reader.star()
        power = reader.optional() if reader.peek() == "[" else None
        first = reader.argument()
        if first is None:
            expander.fault("missing-argument", f"{token[0]} needs the variable to differentiate by.", token)
            return []
        second = reader.group()
        third = reader.group() if partial and second is not None else None
        if third is not None:
            above = build(f"{symbol}^2 #1", offset, first)
            below = build(f"{symbol} #1{symbol} #2", offset, second or [], third)
        elif second is not None:
            above = build(f"{symbol}#1#2", offset, _power(power, offset), first)
            below = _below(symbol, second, power, offset)
        else:
            above = build(f"{symbol}#1", offset, _power(power, offset))
            below = _below(symbol, first, power, offset)
        found = build("#1/#2" if star else "\\frac{#1}{#2}", offset, above, below)
        if second is None and reader.peek() == "(" and (inside := reader.delimited("(")) is not None:
            return [*found, *enclose("(", ")", inside, offset, "", False)]
        return found

    return handler


def _below(symbol: str, variable: Sequence[Token], power: Sequence[Token] | None, offset: int) -> list[Token]:
    r"""The variable of differentiation: its power is placed above an index (`\theta_j^2`), as in the package,
    but after another power, since it cannot have two."""
    bare = power is not None and not any(text in {"^", "'"} for text, _ in variable)
    return build(f"{symbol}#1#2" if bare else f"{symbol}{{#1}}#2", offset, variable, _power(power, offset))


def _power(power: Sequence[Token] | None, offset: int) -> list[Token]:
    return build("^{#1}", offset, power) if power is not None else []
