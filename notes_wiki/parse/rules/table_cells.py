r"""The cells of a row of a table, each with the column that it begins in.

A `|` inside `[[target|words]]` never ends a cell. One inside code or a formula does, as in GFM, unless the
row would then have too many cells: in that case the author meant it as part of the code or formula. What is
behind the last column, which GFM leaves out, stays in that column as it is typed. A backslash before a bar is
not part of the text, as in GFM, not even in a formula; but in `pandoc`, and in a table whose formulas have
bars without a backslash, it belongs to the TeX.
"""

from __future__ import annotations

import re
from itertools import pairwise

from markdown_it.rules_block import StateBlock

from notes_wiki.parse.grammar import grammar_of
from notes_wiki.pattern import pattern

Cell = tuple[int, str]
"""Where a cell begins in its line, and its text."""

_PIECES = pattern(r"\\.|\[\[[^\[\]\n]*\]\]|\||[^\\|\[]+|.", re.S)
"""A row in pieces: an escaped character, a wikilink, a bar, and what is between them."""
_GUARDED = pattern(
    r"\\\\?\(.*?\\\\?\)|\\.|\[\[[^\[\]\n]*\]\]|(`+)(?!`).*?(?<!`)\1(?!`)|\$\$.+?\$\$|\$[^\s$](?:[^$]*[^\s$\\])?\$|\||.",
    re.S,
)
"""The same, but code and formulas are pieces too, so that bars in them end no cell."""
_WIKILINK = pattern(r"\[\[[^\[\]\n]*\]\]")
_BAR = pattern(r"(?<!\\)\|")
_FORMULAS = ("$", "\\(", "\\\\(")


def has_bar(header: str) -> bool:
    """Whether a header over a row of dashes without bars has one, outside wikilinks, code and formulas."""
    if not _BAR.search(_WIKILINK.sub("", header)):
        return False
    return any(piece[0] == "|" for piece in _GUARDED.finditer(header))


def line_of(state: StateBlock, line: int) -> str:
    """A line with blanks for what precedes its text: its indentation, or the mark of the list item that it
    begins."""
    indent = state.tShift[line]
    return " " * indent + state.src[state.bMarks[line] + indent : state.eMarks[line]]


def split(line: str, wanted: int) -> list[Cell]:
    """The cells of a row: where each begins in the line, and its text."""
    cells = _split(line, _PIECES)
    if len(cells) > wanted and ("$" in line or "`" in line or "\\(" in line):
        return _split(line, _GUARDED)
    return cells


def row_of(line: str, wanted: int) -> list[Cell]:
    """The cells of a row below the header; more than are `wanted` are one cell."""
    cells = split(line, wanted)
    while len(cells) > wanted and not cells[-1][1]:
        cells.pop()
    if len(cells) > wanted:
        begin, (last, text) = cells[wanted - 1][0], cells[-1]
        cells[wanted - 1 :] = [(begin, line[begin : last + len(text)])]
    return cells


def cells_of(state: StateBlock, line: int, wanted: int = 0) -> list[Cell]:
    """The cells of a row of a table. Where nobody says how many there are, no bar in code or a formula ends
    one."""
    text = line_of(state, line)
    return split(text, wanted) if wanted else _split(text, _GUARDED)


def _split(line: str, pieces: re.Pattern[str]) -> list[Cell]:
    bars = [-1, *(piece.start() for piece in pieces.finditer(line) if piece[0] == "|"), len(line)]
    cells = []
    for number, (left, right) in enumerate(pairwise(bars)):
        text = line[left + 1 : right]
        if not text.strip() and (number == 0 or number == len(bars) - 2):
            continue
        begin = left + 1 + len(text) - len(text.lstrip())
        cells.append((begin, text.strip()))
    return cells


def literal_signs(state: StateBlock, start: int, end: int, wanted: int) -> tuple[str, ...]:
    r"""What pieces of a table's cells begin with in which `\|` stays as it is."""
    if grammar_of(state).dialect.name == "pandoc":
        return (*_FORMULAS, "`")
    last = start
    while last < end and not state.isEmpty(last):
        last += 1
    if "\\|" not in state.src[state.bMarks[start] : state.eMarks[last - 1]]:
        return ()
    rows = (line_of(state, line) for line in range(start, last))
    bare = any("$" in row and len(_split(row, _PIECES)) > len(split(row, wanted)) for row in rows)
    return _FORMULAS if bare else ()


def unescaped(text: str, literal: tuple[str, ...]) -> str:
    """A cell's text without the backslashes before its bars, except in pieces that are literal."""
    if "\\|" not in text:
        return text
    pieces = (piece[0] for piece in _GUARDED.finditer(text)) if literal else (text,)
    return "".join(
        piece if literal and piece.startswith(literal) else piece.replace("\\|", "|") for piece in pieces
    )
