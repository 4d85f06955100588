r"""What TeX makes an operator because something is set over or under it: `\underbrace{a}_{b}`, and
`\underset{x}{\operatorname{argmin}}`. Beside letters it has the thin space of one, so that two braces in a
row do not touch.

In:  an expander whose reader is just after the command.
Out: the same as `\mathop`.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.packages.operator_names import OPERATORS
from notes_wiki.math.packages.scripts import script
from notes_wiki.math.reader import Reader
from notes_wiki.math.tokens import ENGINE, Token, trim

_NAMES = OPERATORS | {"\\mathrm", "\\text", "\\textrm"}
_SIGNS = frozenset("+-*").union(
    f"\\{name}"
    for name in "pm mp cdot times ast star circ bullet oplus otimes ominus cup cap vee wedge".split()
)
_STACKED = frozenset({"\\underset", "\\overset"})


def _brace(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\underbrace{a}_{b}`, with the scripts that follow: `^{c}` stands over the whole."""
    name, offset = token
    inside = _argument(expander, token)
    scripts: dict[str, list[Token]] = {}
    while (sign := expander.reader.peek()) in {"^", "_", "\\limits"} and sign not in scripts:
        expander.reader.skip_spaces()
        expander.reader.pop()
        if sign != "\\limits":  # which are there already
            scripts[sign] = script(expander) or []
    near, far, stack = ("_", "^", "overset") if name.startswith("\\under") else ("^", "_", "underset")
    template = f"{name}{ENGINE}{{#1}}"
    if near in scripts:
        template += f"{near}{{#2}}"
    if far in scripts:
        template = f"\\{stack}{ENGINE}{{#3}}{{{template}}}"
    # A sign behind an operator would be no sign between two things, `\underbrace{a}_b + c`.
    if expander.reader.peek() not in _SIGNS:
        template = f"\\mathop{ENGINE}{{{template}}}"
    return build(template, offset, inside, scripts.get(near, []), scripts.get(far, []))


def _set(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\underset{x}{\max}`: an operator if its base is one, as `\underset{x}{\to}` is an arrow."""
    name, offset = token
    above, base = _argument(expander, token), _argument(expander, token)
    template = f"{name}{ENGINE}{{#1}}{{#2}}"
    if _is_operator(base):
        template = f"\\mathop{ENGINE}{{{template}}}"
    return build(template, offset, above, base)


def _argument(expander: Expander, token: Token) -> list[Token]:
    r"""The next argument, which may be a command with arguments of its own, `\overset{a}\mathrm{b}`."""
    found = script(expander)
    return expander.argument(token) if found is None else found


def _is_operator(tokens: Sequence[Token]) -> bool:
    """Whether they begin with the name of one, or with one that has something over or under it."""
    bare = trim(tokens)
    while bare and bare[0][0] in _STACKED:
        reader = Reader(bare[1:])
        reader.argument()
        bare = trim(reader.argument() or [])
    return bool(bare) and bare[0][0] in _NAMES


HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(("\\underbrace", "\\overbrace", "\\underbracket", "\\overbracket"), _brace),
    **dict.fromkeys(_STACKED, _set),
}
