r"""Text inside formulas that has math in it: `\text{if $x$ is}` becomes text and math side by side.

In:  the tokens of a text, and the expander that they come from.
Out: plain TeX: `\text{…}` and its fonts holding nothing but text, with the math between them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from notes_wiki.math.budgets import DEEPEST
from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander
from notes_wiki.math.faults import OverBudgetError
from notes_wiki.math.lengths import read_bare
from notes_wiki.math.packages import letter_case
from notes_wiki.math.packages.spaces import spaced
from notes_wiki.math.packages.text_arguments import (
    braced_arguments,
    distance_and_box,
    environment,
    math_arguments,
)
from notes_wiki.math.packages.text_around import AROUND, around
from notes_wiki.math.packages.text_parts import TextParts
from notes_wiki.math.packages.text_tables import (
    ACCENTS,
    ALPHABETS,
    ANYWHERE,
    AS_THEY_ARE,
    ESCAPED,
    FONTS,
    IN_TEXT,
    LENGTHS,
    QUOTES,
    SCALES,
    SIZES,
    SWITCHES,
    SYMBOLS,
)
from notes_wiki.math.reader import Reader, text_of
from notes_wiki.math.referring import REFERRING
from notes_wiki.math.tokens import Token, tokenize

DOLLARS = frozenset({"$", "\\(", "\\)"})
"""What begins and ends math inside text."""
_TABLES = frozenset({"tabular", "tabular*", "tabularx"})
_BOLD_MATH = {"\\boldmath": True, "\\unboldmath": False}
_AS_CHARACTERS = {"^": "\\textasciicircum", "_": "\\_", "&": "\\&", "#": "\\#"}
"""What is a sign of TeX outside a text and a character in it."""
_MATH_IN_TEXT_HINT = "Put it between dollars inside the text: \\text{… $…$ …}."


def text_with_math(
    expander: Expander,
    inside: Sequence[Token],
    font: str,
    offset: int,
    depth: int = 0,
    *,
    bold_math: bool = False,
) -> list[Token]:
    r"""Text and the math in it, side by side: a single `\text` if there is no math. `font`: the command that
    sets the text; `depth`: how many texts are around this one. Raises OverBudgetError."""
    found = _TextWithMath(expander, font, offset, depth)
    found.bold_math = bold_math
    found.read(Reader(inside))
    return found.parts.joined()


def text_or_math(expander: Expander, inside: Sequence[Token], offset: int) -> list[Token]:
    r"""The content of a text box. It is math if it has a command or a script but no dollar, as in
    `\rlap{x^2}`: TeX would refuse that, and MathJax takes it as math. Otherwise it is text."""
    if _has_dollar(inside) or not any(part[0] in "\\^_" for part, _ in inside):
        return text_with_math(expander, inside, "\\text", offset)
    return list(inside)


def _has_dollar(inside: Sequence[Token]) -> bool:
    r"""Whether there is a dollar outside all groups: those in `\mbox{for $n$} \le 2` belong to the inner
    box."""
    depth = 0
    for part, _ in inside:
        depth += (part == "{") - (part == "}")
        if part == "$" and depth == 0:
            return True
    return False


class _TextWithMath:
    """Reads text and divides it into parts at the math it contains."""

    def __init__(self, expander: Expander, font: str, offset: int, depth: int) -> None:
        self._expander = expander
        self._depth = depth
        self._font = font
        self._offset = offset
        self.parts = TextParts(font, offset)
        self.bold_math = False

    def read(self, reader: Reader) -> None:
        """Read text to its end. Raises OverBudgetError."""
        self._depth += 1
        if self._depth > DEEPEST:  # through a macro for a text that contains the macro itself
            raise OverBudgetError(f"The text is nested more than {DEEPEST} levels deep")
        while reader:
            self._read_next(reader.pop(), reader)
        self._depth -= 1

    def _read_next(self, token: Token, reader: Reader) -> None:
        """Read one token, with what belongs to it."""
        text = token[0]
        if text in DOLLARS:
            self._dollars(token, reader)
        elif text == "{":
            self._group(token, reader)
        elif text in FONTS or text in SWITCHES:
            self._font_change(token, reader)
        elif text in _BOLD_MATH:
            outside, self.bold_math = self.bold_math, _BOLD_MATH[text]
            reader.skip_spaces()
            self.read(Reader(reader.rest()))
            self.bold_math = outside
        elif text in ACCENTS and self._expander.own_macro(text) is None:
            self._accent(token, reader)
        elif text == "\\usefont":
            self._font_by_name(token, reader)
        elif text in letter_case.COMMANDS:
            reader.push(letter_case.cased(token, reader))
        elif text in {"\\raise", "\\lower"}:
            self.parts.add_math([token, *distance_and_box(reader)])
        elif text in AROUND and self._expander.own_macro(text) is None:
            self.parts.add_math(around(token, reader, self._words))
        elif text == "\\begin":
            self._table(token, reader)
        elif text in ANYWHERE:
            star = [("*", token[1])] if reader.star() and text in REFERRING else []
            self.parts.add_math([token, *star, *braced_arguments(reader)])
        elif text in LENGTHS:
            self._space(token, reader)
        elif text in SIZES:
            reader.skip_spaces()
            if SCALES.get(text, 0) > 100:  # small ones make up for what an \\mbox is in a script
                self._enlarged(token, reader)
        else:
            self._character(token, reader)

    def _words(self, inside: list[Token]) -> list[Token]:
        """Words in a command, as text; as math if they have scripts, which TeX would refuse."""
        if not _has_dollar(inside) and any(text in {"^", "_"} for text, _ in inside):
            return inside
        return text_with_math(
            self._expander, inside, self._font, self._offset, self._depth, bold_math=self.bold_math
        )

    def _table(self, token: Token, reader: Reader) -> None:
        """A table in the text; any other environment belongs between dollars."""
        inside, name = environment(reader)
        if name not in _TABLES:
            message = "\\begin is a math command inside text."
            self._expander.fault("math-in-text", message, token, _MATH_IN_TEXT_HINT)
        self.parts.add([token, *inside])

    def _group(self, token: Token, reader: Reader) -> None:
        """A group shows nothing itself; it ends the switches in it."""
        reader.push([token])
        inside = reader.group()
        if not inside:  # `{}` keeps the engine from taking a space for the end of a command's name
            self.parts.run += [token, ("}", token[1])]
        self.read(Reader(inside or []))

    def _enlarged(self, token: Token, reader: Reader) -> None:
        r"""`\Large` in a box: what follows in the group is larger."""
        inside = text_with_math(
            self._expander, reader.rest(), self._font, token[1], self._depth, bold_math=self.bold_math
        )
        opening = f'<mstyle mathsize="{SCALES[token[0]]}%">'
        self.parts.add(self._expander.wrap(opening, "</mstyle>", inside, token[1]))

    def _font_by_name(self, token: Token, reader: Reader) -> None:
        r"""`\usefont{U}{bbm}{m}{n}1`: double-struck to the end of the group. Other fonts leave the text as it
        is."""
        family = [text_of(reader.argument() or []) for _ in range(4)][1]
        if family.startswith(("bbm", "bbold", "ds", "msb")):
            self.parts.add_math([("\\mathbb", token[1]), ("{", token[1]), *reader.rest(), ("}", token[1])])

    def _space(self, token: Token, reader: Reader) -> None:
        em = read_bare(reader, token[0])
        if em is None:
            message = f"{token[0]} needs a length."
            self._expander.fault("bad-length", message, token, "Write one, such as 1em.")
        else:
            self.parts.add_math(spaced(self._expander, em, token[1]))
            if reader.peek_now().isspace():  # it ends the unit
                reader.pop()

    def _dollars(self, token: Token, reader: Reader) -> None:
        """Math between dollars."""
        inside: list[Token] = []
        double = token[0] == "$" and reader.next_is("$")
        if double:
            reader.pop()
        while reader and reader.peek_now() not in DOLLARS:
            inside.append(reader.pop())
        if not reader:
            self._expander.fault(
                "stray-dollar", "A $ inside the text is never closed.", token, "Remove it, or write \\$."
            )
        else:
            reader.pop()
            if double and reader.next_is("$"):
                reader.pop()
        if inside:
            bold = build("\\boldsymbol{#1}", token[1], inside) if self.bold_math else inside
            self.parts.add_math(bold)

    def _own_macro(self, token: Token, reader: Reader) -> bool:
        r"""An author's macro that stands for text: `\def\ie{i.\,e.}`."""
        macro = self._expander.own_macro(token[0])
        if macro is None or macro.paired or not all(_is_text(part) for part in macro.body):
            return False
        reader.push(self._expander.called(macro, token, reader))
        return True

    def _font_change(self, token: Token, reader: Reader) -> None:
        r"""`\textbf{…}` or `\bfseries`: text in another font, as a part of its own."""
        switch = SWITCHES.get(token[0])
        if switch is not None:
            reader.skip_spaces()
        inside = reader.rest() if switch is not None else reader.argument() or []
        font = switch or FONTS[token[0]]
        if font == "\\text":
            if token[0] == font:
                self._expander.fault(
                    "math-in-text",
                    "This \\text is inside another text, where it changes nothing.",
                    token,
                    "Remove the inner \\text: other programs refuse the formula because of it.",
                )
            self.read(Reader(inside))
            return
        found = text_with_math(self._expander, inside, font, token[1], self._depth, bold_math=self.bold_math)
        self.parts.add(found)

    def _accent(self, token: Token, reader: Reader) -> None:
        base = reader.argument() or []
        letters = "".join(IN_TEXT.get(text, text) for text, _ in base).replace("ı", "i").replace("ȷ", "j")
        accented = unicodedata.normalize("NFC", (letters[:1] or " ") + ACCENTS[token[0]]) + letters[1:]
        self.parts.run += [(char, token[1]) for char in accented]

    def _character(self, token: Token, reader: Reader) -> None:
        """A character of the text, or a command that is none of those above: a symbol, a macro, math."""
        text, offset = token
        if text in IN_TEXT and self._expander.own_macro(text) is None:
            self.parts.run += [(part, offset) for part, _ in tokenize(IN_TEXT[text])]
            if text[1:].isalpha():
                reader.skip_spaces()
        elif text in _AS_CHARACTERS:
            self.parts.run.append((_AS_CHARACTERS[text], offset))
        elif text in {"`", "'"}:
            if reader.next_is(text):
                reader.pop()
                token = (QUOTES[text], offset)
            self.parts.run.append(token)
        elif text in AS_THEY_ARE:
            self.parts.run.append((self._expander.mark(AS_THEY_ARE[text]), offset))
            reader.skip_spaces()
        elif text[0] == "\\" and text not in ESCAPED:
            if text == "\\" or self._own_macro(token, reader):
                return
            if text not in SYMBOLS and text not in ALPHABETS:
                self._expander.fault(
                    "math-in-text", f"{text} is a math command inside text.", token, _MATH_IN_TEXT_HINT
                )
            arguments = math_arguments(token, reader)
            self.parts.add_math([token, *arguments])
            if text in SYMBOLS and not arguments and text[1:].isalpha():
                reader.skip_spaces()
        elif text in ESCAPED and reader.peek_now().isspace():
            # The engine would take the space for the end of a command's name.
            self.parts.run += [token, ("{", offset), ("}", offset)]
        elif text == '"':
            # The engine would make a closing quotation mark of it, as TeX's fonts do.
            self.parts.run.append((self._expander.mark('"'), offset))
        elif text.isspace():
            self.parts.run.append((" ", offset))
        else:
            self.parts.run.append(token)


def _is_text(part: str) -> bool:
    """Whether a token of a macro's body can be text."""
    if part[0] != "\\" or part in letter_case.COMMANDS:
        return True
    return any(part in known for known in (IN_TEXT, ESCAPED, FONTS, SYMBOLS, AROUND, SWITCHES))
