r"""The package blkarray: a matrix with labels beside and above it.

    \begin{blockarray}{ccc} & a & b \\
    \begin{block}{c(cc)} x & 1 & 2 \\ y & 3 & 4 \\ \end{block} \end{blockarray}

In:  an expander whose reader is just after `\begin{blockarray}`.
Out: the block in its brackets; rows of the array beside it and columns beside the brackets are outside, one
     at each side (`exterior.py`). Of any other shape the rows are set without brackets, which is reported.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.packages.environment_body import environment_body
from notes_wiki.math.packages.exterior import Outside, bordered
from notes_wiki.math.reader import Reader, text_of
from notes_wiki.math.tokens import Token, split, trim

_OPENERS = frozenset({"(", "[", "|", "\\{", "\\|", "\\lvert", "\\lVert", "\\langle", "\\lfloor", "\\lceil"})
_CLOSERS = frozenset({")", "]", "|", "\\}", "\\|", "\\rvert", "\\rVert", "\\rangle", "\\rfloor", "\\rceil"})


def _block_array(expander: Expander, token: Token) -> Sequence[Token]:
    expander.reader.optional()
    expander.argument(token)
    body = environment_body(expander, "blockarray", token[1])
    parts = _parts(body)
    columns = parts[1][0] if len(parts) == 3 else []
    letters, left, right, outside = _read(columns)
    above, below = (_rows(parts[place][1]) if len(parts) == 3 else [] for place in (0, 2))
    if not letters or len(above) > 1 or len(below) > 1 or outside is None:
        message = "Only one block in brackets, with one row or column at each side, can be set here."
        hint = "Set each block as a matrix of its own."
        expander.fault("unknown-environment", message, token, hint)
        return build("\\begin{matrix}#1\\end{matrix}", token[1], _joined([part for _, part in parts]))
    outside = outside._replace(first_row=bool(above), last_row=bool(below))
    template = f"\\left{left}\\begin{{array}}{{@{{}}{letters}@{{}}}}#1\\end{{array}}\\right{right}"
    rows = _joined([part for _, part in parts])
    return bordered(expander, token, rows, outside, template, len(letters))


def _parts(body: Sequence[Token]) -> list[tuple[list[Token], list[Token]]]:
    """What stands before, in and after each block: the columns of the block, and the rows."""
    found: list[tuple[list[Token], list[Token]]] = []
    run: list[Token] = []
    reader = Reader(body)
    while reader:
        token = reader.pop()
        if token[0] not in {"\\begin", "\\end"}:
            run.append(token)
            continue
        name = reader.group() or []
        if text_of(name).rstrip("*") != "block":
            run += [token, *build("{#1}", token[1], name)]
        elif token[0] == "\\begin":
            found.append(([], run))
            run = []
            found.append((reader.group() or [], run))
        else:
            run = []
    return [*found, ([], run)]


def _read(columns: Sequence[Token]) -> tuple[str, str, str, Outside | None]:
    """The columns within the brackets, the brackets, and which columns are outside; None if too many are."""
    letters, left, right = "", ".", "."
    before = after = 0
    for text, _ in columns:
        if text in _OPENERS and left == ".":
            left, before, letters = text, len(letters), ""
        elif text in _CLOSERS:
            right = text
        elif text in {"l", "c", "r"} and right == ".":
            letters += text
        else:
            after += text in {"l", "c", "r"}
    fits = before < 2 and after < 2
    return letters, left, right, Outside(first_column=before > 0, last_column=after > 0) if fits else None


def _rows(tokens: Sequence[Token]) -> list[list[Token]]:
    return [row for row in split(tokens, "\\\\") if trim(row)]


def _joined(parts: Sequence[Sequence[Token]]) -> list[Token]:
    """The rows of all parts, one after another."""
    rows = [row for part in parts for row in _rows(part)]
    return [part for at, row in enumerate(rows) for part in ([("\\\\", row[0][1])] if at else []) + row]


BEGINNINGS: dict[str, Handler] = {"blockarray": _block_array}
