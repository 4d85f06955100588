r"""What the commands of text mean: characters, fonts, sizes, accents.

In:  nothing.
Out: tables by command, with its backslash.
"""

from __future__ import annotations

from notes_wiki.math.packages.symbols import TEXT_COMPANION
from notes_wiki.math.referring import REFERRING

IN_TEXT = {
    "\\expandafter": "",
    "\\hfil": "",
    "\\hss": "",
    "\\textless": "<",
    "\\textgreater": ">",
    "\\textbar": "|",
    "\\textquotedblleft": "“",
    "\\textquotedblright": "”",
    "\\textquoteright": "’",
    "\\textquoteleft": "‘",
    "\\ldots": "…",
    "\\dots": "…",
    "\\textellipsis": "…",
    "\\textendash": "–",
    "\\textemdash": "—",
    "\\slash": "/",
    "\\quad": "\u2003",
    "\\qquad": "\u2003\u2003",
    "\\enspace": "\u2002",
    "\\space": " ",
    "\\,": "\u2009",
    "\\thinspace": "\u2009",
    "\\;": "\u2005",
    "\\:": "\u2005",
    "\\>": "\u2005",
    "\\!": "",
    "\\@": "",
    "\\/": "",
    "\\-": "",
    "~": "\u00a0",
    "\\newline": " ",
    "\\linebreak": " ",
    "\\\\": " ",
    "\\par": " ",
    "\\LaTeX": "LATEX",
    "\\TeX": "TEX",
    "\\KaTeX": "KATEX",
    "\\ss": "ß",
    "\\o": "ø",
    "\\O": "Ø",
    "\\ae": "æ",
    "\\AE": "Æ",
    "\\oe": "œ",
    "\\OE": "Œ",
    "\\aa": "å",
    "\\AA": "Å",
    "\\l": "ł",
    "\\L": "Ł",
    "\\i": "ı",
    "\\j": "ȷ",
    **{
        "\\dh": "ð",
        "\\DH": "Ð",
        "\\th": "þ",
        "\\TH": "Þ",
        "\\dj": "đ",
        "\\DJ": "Đ",
        "\\ng": "ŋ",
        "\\NG": "Ŋ",
    },
    "\\textmu": "µ",
    "\\textohm": "Ω",
    "\\textonehalf": "½",
    "\\textonequarter": "¼",
    "\\textthreequarters": "¾",
    "\\protect": "",
    "\\noindent": "",
    "\\centering": "",
    "\\hfill": "\u2003",
    "\\S": "§",
    "\\P": "¶",
    "\\copyright": "©",
    "\\pounds": "£",
    "\\euro": "€",
    "\\textdegree": "°",
    "\\degree": "°",
    "\\texttimes": "×",
    "\\textpm": "±",
    "\\textbullet": "•",
    "\\lq": "‘",
    "\\rq": "’",
}
SCALES = {
    "\\tiny": 50,
    "\\Tiny": 60,
    "\\sixptsize": 60,
    "\\scriptsize": 70,
    "\\footnotesize": 80,
    "\\small": 90,
    "\\large": 120,
    "\\Large": 144,
    "\\LARGE": 173,
    "\\huge": 207,
    "\\Huge": 249,
}
"""Sizes of letters, in percent."""
SIZES = frozenset(
    f"\\{name}"
    for name in (
        "tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge "
        "textstyle scriptstyle displaystyle"
    ).split()
)
SWITCHES = {
    "\\bf": "\\textbf",
    "\\bfseries": "\\textbf",
    "\\it": "\\textit",
    "\\itshape": "\\textit",
    "\\em": "\\textit",
    "\\sl": "\\textit",
    "\\tt": "\\texttt",
    "\\ttfamily": "\\texttt",
    "\\sf": "\\textsf",
    "\\sffamily": "\\textsf",
    "\\rm": "\\text",
    "\\rmfamily": "\\text",
    **dict.fromkeys(("\\normalfont", "\\upshape", "\\mdseries"), "\\text"),
    "\\sc": "\\textsc",
    "\\scshape": "\\textsc",
}
FONTS = {
    **{f"\\{name}": f"\\{name}" for name in ("text", "textbf", "textit", "textsf", "texttt", "textsc")},
    "\\textrm": "\\text",
    "\\emph": "\\textit",
    "\\textsl": "\\textit",
    "\\textup": "\\text",
    "\\textmd": "\\text",
    "\\textnormal": "\\text",
    "\\mbox": "\\text",
    "\\hbox": "\\text",
    "\\vbox": "\\text",
}
"""Commands that set text, each as the engine's own for that font."""
ESCAPED = frozenset(["\\#", "\\$", "\\%", "\\&", "\\_", "\\{", "\\}", "\\ "])
ACCENTS = {
    "\\'": "\u0301",
    "\\`": "\u0300",
    "\\^": "\u0302",
    '\\"': "\u0308",
    "\\~": "\u0303",
    "\\=": "\u0304",
    "\\.": "\u0307",
    "\\c": "\u0327",
    "\\v": "\u030c",
    "\\u": "\u0306",
    "\\H": "\u030b",
    "\\r": "\u030a",
    "\\k": "\u0328",
    "\\b": "\u0331",
    "\\d": "\u0323",
    "\\t": "\u0361",
}
# Commands that may be used in text and in math alike: they are set as math beside the text, and not reported.
ANYWHERE = frozenset(
    [
        *REFERRING,
        "\\colorbox",
        "\\fcolorbox",
        "\\fbox",
        "\\shortstack",
        "\\boxed",
        "\\ensuremath",
        "\\textsuperscript",
        "\\textsubscript",
        "\\url",
        "\\ce",
        "\\nicefrac",
        "\\sfrac",
        *(
            f"\\{name}"  # of siunitx
            for name in (
                "SI si SIlist SIrange num numlist numrange numproduct qty qtylist qtyrange qtyproduct unit "
                "ang complexnum complexqty tablenum"
            ).split()
        ),
        "\\raisebox",
        "\\scalebox",
        "\\scaleobj",
        "\\resizebox",
        "\\rotatebox",
        "\\reflectbox",
        "\\hspace",
        "\\mspace",
        "\\vspace",
        "\\rule",
        "\\Rule",
        "\\Space",
        "\\unicode",
        "\\label",
        "\\verb",
    ]
)
LENGTHS = frozenset({"\\kern", "\\hskip", "\\mkern", "\\mskip"})
"""Spaces whose length stands in no braces."""
ALPHABETS = frozenset({"\\cal", "\\mit", "\\oldstyle"})
"""Switches of alphabets that LaTeX takes in text, too."""
# Symbols that every engine, or LaTeX itself, takes in text.
SYMBOLS = frozenset(
    f"\\{name}"
    for name in (
        "strut hss vss dag ddag dagger ddagger checkmark maltese circledR yen sect textcircled textdagger "
        "textdaggerdbl "
        "textdollar textregistered texttrademark textcopyright textsterling textyen textunderscore "
        "textasciicircum textbardbl textbraceleft textbraceright textsection textparagraph "
        "textperiodcentered vdots varvdots dotsc dotso dotsb dotsm dotsi Vert vert lVert rVert lvert "
        "rvert lbrace rbrace lbrack rbrack lparen rparen langle rangle lceil rceil lfloor rfloor lgroup "
        "rgroup lmoustache rmoustache ulcorner urcorner llcorner lrcorner uparrow downarrow updownarrow "
        "Uparrow Downarrow Updownarrow textrightarrow textleftarrow textuparrow textdownarrow relax "
        "nobreakspace enskip medspace thickspace negthinspace negmedspace negthickspace mathstrut Tiny "
        "sixptsize expandafter noexpand DOTSB DOTSI DOTSX scriptscriptstyle ordinarycolon smash clap "
        "llap rlap mathclap mathllap mathrlap pmb pu"
    ).split()
) | {f"\\text{name}" for name in TEXT_COMPANION}
# Characters that the engine has no command for in text.
AS_THEY_ARE = {"\\textasciitilde": "~", "\\textbackslash": "\\"}
QUOTES = {"`": "“", "'": "”"}
