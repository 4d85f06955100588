r"""Scripts in words: `\mathrm{d\Omega^2}`, where the engine would square the word.

In:  the tokens that an upright, bold, … alphabet holds.
Out: the tokens, in which a script's base stands in braces where the engine would take more for it.

Letters of the Latin alphabet are one word (`\mathrm{max_2}`), as MathJax has it, and so are digits; any other
letter, and a sign such as ∞, is one by itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.marks import is_mark
from notes_wiki.math.packages import greek
from notes_wiki.math.packages.arguments import ARGUMENTS
from notes_wiki.math.packages.around_tables import around_tables
from notes_wiki.math.packages.switches import held_by_font, scripts_first, switched
from notes_wiki.math.reader import Reader
from notes_wiki.math.tokens import ENGINE, Token, is_word

_GREEK = frozenset(f"\\{name}" for name in (*greek.LOWER, *greek.CAPITALS, "hbar", "ell"))
# Signs that the engine joins with the letters before them, though they are no letters.
_SIGNS = frozenset(
    f"\\{name}"
    for name in (
        "infty partial nabla aleph beth gimel daleth emptyset varnothing Re Im wp top bot angle "
        "measuredangle sphericalangle complement hslash imath jmath eth mho Bbbk Finv Game digamma "
        "varkappa omicron degree S flat natural sharp clubsuit diamondsuit heartsuit spadesuit square Box "
        "Diamond lozenge blacklozenge blacksquare bigstar bigcirc triangle triangledown blacktriangle "
        "blacktriangledown checkmark maltese circledR circledS"
    ).split()
) | frozenset("∞∂∇∅")
_SCRIPTS = frozenset({"^", "_", "'"})


def parted(tokens: Sequence[Token], *, words: bool = True) -> list[Token]:
    """The tokens with bases in braces. Without `words`, each letter is one by itself; digits are one number
    in any case."""
    found: list[Token] = []
    for token in _without_normal(tokens):
        if token[0] in _SCRIPTS:
            start, end = _base(found, words=words)
            before = _without_spaces(found, start)
            if start < end and before and (not words or _may_hold_letters(found[before - 1][0])):
                found.insert(end, ("}", found[end - 1][1]))
                found.insert(start, ("{", found[start][1]))
        found.append(token)
    return found


def _without_normal(tokens: Sequence[Token]) -> Sequence[Token]:
    r"""The tokens with each letter of a `\mathnormal` in italics by itself, so that the alphabet around it
    does not hold for it."""
    if all(text != _NORMAL for text, _ in tokens):
        return tokens
    found: list[Token] = []
    reader = Reader(tokens)
    while reader:
        token = reader.pop()
        if token[0] != _NORMAL:
            found.append(token)
            continue
        for part in reader.argument() or []:
            found += build("\\mathit{#1}", token[1], [part]) if part[0].isalpha() else [part]
    return found


_NORMAL = "\\mathnormal"


def _may_hold_letters(text: str) -> bool:
    """Whether this ends with, or is, something that the engine joins with a following letter into one
    word."""
    return text in {"}", "."} or bool(_kind(text)) or (is_word(text) and text not in ARGUMENTS)


def _base(found: list[Token], *, words: bool) -> tuple[int, int]:
    """Where the base of a script that comes next begins and ends; it is empty if no letter or digit
    precedes."""
    end = _without_spaces(found, len(found))
    kind = _kind(found[end - 1][0]) if end else ""
    start = end - 1 if kind else end
    while start and kind in ({"a", "1"} if words else {"1"}) and _continues(found, start, kind):
        start -= 1
    return min(start + _taken_before(found, start), end), end


def _taken_before(found: list[Token], start: int) -> int:
    r"""How many of the letters or digits that come next belong to what is before them: both of `\frac12`, one
    of `x_12`."""
    before = _without_spaces(found, start)
    text = found[before - 1][0] if before else ""
    return 1 if text in {"^", "_"} else ARGUMENTS.get(text, 0)


def _continues(found: list[Token], start: int, kind: str) -> bool:
    """Whether the word or number that begins at `start` begins earlier."""
    text = found[start - 1][0]
    is_point = kind == "1" and text == "." and start > 1 and found[start - 2][0].isdigit()
    return is_point or _kind(text) == kind


def _without_spaces(found: list[Token], place: int) -> int:
    while place and found[place - 1][0].isspace():
        place -= 1
    return place


def _kind(text: str) -> str:
    """ "a" for a Latin letter, "1" for a digit, "x" for another letter, "" for anything else."""
    if text in _GREEK or text in _SIGNS:
        return "x"
    if len(text) != 1 or not (text.isalnum() or is_mark(text)):
        return ""
    return "x" if not text.isascii() else "1" if text.isdigit() else "a"


def _word(expander: Expander, token: Token) -> Sequence[Token]:
    name, offset = token

    def styled(part: list[Token]) -> list[Token]:
        return build(f"{name}{ENGINE}{{#1}}", offset, parted(part))

    return around_tables(expander.argument(token), offset, styled)


def _switch(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`{\rm H_2O_4}`: each letter by itself, as in MathJax."""
    if moved := scripts_first(expander, token):
        return moved
    held, is_script = held_by_font(expander, token)
    return switched(token, parted(held, words=False), is_script=is_script)


def _mathnormal(expander: Expander, token: Token) -> Sequence[Token]:
    """Letters that are in no alphabet: as they are."""
    return build("{#1}", token[1], expander.argument(token))


SWITCHES = ("\\rm", "\\sf", "\\it", "\\tt")
_ALPHABETS = ("\\mathrm", "\\mathsf", "\\mathit", "\\mathtt", "\\mathcal", "\\mathscr", "\\mathbb")
HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(_ALPHABETS, _word),
    _NORMAL: _mathnormal,
    **dict.fromkeys((*SWITCHES, "\\cal", "\\mit"), _switch),
}
