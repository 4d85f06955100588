r"""What `\DeclareMathSymbol` and its kin define, from a font and the number of a character in it.

In:  a reader just after such a command.
Out: a name and a macro, or the reason why there is none. The font itself is kept among the macros.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math import fonts
from notes_wiki.math.definition_parts import DefinitionError, body_of, name_of
from notes_wiki.math.macros import Macro, Macros, macro
from notes_wiki.math.reader import Reader, text_of
from notes_wiki.math.symbol_fonts import ACCENTS, FONTS, NUMBERED

_NONE = "-"
_CLASSES = {
    "0": "ord",
    "1": "op",
    "2": "bin",
    "3": "rel",
    "4": "open",
    "5": "close",
    "6": "punct",
    "7": "alpha",
}
_ENCODINGS = {"OT1": "operators", "OML": "letters", "OMS": "symbols", "OMX": "largesymbols"}
_FAMILIES = {"msa": "AMSa", "msb": "AMSb", "eur": "eur", "stmry": "stmry", "mathx": "mathx"}
_LETTERS = {
    "operators": "\\mathrm",
    "letters": "",
    "symbols": "\\mathcal",
    "AMSb": "\\mathbb",
    "eur": "\\mathrm",
}
"""The alphabets that the letters of a font belong to."""


def declare(name: str, reader: Reader, offset: int, known: Macros) -> tuple[str, Macro] | None:
    """Read the declaration after the command `name`. None where it defines no macro. Raises
    DefinitionError."""
    if name == "\\DeclareSymbolFont":
        called, *described = (text_of(reader.argument() or []) for _ in range(5))
        return _font_key(called), _font(*described)
    if name in {"\\DeclareMathSymbol", "\\DeclareMathAccent", "\\DeclareMathDelimiter"}:
        return _of_font(name, reader, offset, known)
    if name == "\\mathchardef":
        return _numbered(reader, offset, known)
    target = name_of(reader, offset)
    if name == "\\DeclareMathAlphabet":
        alphabet = _alphabet(reader, offset)
    else:  # \DeclareSymbolFontAlphabet, by the font's name
        alphabet = _alphabet_of("".join(body_of(reader, offset)).strip(), known)
    return None if target in fonts.STANDARD else (target, macro(alphabet + "{#1}", 1))


def _alphabet(reader: Reader, offset: int) -> str:
    r"""`{OT1}{pzc}{m}{it}` after `\DeclareMathAlphabet{\mathpzc}`."""
    _, family, series, shape = ("".join(body_of(reader, offset)).strip() for _ in range(4))
    return fonts.alphabet(family, series, shape)


def _of_font(name: str, reader: Reader, offset: int, known: Macros) -> tuple[str, Macro] | None:
    r"""`{\le}{\mathrel}{symbols}{"14}` after `\DeclareMathSymbol`. That a character stands for another from
    now on (`{*}{\mathbin}…`) is no macro."""
    target = text_of(reader.argument() or [])
    kind, font, number = (text_of(reader.argument() or []) for _ in range(3))
    if name == "\\DeclareMathDelimiter":
        for _ in range(2):  # the font and the number of the larger sign
            reader.argument()
    if not target.startswith("\\"):
        return None
    if name == "\\DeclareMathSymbol":
        found = _symbol(font, kind, number, known)
    elif name == "\\DeclareMathAccent":
        found = _accent(font, number, known)
    else:
        found = _delimiter(font, number, known)
    if found is None:
        message = f"The character {number} of the font {font} is not known here"
        hint = f"Write \\newcommand{{{target}}}{{\\math{_class(kind)}{{…}}}} with what it looks like."
        raise DefinitionError(message, offset, hint)
    return target, found


def _numbered(reader: Reader, offset: int, known: Macros) -> tuple[str, Macro]:
    r"""`\le="3214` after `\mathchardef`."""
    target = name_of(reader, offset)
    number = ""
    while reader and (reader.peek_now() in {"=", '"', "'"} or reader.peek_now() in set("0123456789ABCDEF")):
        number += reader.pop()[0]
    found = _by_number(number.lstrip("="), known)
    if found is None:
        hint = f"Write \\newcommand{{{target}}}{{…}} with what it looks like."
        raise DefinitionError(f"The character {number.lstrip('=')} is not known here", offset, hint)
    return target, found


def _font_key(name: str) -> str:
    r"""The name under which a font is stored among macros that `\DeclareSymbolFont` declares."""
    return f"\\DeclareSymbolFont{{{name}}}"


def _font(encoding: str, family: str, series: str, shape: str) -> Macro:
    """What is stored of a font: the table of its characters, the alphabet of its letters, and whether it is
    bold."""
    table = _FAMILIES.get(family) or _ENCODINGS.get(encoding, "")
    letters = fonts.alphabet(family, "", "")
    if letters == "\\mathrm":  # what stands for families that are not known, too
        letters = _LETTERS.get(table) or ("\\mathrm" if encoding in {"OT1", "T1"} else _NONE)
    if letters == "\\mathrm":
        letters = fonts.alphabet("", series, shape)
    return Macro(0, (table or _NONE, letters, "\\boldsymbol" if series.startswith("b") else _NONE))


def _alphabet_of(name: str, known: Macros) -> str:
    """The command of the alphabet of a font's letters."""
    declared = known.get(_font_key(name))
    return declared.body[1].replace(_NONE, "\\mathrm") if declared else fonts.alphabet(name, "", "")


