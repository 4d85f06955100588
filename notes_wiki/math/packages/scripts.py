r"""Scripts as TeX users write them: `x_\mathbf{y}`, where the script is a command with its arguments.

In:  an expander whose reader is just after the `^` or `_`.
Out: the tokens of the script.
"""

from __future__ import annotations

from notes_wiki.math.expand import Expander
from notes_wiki.math.packages.arguments import ARGUMENTS
from notes_wiki.math.tokens import Token

_WORDS = ("\\text", "\\math", "\\mbox", "\\operatorname")
_WITHOUT = frozenset({"\\textstyle", "\\mathstrut"})


def script(expander: Expander) -> list[Token] | None:
    """A group without its braces, a sign, or a command with its arguments; None if nothing follows."""
    reader = expander.reader
    is_group = reader.peek() == "{"
    found = reader.argument()
    if is_group or not found:
        return found
    name, offset = found[0]
    for _ in range(_arguments(expander, name)):
        found += [("{", offset), *(reader.argument() or []), ("}", offset)]
    return found


def _arguments(expander: Expander, name: str) -> int:
    """How many arguments a command takes."""
    if (macro := expander.meaning(name)) is not None:
        return macro.parameters
    return ARGUMENTS.get(name, int(name.startswith(_WORDS) and name not in _WITHOUT))
