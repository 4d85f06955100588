"""Commands of every package that take arguments in braces, and how many.

In:  –
Out: `ARGUMENTS`. TeX would take whatever comes next for an argument, be it the end of a group: where one is
     missing, and where a script or a text begins with such a command, this says how far it reaches.
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
}
