r"""Operators: named ones, what `\mathop` makes one, and their limits.

In:  an expander whose reader is just after the command.
Out: the plain TeX it means. The engine takes only letters for an operator's name, so the letters of other
     alphabets, `\operatorname{\mathbb{E}}`, are given as the characters that Unicode has for them.

Operators with a name of their own, as `\foo` for `\operatorname{foo}`, are lines in `symbols.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.packages.alphabets import styled
from notes_wiki.math.packages.arguments import ARGUMENTS
from notes_wiki.math.packages.scripts import script
from notes_wiki.math.packages.text_tables import FONTS
from notes_wiki.math.reader import Reader, text_of
from notes_wiki.math.tokens import ENGINE, Token, is_word, trim

# Alphabets by their command, as Unicode names them; upright letters are an operator's own.
_ALPHABETS = {
    "\\mathbb": ("DOUBLE-STRUCK",),
    "\\mathcal": ("SCRIPT",),
    "\\mathscr": ("SCRIPT",),
    "\\mathfrak": ("FRAKTUR", "BLACK-LETTER"),
    "\\mathbf": ("BOLD",),
    "\\boldsymbol": ("BOLD",),
    "\\bm": ("BOLD",),
    "\\mathsf": ("SANS-SERIF",),
    "\\mathtt": ("MONOSPACE",),
    "\\mathit": ("ITALIC",),
    "\\mathrm": (),
    "\\text": (),
    "\\texttt": ("MONOSPACE",),
    "\\textsf": ("SANS-SERIF",),
    "\\textbf": ("BOLD",),
    "\\textit": ("ITALIC",),
    "\\textrm": (),
    "\\mbox": (),
}
_SCRIPTS = frozenset({"^", "_", "'"})
# What the engine accepts in no operator's name: scripts, commands with arguments, operation signs.
_NO_NAME = (
    _SCRIPTS
    | (ARGUMENTS.keys() - _ALPHABETS.keys())
    | {f"\\{name}" for name in "cdot times star ast circ bullet wedge otimes oplus pm to".split()}
    | {"*"}
)
_NAME = f"\\operatorname{ENGINE}{{#1}}"
_NAME_WITH_LIMITS = f"\\operatorname{ENGINE}*{{#1}}"


def _operatorname(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\operatorname{\mathbb{E}}`; starred, with scripts below it."""
    star = expander.reader.star()
    inside = _hyphenated(expander, expander.argument(token))
    if not _NO_NAME.isdisjoint(text for text, _ in inside):
        base = build(f"\\mathop{ENGINE}{{\\mathrm{{#1}}}}", token[1], inside)
        limits = _read_limits(expander)
        stacked = star and expander.display if limits is None else limits
        return _with_limits(expander, base, token[1]) if stacked else base
    return build(_NAME_WITH_LIMITS if star else _NAME, token[1], _letters(inside) or inside)


def _hyphenated(expander: Expander, name: Sequence[Token]) -> list[Token]:
    r"""The name with hyphens between its letters: there, amsopn takes a `-` for a hyphen and not for a
    minus."""
    found = list(name)
    for place in range(1, len(name) - 1):
        before, (text, offset), after = name[place - 1 : place + 2]
        if text == "-" and before[0].isalpha() and after[0].isalpha():
            found[place] = (expander.mark("-"), offset)
    return found


def _letters(tokens: Sequence[Token]) -> list[Token] | None:
    """The tokens with letters of other alphabets as characters; None if there are none, or if anything cannot
    be written as characters."""
    if not any(text in _ALPHABETS for text, _ in tokens):
        return None
    found: list[Token] = []
    reader = Reader(tokens)
    while reader:
        token = reader.pop()
        styles = _ALPHABETS.get(token[0])
        if styles is None:
            found.append(token)
            continue
        for text, offset in reader.argument() or []:
            if text.isspace():
                found += [("\\ ", offset)] if token[0] in FONTS else []
                continue
            letter = styled(text, styles) if styles else text
            if letter is None and (text.isalnum() or is_word(text) or text in "{}"):
                return None
            found.append((letter or text, offset))
    return found


_UPRIGHT = frozenset({"\\mathrm", "\\rm", "\\mathop", "\\operatorname"})
_WORD_FONTS = _UPRIGHT | {"\\text", "\\textrm", "\\mbox", "{", "}", "\\,", "\\ "}


