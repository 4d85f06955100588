r"""What `\boldsymbol` holds that the engine's own bold leaves light.

In:  the tokens that are to be bold, and the expander that they come from.
Out: the tokens, in which the letters of other alphabets are Unicode's bold ones, names of operators are bold,
     and signs of which Unicode has no bold one have a class that `math.css` draws.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander
from notes_wiki.math.packages import greek
from notes_wiki.math.packages.alphabets import styled
from notes_wiki.math.packages.bold_names import bold_name
from notes_wiki.math.reader import Reader
from notes_wiki.math.tokens import Token

# Alphabets that the engine's bold leaves as they are, by their command, as Unicode names them.
_ALPHABETS = {
    "\\mathcal": "SCRIPT",
    "\\mathscr": "SCRIPT",
    "\\cal": "SCRIPT",
    "\\mathfrak": "FRAKTUR",
    "\\frak": "FRAKTUR",
    "\\mathsf": "SANS-SERIF",
}
_ITALIC = frozenset({"\\mathit", "\\mathnormal"})
"""What bold letters are by themselves."""
_UPRIGHT = frozenset({"\\mathrm", "\\rm", "\\mathbf", "\\bold"})
# What the engine has no bold character for. That for i is in the font, without its dot.
_BY_HAND = {
    "\\digamma": "<mi>𝟋</mi>",
    "\\imath": '<mi class="dotless">𝒊</mi>',
    "\\jmath": '<mi class="dotless">𝒋</mi>',
    "\\forall": '<mo class="bold">∀</mo>',
    "\\exists": '<mo class="bold">∃</mo>',
}
# Nor has Unicode a bold one of these.
_WITH_CLASS = {
    "\\hbar": "ℏ",
    "\\hslash": "ℏ",
    "\\ell": "ℓ",
    "\\wp": "℘",
    "\\Re": "ℜ",
    "\\Im": "ℑ",
    "\\aleph": "ℵ",
    "\\beth": "ℶ",
    "\\gimel": "ℷ",
    "\\daleth": "ℸ",
    "\\eth": "ð",
    "\\mho": "℧",
    "\\infty": "∞",
    "\\emptyset": "∅\ufe00",
    "\\varnothing": "∅",
    "\\top": "⊤",
    "\\bot": "⊥",
    "\\flat": "♭",
    "\\natural": "♮",
    "\\sharp": "♯",
    "\\clubsuit": "♣",
    "\\diamondsuit": "♢",
    "\\heartsuit": "♡",
    "\\spadesuit": "♠",
}
_BY_HAND |= {name: f'<mi class="bold">{char}</mi>' for name, char in _WITH_CLASS.items()}
_BY_HAND |= {char: f'<mi class="bold">{char}</mi>' for char in "ℏℓ℘ℜℑℵℶℷℸð"}
LOWER_GREEK = {f"\\{name}": char for name, char in greek.LOWER.items()}


def with_bold_letters(expander: Expander, inside: Sequence[Token]) -> list[Token]:
    r"""`\bm{\mathcal{L}}`: the bold letters of that alphabet, each as one character, and what else the engine
    would leave light. Macros are expanded, because they may stand for such letters."""
    found: list[Token] = []
    reader = Reader(inside)
    while reader:
        token = reader.pop()
        macro = expander.meaning(token[0])
        if macro is not None and not macro.ending:
            reader.push(expander.called(macro, token, reader))
        elif mathml := _BY_HAND.get(token[0]):
            # In braces, because the engine would join such letters with those beside them.
            found += build("{#1}", token[1], [(expander.mark(mathml), token[1])])
        elif name := bold_name(token, reader):
            found += name
        elif token[0] in _ITALIC:
            found += [("{", token[1]), *(reader.argument() or []), ("}", token[1])]
        elif token[0] in _UPRIGHT:
            found += _upright(expander, token, reader.argument() or [])
        elif token[0] in _ALPHABETS:
            found += _of_alphabet(expander, token, reader.argument() or [])
        else:
            found.append(token)
    return found


def _upright(expander: Expander, token: Token, letters: list[Token]) -> list[Token]:
    r"""Upright and bold, like `\mathbf`. It leaves Greek as it is; but a letter by itself (`\upalpha`) is an
    upright one."""
    if len(letters) == 1 and (bold := _upright_greek(letters[0][0])):
        return build("{#1}", token[1], [(expander.mark(f"<mi>{bold}</mi>"), token[1])])
    if not any(text in LOWER_GREEK for text, _ in letters):
        return build("\\mathbf{#1}", token[1], letters)
    found: list[Token] = []
    for part in letters:
        found += [("\\mathbf", token[1]), part] if part[0].isalnum() else [part]
    return found


def _upright_greek(text: str) -> str | None:
    return styled(text, ("BOLD",)) if text > "\x7f" else None


def _of_alphabet(expander: Expander, token: Token, letters: list[Token]) -> list[Token]:
    """The bold letters of an alphabet, or the letters as they are if Unicode does not have them all."""
    alphabet = _ALPHABETS[token[0]]
    bold = [styled(text, (f"BOLD {alphabet}", f"{alphabet} BOLD")) for text, _ in letters]
    if not letters or any(
        letter is None and (text.isalnum() or text[0] in "\\{}")
        for letter, (text, _) in zip(bold, letters, strict=True)
    ):
        return build(f"{token[0]}{{#1}}", token[1], letters)
    return [
        ("{", token[1]),
        *(
            (expander.mark(f"<mi>{letter}</mi>") if letter else text, offset)
            for letter, (text, offset) in zip(bold, letters, strict=True)
        ),
        ("}", token[1]),
    ]
