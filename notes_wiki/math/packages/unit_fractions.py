r"""The `units` package: `\unit[3]{m}` and `\unitfrac[5]{m}{s}`, when it is loaded (`\unit` is siunitx's
otherwise).

In:  an expander whose reader is just after one of the package's commands.
Out: plain TeX: a number, and its unit as text.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.tokens import Token


def _with_number(template: str, arguments: int) -> Handler:
    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        number = expander.reader.optional() or []
        before = "#1\\," if number else ""
        units = [expander.argument(token) for _ in range(arguments)]
        return build(f"{{{before}{template}}}", token[1], number, *units)

    return handler


HANDLERS: dict[str, Handler] = {
    "\\unit": _with_number("\\mathrm{#2}", 1),
    "\\unitfrac": _with_number("\\mathrm{#2}/\\mathrm{#3}", 2),
}
