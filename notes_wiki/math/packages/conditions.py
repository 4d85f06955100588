r"""Tests in the bodies of macros: `\IfBooleanTF{#1}{…}{…}`, `\@ifstar`, `\ifmmode…\else…\fi`, `\ifthenelse`,
…

In:  an expander whose reader is just after one of these commands.
Out: the branch that holds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from notes_wiki.math.document_commands import FALSE, NO_VALUE, TRUE
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.internal_names import internal
from notes_wiki.math.reader import Reader, text_of
from notes_wiki.math.tokens import Token, is_word, whole_number


def _branch(holds: Callable[[str], bool], branches: str) -> Handler:
    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        answer = holds(text_of(expander.argument(token)))
        found: Sequence[Token] = []
        for branch in branches:
            inside = expander.argument(token)
            if (branch == "T") == answer:
                found = inside
        return found

    return handler


def _ifstar(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\@ifstar{with}{without}`: reads the star."""
    branches = expander.argument(token), expander.argument(token)
    return branches[0] if expander.reader.star() else branches[1]


def _ifnextchar(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\@ifnextchar[{with}{without}`: reads nothing further."""
    wanted = text_of(expander.argument(token))
    branches = expander.argument(token), expander.argument(token)
    return branches[0] if wanted and expander.reader.peek() == wanted else branches[1]


def _number(reader: Reader) -> int:
    """The number that comes next; 0 if there is none, and for TeX's registers, whose value is not known."""
    if is_word(reader.peek()):
        if _next(reader) == "\\value":
            reader.argument()
        return 0
    digits = ""
    while reader.peek().isdigit() or (not digits and reader.peek() == "-"):
        reader.skip_spaces()
        digits += reader.pop()[0]
    return -(whole_number(digits[1:]) or 0) if digits.startswith("-") else whole_number(digits) or 0


def _next(reader: Reader) -> str:
    reader.skip_spaces()
    return reader.pop()[0] if reader else ""


def _same_signs(reader: Reader) -> bool:
    r"""`\if aa`; and `\if\relax\detokenize{#1}\relax`, which tests whether an argument is empty."""
    first, second = _next(reader), _next(reader)
    if second == "\\detokenize":
        inside = reader.argument() or []
        second = inside[0][0] if inside else _next(reader)
        if inside and first != second:
            return False
    return first == second


def _compared(reader: Reader) -> bool:
    first, sign, second = _number(reader), _next(reader), _number(reader)
    return {"<": first < second, ">": first > second}.get(sign, first == second)


TESTS: dict[str, Callable[[Reader], bool]] = {
    "\\ifmmode": lambda _: True,
    "\\iftrue": lambda _: True,
    "\\iffalse": lambda _: False,
    "\\ifx": lambda reader: _next(reader) == _next(reader),
    "\\if": _same_signs,
    "\\ifnum": _compared,
}


_GROUP_OF_LEFT = "16"
r"""What `\currentgrouptype` is between `\left` and `\right`, where a `\middle` may stand."""


def branch(test: str, reader: Reader) -> tuple[list[Token], bool]:
    r"""The part of `\ifx…\else…\fi` that holds, before or after the `\else`; and whether there is a `\fi`."""
    answer = TESTS[test](reader)
    branches: tuple[list[Token], list[Token]] = ([], [])
    depth, now = 0, 0
    while reader:
        part = reader.pop()
        if part[0] == "\\fi" and depth == 0:
            return branches[0 if answer else 1], True
        depth += (part[0] in TESTS) - (part[0] == "\\fi")
        if part[0] == "\\else" and depth == 0:
            now = 1
        else:
            branches[now].append(part)
    return branches[0 if answer else 1], False


def _if_else_fi(expander: Expander, token: Token) -> Sequence[Token]:
    reader = expander.reader
    if reader.peek() == "\\currentgrouptype":
        reader.argument()
        written = [text for text, _ in expander.output.tokens]
        is_open = written.count("\\left") > written.count("\\right")
        reader.push([(digit, token[1]) for digit in (_GROUP_OF_LEFT if is_open else "0")])
    found, ends = branch(token[0], reader)
    if not ends:
        expander.fault("missing-end", f"This {token[0]} has no \\fi.", token, "Write the \\fi.")
    return found


def _ifthenelse(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\ifthenelse{\equal{#1}{}}{…}{…}`; of its tests, `\equal` and comparisons of numbers."""
    asked = Reader(expander.argument(token))
    if asked.peek() == "\\equal":
        _next(asked)
        answer = text_of(asked.argument() or []) == text_of(asked.argument() or [])
    else:
        answer = _compared(asked)
    branches = expander.argument(token), expander.argument(token)
    return branches[0 if answer else 1]


def _csname(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\csname alpha\endcsname`."""
    name = text_of(expander.reader.until("\\endcsname"))
    if not (name.isascii() and name.isalpha()) and expander.meaning("\\" + name) is None:
        expander.fault("missing-argument", "\\csname needs the name of a command.", token)
        return []
    return [("\\" + name, token[1])]


def _futurelet(expander: Expander, token: Token) -> Sequence[Token]:  # noqa: ARG001  # a handler
    r"""`\futurelet\next\test`: the test, which looks at the token after it."""
    expander.reader.argument()
    return expander.reader.argument() or []


def _nothing(expander: Expander, token: Token) -> Sequence[Token]:  # noqa: ARG001  # a handler
    """A missing value that is used without a test."""
    return []


_CONDITIONS: dict[str, Callable[[str], bool]] = {
    "Boolean": lambda text: text == TRUE,
    "NoValue": lambda text: text == NO_VALUE,
    "Value": lambda text: text != NO_VALUE,
    "Blank": lambda text: not text,
}
HANDLERS: dict[str, Handler] = {
    **{
        f"\\If{name}{branches}": _branch(holds, branches)
        for name, holds in _CONDITIONS.items()
        for branches in ("TF", "T", "F")
    },
    internal("\\@ifstar"): _ifstar,
    internal("\\@ifnextchar"): _ifnextchar,
    **dict.fromkeys(TESTS, _if_else_fi),
    "\\ifthenelse": _ifthenelse,
    **dict.fromkeys(("\\ifstrempty", "\\ifblank"), _branch(lambda text: not text, "TF")),
    "\\csname": _csname,
    "\\futurelet": _futurelet,
    **dict.fromkeys((NO_VALUE, TRUE, FALSE), _nothing),
}
