r"""physics and braket: Dirac's notation.

In:  an expander whose reader is just after the command.
Out: the plain TeX it means.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander
from notes_wiki.math.packages.physics.brackets import enclose
from notes_wiki.math.reader import Reader
from notes_wiki.math.tokens import ENGINE, Token, split


def bra(expander: Expander, token: Token) -> Sequence[Token]:
    """`\\bra{a}`, and `\\bra{a}\\ket{b}` as one bracket."""
    reader = expander.reader
    star = reader.star()
    inside = reader.argument() or []
    if reader.peek() == "\\ket":
        reader.skip_spaces()
        reader.pop()
        star = reader.star() or star
        return _bracket(inside, reader.argument() or [], token[1], star)
    return enclose("\\langle", "|", inside, token[1], "", star)


def _bracket(first: Sequence[Token], second: Sequence[Token], offset: int, star: bool) -> list[Token]:
    if star:
        return build("\\langle #1|#2\\rangle ", offset, first, second)
    return build("\\left\\langle #1\\middle|#2\\right\\rangle ", offset, first, second)


def braket(expander: Expander, token: Token) -> Sequence[Token]:
    """braket's `\\braket{a}`, `\\braket{a|b}` and `\\braket{a, b}`; physics' `\\braket{a}{b}`."""
    return _braket(expander, token, twice=False)


def product(expander: Expander, token: Token) -> Sequence[Token]:
    r"""physics' own `\braket{a}`, the product of a with itself."""
    return _braket(expander, token, twice=True)


def _braket(expander: Expander, token: Token, *, twice: bool) -> list[Token]:
    """A bracket; `twice`: one argument stands on both sides of its bar."""
    reader = expander.reader
    star = reader.star()
    first = reader.argument() or []
    second = reader.group()
    if second is not None:
        return _bracket(first, second, token[1], star)
    bars = split(first, "|")
    if len(bars) > 1:
        inside: list[Token] = []
        for place, part in enumerate(bars):
            inside += ([("|", token[1])] if place else []) + part
        return build("\\langle #1\\rangle ", token[1], inside)
    if not twice or len(split(first, ",")) > 1:  # `\braket{a, b}` is already a product
        return build("\\langle #1\\rangle ", token[1], first)
    return _bracket(first, first, token[1], star)


def middle_bars(expander: Expander, token: Token) -> Sequence[Token]:
    r"""braket's `\Braket{a|b||c}`: bars as tall as the brackets; two in a row are one sign."""
    inside = expander.argument(token)
    found: list[Token] = []
    double = False
    reader = Reader(inside)
    while reader:
        if reader.next_is("{"):
            found += [("{", token[1]), *(reader.argument() or []), ("}", token[1])]
            continue
        part = reader.pop()
        if part[0] == "|" and reader.next_is("|"):
            reader.pop()
            part = ("\\|", part[1])
        double = double or part[0] == "\\|"
        found += build(f"\\,\\middle{part[0]}\\,", part[1]) if part[0] in {"|", "\\|"} else [part]
    if not double:  # as the engine writes it
        return [("\\Braket" + ENGINE, token[1]), *build("{#1}", token[1], inside)]
    return build("\\left\\langle #1\\right\\rangle ", token[1], found)


def small_set(expander: Expander, token: Token) -> Sequence[Token]:
    r"""braket's `\set{x}^c`: a script after it belongs to the whole, not to its last brace."""
    found = build(f"{token[0]}{ENGINE}{{#1}}", token[1], expander.argument(token))
    if expander.reader.peek() not in {"^", "_", "'"}:
        return found
    return [("{", token[1]), *found, ("}", token[1])]


def ket_bra(expander: Expander, token: Token) -> Sequence[Token]:
    """`\\ketbra{a}{b}`, `\\dyad{a}`."""
    star = expander.reader.star()
    first = expander.argument(token)
    second = expander.reader.group()
    other = first if second is None else second
    if star:
        return build("|#1\\rangle\\!\\langle #2|", token[1], first, other)
    return build("\\left|#1\\middle\\rangle\\!\\middle\\langle #2\\right|", token[1], first, other)


def expectation(expander: Expander, token: Token) -> Sequence[Token]:
    """`\\ev{A}`, `\\ev{A}{\\psi}`."""
    reader = expander.reader
    stars = _stars(reader)
    first = reader.argument() or []
    second = reader.group()
    if second is None:
        return enclose("\\langle", "\\rangle", first, token[1], "", stars > 0)
    return build(_SANDWICHES[stars], token[1], second, first, second)


def matrix_element(expander: Expander, token: Token) -> Sequence[Token]:
    """`\\mel{a}{H}{b}`."""
    reader = expander.reader
    stars = _stars(reader)
    first, second, third = (reader.argument() or [] for _ in range(3))
    return build(_SANDWICHES[stars], token[1], first, second, third)


def _stars(reader: Reader) -> int:
    """How many stars follow, up to two."""
    if not reader.star():
        return 0
    return 2 if reader.star() else 1


_SANDWICHES = (
    "\\left\\langle #1\\right|#2\\left|#3\\right\\rangle ",
    "\\langle #1|#2|#3\\rangle ",
    "\\left\\langle #1\\middle|#2\\middle|#3\\right\\rangle ",
)
"""By the number of stars: as high as what is beside the brackets, as on a line, as high as everything."""
