r"""Several displays written as one: a `subequations`, or a pair of dollars, around more than one environment.

In:  a formula's tokens.
Out: the tokens with one environment that has all the rows, so that each can have its number.

LaTeX sets such displays below one another. The rows stay aligned if all of them are in `align`; if there are
others, all are centred. What stands between displays of `subequations` is text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from notes_wiki.math.reader import Reader, text_of
from notes_wiki.math.tokens import Token, find_closer, split, tokenize, trim

_CENTRED = frozenset({"equation", "gather", "multline"})
_COUNTED = frozenset({"alignat", "xalignat"})
_ALIGNED = _COUNTED | {"align", "flalign"}
_KNOWN = _CENTRED | _ALIGNED | {"eqnarray"}


def as_one_display(tokens: Sequence[Token], *, texts: bool) -> list[Token]:
    """The tokens with all displays made one, if there are several and nothing else. `texts`: whether text may
    stand between them."""
    if not tokens or tokens[0][0] != "\\begin":
        return list(tokens)
    rows: list[list[Token]] = []
    names: list[str] = []
    between: list[Token] = []
    for name, part in _parts(tokens):
        if not name:
            between += part
            continue
        text = trim([token for token in between if token[0] != "\\\\"])
        if name.rstrip("*") not in _KNOWN or (text and not (texts and names)):
            return list(tokens)
        if text:
            text = [*tokenize("\\intertext{", text[0][1]), *text, ("}", text[-1][1])]
        rows += _rows(name, part, text)
        names.append(name.rstrip("*"))
        between = []
    if len(names) < 2 or trim(between):
        return list(tokens)
    return _put_together(rows, set(names), tokens)


def _parts(tokens: Sequence[Token]) -> Iterator[tuple[str, list[Token]]]:
    """Each environment's name, "?" if its end does not fit, and what is in it; each token that stands between
    them, without a name."""
    place = 0
    while place < len(tokens):
        if tokens[place][0] != "\\begin":
            yield "", [tokens[place]]
            place += 1
            continue
        end = find_closer(tokens, place, "\\begin", "\\end")
        reader = Reader(tokens[place + 1 : end])
        name = text_of(reader.group() or [])
        place = find_closer(tokens, end + 1, "{", "}") + 1
        yield name if text_of(tokens[end + 2 : place - 1]) == name else "?", reader.rest()


def _rows(name: str, inside: list[Token], text: list[Token]) -> list[list[Token]]:
    """The rows of one display, the first behind a text. Those of a display with a star have no numbers; of a
    `multline`, only the last has one."""
    if name.rstrip("*") in _COUNTED:
        reader = Reader(inside)
        reader.group()
        inside = reader.rest()
    rows = split(inside, "\\\\")
    if len(rows) > 1 and not trim(rows[-1]):
        rows.pop()
    numbered = 0 if name.endswith("*") else 1 if name == "multline" else len(rows)
    for row in rows[: len(rows) - numbered]:
        row.append(("\\notag", inside[0][1] if inside else 0))
    return [[*text, *rows[0]], *rows[1:]]


def _put_together(rows: list[list[Token]], names: set[str], tokens: Sequence[Token]) -> list[Token]:
    """One display of these rows, in place of the `tokens` that were displays of these names."""
    environment = "align" if names <= _ALIGNED else "eqnarray" if names == {"eqnarray"} else "gather"
    if environment == "gather":
        rows = [[token for part in split(row, "&") for token in part] for row in rows]
    found = tokenize(f"\\begin{{{environment}}}", tokens[0][1])
    for place, row in enumerate(rows):
        found += [("\\\\", tokens[0][1]), *row] if place else row
    return [*found, *((text, tokens[-1][1]) for text, _ in tokenize(f"\\end{{{environment}}}"))]
