r"""Names with an `@`, between `\makeatletter` and `\makeatother` and in packages.

In:  the text of a preamble.
Out: its tokens, in which such a name is one token (otherwise `\foo@bar` would define `\foo`), respelt with
     letters only. LaTeX's own internal names for nothing or for a number are replaced by that.
"""

from __future__ import annotations

from notes_wiki.math.tokens import Token, tokenize
from notes_wiki.pattern import pattern

AT = "ATSIGN"
"""What stands for an `@` in a name."""
_NAME = pattern(r"%[^\n]*|\\[A-Za-z@]+|\\[\s\S]")
"""A comment, or a command whose name may hold `@`."""
_SWITCH = pattern(r"%[^\n]*|\\(makeatletter|makeatother)(?![A-Za-z])")
"""A comment, or what makes a letter of `@` and takes that back."""
_PACKAGE = pattern(
    r"\\(?:ProvidesPackage|NeedsTeXFormat|(?:def|let|(?:new|renew|provide)command\*?)\s*\{?\\[A-Za-z]*@[A-Za-z])"
)
"""What shows that a file is a package, and no list of plain macros."""
_PLAIN = {
    "\\m@th": "",
    "\\@empty": "",
    "\\z@": "0pt",
    "\\p@": "pt",
    "\\ex@": "ex",
    "\\@ne": "1",
    "\\tw@": "2",
}


def internal(name: str) -> str:
    r"""The internal spelling of `\@ifstar`."""
    return name.replace("@", AT)


def external(text: str) -> str:
    """A text with internal names replaced by those that the author typed."""
    return text.replace(AT, "@")


def tokenize_preamble(text: str, *, package: bool) -> list[Token]:
    """The tokens of a preamble. In a `package`, `@` is a letter from the beginning, unless the file is one of
    plain macros with a package's name: there it may be an arrow of `CD`."""
    if "@" not in text:
        return tokenize(text)
    found: list[Token] = []
    start, letter = 0, package and _PACKAGE.search(text) is not None
    for switch in _SWITCH.finditer(text):
        if switch[1]:
            found += _part(text, start, switch.start(), letter=letter)
            start, letter = switch.end(), switch[1] == "makeatletter"
    return found + _part(text, start, len(text), letter=letter)


def _part(text: str, start: int, end: int, *, letter: bool) -> list[Token]:
    """The tokens of a part of a preamble; `letter`: whether `@` is a letter there."""
    part = text[start:end]
    if not letter:
        return tokenize(part, start)
    found: list[Token] = []
    place = 0
    for name in _NAME.finditer(part):
        if name[0][0] == "%" or "@" not in name[0]:
            continue
        found += tokenize(part[place : name.start()], start + place)
        offset = start + name.start()
        plain = _PLAIN.get(name[0])
        found += [(internal(name[0]), offset)] if plain is None else [(sign, offset) for sign in plain]
        place = name.end()
        while plain is None and part[place : place + 1] in {" ", "\t"}:
            place += 1
    return found + tokenize(part[place:], start + place)
