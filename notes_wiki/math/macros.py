"""Macros: records, and their names.

In:  texts, a table of them from wiki.toml or front matter.
Out: `Macro`s. How TeX's own commands define them is read in `definitions.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from notes_wiki.math.document_commands import Argument
from notes_wiki.math.tokens import tokenize, whole_number
from notes_wiki.model import Record


class PairedDelimiter(Record, frozen=True):
    """What `\\DeclarePairedDelimiter` says besides the body: the delimiters, and what comes before and after
    them. A call may have a star or a size, which the delimiters then take."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class Macro(Record, frozen=True):
    """A macro: how many arguments it takes, the default of the first where that is optional, and the
    tokens of its body, `#1` being two of them. `delimiters[n]` is what ends argument n in the call
    (`\\def\\x#1;{…}`), `delimiters[0]` what must follow the name."""

    parameters: int
    body: tuple[str, ...]
    default: tuple[str, ...] | None = None
    delimiters: tuple[tuple[str, ...], ...] = ()
    ending: tuple[str, ...] = ()
    """For an environment: what its `\\end` stands for; `body` is then what its `\\begin` does."""
    arguments: tuple[Argument, ...] = ()
    """What `\\NewDocumentCommand` says of the arguments; empty where they are plain."""
    paired: PairedDelimiter | None = None
    """The delimiters around the body, if `\\DeclarePairedDelimiter` defined the macro."""


Macros = Mapping[str, Macro]
"""Name, with its backslash, to macro. An environment's name is `\\begin{name}`
(`environments_of`); `colour_key` names a colour, whose body is the colour as CSS has it."""


def environments_of(macros: Iterable[str]) -> set[str]:
    """The names of the environments among the names of macros."""
    start = "\\begin{"
    return {name.removeprefix(start).removesuffix("}") for name in macros if name.startswith(start)}


def colour_key(name: str) -> str:
    """The name under which an author's colour is stored among macros."""
    return f"\\definecolor{{{name}}}"


def macro(body: str, parameters: int = 0, default: str | None = None) -> Macro:
    """A macro from the text of its body."""
    return Macro(
        parameters,
        tuple(text for text, _ in tokenize(body)),
        None if default is None else tuple(text for text, _ in tokenize(default)),
    )


def from_table(table: Mapping[str, str]) -> dict[str, Macro]:
    """Macros from wiki.toml or front matter: the number of arguments is the highest `#n` in the body."""
    found = {}
    for name, body in table.items():
        highest = max(
            (whole_number(digit) or 0 for mark, digit in pairwise(body) if mark == "#"),
            default=0,
        )
        found[name if name.startswith("\\") else "\\" + name] = macro(body, highest)
    return found


def column_type(letter: str) -> str:
    """The name under which the meaning of a column's letter is stored among macros."""
    return f"\\newcolumntype{{{letter}}}"
