r"""The package diffcoeff, when it is loaded: `\diff{y}{x}`, `\diffp[2,1]{f}{x,y}[z]`, `\dl x`, `\jacob`.

In:  an expander whose reader is just after one of the package's commands.
Out: plain TeX.

Source: the package's manual (A. Parsloe), versions 4 and 5.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.packages.derivatives import (
    differential,
    evaluated,
    listed,
    option_now,
    quotient,
    total,
)
from notes_wiki.math.tokens import Token


def _derivative(sign: str, *, partial: bool) -> Handler:
    r"""`\diff[2]{y}{x}`; `*`: what is differentiated stands behind; `/` before the variables: in a line; `!`:
    the variables as an index of the sign; brackets at the end: at which point."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        reader, offset = expander.reader, token[1]
        if reader.next_is("."):  # a name for a form that the author has set up
            reader.pop()
            reader.until(".")
        is_behind = reader.star()
        is_compact = reader.next_is("!") and bool(reader.pop())
        is_behind = reader.star() or is_behind
        orders = reader.optional() or []
        whole = reader.optional() or []
        function = expander.argument(token)
        in_line = reader.next_is("/") and bool(reader.pop())
        variables = listed(expander.argument(token), orders)
        at = option_now(expander)
        if is_compact:
            names = [part for name, _ in variables for part in name]
            power = whole or total(variables, offset)
            found = build(f"{sign}_{{#1}}^{{#2}} #3", offset, names, power, function)
        else:
            form = "#1/#2" if in_line else "\\frac{#1}{#2}"
            found = quotient(sign, function, variables, offset, order=whole, form=form, is_behind=is_behind)
        return found if at is None else evaluated(found, at, offset, partial=partial)

    return handler


def _differential(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\dl x`, `\dl{x,y}`."""
    expander.reader.star()
    return differential("d", expander.argument(token), token[1])


def _jacobian(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\jacob{u,v}{x,y}`."""
    above, below = expander.argument(token), expander.argument(token)
    return build("\\frac{\\partial(#1)}{\\partial(#2)}", token[1], above, below)


HANDLERS: dict[str, Handler] = {
    "\\diff": _derivative("d", partial=False),
    "\\diffp": _derivative("\\partial", partial=True),
    "\\dl": _differential,
    "\\jacob": _jacobian,
}
