r"""Environments of TeX, amsmath and mathtools that the engine does not have, in terms of those it has.

In:  an environment's name, or an expander whose reader is just after its beginning.
Out: `ENVIRONMENTS`, each as the engine's own; handlers for those whose cells or arguments must be read.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.packages.exterior import Outside, bordered
from notes_wiki.math.packages.symbols import FRAMES
from notes_wiki.math.packages.text_with_math import text_with_math
from notes_wiki.math.reader import text_of
from notes_wiki.math.tokens import Token, split, trim, ungrouped

# What the author wrote -> what is given to the engine instead; "" for nothing at all.
ENVIRONMENTS: dict[str, str] = {
    "eqnarray": "aligned",
    "eqnarray*": "aligned",
    "align": "aligned",
    "align*": "aligned",
    "alignat": "aligned",
    "alignat*": "aligned",
    "flalign": "aligned",
    "flalign*": "aligned",
    "xalignat": "aligned",
    "xalignat*": "aligned",
    "xxalignat": "aligned",
    "split": "aligned",
    "alignedat": "aligned",
    "gather": "gathered",
    "gather*": "gathered",
    "lgathered": "aligned",
    "rgathered": "aligned",
    "multline": "multline*",
    "multline*": "multline*",
    "multlined": "gathered",
    "spreadlines": "",
    "equation": "",
    "equation*": "",
    "displaymath": "",
    "math": "",
    "dmath": "",
    "dmath*": "",
    "subequations": "",
    "center": "",
    "smallmatrix": "subarray",
    "crampedsubarray": "subarray",
    "tabular": "array",
}
NUMBERED = frozenset(
    {"align", "alignat", "flalign", "gather", "multline", "equation", "eqnarray", "xalignat"}
)
"""Environments whose rows take numbers when everything is numbered."""
DISPLAYS = NUMBERED | {f"{name}*" for name in NUMBERED}
"""Environments that are displays, and so may not be inside one another."""
WITH_COUNT = frozenset(
    {"alignat", "alignat*", "alignedat", "xalignat", "xalignat*", "xxalignat", "spreadlines"}
)
"""Environments that begin with the number of their columns, or the space between their lines."""
WITH_POSITION = frozenset(
    {"aligned", "alignedat", "gathered", "lgathered", "rgathered", "multlined", "array", "tabular", "split"}
)
"""Environments that may begin with `[t]`, `[c]` or `[b]`."""
WITH_COLUMNS = frozenset({"array", "darray", "tabular", "subarray", "crampedsubarray"})
"""Environments that begin with their columns' alignment."""

_DELIMITERS = {"": ("", ""), "p": ("(", ")"), "b": ("[", "]"), "B": ("\\{", "\\}"), "v": ("|", "|")}
_DELIMITERS |= {"V": ("\\|", "\\|")}
MOST_COLUMNS = 30


def _enclosed(kind: str, template: str) -> str:
    left, right = _DELIMITERS[kind]
    return f"\\left{left}{template}\\right{right}" if kind else template


def body_of(expander: Expander, name: str, offset: int) -> list[Token]:
    r"""Everything up to the environment's own `\end`, which is read as well."""
    found: list[Token] = []
    depth = 0
    while expander.reader:
        token = expander.reader.pop()
        if token[0] == "\\begin":
            depth += 1
        elif token[0] == "\\end":
            if depth == 0:
                closed = expander.reader.group()
                if closed is not None and text_of(closed) != name:
                    expander.fault("extra-end", f"This \\end does not end the {name} begun.", token)
                return found
            depth -= 1
        found.append(token)
    expander.missing_end(name, offset)
    return found


def _aligned_matrix(kind: str) -> Handler:
    """mathtools' `\\begin{pmatrix*}[r]`."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        name = f"{kind}matrix*"
        column = text_of(expander.reader.optional() or []) or "c"
        body = body_of(expander, name, token[1])
        widest = max((len(split(row, "&")) for row in split(body, "\\\\")), default=1)
        columns = (column if column in {"l", "c", "r"} else "c") * min(widest, MOST_COLUMNS)
        template = f"\\begin{{array}}{{{columns}}}#1\\end{{array}}"
        return build(_enclosed(kind, template), token[1], body)

    return handler


def _small_matrix(kind: str, name: str) -> Handler:
    """mathtools' `psmallmatrix` and the like."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        if name.endswith("*"):
            expander.reader.optional()
        body = body_of(expander, name, token[1])
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
    return _with_text(expander, body_of(expander, name, token[1]), token)


