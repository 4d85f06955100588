r"""Names of operators in bold: `\boldsymbol{\max_x \operatorname{Var} f}`.

In:  a token that may be such a name, and the reader after it.
Out: what stands for it in bold, None for any other token.
"""

from __future__ import annotations

from notes_wiki.math.calls import build
from notes_wiki.math.reader import Reader
from notes_wiki.math.tokens import Token

_NAMES = (
    "arccos arcsin arctan arg cos cosh cot coth csc deg dim exp hom ker lg ln log sec sin sinh tan tanh"
).split()
_WITH_LIMITS = "det gcd inf lim max min Pr sup".split()
_TEMPLATES = {
    **{f"\\{name}": f"\\operatorname{{\\mathbf{{{name}}}}}" for name in _NAMES},
    **{f"\\{name}": f"\\operatorname*{{\\mathbf{{{name}}}}}" for name in _WITH_LIMITS},
    "\\liminf": "\\operatorname*{\\mathbf{lim\\,inf}}",
    "\\limsup": "\\operatorname*{\\mathbf{lim\\,sup}}",
}


def bold_name(token: Token, reader: Reader) -> list[Token] | None:
    """The name in bold."""
    if template := _TEMPLATES.get(token[0]):
        return build(template, token[1])
    if token[0] != "\\operatorname":
        return None
    star = "*" if reader.star() else ""
    return build(f"\\operatorname{star}{{\\mathbf{{#1}}}}", token[1], reader.argument() or [])
