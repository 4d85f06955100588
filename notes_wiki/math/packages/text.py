r"""Text inside formulas: `\text`, its fonts, accents and symbols, and math inside it.

In:  an expander whose reader stands behind a text command.
Out: `\text{…}` holding nothing but plain text, with math beside it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from notes_wiki.math.expand import REFERRING, Expander, Handler, build
from notes_wiki.math.packages.symbols import TEXT_COMPANION
from notes_wiki.math.reader import Reader
from notes_wiki.math.tokens import Token, tokenize

_IN_TEXT = {
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
    "\\textbackslash": "\\textbackslash ",
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
_SIZES = frozenset(
    f"\\{name}"
    for name in (
        "tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge "
        "textstyle scriptstyle displaystyle"
    ).split()
)
_SWITCHES = {
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
_ESCAPED = frozenset(["\\#", "\\$", "\\%", "\\&", "\\_", "\\{", "\\}", "\\ "])
_ACCENTS = {
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
}
# Commands that are at home in text and in math alike: set as math beside the text, without a word.
_ANYWHERE = frozenset(
    [
        *REFERRING,
        "\\textcolor",
        "\\colorbox",
        "\\fcolorbox",
        "\\fbox",
        "\\boxed",
        "\\underline",
        "\\ensuremath",
        "\\color",
        "\\textsuperscript",
        "\\textsubscript",
        "\\sout",
        "\\href",
        "\\url",
        "\\ce",
        "\\SI",
        "\\num",
        "\\si",
        "\\raisebox",
        "\\phantom",
        "\\hspace",
        "\\vspace",
        "\\label",
        "\\verb",
    ]
)
# Symbols that every engine, or LaTeX itself, takes in text.
_SYMBOLS = frozenset(
    f"\\{name}"
    for name in (
        "dag ddag dagger ddagger checkmark maltese circledR yen sect textcircled textdagger textdaggerdbl "
        "textdollar textregistered texttrademark textcopyright textsterling textyen textunderscore "
        "textasciicircum textbardbl textbraceleft textbraceright textsection textparagraph "
        "textperiodcentered vdots varvdots dotsc dotso dotsb dotsm dotsi Vert vert lVert rVert lvert "
        "rvert lbrace rbrace lbrack rbrack lparen rparen langle rangle lceil rceil lfloor rfloor lgroup "
        "rgroup lmoustache rmoustache ulcorner urcorner llcorner lrcorner uparrow downarrow updownarrow "
        "Uparrow Downarrow Updownarrow textrightarrow textleftarrow textuparrow textdownarrow relax "
        "nobreakspace enskip medspace thickspace negthinspace negmedspace negthickspace mathstrut Tiny "
        "sixptsize expandafter noexpand DOTSB DOTSI DOTSX scriptscriptstyle ordinarycolon hphantom "
        "vphantom smash clap llap rlap mathclap mathllap mathrlap pmb underbar pu"
    ).split()
) | {f"\\text{name}" for name in TEXT_COMPANION}
_QUOTES = {"`": "“", "'": "”"}
_DOLLARS = frozenset({"$", "\\(", "\\)"})
_MATH_IN_TEXT_HINT = "Put it between dollars inside the text: \\text{… $…$ …}."


def handle(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\text{if $x$ is}`: math inside text becomes math beside text."""
    return pieces(expander, expander.argument(token), FONTS[token[0]], token[1])


def pieces(expander: Expander, inside: Sequence[Token], font: str, offset: int) -> list[Token]:
    """Text and the math in it, one beside the other: a single `\\text` where there is no math."""
    found = _Pieces(expander, font, offset)
    found.read(Reader(inside))
    return found.joined()


