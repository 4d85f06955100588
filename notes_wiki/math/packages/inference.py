r"""Single rules of inference: mathpartir's `\inferrule`, proof's `\infer`, semantic's `\inference`.

In:  an expander whose reader is just after one of these commands.
Out: plain TeX, a fraction with the rule's name beside it. Trees of `bussproofs` are `proofs.py`'s.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.key_values import key_values
from notes_wiki.math.packages.environment_body import environment_body
from notes_wiki.math.tokens import Token, split, trim

_LEFT, _RIGHT = ("left", "Left", "lab", "Lab"), ("right", "Right")


def _inferrule(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\inferrule[Name]{A \\ B}{C}`, `\inferrule*[right=Name]{A}{C}`: premises side by side; those after a
    double row end are in a row of their own."""
    star = expander.reader.star()
    given = expander.reader.optional() or []
    names = key_values(given) if star else {"left": given}
    above, below = expander.argument(token), expander.argument(token)
    left = next((names[key] for key in _LEFT if names.get(key)), [])
    right = next((names[key] for key in _RIGHT if names.get(key)), [])
    template = ("\\text{#3}\\;" if left else "") + "\\dfrac{#1}{#2}" + ("\\;\\text{#4}" if right else "")
    return build(template, token[1], _premises(above, token[1]), _premises(below, token[1]), left, right)


def _premises(tokens: Sequence[Token], offset: int) -> list[Token]:
    r"""Premises side by side, in rows that `\\` parts."""
    rows: list[list[Token]] = [[]]
    for part in split(tokens, "\\\\"):
        premise = trim(part)
        if not premise:
            rows.append([])
        elif rows[-1]:
            rows[-1] += [("\\qquad", offset), *premise]
        else:
            rows[-1] = premise
    filled = [row for row in rows if row]
    if len(filled) < 2:
        return filled[0] if filled else []
    joined = [part for row in filled for part in (*row, ("\\\\", offset))]
    return build("\\begin{array}{@{}c@{}}#1\\end{array}", offset, joined[:-1])


def _infer(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\infer[\to I]{C}{A & B}`: the conclusion comes first."""
    expander.reader.star()
    name = expander.reader.optional() or []
    below, above = expander.argument(token), expander.argument(token)
    premises = [("\\qquad", offset) if text == "&" else (text, offset) for text, offset in above]
    template = "\\dfrac{#1}{#2}" + ("\\;{\\scriptstyle #3}" if name else "")
    return build(template, token[1], premises, below, name)


def _inference(expander: Expander, token: Token) -> Sequence[Token]:
    r"""semantic's `\inference[Name]{A & B}{C}[Name]`, with the premises first."""
    left = expander.reader.optional() or []
    above, below = expander.argument(token), expander.argument(token)
    right = expander.reader.optional() or []
    premises = [("\\qquad", offset) if text == "&" else (text, offset) for text, offset in above]
    template = ("\\text{#3}\\;" if left else "") + "\\dfrac{#1}{#2}" + ("\\;\\text{#4}" if right else "")
    return build(template, token[1], premises, below, left, right)


def _mathpar(expander: Expander, token: Token) -> Sequence[Token]:
    r"""mathpartir's `mathpar`: rules side by side, which `\and` parts, in lines."""
    body = environment_body(expander, "mathpar", token[1])
    parted = [("\\qquad", offset) if text in _AND else (text, offset) for text, offset in body]
    return build("\\begin{gathered}#1\\end{gathered}", token[1], parted)


_AND = frozenset({"\\and", "\\And"})
BEGINNINGS: dict[str, Handler] = {"mathpar": _mathpar}
"""What stands for a whole environment, by its name; the reader stands after `\\begin{name}`."""
HANDLERS: dict[str, Handler] = {
    "\\inferrule": _inferrule,
    "\\infer": _infer,
    "\\inference": _inference,
}
