r"""The package systeme: `\systeme{2x + y = 1, x - y = 0}`, equations whose terms stand below one another.

In:  an expander whose reader is just after `\systeme`.
Out: an array behind a brace, with a column for each variable and one for its sign.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.packages.columns import MOST_COLUMNS
from notes_wiki.math.reader import text_of
from notes_wiki.math.tokens import Token, split, trim

_RELATIONS = frozenset(
    {"=", "<", ">", *(f"\\{name}" for name in "le leq leqslant ge geq geqslant ne neq".split())}
)
_MOST_VARIABLES = (MOST_COLUMNS - 3) // 2
_SIGNS = frozenset({"+", "-", "−", "\\pm", "\\mp"})


class _Equation(NamedTuple):
    """The terms of an equation by their variables, each with its sign; the relation, and what follows it."""

    terms: dict[str, list[Token]]
    signs: dict[str, Token]
    relation: list[Token]
    right: list[Token]


def _system(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\systeme[xyz]{…}`: the brackets say in which order the variables stand; else in that of the
    alphabet."""
    expander.reader.star()
    order = text_of(expander.reader.optional() or [])
    expander.reader.optional()  # how equations are numbered
    parts = [part for part in split(expander.argument(token), ",") if trim(part)]
    equations = [_read(part) for part in parts]
    names = sorted(
        {name for one in equations for name in one.terms},
        key=lambda name: (not name, order.find(name[:1]) if order else 0, name),
    )
    if len(names) > _MOST_VARIABLES:  # more than there can be columns: as typed
        typed = [part for one in parts for part in [*one, ("\\\\", token[1])]][:-1]
        return build("\\left\\{\\begin{array}{@{}l@{}}#1\\end{array}\\right.", token[1], typed)
    rows = [_row(one, names, token[1]) for one in equations]
    inside = [part for at, row in enumerate(rows) for part in ([("\\\\", token[1])] if at else []) + row]
    columns = "r" + "@{}c@{}r" * (len(names) - 1) + "@{}c@{}l"
    template = f"\\left\\{{\\begin{{array}}{{@{{}}{columns}@{{}}}}#1\\end{{array}}\\right."
    return build(template, token[1], inside)


def _read(equation: list[Token]) -> _Equation:
    """An equation, cut at its signs and its relation."""
    at = next((at for at, (text, _) in enumerate(equation) if text in _RELATIONS), len(equation))
    terms: dict[str, list[Token]] = {}
    signs: dict[str, Token] = {}
    sign: Token | None = None
    term: list[Token] = []
    depth = 0
    for token in [*equation[:at], ("+", 0)]:
        depth += (token[0] in {"{", "("}) - (token[0] in {"}", ")"})
        if token[0] not in _SIGNS or depth > 0:
            term.append(token)
            continue
        if term := trim(term):
            name = _variable(term)
            if name in terms:  # another term of this variable stands beside the first
                terms[name] += [sign or ("+", term[0][1]), *term]
            else:
                terms[name] = term
                signs[name] = sign or ("+", term[0][1])
        sign, term = token, []
    return _Equation(terms, signs, equation[at : at + 1], trim(equation[at + 1 :]))


def _variable(term: Sequence[Token]) -> str:
    """The last letter of a term, with its index; "" for a number."""
    for at in range(len(term) - 1, -1, -1):
        text = term[at][0]
        if len(text) == 1 and text.isalpha() and (at == 0 or term[at - 1][0] not in {"_", "^", "{"}):
            return text + text_of(term[at + 1 :])
    return ""


def _row(equation: _Equation, names: Sequence[str], offset: int) -> list[Token]:
    """The cells of an equation. The first term has a sign only if it is no plus."""
    cells: list[list[Token]] = []
    begun = False
    for place, name in enumerate(names):
        term, sign = equation.terms.get(name, []), equation.signs.get(name, ("", offset))
        is_hidden = not begun and sign[0] == "+"
        if place:
            cells.append(build("\\:{#1}\\:", offset, [sign]) if term and not is_hidden else [])
        elif term and not is_hidden:
            term = [sign, *term]
        cells.append(term)
        begun = begun or bool(term)
    relation = build("\\;{#1}\\;", offset, equation.relation) if equation.relation else []
    cells += [relation, equation.right]
    return [part for at, cell in enumerate(cells) for part in ([("&", offset)] if at else []) + cell]


HANDLERS: dict[str, Handler] = {"\\systeme": _system}
