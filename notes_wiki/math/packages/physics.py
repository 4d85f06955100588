r"""The `physics` package: commands whose syntax no `\newcommand` can say.

In:  an expander whose reader stands behind one of the package's commands.
Out: the plain TeX it means.

Source: the package's manual (S. C. de la Barrera, 2012), sections 2.1 to 2.7. Commands that would change
the meaning of an existing one (`\div`, `\Re`, `\sin` with automatic braces) are in `REDEFINED` and hold
only where the package is asked for by name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from notes_wiki.math.expand import Expander, Handler, build
from notes_wiki.math.reader import text_of
from notes_wiki.math.tokens import Token, split, tokenize, trim

_SIZES = {"\\big", "\\Big", "\\bigg", "\\Bigg"}
_PAIRS = {"(": ("(", ")"), "[": ("[", "]"), "{": ("\\{", "\\}"), "|": ("|", "|")}
_BARS = {"abs": "\\lvert|\\rvert", "norm": "\\lVert|\\rVert"}
LARGEST = 20
"""Rows of a matrix that is given by its size."""


def _enclose(
    left: str, right: str, inside: Sequence[Token], offset: int, size: str, star: bool
) -> list[Token]:
    """Delimiters around tokens: stretched, of a fixed size, or (starred) as they are."""
    if star:
        before, after = left, right
    elif size:
        before, after = f"{size}l{left} ", f"{size}r{right} "
    else:
        before, after = f"\\left{left} ", f"\\right{right} "
    return (
        [*tokenize(before), *inside, *tokenize(after)]
        if offset < 0
        else build(before + "#1" + after, offset, inside)
    )


def _size(expander: Expander) -> tuple[bool, str]:
    """A star or a size before the delimiter."""
    reader = expander.reader
    star = reader.star()
    if reader.peek() in _SIZES:
        reader.skip_spaces()
        return star, reader.pop()[0]
    return star, ""


def _quantity(expander: Expander, token: Token) -> Sequence[Token]:
    """`\\qty(…)`, `\\qty[…]`, `\\qty{…}`, `\\qty|…|`, each with a star or a size."""
    star, size = _size(expander)
    opener = expander.reader.peek()
    if opener not in _PAIRS:
        expander.fault("missing-argument", f"{token[0]} wants a delimiter behind it: ( [ {{ or |.", token)
        return []
    inside = expander.reader.argument() if opener == "{" else expander.reader.delimited(opener)
    if inside is None:
        expander.fault("missing-delimiter", f"The {opener} behind {token[0]} is never closed.", token)
        return []
    left, right = _PAIRS[opener]
    return _enclose(left, right, inside, token[1], size, star)


def _named_quantity(left: str, right: str) -> Handler:
    """`\\pqty{…}` and kin."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        star, size = _size(expander)
        inside = expander.reader.argument()
        if inside is None:
            expander.fault("missing-argument", f"{token[0]} wants an argument in braces.", token)
            return []
        return _enclose(left, right, inside, token[1], size, star)

    return handler


def _evaluated(expander: Expander, token: Token) -> Sequence[Token]:
    """`\\eval{x}_a^b`, `\\eval(x|_a^b`, `\\eval[x|_a^b`."""
    reader = expander.reader
    star = reader.star()
    opener = reader.peek()
    if opener in {"(", "["}:
        reader.skip_spaces()
        reader.pop()
        inside: list[Token] = []
        while reader and not reader.next_is("|"):
            inside.append(reader.pop())
        if reader:
            reader.pop()
        return _enclose(opener, "|", inside, token[1], "", star)
    return _enclose("." if not star else "", "|", reader.argument() or [], token[1], "", star)


def _order(expander: Expander, token: Token) -> Sequence[Token]:
    star, size = _size(expander)
    inside = _enclose("(", ")", expander.argument(token), token[1], size, star)
    return build("\\mathcal{O}#1", token[1], inside)