class _Pieces:
    """Text being cut at the math it holds."""

    def __init__(self, expander: Expander, font: str, offset: int) -> None:
        self._expander = expander
        self._font = font
        self._offset = offset
        self._run: list[Token] = []
        self._parts: list[list[Token]] = []

    def joined(self) -> list[Token]:
        self._end_run()
        if not self._parts:
            return self._text([])
        if len(self._parts) == 1:
            return self._parts[0]
        return [("{", self._offset), *(token for part in self._parts for token in part), ("}", self._offset)]

    def _text(self, run: list[Token]) -> list[Token]:
        # \x01 marks the engine's own command, which is not to be expanded again.
        return [(self._font + "\x01", self._offset), ("{", self._offset), *run, ("}", self._offset)]

    def _end_run(self) -> None:
        if self._run:
            self._parts.append(self._text(self._run))
            self._run = []

    def _math(self, tokens: Sequence[Token]) -> None:
        self._end_run()
        self._parts.append([("{", self._offset), *tokens, ("}", self._offset)])

    def read(self, reader: Reader) -> None:
        """Read text to its end."""
        while reader:
            token = reader.pop()
            text = token[0]
            if text in _DOLLARS:
                self._dollars(token, reader)
            elif text in FONTS or text in _SWITCHES:
                self._font_change(token, reader)
            elif text in _ACCENTS:
                self._accent(token, reader)
            elif text in _ANYWHERE:
                self._math([token, *_arguments(reader)])
            elif text in _SIZES:
                reader.skip_spaces()
            else:
                self._character(token, reader)

    def _dollars(self, token: Token, reader: Reader) -> None:
        inside: list[Token] = []
        double = token[0] == "$" and reader.next_is("$")
        if double:
            reader.pop()
        while reader and reader.peek_now() not in _DOLLARS:
            inside.append(reader.pop())
        if not reader:
            self._expander.fault(
                "stray-dollar", "A $ inside the text is never closed.", token, "Take it away, or write \\$."
            )
        else:
            reader.pop()
            if double and reader.next_is("$"):
                reader.pop()
        if inside:
            self._math(inside)

    def _font_change(self, token: Token, reader: Reader) -> None:
        switch = _SWITCHES.get(token[0])
        if switch is not None:
            reader.skip_spaces()
        inside = reader.rest() if switch is not None else reader.argument() or []
        font = switch or FONTS[token[0]]
        if font == "\\text":
            if token[0] == font:
                self._expander.fault(
                    "math-in-text",
                    "\\text stands inside a text, where it changes nothing.",
                    token,
                    "Take the inner \\text away: other programs refuse the formula because of it.",
                )
            self.read(Reader(inside))
            return
        self._end_run()
        self._parts.append(pieces(self._expander, inside, font, token[1]))

    def _accent(self, token: Token, reader: Reader) -> None:
        base = reader.argument() or []
        letters = "".join(_IN_TEXT.get(text, text) for text, _ in base).replace("ı", "i").replace("ȷ", "j")
        accented = unicodedata.normalize("NFC", (letters[:1] or " ") + _ACCENTS[token[0]]) + letters[1:]
        self._run += [(char, token[1]) for char in accented]

    def _character(self, token: Token, reader: Reader) -> None:
        text, offset = token
        if text in _IN_TEXT:
            self._run += [(part, offset) for part, _ in tokenize(_IN_TEXT[text])]
            if text[1:].isalpha():
                reader.skip_spaces()
        elif text in {"^", "_", "&", "#"}:
            self._run.append(({"^": "\\textasciicircum", "&": "\\&", "#": "\\#"}.get(text, "\\_"), offset))
        elif text in {"`", "'"}:
            if reader.next_is(text):
                reader.pop()
                token = (_QUOTES[text], offset)
            self._run.append(token)
        elif text == "\\textasciitilde":
            self._run.append((self._expander.mark("~"), offset))
            reader.skip_spaces()
        elif text[0] == "\\" and text not in _ESCAPED:
            if text == "\\":
                return
            if text not in _SYMBOLS:
                self._expander.fault(
                    "math-in-text", f"{text} is a math command inside a text.", token, _MATH_IN_TEXT_HINT
                )
            self._math([token, *_arguments(reader)])
        elif text in _ESCAPED and reader.peek_now().isspace():
            # The engine would take the space for the end of a command's name.
            self._run += [token, ("{", offset), ("}", offset)]
        elif text == '"':
            # The engine would make a closing quotation mark of it, as TeX's fonts do.
            self._run.append((self._expander.mark('"'), offset))
        elif text.isspace():
            self._run.append((" ", offset))
        else:
            self._run.append(token)


def _arguments(reader: Reader) -> list[Token]:
    """The braced arguments that follow, braces included."""
    found: list[Token] = []
    while reader.next_is("{") or reader.next_is("["):
        opener, offset = ("{", 0) if reader.next_is("{") else ("[", 0)
        inside = (reader.argument() if opener == "{" else reader.optional()) or []
        found += [(opener, offset), *inside, ("}" if opener == "{" else "]", offset)]
    return found


def _accent_in_math(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\v{s}` outside text, which LaTeX warns of too: the accented letter, upright."""
    expander.fault(
        "accent-in-math",
        f"{token[0]} sets an accent in text, not in a formula.",
        token,
        "Put it into \\text{…}, use an accent of formulas (\\check{s}), or define a macro of this name.",
    )
    inside = expander.argument(token)
    return build("\\text{#1}", token[1], [token, ("{", token[1]), *inside, ("}", token[1])])


HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(FONTS, handle),
    **{name: _accent_in_math for name in _ACCENTS if name[1:].isalpha()},
}
