r"""Boxes of text in several lines: `tabular` in a formula, and `\shortstack`.

In:  an expander whose reader stands after `\begin{tabular}`, or after the command.
Out: an array whose cells are text.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.packages import rules
from notes_wiki.math.packages.environment_body import environment_body
from notes_wiki.math.packages.text_with_math import text_with_math
from notes_wiki.math.reader import Reader, text_of
from notes_wiki.math.tokens import Token, split, trim

_ROW_ENDS = frozenset({"\\cr", "\\newline", "\\tabularnewline"})
_BEFORE_CELLS = frozenset({"\\hline", "\\hdashline", *rules.HANDLERS})
_NO_TEXT = frozenset({"\\multicolumn", "\\multirow"})


def _tabular(expander: Expander, token: Token) -> Sequence[Token]:
    """A table of text where a cell of it has math between dollars; without any, notes have math in it."""
    position = text_of(expander.reader.optional() or [])
    columns = expander.argument(token)
    body = environment_body(expander, "tabular", token[1])
    if any(part == "$" for part, _ in body):
        body = _as_text(expander, body, token)
    option = f"[{position}]" if position in {"t", "c", "b"} else ""
    return build(f"\\begin{{array}}{option}{{#1}}#2\\end{{array}}", token[1], columns, body)


def _as_text(expander: Expander, body: Sequence[Token], token: Token) -> list[Token]:
    """Rows in which every cell is text, unless it begins with a command that lays out cells."""
    rows: list[Token] = []
    body = [("\\\\" if part in _ROW_ENDS else part, offset) for part, offset in body]
    for number, row in enumerate(split(body, "\\\\")):
        if number:
            rows.append(("\\\\", token[1]))
            rows += _gap(row)
        reader = Reader(row)
        while reader.peek() in _BEFORE_CELLS:
            reader.skip_spaces()
            rows += [reader.pop(), *rules.arguments(reader)]
        for place, cell in enumerate(split(reader.rest(), "&") if reader else []):
            rows += [("&", token[1])] if place else []
            inside = trim(cell)
            if not inside or inside[0][0] in _NO_TEXT:
                rows += _with_text_last(expander, inside, token)
            else:
                rows += text_with_math(expander, inside, "\\text", token[1])
    return rows


def _with_text_last(expander: Expander, cell: Sequence[Token], token: Token) -> list[Token]:
    r"""A cell that begins with a command whose last argument is text: `\multicolumn{2}{c}{so much}`."""
    reader = Reader(cell)
    found = [reader.pop()] if reader else []
    arguments: list[list[Token]] = []
    while reader.peek() == "{":
        arguments.append(reader.argument() or [])
    for number, argument in enumerate(arguments, 1):
        is_last = number == len(arguments)
        inside = text_with_math(expander, argument, "\\text", token[1]) if is_last else argument
        found += [("{", token[1]), *inside, ("}", token[1])]
    return [*found, *reader.rest()]


def _gap(row: list[Token]) -> list[Token]:
    r"""The distance in brackets that a row begins with, `\\[1em]`, which is taken away from it."""
    names = [part for part, _ in row]
    if names[:1] != ["["] or "]" not in names:
        return []
    end = names.index("]") + 1
    gap = row[:end]
    del row[:end]
    return gap


def _shortstack(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\shortstack[l]{$<$ \\[-0.07cm] $\sim$}`: lines of text below one another."""
    side = text_of(expander.reader.optional() or [])
    lines = _as_text(expander, expander.argument(token), token)
    column = side if side in {"l", "c", "r"} else "c"
    return build(f"\\begin{{subarray}}{{{column}}}#1\\end{{subarray}}", token[1], lines)


BEGINNINGS: dict[str, Handler] = {"tabular": _tabular}
"""What stands for a whole environment, by its name; the reader stands after `\\begin{name}`."""

HANDLERS: dict[str, Handler] = {"\\shortstack": _shortstack}