def _with_text(expander: Expander, inside: Sequence[Token], token: Token) -> list[Token]:
    rows: list[Token] = []
    body = [
        ("\\\\" if text in {"\\cr", "\\newline", "\\tabularnewline"} else text, offset)
        for text, offset in inside
    ]
    for number, row in enumerate(split(body, "\\\\")):
        cells = split(row, "&")
        rows += [("\\\\", token[1])] if number else []
        rows += cells[0]
        for cell in cells[1:]:
            rows += [("&", token[1]), *text_with_math(expander, trim(cell), "\\text", token[1])]
    return rows


def _numbered_cases(name: str) -> Handler:
    """The package cases' `\\begin{numcases}{f(x)=}`, whose second column is text."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        before = expander.argument(token)
        rows = _rows_with_text(expander, name, token)
        return build("#1\\begin{cases}#2\\end{cases}", token[1], before, rows)

    return handler


def _emphasised(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\begin{empheq}[left={x=\empheqlbrace}]{align}`: the inner environment, between what the options put
    beside it. A frame around it (`box=`) is left out."""
    given = options(expander.reader.optional() or ())
    named = expander.reader.group()
    if named is None:
        message = "\\begin{empheq} needs the name of the environment that it holds."
        expander.fault(
            "missing-argument", message, token, "Write \\begin{empheq}[left=\\empheqlbrace]{align}."
        )
    inner = text_of(named or ()) or "aligned"
    body = body_of(expander, "empheq", token[1])
    left, right = given.get("left", []), given.get("right", [])
    if not left and not right:
        return build(f"\\begin{{{inner}}}#1\\end{{{inner}}}", token[1], body)
    # An alignment beside something else is a box like any other, and has no numbers.
    boxed = "gathered" if inner.startswith(("gather", "multline")) else "aligned"
    opener = FRAMES.get(left[-1][0].lstrip("\\"), "") if left else ""
    closer = FRAMES.get(right[0][0].lstrip("\\"), "") if right else ""
    template = f"#2\\left{opener or '.'}\\begin{{{boxed}}}#1\\end{{{boxed}}}\\right{closer or '.'}#3"
    return build(template, token[1], body, left[:-1] if opener else left, right[1:] if closer else right)


def options(tokens: Sequence[Token]) -> dict[str, list[Token]]:
    """`key=value, key={value}` by key."""
    found: dict[str, list[Token]] = {}
    key, value, depth = "", list[Token](), 0
    seen = False
    for token in (*tokens, (",", 0)):
        text = token[0]
        depth += (text == "{") - (text == "}")
        if text == "," and depth == 0:
            if seen:
                found[key.strip()] = ungrouped(trim(value))
            key, value, seen = "", [], False
        elif text == "=" and depth == 0 and not seen:
            seen = True
        elif seen:
            value.append(token)
        else:
            key += text
    return found


BEGINNINGS: dict[str, Handler] = {
    "numcases": _numbered_cases("numcases"),
    "subnumcases": _numbered_cases("subnumcases"),
    "empheq": _emphasised,
    **{f"{name}*": _cases_with_text(name) for name in ("cases", "dcases", "rcases", "drcases")},
    **{f"{kind}matrix*": _aligned_matrix(kind) for kind in _DELIMITERS},
    **{
        f"{kind}smallmatrix{star}": _small_matrix(kind, f"{kind}smallmatrix{star}")
        for kind in _DELIMITERS
        for star in ("", "*")
        if kind or star
    },
}
"""What stands for a whole environment, by its name; the reader stands behind `\\begin{name}`."""


def _stack(expander: Expander, token: Token) -> Sequence[Token]:
    """`\\substack{a\\\\b}`."""
    body = expander.argument(token)
    return build("\\begin{subarray}{c}#1\\end{subarray}", token[1], body)


def _plain(environment: str) -> Handler:
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


def _bordered(expander: Expander, token: Token) -> Sequence[Token]:
    r"""Plain TeX's `\bordermatrix{& 1 \cr a & b}`: the first row and column are outside the brackets."""
    outside = Outside(first_row=True, first_column=True)
    template = _enclosed("p", "\\begin{matrix}#1\\end{matrix}")
    return bordered(expander, token, expander.argument(token), outside, template)


HANDLERS: dict[str, Handler] = {
    "\\substack": _stack,
    "\\crampedsubstack": _stack,
    "\\matrix": _plain("matrix"),
    "\\array": _plain("matrix"),
    "\\pmatrix": _plain("pmatrix"),
    "\\cases": _plain_cases,
    "\\eqalign": _plain("aligned"),
    "\\eqalignno": _plain("aligned"),
    "\\leqalignno": _plain("aligned"),
    "\\displaylines": _plain("gathered"),
    "\\bordermatrix": _bordered,
}
