r"""`\ce{…}`: chemical formulas and equations.

In:  the argument's text.
Out: TeX tokens, each with its place in the text.

The rules of mhchem's manual, a function each (`arrows`, `inner`, `names`, `operators`, `scripts`, `spacing`),
are tried one after another wherever the `Reader` stands.
"""

from __future__ import annotations

from notes_wiki.math.packages.mhchem import arrows, inner, names, operators, scripts, spacing
from notes_wiki.math.packages.mhchem.brackets import Part
from notes_wiki.math.packages.mhchem.reader import Reader, Rules
from notes_wiki.math.tokens import Token


def chemistry(text: str, place: int = 0, *, outermost: bool = False) -> list[Token]:
    """The tokens that a chemical text stands for; `outermost` in a group of their own, so that a script
    after them has a base, unless the rows and columns of a table are among them."""
    tokens, in_rows = Reader(Part(text, place), _RULES).read()
    return [("{", place), *tokens, ("}", place)] if outermost and not in_rows else tokens


_RULES: Rules = (
    arrows.up_or_down,
    names.upright,
    names.orbital,
    arrows.arrow,
    operators.plus,
    names.amount,
    operators.operator,
    operators.ending_minus,
    operators.hyphen,
    operators.minus,
    names.later_amount,
    names.letters,
    names.digits,
    spacing.white_space,
    spacing.row,
    spacing.ellipsis,
    operators.added,
    spacing.state,
    names.opening,
    names.closing,
    spacing.comma,
    scripts.no_script,
    scripts.above,
    scripts.state_below,
    scripts.below,
    operators.bond_sign,
    names.group,
    names.math,
    inner.command,
    spacing.passed,
)
