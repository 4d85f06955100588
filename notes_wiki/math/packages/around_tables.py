r"""Alphabets around tables: `\mathbf{A = \begin{pmatrix} a \\ b \end{pmatrix}}`. In TeX the cells of a table
are formulas of their own, which the alphabet does not reach.

In:  what a command such as `\mathbf` holds.
Out: its parts beside tables in the alphabet, and the tables as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.packages.bold_signs import SIGNS
from notes_wiki.math.reader import Reader
from notes_wiki.math.tokens import Token, trim

_BRACKETS = frozenset({"\\left", "\\right", "\\middle"})
_SCRIPTS = frozenset({"^", "_"})
_UNCHANGED = SIGNS | frozenset({*",;:.", *(f"\\{name}" for name in (*",;:!", "quad", "qquad"))})


def around_tables(
    inside: Sequence[Token], offset: int, styled: Callable[[list[Token]], list[Token]]
) -> list[Token]:
    """The tokens with what `styled` makes of the parts that stand in no table. Tables within groups are left
    to it."""
    if all(text != "\\begin" for text, _ in inside):
        return styled(list(inside))
    found: list[Token] = []
    run: list[Token] = []
    reader = Reader(inside)

    def end_run() -> None:
        first, last = _inner(run)
        middle = styled(run[first:last]) if first < last else []
        found.extend([*run[:first], *middle, *run[last:]])
        run.clear()

    while reader:
        token = reader.pop()
        if token[0] == "\\begin":
            end_run()
            found += [token, *_to_end(reader)]
        elif token[0] in _BRACKETS:
            end_run()
            found += [token, *(reader.argument() or [])]
        elif token[0] in _SCRIPTS and not trim(run):  # of a table, or of brackets
            found += [token, *build("{#1}", offset, styled(reader.argument() or []))]
        elif token[0] == "{":
            reader.push([token])
            run += build("{#1}", offset, reader.group() or [])
        else:
            run.append(token)
    end_run()
    return build("{#1}", offset, found)


def _inner(run: Sequence[Token]) -> tuple[int, int]:
    """Where a run begins and ends without the signs at its edges, which no alphabet changes: in a group they
    would have no space to what is beside it."""
    first, last = 0, len(run)
    while first < last and (run[first][0].isspace() or run[first][0] in _UNCHANGED):
        first += 1
    while last > first and (run[last - 1][0].isspace() or run[last - 1][0] in _UNCHANGED):
        last -= 1
    return first, last


def _to_end(reader: Reader) -> list[Token]:
    r"""Everything to the `\end` of a table that is open, with its name."""
    found: list[Token] = []
    depth = 1
    while reader and depth:
        found.append(reader.pop())
        depth += (found[-1][0] == "\\begin") - (found[-1][0] == "\\end")
    name = reader.group()
    return found if name is None else [*found, *build("{#1}", 0, name)]
