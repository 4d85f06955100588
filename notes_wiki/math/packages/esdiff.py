r"""The package esdiff, when it is loaded: `\diff[2]{y}{x}`, `\diffp{f}{{x^2}{y}}`, `\diffp*{p}{V}{T}`.

In:  an expander whose reader is just after one of the package's commands.
Out: plain TeX.

Source: the package's manual (P. Le Gal).
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.packages.derivatives import Variable, evaluated, quotient
from notes_wiki.math.reader import Reader
from notes_wiki.math.tokens import Token, trim


def _derivative(sign: str, *, partial: bool) -> Handler:
    r"""`\diff[2]{y}{x}`; with a star the point at which it is taken comes last."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        has_point = expander.reader.star()
        order = expander.reader.optional() or []
        function = expander.argument(token)
        variables = _variables(expander.argument(token), order)
        found = quotient(sign, function, variables, token[1], order=order)
        return evaluated(found, expander.argument(token), token[1], partial=partial) if has_point else found

    return handler


def _variables(tokens: Sequence[Token], order: Sequence[Token]) -> list[Variable]:
    """Variables in braces, each with the power typed with it; one without braces has the order of the
    whole."""
    groups: list[list[Token]] = []
    reader = Reader(trim(tokens))
    while reader.peek() == "{" and (group := reader.group()) is not None:
        groups.append(group)
    if not groups or trim(reader.rest()):
        return [(list(tokens), list(order))]
    return [_with_power(group) for group in groups]


def _with_power(group: list[Token]) -> Variable:
    """A variable apart from its power."""
    place = next((at for at, (text, _) in enumerate(group) if text == "^"), len(group))
    return group[:place], Reader(group[place + 1 :]).argument() or []


HANDLERS: dict[str, Handler] = {
    "\\diff": _derivative("d", partial=False),
    "\\diffp": _derivative("\\partial", partial=True),
}
