r"""Environments of TeX, amsmath, mathtools, cases and empheq whose cells or arguments must be read, and the
commands of plain TeX for such tables.

In:  an expander whose reader is just after `\begin{name}`, or after the command.
Out: plain TeX, in terms of the environments that the engine has. Those that only have another name there are
     in `environment_names.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler, without_end_mark
from notes_wiki.math.key_values import key_values
from notes_wiki.math.packages.columns import MOST_COLUMNS
from notes_wiki.math.packages.environment_body import environment_body
from notes_wiki.math.packages.exterior import Outside, bordered
from notes_wiki.math.packages.symbols import FRAMES
from notes_wiki.math.packages.text_with_math import text_with_math
from notes_wiki.math.reader import text_of
from notes_wiki.math.tokens import Token, split, trim

_DELIMITERS = {"": ("", ""), "p": ("(", ")"), "b": ("[", "]"), "B": ("\\{", "\\}"), "v": ("|", "|")}
_DELIMITERS |= {"V": ("\\|", "\\|")}


def _enclosed(kind: str, template: str) -> str:
    left, right = _DELIMITERS[kind]
    return f"\\left{left}{template}\\right{right}" if kind else template


def _starred_matrix(kind: str) -> Handler:
    """mathtools' `\\begin{pmatrix*}[r]`."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        name = f"{kind}matrix*"
        column = text_of(expander.reader.optional() or []) or "c"
        body = environment_body(expander, name, token[1])
        widest = max((len(split(row, "&")) for row in split(body, "\\\\")), default=1)
        columns = (column if column in {"l", "c", "r"} else "c") * min(widest, MOST_COLUMNS)
        template = f"\\begin{{array}}{{@{{}}{columns}@{{}}}}#1\\end{{array}}"
        return build(_enclosed(kind, template), token[1], body)

    return handler


def _small_matrix(kind: str, name: str) -> Handler:
    """mathtools' `psmallmatrix` and the like."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        if name.endswith("*"):
            expander.reader.optional()
        body = environment_body(expander, name, token[1])
        return build(_enclosed(kind, "\\begin{smallmatrix}#1\\end{smallmatrix}"), token[1], body)

    return handler


def _cases_with_text(name: str) -> Handler:
    """mathtools' `cases*`: the second column is text."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        rows = _rows_with_text(expander, f"{name}*", token)
        return build(f"\\begin{{{name}}}#1\\end{{{name}}}", token[1], rows)

    return handler


def _rows_with_text(expander: Expander, name: str, token: Token) -> list[Token]:
    """The rows of an environment in which every column but the first is text."""
    return _with_text(expander, environment_body(expander, name, token[1]), token)


def _with_text(expander: Expander, inside: Sequence[Token], token: Token) -> list[Token]:
    """Rows in which every column but the first is text."""
    rows: list[Token] = []
    body = [
        ("\\\\" if text in {"\\cr", "\\newline", "\\tabularnewline"} else text, offset)
        for text, offset in inside
    ]
    for number, marked in enumerate(split(body, "\\\\")):
        row, mark = without_end_mark(marked)
        cells = split(row, "&")
        rows += [("\\\\", token[1])] if number else []
        rows += cells[0]
        for cell in cells[1:]:
            rows += [("&", token[1]), *text_with_math(expander, trim(cell), "\\text", token[1])]
        rows += mark
    return rows


