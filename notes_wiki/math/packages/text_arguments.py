r"""The arguments of commands inside a text, which are read without expanding anything.

In:  a reader just after such a command.
Out: the tokens of its arguments, with their braces.
"""

from __future__ import annotations

from notes_wiki.math.packages.arguments import ARGUMENTS
from notes_wiki.math.packages.text_tables import ALPHABETS, FONTS
from notes_wiki.math.reader import Reader, text_of
from notes_wiki.math.tokens import Token


def math_arguments(token: Token, reader: Reader) -> list[Token]:
    r"""The arguments of a math command in a text, including those without braces: `\mathbb R`, `\cal A`."""
    if token[0] in ALPHABETS or token[0] == "\\scr":
        return reader.rest()
    found = braced_arguments(reader)
    if not found and (token[0] in ARGUMENTS or token[0] in {"\\Bbb", "\\frak"}):
        return [("{", token[1]), *(reader.argument() or []), ("}", token[1])]
    return found


def distance_and_box(reader: Reader) -> list[Token]:
    r"""What `\raise` takes: `1ex\hbox{…}`; nothing where there is no box."""
    found: list[Token] = []
    while reader:
        found.append(reader.pop())
        if found[-1][0] in FONTS:
            return [*found, *braced_arguments(reader)]
    reader.push(found)
    return []


def braced_arguments(reader: Reader) -> list[Token]:
    """The braced arguments that follow, with their braces."""
    found: list[Token] = []
    while reader.next_is("{") or reader.next_is("["):
        opener = "{" if reader.next_is("{") else "["
        inside = reader.argument() if opener == "{" else reader.optional()
        if inside is None:
            break  # a bracket that is never closed is a sign of the text
        found += [(opener, 0), *inside, ("}" if opener == "{" else "]", 0)]
    return found


def environment(reader: Reader) -> tuple[list[Token], str]:
    r"""Everything from after a `\begin` to its `\end{name}`, and the name."""
    found: list[Token] = []
    depth = 1
    while reader and depth:
        found.append(reader.pop())
        depth += (found[-1][0] == "\\begin") - (found[-1][0] == "\\end")
    name = reader.group() if not depth else None
    if name is None:
        return found, ""
    return [*found, ("{", 0), *name, ("}", 0)], text_of(name)
