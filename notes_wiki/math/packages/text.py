r"""Text inside formulas: `\text`, its fonts, accents and symbols, and math inside it.

In:  an expander whose reader is just after a text command.
Out: `\text{…}` holding nothing but plain text, with math beside it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from notes_wiki.math.budgets import DEEPEST
from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.faults import OverBudgetError
from notes_wiki.math.lengths import read_bare, skip_width
from notes_wiki.math.packages import letter_case
from notes_wiki.math.packages.arguments import ARGUMENTS
from notes_wiki.math.packages.spaces import spaced
from notes_wiki.math.packages.switches import reach
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
from notes_wiki.math.tokens import ENGINE, Token, tokenize

_DOLLARS = frozenset({"$", "\\(", "\\)"})
_BOLD_MATH = {"\\boldmath": True, "\\unboldmath": False}
_MATH_IN_TEXT_HINT = "Put it between dollars inside the text: \\text{… $…$ …}."


def handle(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\text{if $x$ is}`: math inside text becomes math beside text."""
    if token[0] in {"\\hbox", "\\vbox"}:
        skip_width(expander.reader)
    inside = expander.argument(token)
    if token[0] == "\\vbox":
        inside = _without_spaces_downwards(Reader(inside))
    return pieces(expander, inside, FONTS[token[0]], token[1])


def _without_spaces_downwards(reader: Reader) -> list[Token]:
    r"""The content of a `\vbox` without its `\kern`, which is a vertical space there."""
    found: list[Token] = []
    while reader:
        token = reader.pop()
        if token[0] not in LENGTHS or read_bare(reader, token[0]) is None:
            found.append(token)
    return found


def pieces(
    expander: Expander,
    inside: Sequence[Token],
    font: str,
    offset: int,
    depth: int = 0,
    *,
    bold_math: bool = False,
) -> list[Token]:
    r"""Text and the math in it, side by side: a single `\text` if there is no math. `depth` is the number of
    texts around this one. Raises OverBudgetError."""
    found = _Pieces(expander, font, offset, depth)
    found.bold_math = bold_math
    found.read(Reader(inside))
    return found.joined()


def or_math(expander: Expander, inside: Sequence[Token], offset: int) -> list[Token]:
    r"""The content of a text box, `\rlap{\iint}` or `\rlap{x^2}`: math if it has a command or a script and no
    dollar, because TeX would refuse it and MathJax takes it as math. Otherwise text."""
    if _has_dollar(inside) or not any(part[0] in "\\^_" for part, _ in inside):
        return pieces(expander, inside, "\\text", offset)
    return list(inside)


def _has_dollar(inside: Sequence[Token]) -> bool:
    r"""Whether a dollar stands in no group: that in `\mbox{for $n$} \le 2` belongs to the box in it."""
    depth = 0
    for part, _ in inside:
        depth += (part == "{") - (part == "}")
        if part == "$" and depth == 0:
            return True
    return False


