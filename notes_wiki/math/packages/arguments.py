"""Commands of every package that take arguments in braces, and how many.

In:  nothing: a table.
Out: `ARGUMENTS`, names to numbers. It tells where an argument is missing, which the engine would fill with
     whatever comes next, and how far a script or a text reaches that begins with such a command.
"""

from __future__ import annotations

ARGUMENTS = {
    **dict.fromkeys(
        (
            "\\frac",
            "\\dfrac",
            "\\tfrac",
            "\\cfrac",
            "\\binom",
            "\\dbinom",
            "\\tbinom",
            "\\overset",
            "\\underset",
            "\\stackrel",
            "\\textcolor",
        ),
        2,
    ),
    **dict.fromkeys(
        (
            "\\sqrt",
            "\\hat",
            "\\bar",
            "\\vec",
            "\\tilde",
            "\\dot",
            "\\ddot",
            "\\overline",
            "\\underline",
            "\\widehat",
            "\\widetilde",
            "\\overbrace",
            "\\underbrace",
            "\\mathbb",
            "\\mathcal",
            "\\mathrm",
            "\\mathbf",
            "\\mathit",
            "\\mathsf",
            "\\mathtt",
            "\\mathfrak",
            "\\mathscr",
            "\\boldsymbol",
            "\\operatorname",
            "\\boxed",
            "\\cancel",
            "\\bcancel",
            "\\xcancel",
            "\\phantom",
            "\\check",
            "\\breve",
            "\\acute",
            "\\grave",
            "\\mathring",
            "\\overrightarrow",
            "\\overleftarrow",
            "\\bm",
            *(
                f"\\{name}"
                for name in (
                    "Bbb Bra Braket Ket Overrightarrow Set angl bra ddddot dddot frak hphantom ket mathbin "
                    "mathclose mathinner mathopen mathord mathpunct mathrel overbracket overgroup "
                    "overleftharpoon overleftrightarrow overparen overrightharpoon phase pmod pod set "
                    "underbracket undergroup underleftarrow underleftrightarrow underparen underrightarrow "
                    "utilde vphantom widecheck"
                ).split()
            ),
        ),
        1,
    ),
    "\\prescript": 3,
    "\\mathchoice": 4,
}
