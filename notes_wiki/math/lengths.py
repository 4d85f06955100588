r"""Lengths: `-0.5em`, `2\arraycolsep`, `\hskip 1em plus 2em`.

In:  words that should be a length, or a reader where one may follow.
Out: the length in em, bounded; None for anything else.
"""

from __future__ import annotations

from notes_wiki.math.reader import Reader, text_of
from notes_wiki.math.tokens import Token

_EM = {
    "em": 1.0,
    "ex": 0.43,
    "pt": 0.1,
    "mu": 1 / 18,
    "cm": 2.8,
    "mm": 0.28,
    "in": 7.2,
    "px": 0.0625,
    "pc": 1.2,
    "bp": 0.1,
    "sp": 0.0,
    "rem": 1.0,
}
NAMED_LENGTHS = {
    "\\nulldelimiterspace": 0.0,  # there is none beside `\left.`
    "\\thinmuskip": 1 / 6,
    "\\medmuskip": 2 / 9,
    "\\thickmuskip": 5 / 18,
    "\\arraycolsep": 0.5,
    "\\tabcolsep": 0.6,
    "\\fboxsep": 0.3,
    "\\fboxrule": 0.04,
    "\\parindent": 1.5,
    "\\baselineskip": 1.2,
    "\\jot": 0.3,
    **{"\\smallskipamount": 0.3, "\\medskipamount": 0.6, "\\bigskipamount": 1.2},
    "\\mathsurround": 0.0,
    **dict.fromkeys(("\\lineskip", "\\lineskiplimit", "\\parskip"), 0.0),
    "\\fill": 1.0,
    **dict.fromkeys(("\\textwidth", "\\linewidth", "\\columnwidth", "\\hsize"), 34.5),
}
"""Lengths that TeX calls by name, in em."""
_BOX = {"\\wd": 1.0, "\\ht": 0.7, "\\dp": 0.2}
"""How wide, high and deep a box of TeX's is taken for, `\\wd0`: about as a sign."""
_NARROWEST, _WIDEST = -2.0, 10.0


def length(words: str) -> float | None:
    r"""A length such as `-0.5em` or `2\arraycolsep` in em, between -2 and 10; None for anything else."""
    text = words.strip().removeprefix("+").partition(" plus")[0].partition(" minus")[0].strip()
    number = text.rstrip("abcdefghijklmnopqrstuvwxyz\\").strip()
    unit = text[len(number) :].strip()
    named = NAMED_LENGTHS.get(unit, _BOX.get(unit))
    if named is not None and number in {"", "-"}:
        number += "1"
    try:
        em = float(number.replace(",", ".")) * (_EM[unit] if named is None else named)
        return min(max(em, _NARROWEST), _WIDEST) or 0.0  # and not -0.0
    except (ValueError, KeyError):
        return None


def bare_length(reader: Reader) -> float | None:
    r"""A length without braces, as `\kern` takes it. If there is none, nothing is read, except a group in its
    place."""
    if reader.peek() == "{":
        return length(text_of(reader.argument() or []))
    reader.skip_spaces()
    read: list[Token] = []
    while reader and (reader.peek_now() in set("+-.,0123456789") or reader.peek_now().isspace()):
        read.append(reader.pop())
    if reader.peek_now() in NAMED_LENGTHS or reader.peek_now() in _BOX:
        read.append(reader.pop())
        reader.skip_spaces()
        while read[-1][0] in _BOX and reader.peek_now().isdigit():
            reader.pop()
    else:
        read += [reader.pop() for _ in range(2) if reader.peek_now().isalpha()]
    em = length("".join(text for text, _ in read))
    if em is None:
        reader.push(read)
    return em


def _bare_glue(reader: Reader) -> float | None:
    r"""A length as `\hskip` takes it, `1em plus 2em minus 3pt`: as long as it naturally is."""
    em = bare_length(reader)
    for word in ("plus", "minus") if em is not None else ():
        if (read := _word(reader, word)) and bare_length(reader) is None:
            reader.push(read)
    return em


def _word(reader: Reader, word: str) -> list[Token]:
    """The tokens of a word, read if it comes next."""
    read: list[Token] = []
    while reader and reader.peek_now().isspace():
        read.append(reader.pop())
    for letter in word:
        if not reader.next_is(letter):
            reader.push(read)
            return []
        read.append(reader.pop())
    return read


def skip_width(reader: Reader) -> None:
    r"""Read how wide a box is to be, `\hbox to 2em{x}`: here it is as wide as it is."""
    for word in ("to", "spread"):
        read = _word(reader, word)
        if read and reader.peek() != "{" and bare_length(reader) is None:
            reader.push(read)


def read_bare(reader: Reader, command: str) -> float | None:
    r"""The length after `\kern`, `\hskip` and the like."""
    return _bare_glue(reader) if command in {"\\hskip", "\\mskip"} else bare_length(reader)