class _Pieces:
    """Text that is being divided at the math it contains."""

    def __init__(self, expander: Expander, font: str, offset: int, depth: int) -> None:
        self._expander = expander
        self._depth = depth
        self._font = font
        self._offset = offset
        self._run: list[Token] = []
        self._parts: list[list[Token]] = []
        self.bold_math = False

    def joined(self) -> list[Token]:
        self._end_run()
        if not self._parts:
            return self._text([])
        if len(self._parts) == 1:
            return self._parts[0]
        return [("{", self._offset), *(token for part in self._parts for token in part), ("}", self._offset)]

    def _text(self, run: list[Token]) -> list[Token]:
        # The engine's own command, which is not to be expanded again.
        return [(self._font + ENGINE, self._offset), ("{", self._offset), *run, ("}", self._offset)]

    def _end_run(self) -> None:
        if self._run:
            self._parts.append(self._text(self._run))
            self._run = []

    def _math(self, tokens: Sequence[Token]) -> None:
        self._end_run()
        self._parts.append([("{", self._offset), *tokens, ("}", self._offset)])

    def read(self, reader: Reader) -> None:
        """Read text to its end. Raises OverBudgetError."""
        self._depth += 1
        if self._depth > DEEPEST:  # through a macro for a text that contains the macro itself
            raise OverBudgetError(f"The text is nested more than {DEEPEST} levels deep")
        while reader:
            token = reader.pop()
            text = token[0]
            if text in _DOLLARS:
                self._dollars(token, reader)
            elif text == "{":  # holds what a switch of fonts holds for, and shows nothing
                reader.push([token])
                inside = reader.group()
                if not inside:  # what keeps the engine from taking a space for the end of a command's name
                    self._run += [token, ("}", token[1])]
                self.read(Reader(inside or []))
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
                self._math([token, *_distance_and_box(reader)])
            elif text in ANYWHERE:
                self._math([token, *_arguments(reader)])
            elif text in LENGTHS:
                self._space(token, reader)
            elif text in SIZES:
                reader.skip_spaces()
                if SCALES.get(text, 0) > 100:  # small ones make up for what an \\mbox is in a script
                    self._enlarged(token, reader)
            else:
                self._character(token, reader)
        self._depth -= 1

    def _enlarged(self, token: Token, reader: Reader) -> None:
        r"""`\Large` in a box: what follows in the group is larger."""
        self._end_run()
        inside = pieces(
            self._expander, reader.rest(), self._font, token[1], self._depth, bold_math=self.bold_math
        )
        opening = f'<mstyle mathsize="{SCALES[token[0]]}%">'
        self._parts.append(self._expander.wrap(opening, "</mstyle>", inside, token[1]))

    def _font_by_name(self, token: Token, reader: Reader) -> None:
        r"""`\usefont{U}{bbm}{m}{n}1`: double-struck to the end of the group. Other fonts leave the text as it
        is."""
        family = [text_of(reader.argument() or []) for _ in range(4)][1]
        if family.startswith(("bbm", "bbold", "ds", "msb")):
            self._math([("\\mathbb", token[1]), ("{", token[1]), *reader.rest(), ("}", token[1])])

    def _space(self, token: Token, reader: Reader) -> None:
        em = read_bare(reader, token[0])
        if em is None:
            message = f"{token[0]} needs a length."
            self._expander.fault("bad-length", message, token, "Write one, such as 1em.")
        else:
            self._math(spaced(self._expander, em, token[1]))

    def _dollars(self, token: Token, reader: Reader) -> None:
        inside: list[Token] = []
        double = token[0] == "$" and reader.next_is("$")
        if double:
            reader.pop()
        while reader and reader.peek_now() not in _DOLLARS:
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
            self._math(bold)

    def _own_macro(self, token: Token, reader: Reader) -> bool:
        r"""An author's macro that stands for text: `\def\ie{i.\,e.}`."""
        macro = self._expander.own_macro(token[0])
        if macro is None or macro.paired or not all(_is_text(part) for part in macro.body):
            return False
        reader.push(self._expander.called(macro, token, reader))
        return True

    def _font_change(self, token: Token, reader: Reader) -> None:
        switch = SWITCHES.get(token[0])
        if switch is not None:
            reader.skip_spaces()
        inside = reader.rest() if switch is not None else reader.argument() or []
        font = switch or FONTS[token[0]]
        if font == "\\text":
            if token[0] == font:
                self._expander.fault(
                    "math-in-text",
                    "\\text is inside a text, where it changes nothing.",
                    token,
                    "Remove the inner \\text: other programs refuse the formula because of it.",
                )
            self.read(Reader(inside))
            return
        self._end_run()
        found = pieces(self._expander, inside, font, token[1], self._depth, bold_math=self.bold_math)
        self._parts.append(found)

    def _accent(self, token: Token, reader: Reader) -> None:
        base = reader.argument() or []
        letters = "".join(IN_TEXT.get(text, text) for text, _ in base).replace("ı", "i").replace("ȷ", "j")
        accented = unicodedata.normalize("NFC", (letters[:1] or " ") + ACCENTS[token[0]]) + letters[1:]
        self._run += [(char, token[1]) for char in accented]

    def _character(self, token: Token, reader: Reader) -> None:
        text, offset = token
        if text in IN_TEXT and self._expander.own_macro(text) is None:
            self._run += [(part, offset) for part, _ in tokenize(IN_TEXT[text])]
            if text[1:].isalpha():
                reader.skip_spaces()
        elif text in {"^", "_", "&", "#"}:
            self._run.append(({"^": "\\textasciicircum", "&": "\\&", "#": "\\#"}.get(text, "\\_"), offset))
        elif text in {"`", "'"}:
            if reader.next_is(text):
                reader.pop()
                token = (QUOTES[text], offset)
            self._run.append(token)
        elif text in AS_THEY_ARE:
            self._run.append((self._expander.mark(AS_THEY_ARE[text]), offset))
            reader.skip_spaces()
        elif text[0] == "\\" and text not in ESCAPED:
            if text == "\\" or self._own_macro(token, reader):
                return
            if text not in SYMBOLS and text not in ALPHABETS:
                self._expander.fault(
                    "math-in-text", f"{text} is a math command inside a text.", token, _MATH_IN_TEXT_HINT
                )
            self._math([token, *_math_arguments(token, reader)])
        elif text in ESCAPED and reader.peek_now().isspace():
            # The engine would take the space for the end of a command's name.
            self._run += [token, ("{", offset), ("}", offset)]
        elif text == '"':
            # The engine would make a closing quotation mark of it, as TeX's fonts do.
            self._run.append((self._expander.mark('"'), offset))
        elif text.isspace():
            self._run.append((" ", offset))
        else:
            self._run.append(token)