def _mathop(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\mathop{…}`, followed by `\limits`, `\nolimits` or neither."""
    reader, offset = expander.reader, token[1]
    inside = reader.argument() or []
    texts = [text for text, _ in inside]
    words = [text for text in texts if text not in _WORD_FONTS]
    wordy = len(words) > 1 and not _UPRIGHT.isdisjoint(texts)
    wordy = wordy and all(len(text) == 1 and (text.isalpha() or text in " -") for text in words)
    limits = _read_limits(expander)
    if limits is not True and _is_name(inside) and (letters := _letters(inside)):
        return build(_NAME if limits is False else _NAME_WITH_LIMITS, offset, letters)
    if wordy and limits is not False:
        name = [(text, place) for text, place in inside if text in {"\\,", "\\ "} or text in words]
        return build(_NAME_WITH_LIMITS, offset, name)
    if limits is None:
        limits = expander.display
    base = build(f"\\mathop{ENGINE}{{#1}}", offset, inside)
    return _with_limits(expander, base, offset) if limits else base


def _is_name(tokens: Sequence[Token]) -> bool:
    """Whether the tokens are letters and the commands of their alphabets, and nothing else."""
    return all(
        text in _WORD_FONTS or text in _ALPHABETS or text.isspace() or (len(text) == 1 and text.isalpha())
        for text, _ in tokens
    )


def _read_limits(expander: Expander) -> bool | None:
    r"""Read `\limits` (True) or `\nolimits` (False), if one comes next."""
    found: bool | None = None
    while (following := expander.reader.peek()) in {"\\limits", "\\nolimits", "\\displaylimits"}:
        expander.reader.skip_spaces()
        expander.reader.pop()
        found = None if following == "\\displaylimits" else following == "\\limits"
    return found


def _with_limits(expander: Expander, base: list[Token], offset: int) -> list[Token]:
    """The scripts that follow, placed above and below the base."""
    scripts: dict[str, list[Token]] = {}
    while (sign := expander.reader.peek()) in {"^", "_"} and sign not in scripts:
        expander.reader.skip_spaces()
        expander.reader.pop()
        scripts[sign] = script(expander) or []
    if "_" in scripts:
        base = build("\\underset{#1}{#2}", offset, scripts["_"], base)
    if "^" in scripts:
        base = build("\\overset{#1}{#2}", offset, scripts["^"], base)
    # An operator again, because what has limits is not spaced like one.
    return build(f"\\mathop{ENGINE}{{#1}}", offset, base) if scripts else base


def _sideset(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\sideset{_a^b}{'}\sum`: scripts only at the right are simply the operator's."""
    first, second = trim(expander.argument(token)), trim(expander.argument(token))
    if not first and second and _is_scripts(second):
        operator = expander.argument(token)
        limits = "\\nolimits" if is_word(text_of(operator)) else ""  # \sum, and no letter
        if not text_of(second).strip("'"):
            second = build("^{" + "\\prime" * len(text_of(second)) + "}", token[1])
        return build(f"\\mathop{{#1{limits} #2}}", token[1], operator, second)
    if not first and not second:
        return build("\\mathop{#1}", token[1], expander.argument(token))
    if _is_scripts(first) and _is_scripts(second):
        return [("\\sideset" + ENGINE, token[1]), *build("{#1}{#2}", token[1], first, second)]
    operator = expander.argument(token)
    before = "{\\vphantom{#3}}#1" if _begins_with_script(first) else "#1"
    after = "\\nolimits #2" if _begins_with_script(second) and is_word(text_of(operator)) else "#2"
    base = build(f"\\mathop{ENGINE}{{{before}#3{after}}}", token[1], first, second, operator)
    return _with_limits(expander, base, token[1]) if expander.display else base


def _begins_with_script(tokens: Sequence[Token]) -> bool:
    return bool(tokens) and tokens[0][0] in _SCRIPTS


def _is_scripts(tokens: Sequence[Token]) -> bool:
    """Whether there is at most one script of each kind, primes, and nothing else."""
    reader = Reader(tokens)
    seen: set[str] = set()
    while reader:
        text = reader.pop()[0]
        if text.isspace():
            continue
        if text not in _SCRIPTS or text in seen - {"'"}:
            return False
        seen.add(text)
        if text != "'":
            reader.argument()
    return True


def _idotsint(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\idotsint\limits_a`: below the whole, not below the last sign."""
    if expander.reader.peek() == "\\limits":
        return build("\\mathop{\\int\\cdots\\int}", token[1])
    return [(token[0] + ENGINE, token[1])]


def _det(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\det_{i}`: below it in a display, as the engine does for all other operators of its kind."""
    if expander.display and expander.reader.peek() == "_":
        return build(f"\\operatorname{ENGINE}*{{det}}", token[1])
    return [("\\det" + ENGINE, token[1])]


def _lhook(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\lhook\joinrel\longrightarrow`: an arrow with a hook."""
    reader = expander.reader
    for what in ({"\\joinrel"}, _ARROWS_TO_HOOK):
        if reader.peek() in what:
            reader.skip_spaces()
            reader.pop()
    return [("\\hookrightarrow", token[1])]


_ARROWS_TO_HOOK = frozenset({"\\rightarrow", "\\longrightarrow", "\\to", "\\relbar"})


HANDLERS: dict[str, Handler] = {
    "\\lhook": _lhook,
    "\\det": _det,
    "\\operatorname": _operatorname,
    "\\mathop": _mathop,
    "\\sideset": _sideset,
    "\\idotsint": _idotsint,
}