def _numcases(name: str) -> Handler:
    """The package cases' `\\begin{numcases}{f(x)=}`, whose second column is text."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        before = expander.argument(token)
        rows = _rows_with_text(expander, name, token)
        return build("#1\\begin{cases}#2\\end{cases}", token[1], before, rows)

    return handler


def _empheq(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\begin{empheq}[left={x=\empheqlbrace}]{align}`: the inner environment, between what the options put
    beside it. A frame around it (`box=`) is left out."""
    given = key_values(expander.reader.optional() or ())
    named = expander.reader.group()
    if named is None:
        message = "\\begin{empheq} needs the name of the environment that it holds."
        expander.fault(
            "missing-argument", message, token, "Write \\begin{empheq}[left=\\empheqlbrace]{align}."
        )
    inner = text_of(named or ()) or "aligned"
    body = environment_body(expander, "empheq", token[1])
    left, right = given.get("left", []), given.get("right", [])
    if not left and not right:
        return build(f"\\begin{{{inner}}}#1\\end{{{inner}}}", token[1], body)
    # An alignment beside something else is a box like any other, and has no numbers.
    boxed = "gathered" if inner.startswith(("gather", "multline")) else "aligned"
    opener = FRAMES.get(left[-1][0].lstrip("\\"), "") if left else ""
    closer = FRAMES.get(right[0][0].lstrip("\\"), "") if right else ""
    template = f"#2\\left{opener or '.'}\\begin{{{boxed}}}#1\\end{{{boxed}}}\\right{closer or '.'}#3"
    return build(template, token[1], body, left[:-1] if opener else left, right[1:] if closer else right)


BEGINNINGS: dict[str, Handler] = {
    "numcases": _numcases("numcases"),
    "subnumcases": _numcases("subnumcases"),
    "empheq": _empheq,
    **{f"{name}*": _cases_with_text(name) for name in ("cases", "dcases", "rcases", "drcases")},
    **{f"{kind}matrix*": _starred_matrix(kind) for kind in _DELIMITERS},
    **{
        f"{kind}smallmatrix{star}": _small_matrix(kind, f"{kind}smallmatrix{star}")
        for kind in _DELIMITERS
        for star in ("", "*")
        if kind or star
    },
}
"""What stands for a whole environment, by its name; the reader stands after `\\begin{name}`."""


def _substack(expander: Expander, token: Token) -> Sequence[Token]:
    """`\\substack{a\\\\b}`."""
    body = expander.argument(token)
    return build("\\begin{subarray}{c}#1\\end{subarray}", token[1], body)


def _plain_tex(environment: str) -> Handler:
    """Plain TeX's `\\matrix{a & b \\cr c & d}`."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        inside = expander.argument(token)
        return build(f"\\begin{{{environment}}}#1\\end{{{environment}}}", token[1], inside)

    return handler


def _plain_cases(expander: Expander, token: Token) -> Sequence[Token]:
    r"""Plain TeX's `\cases{1 & if $x>0$ \cr 0 & otherwise}`: the second column is text if it contains a
    dollar; without one, notes have math there."""
    inside = expander.argument(token)
    if any(text == "$" for text, _ in inside):
        inside = _with_text(expander, inside, token)
    return build("\\begin{cases}#1\\end{cases}", token[1], inside)


def _bordermatrix(expander: Expander, token: Token) -> Sequence[Token]:
    r"""Plain TeX's `\bordermatrix{& 1 \cr a & b}`: the first row and column are outside the brackets; those
    of `\kbordermatrix` are square."""
    outside = Outside(first_row=True, first_column=True)
    template = _enclosed("b" if token[0][1] == "k" else "p", "\\begin{matrix}#1\\end{matrix}")
    return bordered(expander, token, expander.argument(token), outside, template)


HANDLERS: dict[str, Handler] = {
    "\\substack": _substack,
    "\\crampedsubstack": _substack,
    "\\matrix": _plain_tex("matrix"),
    "\\array": _plain_tex("matrix"),
    "\\pmatrix": _plain_tex("pmatrix"),
    "\\cases": _plain_cases,
    "\\eqalign": _plain_tex("aligned"),
    "\\eqalignno": _plain_tex("aligned"),
    "\\leqalignno": _plain_tex("aligned"),
    "\\displaylines": _plain_tex("gathered"),
    **dict.fromkeys(("\\bordermatrix", "\\kbordermatrix"), _bordermatrix),
}
