r"""siunitx: several numbers in one command: `\numrange{1}{5}`, `\qtylist{1;2}{m}`, `\qtyproduct{2 x 3}{cm}`.

In:  an expander whose reader is just after the command.
Out: single numbers and quantities, with the words or signs between them that siunitx has in English.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.reader import text_of
from notes_wiki.math.tokens import Token

_RANGE, _LIST, _PRODUCT = "range", "list", "product"


def _several(kind: str, *, units: bool) -> Handler:
    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        expander.reader.optional()
        first = text_of(expander.argument(token))
        if kind == _RANGE:
            numbers = [first, text_of(expander.argument(token))]
        else:
            numbers = first.split(";") if kind == _LIST else first.replace("\\times", "x").split("x")
        unit = expander.argument(token) if units else []
        command = "\\SI{%s}{#1}" if units else "\\num{%s}"
        shown = [command % number.strip() for number in numbers if number.strip()]
        template = "{" + _joined(kind, shown) + "}"
        return build(template, token[1], unit)

    return handler


def _joined(kind: str, shown: list[str]) -> str:
    if kind == _PRODUCT:
        return "\\times ".join(shown)
    if kind == _RANGE:
        return "\\text{ to }".join(shown)
    if len(shown) < 3:
        return "\\text{ and }".join(shown)
    return ",\\ ".join(shown[:-1]) + "\\text{, and }" + shown[-1]


def _settings(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\sisetup{…}`: how numbers look is the theme's to say."""
    expander.argument(token)
    return []


HANDLERS: dict[str, Handler] = {
    **{f"\\num{kind}": _several(kind, units=False) for kind in (_RANGE, _LIST, _PRODUCT)},
    **{f"\\qty{kind}": _several(kind, units=True) for kind in (_RANGE, _LIST, _PRODUCT)},
    "\\SIrange": _several(_RANGE, units=True),
    "\\SIlist": _several(_LIST, units=True),
    "\\sisetup": _settings,
}
