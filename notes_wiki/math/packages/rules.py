r"""Rules of tables besides `\hline`: LaTeX's `\cline`, and booktabs' `\toprule`, `\midrule`, `\cmidrule`;
spaces between rows.

In:  an expander whose reader is just after one of these commands.
Out: a `\hline`, a mark that says which cells of the row have a rule, or the length of a space.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.cell_marks import BOTTOM, TOP, CellMark, cell_mark
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.lengths import length
from notes_wiki.math.reader import Reader, text_of
from notes_wiki.math.tokens import Token, whole_number

_PARTIAL = frozenset({"\\cline", "\\cmidrule"})
_ROW_ENDS = frozenset({"\\\\", "\\cr"})
_SKIPS = {"\\smallskip": "0.3em", "\\medskip": "0.6em", "\\bigskip": "1.2em"}
_MOST_AHEAD = 50
"""Rules that are looked at to see whether they end the table."""


def _partial(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\cline{2-3}`, `\cmidrule(lr){2-3}`: below some cells of the row before it."""
    first, _, last = _span(expander.reader).partition("-")
    if not (whole_number(first) and whole_number(last)):
        message = f"{token[0]} needs the numbers of two columns."
        expander.fault("missing-argument", message, token, f"Write {token[0]}{{2-3}}.")
        return []
    side = TOP
    if _ends_table(expander.reader):  # no row follows, so the one before it has the rule
        side = BOTTOM
        written = expander.output.tokens
        while written and written[-1][0].isspace():
            written.pop()
        if written and written[-1][0] in _ROW_ENDS:
            written.pop()
    return expander.end_mark(cell_mark(CellMark.PARTIAL, f"{side} {first}-{last}"), token[1])


def _span(reader: Reader) -> str:
    """The columns that a rule spans, as typed; its width and what is cut off it are read before."""
    reader.optional()
    if reader.peek() == "(":
        reader.delimited("(")
    return text_of(reader.argument() or []).replace(" ", "")


def arguments(reader: Reader) -> list[Token]:
    """The arguments of a rule, with their brackets."""
    found: list[Token] = []
    for opener, closer in ("[]", "()", "{}"):
        if reader.peek() == opener:
            inside = reader.argument() if opener == "{" else reader.delimited(opener)
            found += [(opener, 0), *inside, (closer, 0)] if inside is not None else []
    return found


def _ends_table(reader: Reader) -> bool:
    """Whether nothing but such rules follows in the table; nothing is read."""
    read: list[Token] = []
    count = 0
    while reader.peek() in _PARTIAL and (count := count + 1) <= _MOST_AHEAD:
        while reader and not reader.next_is("}"):
            read.append(reader.pop())
        read += [reader.pop()] if reader else []
    ends = reader.peek() == "\\end"
    reader.push(read)
    return ends


def _whole(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\toprule[2pt]`."""
    expander.reader.optional()
    return [("\\hline", token[1])]


def _space(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\addlinespace[1ex]` between two rows."""
    given = expander.reader.optional()
    return _row_gap(expander, text_of(given) if given else "0.5em", token[1])


def _no_align(expander: Expander, token: Token) -> Sequence[Token]:
    r"""Plain TeX's `\noalign{\vskip 2pt}`, `\noalign{\hrule}` between two rows: a space, or a rule."""
    inside = expander.argument(token)
    names = {text for text, _ in inside}
    if "\\hrule" in names:
        return [("\\hline", token[1])]
    for name, words in _SKIPS.items():
        if name in names:
            return _row_gap(expander, words, token[1])
    start = next((at for at, (text, _) in enumerate(inside) if text in {"\\vskip", "\\kern"}), None)
    return [] if start is None else _row_gap(expander, text_of(inside[start + 1 :]), token[1])


def _row_gap(expander: Expander, words: str, offset: int) -> list[Token]:
    r"""The length in brackets that `row_gaps.py` looks for after `\\`; nothing in any other place, or if it
    is none."""
    written = next((text for text, _ in reversed(expander.output.tokens) if not text.isspace()), "")
    if written not in _ROW_ENDS or length(words) is None:
        return []
    return [("[", offset), *((char, offset) for char in words), ("]", offset)]


HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(_PARTIAL, _partial),
    **dict.fromkeys(("\\toprule", "\\midrule", "\\bottomrule"), _whole),
    "\\addlinespace": _space,
    "\\noalign": _no_align,
}
