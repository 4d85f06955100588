r"""The package witharrows: `\begin{WithArrows} A &= B \Arrow{why} \\ &= C \end{WithArrows}`.

In:  an expander whose reader is just after `\begin{WithArrows}` or `\begin{DispWithArrows}`.
Out: an alignment in which an arrow down, and what is said of it, stand beside the row from which it leads.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.packages.environment_body import environment_body
from notes_wiki.math.reader import Reader
from notes_wiki.math.tokens import Token, split


def _with_arrows(name: str, inner: str) -> Handler:
    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        expander.reader.optional()
        rows = split(environment_body(expander, name, token[1]), "\\\\")
        inside = [
            part
            for at, row in enumerate(rows)
            for part in ([("\\\\", token[1])] if at else []) + _row(row, token[1])
        ]
        return build(f"\\begin{{{inner}}}#1\\end{{{inner}}}", token[1], inside)

    return handler


def _row(row: Sequence[Token], offset: int) -> list[Token]:
    """A row with its arrows in a column of their own."""
    found: list[Token] = []
    arrows: list[Token] = []
    reader = Reader(row)
    while reader:
        token = reader.pop()
        if token[0] != "\\Arrow":
            found.append(token)
            continue
        reader.optional()
        arrows += build("\\quad\\downarrow\\;\\text{#1}", token[1], reader.argument() or [])
    if not arrows:
        return found
    count = len(split(found, "&"))  # the arrow stands in the left half of a pair of columns
    return [*found, *([("&", offset)] * (3 if count == 1 else 1 + (count % 2 == 0))), *arrows]


BEGINNINGS: dict[str, Handler] = {
    "WithArrows": _with_arrows("WithArrows", "aligned"),
    "DispWithArrows": _with_arrows("DispWithArrows", "align"),
    "DispWithArrows*": _with_arrows("DispWithArrows*", "align*"),
}
