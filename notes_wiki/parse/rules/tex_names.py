"""TeX's commands in running text that stand for a character, or show nothing, by their names."""

from __future__ import annotations

CHARACTERS = {
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "LaTeXe": "LaTeX2ε",
    "BibTeX": "BibTeX",
    "AmS": "AMS",
    "ldots": "\u2026",
    "dots": "\u2026",
    "textellipsis": "\u2026",
    "textendash": "\u2013",
    "textemdash": "\u2014",
    "textdegree": "\u00b0",
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textquoteleft": "\u2018",
    "textquoteright": "\u2019",
    "textquotedblleft": "\u201c",
    "textquotedblright": "\u201d",
    "guillemotleft": "\u00ab",
    "guillemotright": "\u00bb",
    "textbar": "|",
    "textless": "<",
    "textgreater": ">",
    "textasteriskcentered": "*",
    "textunderscore": "_",
    "textregistered": "\u00ae",
    "texttrademark": "\u2122",
    "texteuro": "\u20ac",
    "copyright": "\u00a9",
    "pounds": "\u00a3",
    "S": "\u00a7",
    "P": "\u00b6",
    "dag": "\u2020",
    "ddag": "\u2021",
    "quad": "\u2003",
    "qed": "\u220e",
    "qedsymbol": "\u220e",
}
LETTERS = {
    "ss": "\u00df",
    "o": "\u00f8",
    "O": "\u00d8",
    "l": "\u0142",
    "L": "\u0141",
    "ae": "\u00e6",
    "AE": "\u00c6",
    "oe": "\u0153",
    "OE": "\u0152",
    "aa": "\u00e5",
    "AA": "\u00c5",
    "i": "\u0131",
}
LAYOUT = (
    "noindent newpage clearpage cleardoublepage pagebreak nopagebreak bigskip medskip smallskip hfill vfill "
    "qedhere pause centering raggedright "
    "tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge"
)
"""Commands without arguments that only say how paper is to look."""
LAYOUT_OF_PAPERS = (
    "bigbreak medbreak smallbreak goodbreak filbreak nobreak allowbreak indent leavevmode null sloppy fussy "
    "frenchspacing nonfrenchspacing protect relax begingroup endgroup bgroup egroup phantomsection newblock "
    "hfil vfil xspace unskip ignorespaces upshape itshape slshape scshape bfseries mdseries rmfamily "
    "sffamily ttfamily normalfont em it bf rm sf sc tt sl"
)
"""More of them, which in Markdown could be the names of folders, or words about TeX."""
FRONT = "author address email urladdr curraddr affil affiliation institute subjclass keywords dedicatory"
"""What a paper says of itself besides its title and date: commands for words."""
