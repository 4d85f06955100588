r"""Spaces, lengths and phantoms: `\hspace`, `\kern`, `\raise`, `\rule`, all bounded.

In:  an expander whose reader stands behind one of these commands.
Out: plain TeX that the engine knows.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.reader import Reader, text_of
from notes_wiki.math.tokens import ENGINE, Token

PHANTOMS = ("\\phantom", "\\vphantom", "\\hphantom")

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
_NAMED = {
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
    "\\mathsurround": 0.0,
    "\\fill": 1.0,
    **dict.fromkeys(("\\textwidth", "\\linewidth", "\\columnwidth", "\\hsize"), 34.5),
}
_BOX = {"\\wd": 1.0, "\\ht": 0.7, "\\dp": 0.2}
"""How wide, high and deep a box of TeX's is taken for, `\\wd0`: about as a sign."""
_NARROWEST, _WIDEST = -2.0, 10.0


def length(words: str) -> float | None:
    r"""A length such as `-0.5em` or `2\arraycolsep` in em, between -2 and 10; None for what is none."""
    text = words.strip().removeprefix("+").partition(" plus")[0].strip()
    number = text.rstrip("abcdefghijklmnopqrstuvwxyz\\").strip()
    unit = text[len(number) :].strip()
    named = _NAMED.get(unit, _BOX.get(unit))
    if named is not None and number in {"", "-"}:
        number += "1"
    try:
        em = float(number.replace(",", ".")) * (_EM[unit] if named is None else named)
        return min(max(em, _NARROWEST), _WIDEST) or 0.0  # and not -0.0
    except (ValueError, KeyError):
        return None


def spaced(expander: Expander, em: float, offset: int) -> list[Token]:
    r"""A space; a negative one as a class, in eighteenths of an em, for MathML Core has none."""
    if em < 0:
        steps = max(1, round(-em * 18))
        return [(expander.mark(f'<mspace class="back-{steps}"/>'), offset)]
    return [(expander.mark(f'<mspace width="{em:.4g}em"/>'), offset)]


def _hspace(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\hspace{1em}`, `\mspace{3mu}`: bounded, for a wide one would push the page apart."""
    expander.reader.star()
    words = text_of(expander.argument(token))
    em = length(words)
    if em is None:
        expander.fault("bad-length", f"{words or 'This'} is no length.", token, "Write one, such as 1em.")
        return []
    return spaced(expander, em, token[1])


def bare_length(reader: Reader) -> float | None:
    r"""A length without braces, as `\kern` takes it; nothing is read where there is none."""
    if reader.peek() == "{":
        return length(text_of(reader.argument() or []))
    reader.skip_spaces()
    read: list[Token] = []
    while reader and (reader.peek_now() in set("+-.,0123456789") or reader.peek_now().isspace()):
        read.append(reader.pop())
    if reader.peek_now() in _NAMED or reader.peek_now() in _BOX:
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
        if (read := _word(reader, word)) and bare_length(reader) is None:
            reader.push(read)


def read_bare(reader: Reader, command: str) -> float | None:
    r"""The length behind `\kern`, `\hskip` and kin."""
    return _bare_glue(reader) if command in {"\\hskip", "\\mskip"} else bare_length(reader)


def _kern(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\kern1em`, `\mkern-3mu`, `\hskip 1em plus 2em`."""
    em = read_bare(expander.reader, token[0])
    if em is None:
        expander.fault("bad-length", f"{token[0]} wants a length.", token, "Write one, such as 1em.")
        return []
    return spaced(expander, em, token[1])


def _moved(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\raise2pt\hbox{x}`, `\lower 1ex{x}`: the box or the group that follows, as much higher or lower."""
    reader = expander.reader
    em = bare_length(reader)
    box: list[Token] = []
    if reader.peek() in {"\\hbox", "\\mbox", "\\vbox"}:
        reader.skip_spaces()
        box.append(reader.pop())
    inside = reader.group()
    if inside is None:
        return box
    inside = [*box, ("{", token[1]), *inside, ("}", token[1])] if box else inside
    return _raised(expander, inside, -(em or 0) if token[0] == "\\lower" else em or 0, token[1])


def _moved_aside(expander: Expander, token: Token) -> Sequence[Token]:  # noqa: ARG001  # a handler
    r"""`\moveleft2pt`: where it stands."""
    bare_length(expander.reader)
    return []


def _raised(expander: Expander, inside: Sequence[Token], em: float, offset: int) -> list[Token]:
    """Tokens as many em higher; lower, where that is less than nothing."""
    if not em:
        return [("{", offset), *inside, ("}", offset)]
    return expander.wrap(f'<mpadded voffset="{em:.4g}em">', "</mpadded>", inside, offset)


def _raised_box(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\raisebox{2pt}[1em]{x}`: a text, higher."""
    em = length(text_of(expander.argument(token)))
    expander.reader.optional()
    expander.reader.optional()
    inside = [("\\text", token[1]), ("{", token[1]), *expander.argument(token), ("}", token[1])]
    return _raised(expander, inside, em or 0, token[1])


def _rule(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\rule[-2pt]{1em}{1pt}`: a black box."""
    expander.reader.optional()
    width = length(text_of(expander.argument(token)))
    height = length(text_of(expander.argument(token)))
    if width is None or height is None:
        expander.fault("bad-length", "A rule wants its width and its height.", token, "\\rule{1em}{1pt}")
        return []
    size = f'width="{max(width, 0):.4g}em" height="{max(height, 0):.4g}em"'
    return [(expander.mark(f'<mspace class="rule" {size}/>'), token[1])]


def _assigned(expander: Expander, token: Token) -> Sequence[Token]:  # noqa: ARG001  # a handler
    r"""`\arraycolsep=2pt`, `\delimiterfactor 900`: how wide and how high is the theme's to say."""
    reader = expander.reader
    if reader.peek() == "=":
        reader.skip_spaces()
        reader.pop()
    if bare_length(reader) is None:
        while reader.peek_now().isdigit():
            reader.pop()
    return []


def _set_box(expander: Expander, token: Token) -> Sequence[Token]:  # noqa: ARG001  # a handler
    r"""`\setbox0=\hbox{x}`: measured, not shown."""
    reader = expander.reader
    while reader and reader.peek() in set("0123456789="):
        reader.skip_spaces()
        reader.pop()
    if reader.peek() in {"\\hbox", "\\vbox", "\\mbox"}:
        reader.skip_spaces()
        reader.pop()
        reader.group()
    return []


def _phantom(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\vphantom{\big|}`: beside nothing, for the engine forgets the size of a delimiter that is alone."""
    inside = expander.argument(token)
    bare = [text for text, _ in inside if not text.isspace()]
    alone = len(bare) == 2 and bare[0].startswith(("\\big", "\\Big"))
    return build(f"{token[0]}{ENGINE}{{#1{'{}' if alone else ''}}}", token[1], inside)


HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(PHANTOMS, _phantom),
    **dict.fromkeys(("\\hspace", "\\mspace"), _hspace),
    **dict.fromkeys(("\\kern", "\\mkern", "\\hskip", "\\mskip"), _kern),
    **dict.fromkeys(("\\raise", "\\lower"), _moved),
    **dict.fromkeys(("\\moveleft", "\\moveright"), _moved_aside),
    **dict.fromkeys((*_NAMED, "\\delimitershortfall", "\\delimiterfactor", "\\jot"), _assigned),
    "\\setbox": _set_box,
    "\\raisebox": _raised_box,
    "\\rule": _rule,
}
