r"""Symbols and short names of TeX, LaTeX, amssymb, mathtools, upgreek that the engine knows under another
name or not at all.

In:  nothing: a table.
Out: `SYMBOLS`, each control word as the TeX that means the same, or as the character itself.
"""

from __future__ import annotations

from notes_wiki.math.packages import greek, unicode_symbols

_DOTS = {
    "dotsc": "\\ldots ",
    "dotso": "\\ldots ",
    "dotsx": "\\ldots ",
    "dotsb": "\\cdots ",
    "dotsm": "\\cdots ",
    "dotsi": "\\cdots ",
    "hdots": "\\ldots ",
    "mathellipsis": "\\ldots ",
    "textellipsis": "\\ldots ",
    "varvdots": "\\vdots ",
    "joinrel": "\\!",
    "relbar": "\\mathrel{-}",
    "Relbar": "=",
}
# What only tells TeX how to break lines or to measure, and shows nothing.
_NOTHING = dict.fromkeys(
    (
        "allowbreak",
        "nobreak",
        "DOTSB",
        "DOTSI",
        "DOTSX",
        "relax",
        "displaylimits",
        "rhook",
        "vss",
        "hidewidth",
        "noindent",
        "centering",
        "raggedright",
        "protect",
        "xspace",
        "leavevmode",
        "nonscript",
        "medmath",
        "unskip",
        "ignorespaces",
        "normalsize",
        "normalfont",
        "upshape",
        "mdseries",
        "unboldmath",
        "phantomsection",
        "expandafter",
        "noexpand",
        "IEEEyesnumber",
        "IEEEeqnarraynumspace",
        "long",
        "global",
        "smallskip",
        "medskip",
        "bigskip",
        "par",
        "FloatBarrier",
        "qedhere",
        "textcompwordmark",
        "mit",
        "oldstyle",
        "bbFont",
        "arraystretch",
    ),
    "",
)
_SPACES = {
    "enskip": "\\enspace ",
    "hfilneg": "",
    "hss": "",
    "space": "\\ ",
    "nobreakspace": "\\ ",
    "negthinspace": "\\!",
    "textvisiblespace": "␣",
}
_ROWS = dict.fromkeys(("newline", "cr", "tabularnewline", "crcr"), "\\\\")
_SHAPES = {
    "centerdot": "\\cdot ",
    "thicksim": "\\sim ",
    "thickapprox": "\\approx ",
    "varpropto": "\\propto ",
    "shortmid": "\\mid ",
    "shortparallel": "\\parallel ",
    "nshortmid": "\\nmid ",
    "nshortparallel": "\\nparallel ",
    "smallsmile": "\\smile ",
    "smallfrown": "\\frown ",
    "smallint": "\\int ",
    "intop": "\\int\\limits ",
    "ointop": "\\oint\\limits ",
    "varlimsup": "\\mathop{\\overline{\\lim}}",
    "varliminf": "\\mathop{\\underline{\\lim}}",
    "varinjlim": "\\mathop{\\underrightarrow{\\lim}}",
    "varprojlim": "\\mathop{\\underleftarrow{\\lim}}",
    # To TeX, a place where a line of a product may end; those who write Markdown mean an escaped star.
    "*": "*",
    "ordinarycolon": ":",
    "vcentcolon": "\\mathrel{:}",
    "dblcolon": "\\mathrel{::}",
    "xrightleftarrows": "\\xtofrom ",
    "xrightequilibrium": "\\xrightleftharpoons ",
    "xleftequilibrium": "\\xrightleftharpoons ",
    "xRightleftharpoons": "\\xrightleftharpoons ",
    "xLeftrightharpoons": "\\xrightleftharpoons ",
    "longrightleftharpoons": "\\xrightleftharpoons{\\kern.6em}",
    "longleftrightharpoons": "\\xleftrightharpoons{\\kern.6em}",
    "longleftrightarrows": "\\xtofrom{\\kern.6em}",
    "longrightharpoonup": "\\xrightharpoonup{\\kern.6em}",
    "longleftharpoondown": "\\xleftharpoondown{\\kern.6em}",
    "coloneq": "\\mathrel{:=}",
    "eqqcolon": "\\mathrel{=:}",
    "eqcolon": "\\mathrel{=:}",
    "Eqqcolon": "\\mathrel{=::}",
    "Eqcolon": "\\mathrel{=::}",
    "Coloneq": "\\Coloneqq ",
    "Approxcolon": "\\mathrel{\\approx::}",
    "Simcolon": "\\mathrel{\\sim::}",
    "Colonapprox": "\\mathrel{::\\approx}",
    "colondash": "\\mathrel{:-}",
    "Colondash": "\\mathrel{::-}",
    "dashColon": "\\mathrel{-::}",
    "eqeq": "==",
    "equal": "=",
    "QED": "\\blacksquare ",
    "qed": "\\square ",
    "sgn": "\\operatorname{sgn}",
    "coh": "\\frown ",
    "parr": "\\mathbin{⅋}",
    "with": "\\mathbin{\\&}",
    "Join": "\\bowtie ",
    "implied": "\\impliedby ",
    "mapsfrom": "\\mathrel{↤}",
    "longmapsfrom": "\\mathrel{⟻}",
    "triangleleft": "\\mathbin{◃}",
    "triangleright": "\\mathbin{▹}",
    "blacktriangleleft": "\\mathrel{◂}",
    "blacktriangleright": "\\mathrel{▸}",
    "triangledown": "▽",
    "vartriangle": "\\mathrel{△}",
    "medtriangleleft": "◁",
    "Lap": "\\mathcal{L}",
    "iddots": "⋰",
    "adots": "⋰",
    "diameter": "⌀",
    "infin": "\\infty ",
    "arrowvert": "|",
    "bracevert": "|",
    "circledR": "®",
    "yen": "¥",
    "pounds": "£",
    "mathsterling": "£",
    "mathdollar": "\\$",
    "mathparagraph": "¶",
    "mathsection": "§",
    "mathunderscore": "\\_",
    "surd": "\\mathord{√}",
    "divsymbol": "\\mathbin{÷}",
    "Arrowvert": "\\|",
    "xlongrightarrow": "\\xrightarrow",
    "xlongleftarrow": "\\xleftarrow",
    "xlongleftrightarrow": "\\xleftrightarrow",
    "xLongrightarrow": "\\xRightarrow",
    "xLongleftarrow": "\\xLeftarrow",
    "xLongleftrightarrow": "\\xLeftrightarrow",
    "dashint": "\\fint",
    "strokedint": "\\fint",
    "varoint": "\\varointclockwise",
    "varointctrclockwise": "\\ointctrclockwise",
    "landdownint": "\\awint",
    "dotsint": "\\idotsint",
    "ointclockwise": "\\varointclockwise",
    "varoiint": "\\oiint",
    "mleft": "\\left",
    "mright": "\\right",
    **{
        f"big{sign}{'s' * smaller}": f"\\mathop{{\\scaleobj{{{size}}}{{\\{sign}}}}}\\nolimits "
        for sign in ("int", "oint")
        for smaller, size in enumerate((2.2, 1.8, 1.5, 1.25, 1.1))
    },
    "qedsymbol": "\\square",
    "nuparrow": "\\mathrel{\\not\\uparrow}",
    "ndownarrow": "\\mathrel{\\not\\downarrow}",
    "centercolon": "\\mathrel{:}",
    "increment": "∆",
    "openone": "\\mathbb{1}",
    "MTThinColon": "\\mathrel{:}",
}
# What Wikipedia's dialect of TeX has besides what the engine knows already (`\R`, `\isin`, `\rarr`).
_WIKIPEDIA = {
    "and": "\\land ",
    "or": "\\lor ",
    "part": "\\partial ",
    "C": "\\mathbb{C}",
    "Q": "\\mathbb{Q}",
}
_PRIMES = {"dprime": "″", "trprime": "‴", "qprime": "⁗", "backdprime": "‶", "backtrprime": "‷"}
_UNITS = {
    "euro": "€",
    "texteuro": "€",
    "Angstrom": "Å",
    "angstrom": "Å",
    "AA": "Å",
    "textdegree": "°",
    "degree": "°",
    "celsius": "{°C}",
    "ohm": "Ω",
    "micro": "μ",
    "permil": "‰",
    "perthousand": "‰",
    "textmu": "μ",
    "textohm": "Ω",
}
_TEXT = {
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textbardbl": "\\|",
    "textbraceleft": "\\{",
    "textbraceright": "\\}",
    "textbullet": "\\text{•}",
    "textdagger": "\\dagger ",
    "textdaggerdbl": "\\ddagger ",
    "textdollar": "\\$",
    "textemdash": "\\text{—}",
    "textendash": "\\text{–}",
    "textquotedblleft": "\\text{“}",
    "textquotedblright": "\\text{”}",
    "textquoteleft": "\\text{‘}",
    "textquoteright": "\\text{’}",
    "textregistered": "®",
    "textcopyright": "©",
    "copyright": "©",
    "texttrademark": "™",
    "textsterling": "£",
    "textyen": "¥",
    "textunderscore": "\\_",
    "textasciitilde": "\\text{\\textasciitilde}",
    "textasciicircum": "\\text{ˆ}",
    "textbackslash": "\\backslash ",
    "textperiodcentered": "\\cdot ",
    "textpm": "\\pm ",
    "texttimes": "\\times ",
    "textdiv": "\\div ",
    "textrightarrow": "\\rightarrow ",
    "textleftarrow": "\\leftarrow ",
    "textuparrow": "\\uparrow ",
    "textdownarrow": "\\downarrow ",
    "textsection": "§",
    "textparagraph": "¶",
    "textonehalf": "½",
    "textonequarter": "¼",
    "textthreequarters": "¾",
    "i": "\\imath ",
    "j": "\\jmath ",
    "ss": "ß",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "o": "ø",
    "O": "Ø",
    "aa": "å",
    "l": "ł",
    "L": "Ł",
    "LaTeX": "\\text{LATEX}",
    "TeX": "\\text{TEX}",
    "KaTeX": "\\text{KATEX}",
    "male": "♂",
    "female": "♀",
    "Earth": "⊕",
    "sun": "☉",
    "varclubsuit": "♧",
    "vardiamondsuit": "♦",
    "varheartsuit": "♥",
    "varspadesuit": "♤",
    "whitestar": "☆",
}
# The upright letters have one form of epsilon and of phi.
_UPRIGHT_GREEK = {
    f"up{name}": f"\\mathrm{{{char}}}"
    for name, char in {**greek.LOWER, "omicron": "ο", "epsilon": "ε", "phi": "φ"}.items()
} | {f"Up{name}": f"\\mathrm{{\\{name}}}" for name in greek.CAPITALS}
# unicode-math's names, with a capital letter.
_UPRIGHT_GREEK |= {f"up{name}": f"\\mathrm{{\\{name}}}" for name in greek.CAPITALS}
_UPRIGHT_GREEK |= {f"Up{name[2:].lower()}": body for name, body in _UPRIGHT_GREEK.items() if name[0] == "U"}
TEXT_COMPANION = dict(
    pair.split("=")
    for pair in (
        "asteriskcentered=∗ exclamdown=¡ ordfeminine=ª ordmasculine=º questiondown=¿ acutedbl=˝ asciiacute=´ "
        "asciibreve=˘ asciicaron=ˇ asciidieresis=¨ asciimacron=¯ gravedbl=˵ tildelow=˷ baht=฿ cent=¢ "
        "colonmonetary=₡ currency=¤ dong=₫ florin=ƒ guarani=₲ lira=₤ naira=₦ peso=₱ won=₩ circledP=℗ "
        "copyleft=🄯 servicemark=℠ bigcircle=◯ blank=␢ brokenbar=¦ discount=⁒ estimated=℮ interrobang=‽ "
        "interrobangdown=⸘ musicalnote=♪ numero=№ openbullet=◦ pertenthousand=‱ perthousand=‰ recipe=℞ "
        "referencemark=※ langle=〈 rangle=〉 lbrackdbl=⟦ rbrackdbl=⟧ lquill=⁅ rquill=⁆ celsius=℃ "
        "fractionsolidus=⁄ lnot=¬ mho=℧ minus=− onesuperior=¹ twosuperior=² threesuperior=³ surd=√ born=⭑ "
        "died=† divorced=⚮ married=⚭"
    ).split()
)
"""The symbols of textcomp, by their names without `text`."""
FRAMES = {
    f"empheq{size}{side}{name}": body
    for size in ("", "big")
    for side, sides in (("l", 0), ("r", 1))
    for name, pair in (
        ("brace", ("\\{", "\\}")),
        ("brack", "[]"),
        ("angle", ("\\langle ", "\\rangle ")),
        ("paren", "()"),
        ("vert", "||"),
        ("Vert", ("\\|", "\\|")),
        ("floor", ("\\lfloor ", "\\rfloor ")),
        ("ceil", ("\\lceil ", "\\rceil ")),
    )
    for body in (pair[sides],)
}
"""empheq's delimiters."""
_OLD_STYLE = {
    f"text{name}oldstyle": f"\\text{{{sign}}}"
    for name, sign in zip(
        "zero one two three four five six seven eight nine cent".split(), "0123456789¢", strict=True
    )
} | {"textdollaroldstyle": "\\$", "texttwooldstyle": "\\text{2}"}
_GROUPS = {"bgroup": "{", "egroup": "}", "begingroup": "", "endgroup": "", "lbrack": "[", "rbrack": "]"}

SYMBOLS: dict[str, str] = {
    f"\\{name}": body
    for table in (
        _DOTS,
        _NOTHING,
        _SPACES,
        _ROWS,
        _SHAPES,
        _WIKIPEDIA,
        _PRIMES,
        _UNITS,
        _TEXT,
        _UPRIGHT_GREEK,
        {f"text{name}": f"\\text{{{sign}}}" for name, sign in TEXT_COMPANION.items()},
        FRAMES,
        _GROUPS,
        _OLD_STYLE,
        unicode_symbols.SYMBOLS,
    )
    for name, body in table.items()
}
