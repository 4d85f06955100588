r"""physics: quantities in brackets that grow, commutators, operators and vectors.

In:  an expander whose reader is just after the command.
Out: the plain TeX it means.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.packages.physics.in_text import PAIRS
from notes_wiki.math.reader import text_of
from notes_wiki.math.tokens import Token

_SIZES = {"\\big", "\\Big", "\\bigg", "\\Bigg"}
# As tall as an integral, without the space that browsers leave beside one.
_INTEGRAL = '<mpadded width="0"><mphantom><mo lspace="0" rspace="0">∫</mo></mphantom></mpadded>'


def enclose(
    left: str, right: str, inside: Sequence[Token], offset: int, size: str, star: bool
) -> list[Token]:
    """Delimiters around tokens: stretched, of a fixed size, or (starred) as they are."""
    if star:
        before, after = left, right
    elif size:
        before, after = f"{size}l{left} ", f"{size}r{right} "
    else:
        # In a group of its own, as in the package, so that there is no space before it, as there is before
        # \left.
        before, after = f"{{\\left{left} ", f"\\right{right}}}"
    return build(before + "#1" + after, offset, inside)


def size_of(expander: Expander) -> tuple[bool, str]:
    """A star or a size before the delimiter."""
    reader = expander.reader
    star = reader.star()
    if reader.peek() in _SIZES:
        reader.skip_spaces()
        return star, reader.pop()[0]
    return star, ""


def quantity(expander: Expander, token: Token) -> Sequence[Token]:
    """`\\qty(…)`, `\\qty[…]`, `\\qty{…}`, `\\qty|…|`, each with a star or a size."""
    star, size = size_of(expander)
    opener = expander.reader.peek()
    if opener not in PAIRS:
        expander.fault("missing-argument", f"{token[0]} needs a delimiter after it: ( [ {{ or |.", token)
        return build("()", token[1])
    inside = expander.reader.argument() if opener == "{" else expander.reader.delimited(opener)
    if inside is None:
        expander.fault(
            "missing-delimiter",
            f"The {opener} after {token[0]} is never closed.",
            token,
            "Close it, or remove it.",
        )
        return []
    left, right = PAIRS[opener]
    return enclose(left, right, inside, token[1], size, star)


def named_quantity(left: str, right: str) -> Handler:
    """`\\pqty{…}` and the like."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        star, size = size_of(expander)
        inside = expander.reader.argument()
        if inside is None:
            expander.fault("missing-argument", f"{token[0]} needs an argument in braces.", token)
            return []
        return enclose(left, right, inside, token[1], size, star)

    return handler


def evaluated(expander: Expander, token: Token) -> Sequence[Token]:
    """`\\eval{x}_a^b`, `\\eval(x|_a^b`, `\\eval[x|_a^b`: the bar is an integral high at least, and starred
    no higher."""
    reader = expander.reader
    template = "\\smash{#1}#2" if reader.star() else "#1#2"
    integral = [(expander.mark(_INTEGRAL), token[1])]
    opener = reader.peek()
    if opener in {"(", "["}:
        reader.skip_spaces()
        reader.pop()
        inside: list[Token] = []
        while reader and not reader.next_is("|"):
            inside.append(reader.pop())
        if reader:
            reader.pop()
        else:
            message = f"No | closes the {opener} after {token[0]}."
            expander.fault("missing-delimiter", message, token, f"Write {token[0]}{opener}x|_a^b.")
        return enclose(opener, "|", build(template, token[1], inside, integral), token[1], "", False)
    held = reader.argument() if opener not in {"^", "_"} else None
    if held is None:
        expander.fault("missing-argument", f"{token[0]} needs an argument in braces.", token)
    return enclose(".", "|", build(template, token[1], held or [], integral), token[1], "", False)


def order(expander: Expander, token: Token) -> Sequence[Token]:
    """`\\order{x^2}`."""
    star, size = size_of(expander)
    inside = enclose("(", ")", expander.argument(token), token[1], size, star)
    return build("\\mathcal{O}#1", token[1], inside)


def pair(left: str, right: str) -> Handler:
    """A commutator or a bracket of two."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        star, size = size_of(expander)
        first, second = expander.argument(token), expander.argument(token)
        return enclose(left, right, build("#1,#2", token[1], first, second), token[1], size, star)

    return handler


def template(text: str, arguments: int = 0, starred: str | None = None) -> Handler:
    """A command given by a template, and another template for its starred form."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        star = starred is not None and expander.reader.star()
        given = [expander.argument(token) for _ in range(arguments)]
        return build(starred if star and starred is not None else text, token[1], *given)

    return handler


def vector_operator(symbol: str) -> Handler:
    """`\\grad`, `\\grad{f}`, `\\grad(f)`, `\\grad[f]`."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        opener = expander.reader.peek()
        found = build(symbol, token[1])
        if opener == "{":
            return [*found, *build("#1", token[1], expander.argument(token))]
        if opener in {"(", "["} and (inside := expander.reader.delimited(opener)) is not None:
            left, right = PAIRS[opener]
            return [*found, *enclose(left, right, inside, token[1], "", False)]
        return found

    return handler


def operator(name: str, *, powers: bool = False, braces: bool = False) -> Handler:
    """An operator with automatic braces: `\\tr\\rho`, `\\tr(AB)`, `\\tr[AB]`, `\\tr{x}`; with `powers`
    `\\sin[2](x)` and `\\sin[2]x` are squares, while `\\sin[a+b]` is in brackets; with `braces` `\\Re{z}`
    shows those too."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        power = expander.reader.optional() if expander.reader.peek() == "[" else None
        found = build(name, token[1])
        if braces and power is None and expander.reader.peek() == "{":
            return [*found, *enclose("\\{", "\\}", expander.argument(token), token[1], "", False)]
        is_power = powers and (expander.reader.peek() == "(" or text_of(power or []).isdecimal())
        if power is not None and not is_power:
            return [*found, *enclose("[", "]", power, token[1], "", False)]
        if power is not None:
            found = [*found, *build("^{#1}", token[1], power)]
        if expander.reader.peek() == "(" and (inside := expander.reader.delimited("(")) is not None:
            return [*found, *enclose("(", ")", inside, token[1], "", False)]
        return found

    return handler
