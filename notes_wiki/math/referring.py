r"""References in formulas: `\eqref{key}`, `\ref*{key}`, `\hyperref[key]{words}`.

In:  a reader just after such a command.
Out: the key of the label, the command without its backslash, the words of the author's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from notes_wiki.math.reader import Reader, text_of
from notes_wiki.math.tokens import Token

SAME_AS = {
    "refeq": "ref",
    "labelcref": "eqref",
    "vref": "cref",
    "Vref": "Cref",
    "Nameref": "nameref",
    "titleref": "nameref",
}
"""Rarer names of commands -> the common one that shows the same of an equation."""
_COMMON = "ref eqref cref Cref autoref nameref pageref namecref nameCref lcnamecref hyperref"
REFERRING = {f"\\{name}": same for name, same in ({n: n for n in _COMMON.split()} | SAME_AS).items()}
"""Commands that refer to a label, and the common one that shows the same."""


class Referring(NamedTuple):
    """A reference. `words`: its own, or None for those of the label."""

    key: str
    command: str
    words: list[Token] | None


def read_reference(token: Token, reader: Reader) -> Referring:
    """The reference that a command makes; its key is "" where none is given."""
    command = REFERRING[token[0]]
    # The star of \vref leaves out the number of the page, others leave out the link.
    if reader.star() and token[0].lower() != "\\vref":
        command += "*"
    if command != "hyperref" or reader.peek() != "[":
        return Referring(text_of(reader.argument() or []), command, None)
    key = text_of(reader.optional() or [])
    return Referring(key, command, reader.argument() or [])


def plain_words(tokens: Sequence[Token]) -> str:
    """The words of a link as plain text."""
    shown = (" " if text.isspace() else text for text, _ in tokens if text[0] not in "\\{}$")
    return "".join(shown).replace("~", "\u00a0")