def _pair(left: str, right: str) -> Handler:
    """A commutator or a bracket of two."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        star, size = _size(expander)
        first, second = expander.argument(token), expander.argument(token)
        return _enclose(left, right, build("#1,#2", token[1], first, second), token[1], size, star)

    return handler


def _template(text: str, arguments: int = 0, starred: str | None = None) -> Handler:
    """A command that is a template, with another where it has a star."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        star = starred is not None and expander.reader.star()
        given = [expander.argument(token) for _ in range(arguments)]
        return build(starred if star and starred is not None else text, token[1], *given)

    return handler


def _vector_operator(symbol: str) -> Handler:
    """`\\grad`, `\\grad{f}`, `\\grad(f)`, `\\grad[f]`."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        opener = expander.reader.peek()
        found = build(symbol, token[1])
        if opener == "{":
            return [*found, *build("#1", token[1], expander.argument(token))]
        if opener in {"(", "["} and (inside := expander.reader.delimited(opener)) is not None:
            left, right = _PAIRS[opener]
            return [*found, *_enclose(left, right, inside, token[1], "", False)]
        return found

    return handler


def _operator(name: str) -> Handler:
    """An operator with automatic braces: `\\tr\\rho`, `\\tr(AB)`, `\\tr[2](x)`, `\\tr{x}`."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        power = expander.reader.optional() if expander.reader.peek() == "[" else None
        found = build(name, token[1])
        if power is not None and expander.reader.peek() != "(":
            return [*found, *_enclose("[", "]", power, token[1], "", False)]
        if power is not None:
            found = [*found, *build("^{#1}", token[1], power)]
        if expander.reader.peek() == "(" and (inside := expander.reader.delimited("(")) is not None:
            return [*found, *_enclose("(", ")", inside, token[1], "", False)]
        return found

    return handler


def _quick_text(expander: Expander, token: Token) -> Sequence[Token]:
    star = expander.reader.star()
    words = expander.argument(token)
    return build("\\text{#1}\\quad " if star else "\\quad\\text{#1}\\quad ", token[1], words)


def _quick_word(word: str) -> Handler:
    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        star = expander.reader.star()
        return build(f"\\text{{{word}}}\\quad " if star else f"\\quad\\text{{{word}}}\\quad ", token[1])

    return handler


def _differential(symbol: str) -> Handler:
    """`\\dd`, `\\dd{x}`, `\\dd[3]{x}`, `\\dd(x)`."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        reader = expander.reader
        power = reader.optional() if reader.peek() == "[" else None
        sign = build(f"{symbol}^{{#1}}", token[1], power) if power is not None else build(symbol, token[1])
        if reader.peek() == "(" and (inside := reader.delimited("(")) is not None:
            return [*sign, *_enclose("(", ")", inside, token[1], "", False)]
        if reader.peek() == "{":
            return build("\\,{#1 #2}", token[1], sign, reader.argument() or [])
        return sign

    return handler


def _derivative(symbol: str, *, partial: bool) -> Handler:
    """`\\dv{x}`, `\\dv{f}{x}`, `\\dv[n]{f}{x}`, `\\dv{x}(f)`, `\\pdv{f}{x}{y}`; starred: in a line."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        reader, offset = expander.reader, token[1]
        star = reader.star()
        power = reader.optional() if reader.peek() == "[" else None
        first = reader.argument()
        if first is None:
            expander.fault("missing-argument", f"{token[0]} wants what to differentiate by.", token)
            return []
        second = reader.group()
        third = reader.group() if partial and second is not None else None
        if third is not None:
            above = build(f"{symbol}^2 #1", offset, first)
            below = build(f"{symbol} #1{symbol} #2", offset, second or [], third)
        elif second is not None:
            above = build(f"{symbol}#1#2", offset, _power(power, offset), first)
            below = build(f"{symbol}{{#1}}#2", offset, second, _power(power, offset))
        else:
            above = build(f"{symbol}#1", offset, _power(power, offset))
            below = build(f"{symbol}{{#1}}#2", offset, first, _power(power, offset))
        found = build("#1/#2" if star else "\\frac{#1}{#2}", offset, above, below)
        if second is None and reader.peek() == "(" and (inside := reader.delimited("(")) is not None:
            return [*found, *_enclose("(", ")", inside, offset, "", False)]
        return found

    return handler


def _power(power: Sequence[Token] | None, offset: int) -> list[Token]:
    return build("^{#1}", offset, power) if power is not None else []


# --- Dirac notation -------------------------------------------------------------------------------


def _bra(expander: Expander, token: Token) -> Sequence[Token]:
    """`\\bra{a}`, and `\\bra{a}\\ket{b}` as one bracket."""
    reader = expander.reader
    star = reader.star()
    inside = reader.argument() or []
    if reader.peek() == "\\ket":
        reader.skip_spaces()
        reader.pop()
        star = reader.star() or star
        return _bracket(inside, reader.argument() or [], token[1], star)
    return _enclose("\\langle", "|", inside, token[1], "", star)


def _bracket(first: Sequence[Token], second: Sequence[Token], offset: int, star: bool) -> list[Token]:
    if star:
        return build("\\langle #1|#2\\rangle ", offset, first, second)
    return build("\\left\\langle #1\\middle|#2\\right\\rangle ", offset, first, second)


def _braket(expander: Expander, token: Token) -> Sequence[Token]:
    """physics' `\\braket{a}{b}` and `\\braket{a}`; braket's `\\braket{a|b}`."""
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
    return _bracket(first, first, token[1], star)


def _ket_bra(expander: Expander, token: Token) -> Sequence[Token]:
    star = expander.reader.star()
    first = expander.argument(token)
    second = expander.reader.group()
    other = first if second is None else second
    if star:
        return build("|#1\\rangle\\langle #2|", token[1], first, other)
    return build("\\left|#1\\right\\rangle\\!\\left\\langle #2\\right|", token[1], first, other)


def _expectation(expander: Expander, token: Token) -> Sequence[Token]:
    """`\\ev{A}`, `\\ev{A}{\\psi}`."""
    reader = expander.reader
    star = reader.star()
    star = reader.star() or star
    first = reader.argument() or []
    second = reader.group()
    if second is None:
        return _enclose("\\langle", "\\rangle", first, token[1], "", star)
    return _sandwich(second, first, second, token[1], star)


def _matrix_element(expander: Expander, token: Token) -> Sequence[Token]:
    reader = expander.reader
    star = reader.star()
    star = reader.star() or star
    first, second, third = (reader.argument() or [] for _ in range(3))
    return _sandwich(first, second, third, token[1], star)


def _sandwich(
    left: Sequence[Token], middle: Sequence[Token], right: Sequence[Token], offset: int, star: bool
) -> list[Token]:
    if star:
        return build("\\langle #1|#2|#3\\rangle ", offset, left, middle, right)
    return build("\\left\\langle #1\\middle|#2\\middle|#3\\right\\rangle ", offset, left, middle, right)


# --- matrices -------------------------------------------------------------------------------------

_MATRIX = {"(": "pmatrix", "[": "bmatrix", "|": "vmatrix", "{": "matrix"}


def _matrix(environment: str | None, *, small: bool = False) -> Handler:
    """`\\mqty(a & b \\\\ c & d)`, `\\mqty[…]`, `\\mqty|…|`, `\\mqty{…}`; `\\pmqty{…}` and kin."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        reader = expander.reader
        star = reader.star()
        opener = reader.peek()
        if environment is not None or opener == "{":
            inside = reader.argument()
        elif opener in _MATRIX:
            inside = reader.delimited(opener)
        else:
            inside = None
        if inside is None:
            expander.fault(
                "missing-argument", f"{token[0]} wants a matrix: ( … ), [ … ], | … | or {{ … }}.", token
            )
            return []
        name = environment or ("matrix" if opener == "{" else _MATRIX[opener])
        if star and name == "pmatrix":  # round brackets drawn large: \mqty*
            name = "pmatrix"
        prefix = "\\begin{small" if small else "\\begin{"
        end = "\\end{small" if small else "\\end{"
        if small:
            left, right = _SMALL.get(name, ("", ""))
            wrapped = f"{left}{prefix}matrix}}#1{end}matrix}}{right}"
            return build(wrapped, token[1], expander.expand(inside))
        return build(f"{prefix}{name}}}#1{end}{name}}}", token[1], expander.expand(inside))

    return handler


_SMALL = {
    "pmatrix": ("\\left(", "\\right)"),
    "bmatrix": ("\\left[", "\\right]"),
    "vmatrix": ("\\left|", "\\right|"),
    "Vmatrix": ("\\left\\|", "\\right\\|"),
}


def _diagonal(*, anti: bool) -> Handler:
    """`\\dmat{a,b&c\\\\d&e}`: the rows of a block-diagonal matrix, to stand inside one."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        fill = expander.reader.optional() or []
        blocks = [
            [split(row, "&") for row in split(trim(block), "\\\\")]
            for block in split(expander.argument(token), ",")
        ]
        widths = [max(len(row) for row in block) for block in blocks]
        rows: list[list[list[Token]]] = []
        for place, block in enumerate(blocks):
            before, after = sum(widths[:place]), sum(widths[place + 1 :])
            if anti:
                before, after = after, before
            for row in block:
                cells = [*row, *([fill] * (widths[place] - len(row)))]
                rows.append([*([fill] * before), *cells, *([fill] * after)])
        return _rows(rows, token[1])

    return handler


def _rows(rows: Sequence[Sequence[Sequence[Token]]], offset: int) -> list[Token]:
    found: list[Token] = []
    for number, row in enumerate(rows):
        if number:
            found.append(("\\\\", offset))
        for place, cell in enumerate(row):
            if place:
                found.append(("&", offset))
            found += cell
    return found


def _count(expander: Expander, token: Token) -> int:
    text = text_of(expander.argument(token))
    if not text.isdigit() or not 1 <= int(text) <= LARGEST:
        expander.fault("missing-argument", f"{token[0]} wants a size from 1 to {LARGEST}.", token)
        return 1
    return int(text)


def _identity(expander: Expander, token: Token) -> Sequence[Token]:
    size = _count(expander, token)
    cells = [[[("1" if row == column else "0", token[1])] for column in range(size)] for row in range(size)]
    return _rows(cells, token[1])


def _zero(expander: Expander, token: Token) -> Sequence[Token]:
    rows, columns = _count(expander, token), _count(expander, token)
    return _rows([[[("0", token[1])]] * columns] * rows, token[1])


def _filled(expander: Expander, token: Token) -> Sequence[Token]:
    """`\\xmat{x}{2}{3}`; starred with indices."""
    star = expander.reader.star()
    entry = expander.argument(token)
    rows, columns = _count(expander, token), _count(expander, token)

    def cell(row: int, column: int) -> Sequence[Token]:
        if not star:
            return entry
        index = f"{row}" if columns == 1 else f"{column}" if rows == 1 else f"{row}{column}"
        return build(f"#1_{{{index}}}", token[1], entry)

    return _rows(
        [[cell(row, column) for column in range(1, columns + 1)] for row in range(1, rows + 1)], token[1]
    )


_PAULI = {"0": "1&0\\\\0&1", "1": "0&1\\\\1&0", "2": "0&-i\\\\i&0", "3": "1&0\\\\0&-1"}
_PAULI |= {"x": _PAULI["1"], "y": _PAULI["2"], "z": _PAULI["3"]}


def _pauli(expander: Expander, token: Token) -> Sequence[Token]:
    name = text_of(expander.argument(token))
    if name not in _PAULI:
        expander.fault("missing-argument", f"{token[0]} wants 0, 1, 2, 3, x, y or z.", token)
    return build(_PAULI.get(name, ""), token[1])


def _named(table: Mapping[str, Handler], names: Mapping[str, str]) -> dict[str, Handler]:
    return {f"\\{alias}": table[name] for alias, name in names.items()}


_D = "\\mathrm{d}"
_QUICK = "if then else otherwise unless given using assume since let for all even odd integer and or as in"

HANDLERS: dict[str, Handler] = {
    "\\qty": _quantity,
    "\\quantity": _quantity,
    "\\pqty": _named_quantity("(", ")"),
    "\\bqty": _named_quantity("[", "]"),
    "\\vqty": _named_quantity("|", "|"),
    "\\Bqty": _named_quantity("\\{", "\\}"),
    "\\abs": _named_quantity("|", "|"),
    "\\absolutevalue": _named_quantity("|", "|"),
    "\\norm": _named_quantity("\\|", "\\|"),
    "\\eval": _evaluated,
    "\\evaluated": _evaluated,
    "\\order": _order,
    "\\comm": _pair("[", "]"),
    "\\commutator": _pair("[", "]"),
    "\\acomm": _pair("\\{", "\\}"),
    "\\anticommutator": _pair("\\{", "\\}"),
    "\\pb": _pair("\\{", "\\}"),
    "\\poissonbracket": _pair("\\{", "\\}"),
    "\\vb": _template("\\mathbf{#1}", 1, "\\boldsymbol{#1}"),
    "\\vectorbold": _template("\\mathbf{#1}", 1, "\\boldsymbol{#1}"),
    "\\va": _template("\\vec{\\mathbf{#1}}", 1, "\\vec{\\boldsymbol{#1}}"),
    "\\vectorarrow": _template("\\vec{\\mathbf{#1}}", 1, "\\vec{\\boldsymbol{#1}}"),
    "\\vu": _template("\\hat{\\mathbf{#1}}", 1, "\\hat{\\boldsymbol{#1}}"),
    "\\vectorunit": _template("\\hat{\\mathbf{#1}}", 1, "\\hat{\\boldsymbol{#1}}"),
    "\\vdot": _template("\\boldsymbol{\\cdot}"),
    "\\dotproduct": _template("\\boldsymbol{\\cdot}"),
    "\\cross": _template("\\boldsymbol{\\times}"),
    "\\crossproduct": _template("\\boldsymbol{\\times}"),
    "\\cp": _template("\\boldsymbol{\\times}"),
    "\\grad": _vector_operator("\\boldsymbol{\\nabla}"),
    "\\gradient": _vector_operator("\\boldsymbol{\\nabla}"),
    "\\divergence": _vector_operator("\\boldsymbol{\\nabla}\\boldsymbol{\\cdot}"),
    "\\curl": _vector_operator("\\boldsymbol{\\nabla}\\boldsymbol{\\times}"),
    "\\laplacian": _vector_operator("\\nabla^2"),
    "\\tr": _operator("\\operatorname{tr}"),
    "\\trace": _operator("\\operatorname{tr}"),
    "\\Tr": _operator("\\operatorname{Tr}"),
    "\\Trace": _operator("\\operatorname{Tr}"),
    "\\rank": _operator("\\operatorname{rank}"),
    "\\erf": _operator("\\operatorname{erf}"),
    "\\Res": _operator("\\operatorname{Res}"),
    "\\Residue": _operator("\\operatorname{Res}"),
    "\\pv": _template("\\mathcal{P}"),
    "\\principalvalue": _template("\\mathcal{P}"),
    "\\PV": _template("\\operatorname{P.V.}"),
    "\\acos": _operator("\\operatorname{acos}"),
    "\\asin": _operator("\\operatorname{asin}"),
    "\\atan": _operator("\\operatorname{atan}"),
    "\\csch": _operator("\\operatorname{csch}"),
    "\\sech": _operator("\\operatorname{sech}"),
    "\\qq": _quick_text,
    "\\qqtext": _quick_text,
    "\\qc": _template(",\\quad "),
    "\\qcomma": _template(",\\quad "),
    "\\qcc": _template("\\quad\\text{c.c.}\\quad ", 0, "\\text{c.c.}\\quad "),
    **{f"\\q{word}": _quick_word(word) for word in _QUICK.split()},
    "\\dd": _differential(_D),
    "\\differential": _differential(_D),
    "\\var": _differential("\\delta "),
    "\\variation": _differential("\\delta "),
    "\\dv": _derivative(_D, partial=False),
    "\\derivative": _derivative(_D, partial=False),
    "\\pdv": _derivative("\\partial ", partial=True),
    "\\pderivative": _derivative("\\partial ", partial=True),
    "\\partialderivative": _derivative("\\partial ", partial=True),
    "\\fdv": _derivative("\\delta ", partial=True),
    "\\fderivative": _derivative("\\delta ", partial=True),
    "\\functionalderivative": _derivative("\\delta ", partial=True),
    "\\flatfrac": _template("\\left.{#1}\\middle/{#2}\\right. ", 2),
    "\\bra": _bra,
    "\\ket": _named_quantity("|", "\\rangle"),
    "\\braket": _braket,
    "\\ip": _braket,
    "\\innerproduct": _braket,
    "\\ketbra": _ket_bra,
    "\\dyad": _ket_bra,
    "\\op": _ket_bra,
    "\\outerproduct": _ket_bra,
    "\\ev": _expectation,
    "\\expval": _expectation,
    "\\expectationvalue": _expectation,
    "\\vev": _template("\\left\\langle 0\\middle|#1\\middle|0\\right\\rangle ", 1),
    "\\mel": _matrix_element,
    "\\matrixel": _matrix_element,
    "\\matrixelement": _matrix_element,
    "\\mqty": _matrix(None),
    "\\matrixquantity": _matrix(None),
    "\\pmqty": _matrix("pmatrix"),
    "\\Pmqty": _matrix("pmatrix"),
    "\\bmqty": _matrix("bmatrix"),
    "\\vmqty": _matrix("vmatrix"),
    "\\mdet": _matrix("vmatrix"),
    "\\matrixdeterminant": _matrix("vmatrix"),
    "\\smqty": _matrix(None, small=True),
    "\\smallmatrixquantity": _matrix(None, small=True),
    "\\spmqty": _matrix("pmatrix", small=True),
    "\\sPmqty": _matrix("pmatrix", small=True),
    "\\sbmqty": _matrix("bmatrix", small=True),
    "\\svmqty": _matrix("vmatrix", small=True),
    "\\smdet": _matrix("vmatrix", small=True),
    "\\smallmatrixdeterminant": _matrix("vmatrix", small=True),
    "\\dmat": _diagonal(anti=False),
    "\\diagonalmatrix": _diagonal(anti=False),
    "\\admat": _diagonal(anti=True),
    "\\antidiagonalmatrix": _diagonal(anti=True),
    "\\imat": _identity,
    "\\identitymatrix": _identity,
    "\\zmat": _zero,
    "\\zeromatrix": _zero,
    "\\xmat": _filled,
    "\\xmatrix": _filled,
    "\\pmat": _pauli,
    "\\paulimatrix": _pauli,
}

REDEFINED: dict[str, Handler] = {
    "\\div": _vector_operator("\\boldsymbol{\\nabla}\\boldsymbol{\\cdot}"),
    "\\Re": _operator("\\operatorname{Re}"),
    "\\Im": _operator("\\operatorname{Im}"),
    **{
        f"\\{name}": _operator(f"\\operatorname{{{name}}}")
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
