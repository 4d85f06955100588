r"""Dots, bold and Fraktur letters, characters by their number, `\verb`.

In:  an expander whose reader is just after one of these commands.
Out: plain TeX that the engine knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.marks import BOLD
from notes_wiki.math.mathml_core import CONTROL
from notes_wiki.math.packages.around_tables import around_tables
from notes_wiki.math.packages.bold_letters import LOWER_GREEK, with_bold_letters
from notes_wiki.math.packages.bold_signs import DELIMITING, SCRIPTS, SIGNS, TAKING, with_bold_signs
from notes_wiki.math.packages.switches import held_by_font, scripts_first, switched
from notes_wiki.math.packages.text_tables import FONTS
from notes_wiki.math.packages.words import parted
from notes_wiki.math.reader import Reader, text_of
from notes_wiki.math.tokens import ENGINE, Token, trim


def _dots(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\dots^n`, `\ldots'`, `x^\ldots`: the engine writes three separate dots, of which the last would
    take the script, and an argument would be only the first."""
    name = token[0] + ENGINE
    if expander.reader.peek() in SCRIPTS or expander.output.ends_with_any(TAKING):
        return [("{", token[1]), (name, token[1]), ("}", token[1])]
    return [(name, token[1])]


def _boldsymbol(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\boldsymbol{A2}`: makes digits bold too, which the engine leaves as they are. In `\boldsymbol{ab_1}`
    the script belongs to the letter before it, while the engine would make one word of the letters."""
    inside = parted(trim(with_bold_letters(expander, expander.argument(token))), words=False)
    if len(inside) == 1 and inside[0][0] in SIGNS:  # in a group it would have no space of its own
        is_argument = expander.output.ends_with_any(TAKING | DELIMITING)
        if is_argument or _is_base(expander):
            return inside
        return [*inside, ("_", token[1]), (expander.mark(BOLD), token[1])]
    if _ends_with_letters(inside) and _is_base(expander):
        first, last = inside[:-1], inside[-1:]
        return build("\\boldsymbol{#1}{\\boldsymbol{#2}}", token[1], first, last)
    return build(f"\\boldsymbol{ENGINE}{{#1}}", token[1], with_bold_signs(expander, inside))


def _is_base(expander: Expander) -> bool:
    """Whether a script comes next that belongs to what was just read."""
    return expander.reader.peek() in SCRIPTS and not expander.output.ends_with_any(TAKING)


def _ends_with_letters(tokens: Sequence[Token]) -> bool:
    """Whether the tokens end with two letters or more, so that a script after them belongs to the last
    one."""
    return len(tokens) > 1 and all(len(text) == 1 and text.isalpha() for text, _ in tokens[-2:])


def _mathfrak(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\mathfrak{I}`, `\frak I`: outside text, the engine writes a different letter for I."""
    inside: list[Token] = []
    reader = Reader(expander.argument(token))
    while reader:
        text, offset = part = reader.pop()
        if text in FONTS and reader.peek() == "{":
            inside += [part, *build("{#1}", offset, reader.group() or [])]
        else:
            inside.append((expander.mark("<mi>ℑ</mi>"), offset) if text == "I" else part)
    return build(f"\\mathfrak{ENGINE}{{#1}}", token[1], parted(inside))


def _mathbf(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\mathbf{T_\theta}`: TeX's bold font has no lower-case Greek, so Greek letters stay as they are."""

    def styled(part: list[Token]) -> list[Token]:
        inside = _with_light_greek(expander, part)
        return build(f"\\mathbf{ENGINE}{{#1}}", token[1], parted(inside))

    return around_tables(expander.argument(token), token[1], styled)


def _bf(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`{\bf T_\theta}`: the same, with each letter by itself."""
    if moved := scripts_first(expander, token):
        return moved
    held, is_script = held_by_font(expander, token)
    inside = parted(_with_light_greek(expander, held), words=False)
    return switched(token, inside, is_script=is_script)


def _with_light_greek(expander: Expander, tokens: Sequence[Token]) -> list[Token]:
    """The tokens with lower-case Greek kept light, except where bold is asked for by name."""
    found: list[Token] = []
    reader = Reader(tokens)
    while reader:
        text, offset = token = reader.pop()
        if text in _BOLD:
            found += [token, ("{", offset), *(reader.argument() or []), ("}", offset)]
        elif text in LOWER_GREEK:
            found.append((expander.mark(f"<mi>{LOWER_GREEK[text]}</mi>"), offset))
        else:
            found.append(token)
    return found


_BOLD = frozenset({"\\boldsymbol", "\\bm", "\\pmb"})


def _character(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\unicode{x263a}`, `\char"263A`, `\char65`: the character itself."""
    reader = expander.reader
    if token[0] == "\\unicode":
        reader.optional()
        digits = text_of(reader.argument() or []).strip().lower()
    else:
        digits = _number(reader)
    try:
        number = int(digits[1:], 16) if digits.startswith("x") else int(digits)
        char = chr(number)
    except (ValueError, OverflowError):
        expander.fault("missing-argument", f"{token[0]} needs the number of a character.", token)
        return []
    if number < 0x20 or 0x7F <= number < 0xA0 or 0xD800 <= number < 0xF900 or number >= 0xF0000:
        expander.fault("refused-command", "This character cannot be shown.", token, "Remove it.")
        return []
    tag = "mi" if char.isalpha() else "mn" if char.isdigit() else "mo"
    return [(expander.mark(f"<{tag}>{escape(char)}</{tag}>"), token[1])]


def _number(reader: Reader) -> str:
    """A number in any of TeX's notations, as digits, or as an x and hexadecimal digits: `65`, `"41`, `'101`,
    or a character after a grave accent, which stands for its own number."""
    reader.skip_spaces()
    if reader.peek_now() == "`":
        reader.pop()
        text = reader.pop()[0] if reader else ""
        return str(ord(text[-1])) if 1 <= len(text) <= 2 else ""  # \% is two characters
    base = {"'": 8, '"': 16}.get(reader.peek_now(), 10)
    if base != 10:
        reader.pop()
    digits = ""
    while reader and reader.peek_now() in set("0123456789ABCDEFabcdef"[: base if base < 16 else None]):
        digits += reader.pop()[0]
    return f"x{int(digits[:12], base):x}" if digits else ""


def _mathchar(expander: Expander, token: Token) -> Sequence[Token]:
    r"""Plain TeX's `\mathchar'26`, the stroke of a crossed d, and `\mathchar"41`: letters and digits only."""
    reader = expander.reader
    base = {"'": 8, '"': 16}.get(reader.peek(), 10)
    if base != 10:
        reader.skip_spaces()
        reader.pop()
    digits = ""
    while reader and reader.peek_now() in set("0123456789ABCDEF"[:base]):
        digits += reader.pop()[0]
    slot = int(digits[:6], base) % 0x1000 % 0x100 if digits else 0
    if slot == _MACRON:
        return [(expander.mark('<mo stretchy="false">¯</mo>'), token[1])]
    if not (slot < 0x80 and chr(slot).isalnum()):
        expander.fault(
            "missing-argument",
            "This character of a font is not known here.",
            token,
            "Write the character itself.",
        )
        return []
    return [(chr(slot), token[1])]


def _verb(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\verb|x^2|`."""
    reader = expander.reader
    if not reader:
        return []
    border = reader.pop()[0]
    words: list[str] = []
    while reader and not reader.next_is(border):
        words.append(reader.pop()[0])
    if reader:
        reader.pop()
    else:
        expander.fault(
            "missing-delimiter", f"No second {border} ends the \\verb.", token, f"Write the second {border}."
        )
    shown = escape(CONTROL.sub("\ufffd", "".join(words).replace(ENGINE, "")))
    return [(expander.mark(f'<mtext mathvariant="monospace" class="mono">{shown}</mtext>'), token[1])]


_MACRON = 0x16


def _lgroup(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\left\lgroup`: the font has this bracket in one size only, so taller ones are ordinary brackets."""
    if expander.output.ends_with_any(DELIMITING):
        return [({"\\lgroup": "(", "\\rgroup": ")"}[token[0]], token[1])]
    return [(token[0] + ENGINE, token[1])]


HANDLERS: dict[str, Handler] = {
    "\\dots": _dots,
    "\\ldots": _dots,
    **dict.fromkeys(_BOLD, _boldsymbol),
    **dict.fromkeys(("\\mathbf", "\\bold"), _mathbf),
    "\\bf": _bf,
    **dict.fromkeys(("\\mathfrak", "\\frak"), _mathfrak),
    **dict.fromkeys(("\\unicode", "\\char"), _character),
    "\\mathchar": _mathchar,
    "\\verb": _verb,
    **dict.fromkeys(("\\lgroup", "\\rgroup"), _lgroup),
}