def _symbol(name: str, kind: str, number: str, known: Macros) -> Macro | None:
    r"""`\mathrel`, `symbols`, `"14`: less or equal."""
    slot = _number(number)
    table, letters, bold = _declared(name, known)
    wanted = _class(kind)
    own, command = FONTS.get(table, {}).get(slot, ("", ""))
    if not command and letters != _NONE and chr(slot).isascii() and chr(slot).isalnum():
        own, command = "ord", f"{letters}{{{chr(slot)}}}"
    if not command:
        return None
    body = f"{bold}{{{command}}}" if bold != _NONE and letters != "\\mathbf" else command
    return macro(body if own == wanted else f"\\math{wanted}{{{body}}}")


def _accent(name: str, number: str, known: Macros) -> Macro | None:
    """`letters`, `"7E`: the arrow of a vector."""
    table = _declared(name, known)[0]
    command = ACCENTS.get(table, {}).get(_number(number))
    return macro(f"{command}{{#1}}", 1) if command else None


def _delimiter(name: str, number: str, known: Macros) -> Macro | None:
    r"""The sign by itself, so that `\left` can stand before it."""
    command = FONTS.get(_declared(name, known)[0], {}).get(_number(number), ("", ""))[1]
    return macro(command) if command else None


def _by_number(number: str, known: Macros) -> Macro | None:
    r"""`"3214` of `\mathchardef`: the class, the font, two digits for the character."""
    value = _number(number)
    kind, family, slot = value >> 12, (value >> 8) & 15, value & 255
    if kind > 7 or family >= len(NUMBERED):
        return None
    return _symbol(NUMBERED[family], str(kind), str(slot), known)


def _class(typed: str) -> str:
    r"""`\mathrel` or `3` as "rel"."""
    return _CLASSES.get(typed, typed.removeprefix("\\math")).replace("alpha", "ord")


def _declared(name: str, known: Macros) -> Sequence[str]:
    declared = known.get(_font_key(name))
    return declared.body if declared else (name, _LETTERS.get(name, _NONE), _NONE)


def _number(typed: str) -> int:
    """`"14`, `'24`, `20` or a character after a grave accent; the last character of Unicode where it is none
    of these, which no font has."""
    none = 0x10FFFF
    base = {'"': 16, "'": 8}.get(typed[:1], 10)
    if typed[:1] == "`":
        return ord(typed[-1])
    digits = typed[1:] if base != 10 else typed
    try:
        return min(int(digits[:8], base), none) if digits.isascii() else none
    except ValueError:
        return none
