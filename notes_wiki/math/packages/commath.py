r"""The `commath` package: derivatives, differentials and brackets, when it is loaded (`\del` means nothing
without it).

In:  an expander whose reader is just after one of the package's commands.
Out: plain TeX.

Source: the package's manual (D. Pinheiro), version 0.3.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.reader import text_of
from notes_wiki.math.tokens import Token

_SIZES = {"0": "", "1": "\\big", "2": "\\Big", "3": "\\bigg", "4": "\\Bigg"}


def _derivative(fraction: str, sign: str) -> Handler:
    r"""`\od[2]{f}{x}`."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        order = expander.reader.optional() or []
        power = "^{#1}" if order else ""
        template = f"{fraction}{{{sign}{power} #2}}{{{sign} #3{power}}}"
        return build(template, token[1], order, expander.argument(token), expander.argument(token))

    return handler


def _mixed(fraction: str) -> Handler:
    r"""`\md{f}{3}{x}{2}{y}{1}`: of the third order, by x twice and by y once; powers of 1 may be left out."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        function, order, first, power, second, other = (expander.argument(token) for _ in range(6))
        powers = [f"^{{#{place}}}" if given else "" for place, given in ((2, order), (4, power), (6, other))]
        template = (
            f"{fraction}{{\\partial{powers[0]} #1}}{{\\partial #3{powers[1]}\\,\\partial #5{powers[2]}}}"
        )
        return build(template, token[1], function, order, first, power, second, other)

    return handler


def _brackets(left: str, right: str) -> Handler:
    r"""`\del{x}`, which grows, and `\del[1]{x}` of a given size."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        size = _SIZES.get(text_of(expander.reader.optional() or []).strip())
        template = f"\\left{left} #1\\right{right}"
        if size is not None:
            template = f"{size}{left} #1{size}{right}" if left != "." else f"#1{size}{right}"
        return build(template, token[1], expander.argument(token))

    return handler


def _template(arguments: int, template: str) -> Handler:
    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        return build(template, token[1], *(expander.argument(token) for _ in range(arguments)))

    return handler


_KINDS = {"": "\\frac", "d": "\\dfrac", "t": "\\tfrac"}
_BRACKETS = {
    "del": "()",
    "sbr": "[]",
    "intoo": "()",
    "intcc": "[]",
    "intoc": "(]",
    "intco": "[)",
    "eval": ".|",
}
HANDLERS: dict[str, Handler] = {
    **{f"\\{kind}od": _derivative(fraction, "\\mathrm{d}") for kind, fraction in _KINDS.items()},
    **{f"\\{kind}pd": _derivative(fraction, "\\partial") for kind, fraction in _KINDS.items()},
    **{f"\\{kind}md": _mixed(fraction) for kind, fraction in _KINDS.items()},
    **{f"\\{name}": _brackets(pair[0], pair[1]) for name, pair in _BRACKETS.items()},
    **dict.fromkeys(("\\cbr", "\\set"), _brackets("\\{", "\\}")),
    **dict.fromkeys(("\\abs", "\\envert"), _brackets("|", "|")),
    **dict.fromkeys(("\\norm", "\\enVert"), _brackets("\\|", "\\|")),
    "\\dif": _template(0, "\\mathop{}\\!\\mathrm{d}"),
    "\\Dif": _template(0, "\\mathop{}\\!\\mathrm{D}"),
    "\\fullfunction": _template(
        5, "\\begin{aligned} #1\\colon #2 &\\to #3\\\\ #4 &\\mapsto #5\\end{aligned}"
    ),
}
