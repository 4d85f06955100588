r"""The `physics` package: commands whose syntax no `\newcommand` can say.

In:  an expander whose reader is just after one of the package's commands.
Out: the plain TeX it means.

Source: the package's manual (S. C. de la Barrera, 2012), sections 2.1 to 2.7. Commands that would change
the meaning of an existing one (`\div`, `\Re`, `\sin` with automatic braces) are in `REDEFINED` and hold
only where the package is asked for by name.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.packages.physics import brackets, derivatives, dirac, matrices
from notes_wiki.math.tokens import Token


def _quick_text(expander: Expander, token: Token) -> Sequence[Token]:
    star = expander.reader.star()
    words = expander.argument(token)
    return build("\\text{#1}\\quad " if star else "\\quad\\text{#1}\\quad ", token[1], words)


def _quick_word(word: str) -> Handler:
    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        star = expander.reader.star()
        return build(f"\\text{{{word}}}\\quad " if star else f"\\quad\\text{{{word}}}\\quad ", token[1])

    return handler


_D = "\\mathrm{d}"
_QUICK = "if then else otherwise unless given using assume since let for all even odd integer and or as in"

HANDLERS: dict[str, Handler] = {
    "\\qty": brackets.quantity,
    "\\quantity": brackets.quantity,
    "\\pqty": brackets.named_quantity("(", ")"),
    "\\bqty": brackets.named_quantity("[", "]"),
    "\\vqty": brackets.named_quantity("|", "|"),
    "\\Bqty": brackets.named_quantity("\\{", "\\}"),
    "\\abs": brackets.named_quantity("|", "|"),
    "\\absolutevalue": brackets.named_quantity("|", "|"),
    "\\norm": brackets.named_quantity("\\|", "\\|"),
    "\\eval": brackets.evaluated,
    "\\evaluated": brackets.evaluated,
    "\\order": brackets.order,
    "\\comm": brackets.pair("[", "]"),
    "\\commutator": brackets.pair("[", "]"),
    "\\acomm": brackets.pair("\\{", "\\}"),
    "\\anticommutator": brackets.pair("\\{", "\\}"),
    "\\pb": brackets.pair("\\{", "\\}"),
    "\\poissonbracket": brackets.pair("\\{", "\\}"),
    "\\vb": brackets.template("\\mathbf{#1}", 1, "\\boldsymbol{#1}"),
    "\\vectorbold": brackets.template("\\mathbf{#1}", 1, "\\boldsymbol{#1}"),
    "\\va": brackets.template("\\vec{\\mathbf{#1}}", 1, "\\vec{\\boldsymbol{#1}}"),
    "\\vectorarrow": brackets.template("\\vec{\\mathbf{#1}}", 1, "\\vec{\\boldsymbol{#1}}"),
    "\\vu": brackets.template("\\hat{\\mathbf{#1}}", 1, "\\hat{\\boldsymbol{#1}}"),
    "\\vectorunit": brackets.template("\\hat{\\mathbf{#1}}", 1, "\\hat{\\boldsymbol{#1}}"),
    "\\vnabla": brackets.template("\\boldsymbol{\\nabla}"),
    "\\vdot": brackets.template("\\boldsymbol{\\cdot}"),
    "\\dotproduct": brackets.template("\\boldsymbol{\\cdot}"),
    "\\cross": brackets.template("\\boldsymbol{\\times}"),
    "\\crossproduct": brackets.template("\\boldsymbol{\\times}"),
    "\\cp": brackets.template("\\boldsymbol{\\times}"),
    "\\grad": brackets.vector_operator("\\boldsymbol{\\nabla}"),
    "\\gradient": brackets.vector_operator("\\boldsymbol{\\nabla}"),
    "\\divergence": brackets.vector_operator("\\boldsymbol{\\nabla}\\boldsymbol{\\cdot}"),
    "\\curl": brackets.vector_operator("\\boldsymbol{\\nabla}\\boldsymbol{\\times}"),
    "\\laplacian": brackets.vector_operator("\\nabla^2"),
    "\\tr": brackets.operator("\\operatorname{tr}"),
    "\\trace": brackets.operator("\\operatorname{tr}"),
    "\\Tr": brackets.operator("\\operatorname{Tr}"),
    "\\Trace": brackets.operator("\\operatorname{Tr}"),
    "\\rank": brackets.operator("\\operatorname{rank}"),
    "\\erf": brackets.operator("\\operatorname{erf}"),
    "\\Res": brackets.operator("\\operatorname{Res}", braces=True),
    "\\Residue": brackets.operator("\\operatorname{Res}", braces=True),
    "\\pv": brackets.template("\\mathcal{P}"),
    "\\principalvalue": brackets.template("\\mathcal{P}"),
    "\\PV": brackets.template("\\operatorname{P.V.}"),
    "\\acos": brackets.operator("\\operatorname{acos}", powers=True),
    "\\asin": brackets.operator("\\operatorname{asin}", powers=True),
    "\\atan": brackets.operator("\\operatorname{atan}", powers=True),
    "\\csch": brackets.operator("\\operatorname{csch}", powers=True),
    "\\sech": brackets.operator("\\operatorname{sech}", powers=True),
    "\\qq": _quick_text,
    "\\qqtext": _quick_text,
    "\\qc": brackets.template(",\\quad "),
    "\\qcomma": brackets.template(",\\quad "),
    "\\qcc": brackets.template("\\quad\\text{c.c.}\\quad ", 0, "\\text{c.c.}\\quad "),
    **{f"\\q{word}": _quick_word(word) for word in _QUICK.split()},
    "\\dd": derivatives.differential(_D),
    "\\differential": derivatives.differential(_D),
    "\\var": derivatives.differential("\\delta "),
    "\\variation": derivatives.differential("\\delta "),
    "\\dv": derivatives.derivative(_D, partial=False),
    "\\derivative": derivatives.derivative(_D, partial=False),
    "\\pdv": derivatives.derivative("\\partial ", partial=True),
    "\\pderivative": derivatives.derivative("\\partial ", partial=True),
    "\\partialderivative": derivatives.derivative("\\partial ", partial=True),
    "\\fdv": derivatives.derivative("\\delta ", partial=False),
    "\\fderivative": derivatives.derivative("\\delta ", partial=False),
    "\\functionalderivative": derivatives.derivative("\\delta ", partial=False),
    "\\flatfrac": brackets.template("\\left.{#1}\\middle/{#2}\\right. ", 2),
    "\\bra": dirac.bra,
    "\\ket": brackets.named_quantity("|", "\\rangle"),
    "\\braket": dirac.braket,
    "\\Braket": dirac.middle_bars,
    "\\set": dirac.small_set,
    "\\ip": dirac.product,
    "\\innerproduct": dirac.product,
    "\\ketbra": dirac.ket_bra,
    "\\dyad": dirac.ket_bra,
    "\\op": dirac.ket_bra,
    "\\outerproduct": dirac.ket_bra,
    "\\ev": dirac.expectation,
    "\\expval": dirac.expectation,
    "\\expectationvalue": dirac.expectation,
    "\\vev": brackets.template(
        "\\left\\langle 0\\middle|#1\\middle|0\\right\\rangle ", 1, "\\langle 0|#1|0\\rangle "
    ),
    "\\mel": dirac.matrix_element,
    "\\matrixel": dirac.matrix_element,
    "\\matrixelement": dirac.matrix_element,
    "\\mqty": matrices.matrix(None),
    "\\matrixquantity": matrices.matrix(None),
    "\\pmqty": matrices.matrix("pmatrix"),
    "\\Pmqty": matrices.matrix("pmatrix"),
    "\\bmqty": matrices.matrix("bmatrix"),
    "\\vmqty": matrices.matrix("vmatrix"),
    "\\mdet": matrices.matrix("vmatrix"),
    "\\matrixdeterminant": matrices.matrix("vmatrix"),
    "\\smqty": matrices.matrix(None, small=True),
    "\\smallmatrixquantity": matrices.matrix(None, small=True),
    "\\spmqty": matrices.matrix("pmatrix", small=True),
    "\\sPmqty": matrices.matrix("pmatrix", small=True),
    "\\sbmqty": matrices.matrix("bmatrix", small=True),
    "\\svmqty": matrices.matrix("vmatrix", small=True),
    "\\smdet": matrices.matrix("vmatrix", small=True),
    "\\smallmatrixdeterminant": matrices.matrix("vmatrix", small=True),
    "\\dmat": matrices.diagonal(anti=False),
    "\\diagonalmatrix": matrices.diagonal(anti=False),
    "\\admat": matrices.diagonal(anti=True),
    "\\antidiagonalmatrix": matrices.diagonal(anti=True),
    "\\imat": matrices.identity,
    "\\identitymatrix": matrices.identity,
    "\\zmat": matrices.zero,
    "\\zeromatrix": matrices.zero,
    "\\xmat": matrices.filled,
    "\\xmatrix": matrices.filled,
    "\\pmat": matrices.pauli,
    "\\paulimatrix": matrices.pauli,
}

_LONG = {
    **{
        f"{prefix}{long}": f"{short}{word}{'h' if prefix == 'hyp' else ''}"
        for long, word in (
            ("sine", "sin"),
            ("cosine", "cos"),
            ("tangent", "tan"),
            ("cosecant", "csc"),
            ("secant", "sec"),
            ("cotangent", "cot"),
        )
        for prefix, short in (("", ""), ("hyp", ""), ("arc", "arc"), ("a", "a"))
    },
    "exponential": "exp",
    "logarithm": "log",
    "naturallogarithm": "ln",
    "determinant": "det",
    "Probability": "Pr",
}
"""The names that the package gives functions as LaTeX has them, without braces of their own."""
HANDLERS |= {f"\\{name}": brackets.template(f"\\operatorname{{{word}}}") for name, word in _LONG.items()}
HANDLERS |= {
    f"\\{prefix}{word}": brackets.operator(f"\\operatorname{{{prefix}{word}}}", powers=True)
    for prefix in ("arc", "a")
    for word in ("csc", "sec", "cot")
}
HANDLERS |= {"\\imaginary": brackets.template("ℑ"), "\\real": brackets.template("ℜ")}

REDEFINED: dict[str, Handler] = {
    "\\braket": dirac.product,
    "\\div": brackets.vector_operator("\\boldsymbol{\\nabla}\\boldsymbol{\\cdot}"),
    "\\Re": brackets.operator("\\operatorname{Re}", braces=True),
    "\\Im": brackets.operator("\\operatorname{Im}", braces=True),
    **{
        f"\\{name}": brackets.operator(f"\\operatorname{{{name}}}", powers=name not in {"exp", "det", "Pr"})
        for name in [
            "sin",
            "cos",
            "tan",
            "csc",
            "sec",
            "cot",
            "sinh",
            "cosh",
            "tanh",
            "coth",
            "arcsin",
            "arccos",
            "arctan",
            "exp",
            "log",
            "ln",
            "det",
            "Pr",
        ]
    },
}
