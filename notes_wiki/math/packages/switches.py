r"""How far switches reach, such as `\rm`, `\small` and `\color{red}`.

In:  an expander whose reader is just after the switch.
Out: what the switch holds for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander
from notes_wiki.math.packages.around_tables import around_tables
from notes_wiki.math.packages.scripts import script
from notes_wiki.math.tokens import ENGINE, GROUP_CLOSERS, GROUP_OPENERS, Token, after_spaces, is_word, trim

_SCRIPTS = frozenset({"^", "_", "'"})
_PARTING = frozenset({"\\middle", "\\over", "\\atop", "\\choose", "\\brace", "\\brack"})
_LONGEST_OPTION = 200
"""How many tokens are searched for the beginning of an option."""


def reach(expander: Expander, end: str = "") -> list[Token]:
    """Everything to the end of the group, of an option such as the index of a root, or to `end`."""
    return expander.reader.rest_of_group("]" if in_option(expander.output.recent(_LONGEST_OPTION)) else end)


def outside(tokens: Sequence[Token]) -> Iterator[int]:
    r"""The places of the tokens that stand in no group, no brackets of `\left` and no option of a command."""
    depth = 0
    end = ""
    for place, (text, _) in enumerate(tokens):
        depth -= text in GROUP_CLOSERS or (depth > 0 and text == end)
        if depth == 0:
            yield place
        if text == "[" and depth == 0 and place and _takes_option(tokens[place - 1][0]):
            depth, end = 1, "]"
        elif text in GROUP_OPENERS:
            depth, end = depth + 1, end if depth else ""


def part_by_part(inside: Sequence[Token], wrap: Callable[[list[Token]], list[Token]]) -> list[Token]:
    r"""What `wrap` makes of each part between `\over` or `\middle|`, which would do nothing inside what it
    makes."""
    found: list[Token] = []
    start = 0
    related = False
    for place in outside(inside):
        text = inside[place][0]
        if text == "\\over" and related:  # \buildrel a \over b
            related = False
            continue
        related = related or text == "\\buildrel"
        if place < start or text not in _PARTING:
            continue
        found += _wrapped(list(inside[start:place]), wrap)
        start = place + 1
        if text == "\\middle":
            start = after_spaces(inside, start) + 1
        found += inside[place:start]
    return [*found, *_wrapped(list(inside[start:]), wrap)]


def _wrapped(part: list[Token], wrap: Callable[[list[Token]], list[Token]]) -> list[Token]:
    return wrap(part) if trim(part) else part


def in_option(output: Sequence[Token]) -> bool:
    """Whether tokens end inside the brackets in which a root has its index, or an arrow what is below it."""
    depth = 0
    for place in range(len(output) - 1, 0, -1):
        text = output[place][0]
        depth += (text in {"}", "]"}) - (text in {"{", "["})
        if depth < 0:
            return text == "[" and _takes_option(output[place - 1][0])
    return False


def _takes_option(text: str) -> bool:
    """Whether this is a root or an arrow with a label."""
    name = text.rstrip(ENGINE)
    return name == "\\sqrt" or (name[:2] == "\\x" and is_word(name))


def held_by_font(expander: Expander, token: Token) -> tuple[list[Token], bool]:
    r"""What a font such as `\rm` holds for, and whether that is a script: in `E_\rm{kin} + x` what follows
    it, as in MathJax."""
    if expander.output.ends_with_any({"^", "_"}):
        return expander.argument(token), True
    return reach(expander, token[0]), False


def switched(token: Token, held: Sequence[Token], *, is_script: bool) -> list[Token]:
    """The switch and what it holds for, in braces if that is a script."""
    switch = (token[0] + ENGINE, token[1])
    found = [switch, *held]
    if any(text == "\\begin" for text, _ in held):  # the cells of a table are in TeX's usual font
        found = around_tables(held, token[1], lambda part: build("{#1}", token[1], [switch, *part]))
    return [("{", token[1]), *found, ("}", token[1])] if is_script else found


def scripts_first(expander: Expander, token: Token) -> list[Token]:
    r"""`k\rm_B T` with its scripts before the font, which has no part in what they belong to; nothing where
    none follow."""
    reader = expander.reader
    found: list[Token] = []
    while reader.peek() in _SCRIPTS:
        reader.skip_spaces()
        sign = reader.pop()
        inside = script(expander) if sign[0] != "'" else None
        found += [sign] if inside is None else [sign, *build("{#1}", sign[1], [token, *inside])]
    return [*found, token] if found else []