def _is_text(part: str) -> bool:
    """Whether a token of a macro's body can be text."""
    if part[0] != "\\" or part in letter_case.COMMANDS:
        return True
    return part in IN_TEXT or part in ESCAPED or part in FONTS or part in SYMBOLS


def _math_arguments(token: Token, reader: Reader) -> list[Token]:
    r"""The arguments of a math command in a text, including those without braces: `\mathbb R`, `\cal A`."""
    if token[0] in ALPHABETS or token[0] == "\\scr":
        return reader.rest()
    found = _arguments(reader)
    if not found and (token[0] in ARGUMENTS or token[0] in {"\\Bbb", "\\frak"}):
        return [("{", token[1]), *(reader.argument() or []), ("}", token[1])]
    return found


def _distance_and_box(reader: Reader) -> list[Token]:
    r"""What `\raise` takes: `1ex\hbox{…}`; nothing where there is no box."""
    found: list[Token] = []
    while reader:
        found.append(reader.pop())
        if found[-1][0] in FONTS:
            return [*found, *_arguments(reader)]
    reader.push(found)
    return []


def _arguments(reader: Reader) -> list[Token]:
    """The braced arguments that follow, with their braces."""
    found: list[Token] = []
    while reader.next_is("{") or reader.next_is("["):
        opener = "{" if reader.next_is("{") else "["
        inside = reader.argument() if opener == "{" else reader.optional()
        if inside is None:
            break  # a bracket that is never closed is a sign of the text
        found += [(opener, 0), *inside, ("}" if opener == "{" else "]", 0)]
    return found


def _accent_in_math(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\v{s}` outside text, about which LaTeX warns too: the accented letter, upright."""
    expander.fault(
        "accent-in-math",
        f"{token[0]} sets an accent in text, not in a formula.",
        token,
        "Put it into \\text{…}, use an accent of formulas (\\check{s}), or define a macro of this name.",
    )
    inside = expander.argument(token)
    return build("\\text{#1}", token[1], [token, ("{", token[1]), *inside, ("}", token[1])])


def _bold_math(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`{\boldmath $x$}` outside text, where LaTeX passes it over: what it was meant for."""
    inside = reach(expander, "\\unboldmath")
    return build("\\boldsymbol{#1}", token[1], [one for one in inside if one[0] not in _DOLLARS])


HANDLERS: dict[str, Handler] = {
    "\\boldmath": _bold_math,
    **dict.fromkeys(FONTS, handle),
    **dict.fromkeys(ACCENTS, _accent_in_math),
}
