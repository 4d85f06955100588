r"""Signs at the edges of what is coloured: `\textcolor{red}{=}`, `\color{red} + b`.

In:  what is coloured, and the expander that it comes from.
Out: these signs with a mark as the script of each, as bold ones have it (`bold_signs.py`), and what is
     between them. In a group they would have no space to what is beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.expand import Expander
from notes_wiki.math.marks import coloured
from notes_wiki.math.packages.bold_signs import DELIMITING, SCRIPTS, SIGNS, TAKING
from notes_wiki.math.tokens import Token, trim

_BRACKETS = frozenset(
    {*"()[]|", *(f"\\{side}{name}" for side in "lr" for name in ("angle", "floor", "ceil"))}
)
_MORE = frozenset(
    f"\\{name}"
    for name in (
        "hookrightarrow hookleftarrow rightharpoonup leftharpoonup rightleftharpoons leadsto Longrightarrow "
        "Longleftarrow longleftrightarrow Longleftrightarrow longmapsto twoheadrightarrow sqsubseteq "
        "sqsupseteq leqslant geqslant lesssim gtrsim subsetneq supsetneq nsubseteq nleq ngeq vDash Vdash "
        "coloneqq eqqcolon triangleq trianglelefteq lhd rhd ltimes rtimes boxtimes boxplus approxeq nmid "
        "nparallel precsim bowtie therefore because"
    ).split()
)
_SIGNS = (SIGNS - _BRACKETS) | _MORE | frozenset(",;:")
# What the engine sets as a sign between wide spaces.
_SPACED = {"\\implies": "\\Longrightarrow", "\\impliedby": "\\Longleftarrow", "\\iff": "\\Longleftrightarrow"}


def with_signs_apart(
    inside: Sequence[Token], colour: str, expander: Expander
) -> tuple[list[Token], list[Token], list[Token]]:
    """The sign that begins what is coloured, what is between, and the sign that ends it. A sign that has
    scripts is none of these."""
    middle = trim(inside)
    before: list[Token] = []
    after: list[Token] = []
    if middle and _is_sign(middle[0]) and _is_free(middle[1:], expander):
        before = _marked(middle[0], colour, expander)
        middle = trim(middle[1:])
    if middle and _is_sign(middle[-1]) and _is_base(middle[:-1]) and expander.reader.peek() not in SCRIPTS:
        after = _marked(middle[-1], colour, expander)
        middle = trim(middle[:-1])
    return before, middle, after


def _is_sign(token: Token) -> bool:
    return token[0] in _SIGNS or token[0] in _SPACED


def _is_base(before: Sequence[Token]) -> bool:
    """Whether no command takes what comes next."""
    text = next((text for text, _ in reversed(before) if not text.isspace()), "")
    return text not in TAKING and text not in DELIMITING and text != "\\over"


def _is_free(after: Sequence[Token], expander: Expander) -> bool:
    """Whether no script comes next."""
    following = next((text for text, _ in after if not text.isspace()), expander.reader.peek())
    return following not in SCRIPTS


def _marked(sign: Token, colour: str, expander: Expander) -> list[Token]:
    text, offset = sign
    if arrow := _SPACED.get(text):
        space = ("\\;", offset)
        return [space, *_marked((arrow, offset), colour, expander), space]
    return [sign, ("_", offset), (expander.mark(coloured(colour)), offset)]
