r"""The commonest commands of `physics`, rewritten in the text itself: a part of the fast path, several times
faster than reading a formula token by token.

In:  a formula's text.
Out: the text with `\qty(…)`, `\abs`, `\norm`, `\ket`, `\dd`, `\dv`, `\pdv`, `\mqty` replaced by the plain TeX
     that `physics` gives for them; None where one is written in a way that is not simple (an argument that
     is missing, a bracket that is never closed), which is for `physics` to read and tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from notes_wiki.math.reader import CLOSER_OF
from notes_wiki.pattern import pattern

MOST = 50
"""The most commands that are rewritten in one formula; each costs a search and a copy of the rest."""

_SIGN = pattern(r"\\(?:[a-zA-Z]+|[\s\S])|[(){}|]|\[|\]")
_SINGLE = pattern(r"[A-Za-z0-9]|\\(?!(?:end|right)(?![a-zA-Z]))[a-zA-Z]+")
_SPACE = pattern(r"\s*")
_SIZE = pattern(r"\s*(\*)?\s*(\\(?:big|Big|bigg|Bigg)(?![a-zA-Z]))?\s*")
PAIRS = {"(": ("(", ")"), "[": ("[", "]"), "{": ("\\{", "\\}"), "|": ("|", "|")}
"""What `\\qty` makes of the bracket after it."""
_MATRICES = {"(": "pmatrix", "[": "bmatrix", "|": "vmatrix", "{": "matrix"}

Rewritten = tuple[str, int]
"""What stands for a command, and the place after what was read."""
Rewrite = Callable[[str, int], Rewritten | None]
"""Reads a command's arguments from a place in a text."""


def rewrite(tex: str, commands: frozenset[str]) -> str | None:
    """The text with those of `commands` that this module knows replaced, outermost first as TeX does."""
    place = 0
    for _ in range(MOST):
        found = _next_command(tex, place)
        if found is None:
            return tex
        place = found.start()
        if found[0] not in commands:
            return None
        plain = REWRITES[found[0]](tex, found.end())
        if plain is None:
            return None
        tex = tex[:place] + plain[0] + tex[plain[1] :]
    return None


def _next_command(tex: str, place: int) -> re.Match[str] | None:
    """The next command that is rewritten. A backslash after another makes no command, but ends a row."""
    while (found := _COMMAND.search(tex, place)) is not None:
        start = found.start()
        before = tex[:start]
        if (start - len(before.rstrip("\\"))) % 2 == 0:
            return found
        place = found.end()
    return None


def _skip(tex: str, place: int) -> int:
    """The position of the next character that is not white space."""
    found = _SPACE.match(tex, place)
    return found.end() if found else place


def _delimited(tex: str, place: int) -> Rewritten | None:
    """The content between the bracket at `place` and its closer, as `Reader.delimited` reads it."""
    opener = tex[place : place + 1]
    closer = CLOSER_OF.get(opener)
    if closer is None:
        return None
    depth = braces = 0
    for found in _SIGN.finditer(tex, place + 1):
        sign = found[0]
        if sign == closer and depth == 0 and braces == 0:
            return tex[place + 1 : found.start()], found.end()
        if sign == "{":
            braces += 1
        elif sign == "}":
            braces -= 1
            if braces < 0:
                return None
        elif braces == 0:
            depth += (sign == opener) - (sign == closer)
    return None


def _group(tex: str, place: int) -> Rewritten | None:
    """A braced group that comes next."""
    place = _skip(tex, place)
    return _delimited(tex, place) if tex.startswith("{", place) else None


def argument(tex: str, place: int) -> Rewritten | None:
    """A braced group, or a letter, digit or command that stands for one."""
    place = _skip(tex, place)
    found = _SINGLE.match(tex, place)
    return (found[0], found.end()) if found else _group(tex, place)


def _optional(tex: str, place: int, opener: str) -> Rewritten | None:
    """The content of these brackets, if they come next and are closed."""
    start = _skip(tex, place)
    return _delimited(tex, start) if tex.startswith(opener, start) else None


def _enclosed(left: str, right: str, inside: str, star: str | None, size: str | None) -> str:
    if star:
        return f"{left}{inside}{right}"
    if size:
        return f"{size}l{left} {inside}{size}r{right} "
    # In a group of its own, as the package has it: no space precedes it, as one does before \left.
    return f"{{\\left{left} {inside}\\right{right}}}"


