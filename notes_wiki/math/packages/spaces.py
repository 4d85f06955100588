r"""Spaces, lengths and phantoms: `\hspace`, `\kern`, `\raise`, `\rule`, all bounded.

In:  an expander whose reader is just after one of these commands.
Out: plain TeX that the engine knows.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.lengths import NAMED_LENGTHS, bare_length, length, read_bare, skip_width
from notes_wiki.math.reader import text_of
from notes_wiki.math.tokens import ENGINE, Token
from notes_wiki.pattern import pattern

_IN_ROW_GAP = pattern(r"\\\\\s*\*?\s*\[[-+\d.,\s]*$")
_LONGEST_NUMBER = 16
_LETTER = 0.47
"""The height of most small letters, in em."""
_BRACKET = (0.75, 0.25)
"""The height and the depth of a bracket, in em."""
PHANTOMS = ("\\phantom", "\\vphantom", "\\hphantom")


def spaced(expander: Expander, em: float, offset: int) -> list[Token]:
    """A space; a negative one as a class, in eighteenths of an em, because MathML Core has none."""
    if em < 0:
        steps = max(1, round(-em * 18))
        return [(expander.mark(f'<mspace class="back-{steps}"/>'), offset)]
    return [(expander.mark(f'<mspace width="{em:.4g}em"/>'), offset)]


def _hspace(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\hspace{1em}`, `\mspace{3mu}`: limited, because a wide one would stretch the page."""
    expander.reader.star()
    words = text_of(expander.argument(token))
    em = length(words)
    if em is None:
        expander.fault("bad-length", f"{words or 'This'} is not a length.", token, "Write one, such as 1em.")
        return []
    return spaced(expander, em, token[1])


def _kern(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\kern1em`, `\mkern-3mu`, `\hskip 1em plus 2em`."""
    em = read_bare(expander.reader, token[0])
    if em is None:
        expander.fault("bad-length", f"{token[0]} needs a length.", token, "Write one, such as 1em.")
        return []
    return spaced(expander, em, token[1])


def _raise_or_lower(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\raise2pt\hbox{x}`, `\lower 1ex{x}`: the box, group or character that follows, moved up or down."""
    reader = expander.reader
    em = bare_length(reader)
    box: list[Token] = []
    if reader.peek() in {"\\hbox", "\\mbox", "\\vbox", "\\rlap", "\\llap"}:
        reader.skip_spaces()
        box.append(reader.pop())
        skip_width(reader)
    inside = reader.argument() if box or not reader.peek().startswith("\\") else None
    if inside is None:
        message = f"{token[0]} needs a box or a group."
        expander.fault("missing-argument", message, token, f"Write {token[0]}1ex\\hbox{{…}}.")
        return box
    inside = [*box, ("{", token[1]), *inside, ("}", token[1])] if box else inside
    return _raised(expander, inside, -(em or 0) if token[0] == "\\lower" else em or 0, token[1])


def _moveleft(expander: Expander, token: Token) -> Sequence[Token]:  # noqa: ARG001  # a handler
    r"""`\moveleft2pt`: ignored."""
    bare_length(expander.reader)
    return []


def _raised(expander: Expander, inside: Sequence[Token], em: float, offset: int) -> list[Token]:
    """Tokens raised by this many em, or lowered if it is negative."""
    if not em:
        return [("{", offset), *inside, ("}", offset)]
    opening = f'<mpadded voffset="{em:.4g}em">'
    return expander.wrap(opening, "</mpadded>", inside, offset, tall=_is_tall(_LETTER + em, -em))


def _is_tall(height: float, depth: float) -> bool:
    """Whether a bracket of its natural size is too low for this height and depth, in em."""
    return height > _BRACKET[0] or depth > _BRACKET[1]


def _raisebox(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\raisebox{2pt}[1em]{x}`: a text, raised."""
    em = length(text_of(expander.argument(token)))
    expander.reader.optional()
    expander.reader.optional()
    inside = [("\\text", token[1]), ("{", token[1]), *expander.argument(token), ("}", token[1])]
    return _raised(expander, inside, em or 0, token[1])


def _rule(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\rule[-2pt]{1em}{1pt}`: a black box, on the line or as far above or below it as the option says."""
    lift = length(text_of(expander.reader.optional() or [])) or 0
    width = length(text_of(expander.argument(token)))
    height = length(text_of(expander.argument(token)))
    if width is None or height is None:
        expander.fault("bad-length", "A rule needs a width and a height.", token, "Write \\rule{1em}{1pt}.")
        return []
    box = f'<mspace class="rule" width="{max(width, 0):.4g}em" height="{max(height, 0):.4g}em"/>'
    if lift:
        size = f'height="{max(height + lift, 0):.4g}em" depth="{max(-lift, 0):.4g}em"'
        box = f'<mpadded voffset="{lift:.4g}em" {size}>{box}</mpadded>'
    return [(expander.mark(box, tall=_is_tall(lift + height, -lift)), token[1])]


def _strut(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\strut`: as high and deep as a line, and as wide as nothing."""
    return [(expander.mark('<mspace height="0.84em" depth="0.36em"/>', tall=True), token[1])]


def _assignment(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\arraycolsep=2pt`, `\delimiterfactor 900`: ignored, because the theme decides about widths and
    heights. The length of `\\[2\jot]` stays, for the row to read."""
    reader = expander.reader
    if reader.peek() == "]" and _IN_ROW_GAP.search(text_of(expander.output.recent(_LONGEST_NUMBER))):
        return [(token[0] + ENGINE, token[1])]
    if reader.peek() == "=":
        reader.skip_spaces()
        reader.pop()
    if bare_length(reader) is None:
        while reader.peek_now().isdigit():
            reader.pop()
    return []


def _setbox(expander: Expander, token: Token) -> Sequence[Token]:  # noqa: ARG001  # a handler
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
    r"""`\vphantom{\big|}`: placed beside an empty group, because the engine forgets the size of a delimiter
    that is alone."""
    inside = expander.argument(token)
    bare = [text for text, _ in inside if not text.isspace()]
    alone = len(bare) == 2 and bare[0].startswith(("\\big", "\\Big"))
    return build(f"{token[0]}{ENGINE}{{#1{'{}' if alone else ''}}}", token[1], inside)


HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(PHANTOMS, _phantom),
    **dict.fromkeys(("\\hspace", "\\mspace"), _hspace),
    **dict.fromkeys(("\\kern", "\\mkern", "\\hskip", "\\mskip"), _kern),
    **dict.fromkeys(("\\raise", "\\lower"), _raise_or_lower),
    **dict.fromkeys(("\\moveleft", "\\moveright"), _moveleft),
    **dict.fromkeys((*NAMED_LENGTHS, "\\delimitershortfall", "\\delimiterfactor"), _assignment),
    "\\setbox": _setbox,
    "\\raisebox": _raisebox,
    "\\rule": _rule,
    "\\strut": _strut,
}
