r"""The package derivative, when it is loaded: `\odv[order=2]{y}{x}`, `\pdv{f}{x,y}_{z}`, `\odif{x,y}`.

In:  an expander whose reader is just after one of the package's commands.
Out: plain TeX.

Source: the package's manual (S. Jensen), version 1.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.key_values import key_values
from notes_wiki.math.packages.derivatives import differential, listed, quotient
from notes_wiki.math.tokens import Token


def _derivative(sign: str, *, left: str, right: str) -> Handler:
    r"""`\odv{y}{x}`; `*`: what is differentiated stands behind; `/` or `!` before the variables: in a line. A
    script says at which point, between `left` and `right`."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        reader = expander.reader
        is_behind = reader.star()
        order = _order(reader.optional() or [])
        function = expander.argument(token)
        in_line = (reader.next_is("/") or reader.next_is("!")) and bool(reader.pop())
        variables = listed(expander.argument(token), order)
        form = "#1/#2" if in_line else "\\frac{#1}{#2}"
        found = quotient(sign, function, variables, token[1], form=form, is_behind=is_behind)
        if reader.peek_now() not in {"_", "^"}:
            return found
        return build(f"\\left{left}#1\\right{right}", token[1], found)

    return handler


def _order(option: Sequence[Token]) -> list[Token]:
    """The orders that an option gives, `order={2,1}` or `2,1`."""
    if any(text == "=" for text, _ in option):
        return key_values(option).get("order", [])
    return list(option)


def _jacobian(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\jdv{u,v}{x,y}`."""
    expander.reader.star()
    expander.reader.optional()
    above, below = expander.argument(token), expander.argument(token)
    return build("\\frac{\\partial(#1)}{\\partial(#2)}", token[1], above, below)


def _differential(sign: str) -> Handler:
    r"""`\odif{x,y}`, `\odif[order=3]{x}`."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        expander.reader.star()
        order = _order(expander.reader.optional() or [])
        return differential(sign, expander.argument(token), token[1], order)

    return handler


_SIGNS = {"o": "\\mathrm{d}", "p": "\\partial", "m": "\\mathrm{D}", "f": "\\delta", "a": "\\Delta"}
HANDLERS: dict[str, Handler] = {
    **{
        f"\\{kind}dv": _derivative(sign, left="(", right=")")
        if kind == "p"
        else _derivative(sign, left=".", right="|")
        for kind, sign in _SIGNS.items()
    },
    **{f"\\{kind}dif": _differential(sign) for kind, sign in _SIGNS.items()},
    "\\jdv": _jacobian,
}