def _quantity(tex: str, place: int) -> Rewritten | None:
    """`\\qty(…)` and the like, with a star or a size."""
    size = _SIZE.match(tex, place)
    inside = _delimited(tex, size.end()) if size else None
    if inside is None or size is None or tex[size.end()] not in PAIRS:
        return None
    left, right = PAIRS[tex[size.end()]]
    return _enclosed(left, right, inside[0], size[1], size[2]), inside[1]


def _named(left: str, right: str) -> Rewrite:
    """`\\abs{…}` and the like."""

    def rewrite_one(tex: str, place: int) -> Rewritten | None:
        size = _SIZE.match(tex, place)
        inside = _group(tex, size.end()) if size else None
        if inside is None or size is None:
            return None
        return _enclosed(left, right, inside[0], size[1], size[2]), inside[1]

    return rewrite_one


def _differential(tex: str, place: int) -> Rewritten | None:
    """`\\dd`, `\\dd{x}`, `\\dd[3]{x}`, `\\dd(x)`."""
    sign = "\\mathrm{d}"
    if power := _optional(tex, place, "["):
        sign, place = f"{sign}^{{{power[0]}}}", power[1]
    if inside := _optional(tex, place, "("):
        return sign + _enclosed("(", ")", inside[0], None, None), inside[1]
    if inside := _group(tex, place):
        return f"\\mathinner{{{sign} {inside[0]}}}", inside[1]
    return None if tex.startswith(("[", "(", "{"), _skip(tex, place)) else (sign, place)


def _derivative(symbol: str, *, partial: bool) -> Rewrite:
    """`\\dv{x}`, `\\dv{f}{x}`, `\\dv[n]{f}{x}`, `\\dv{x}(f)`, `\\pdv{f}{x}{y}`; starred: in a line."""

    def rewrite_one(tex: str, place: int) -> Rewritten | None:
        start = _skip(tex, place)
        star = tex.startswith("*", start)
        place = start + star
        power = ""
        if found := _optional(tex, place, "["):
            power, place = f"^{{{found[0]}}}", found[1]
        first = argument(tex, place)
        if first is None:
            return None
        place = first[1]
        second = _group(tex, place)
        third = _group(tex, second[1]) if partial and second else None
        if second is None:
            above, below = symbol + power, symbol + _powered(first[0], power)
        elif third is None:
            above, below = symbol + power + first[0], symbol + _powered(second[0], power)
            place = second[1]
        else:
            above, below = f"{symbol}^2 {first[0]}", f"{symbol} {second[0]}{symbol} {third[0]}"
            place = third[1]
        fraction = f"{above}/{below}" if star else f"\\frac{{{above}}}{{{below}}}"
        if second is None and (inside := _optional(tex, place, "(")):
            return fraction + _enclosed("(", ")", inside[0], None, None), inside[1]
        return None if tex.startswith("{", _skip(tex, place)) and not (third or second) else (fraction, place)

    return rewrite_one


def _powered(variable: str, power: str) -> str:
    r"""The variable of differentiation: its power is placed above an index (`\theta_j^2`), as in the package,
    but after another power, since it cannot have two."""
    if power and "^" not in variable and "'" not in variable:
        return variable + power
    return f"{{{variable}}}{power}"


def _matrix(tex: str, place: int) -> Rewritten | None:
    """`\\mqty(a & b \\\\ c & d)`, in any brackets."""
    place = _skip(tex, place)
    place = _skip(tex, place + 1) if tex.startswith("*", place) else place
    inside = _delimited(tex, place)
    if inside is None or tex[place] not in _MATRICES:
        return None
    name = _MATRICES[tex[place]]
    return f"\\begin{{{name}}}{inside[0]}\\end{{{name}}}", inside[1]


REWRITES: dict[str, Rewrite] = {
    "\\qty": _quantity,
    "\\quantity": _quantity,
    "\\pqty": _named("(", ")"),
    "\\bqty": _named("[", "]"),
    "\\Bqty": _named("\\{", "\\}"),
    "\\abs": _named("|", "|"),
    "\\norm": _named("\\|", "\\|"),
    "\\ket": _named("|", "\\rangle"),
    "\\dd": _differential,
    "\\dv": _derivative("\\mathrm{d}", partial=False),
    "\\pdv": _derivative("\\partial ", partial=True),
    "\\mqty": _matrix,
}
_COMMAND = pattern(r"\\(?:" + "|".join(name[1:] for name in REWRITES) + r")(?![a-zA-Z])")
