r"""What an environment holds, for packages that read all of it.

In:  an expander whose reader is after `\begin{name}` and its arguments.
Out: the tokens up to its `\end`; the reader is after that then.
"""

from __future__ import annotations

from notes_wiki.math.expand import Expander
from notes_wiki.math.reader import text_of
from notes_wiki.math.tokens import Token


def environment_body(expander: Expander, name: str, offset: int) -> list[Token]:
    r"""Everything up to the environment's own `\end`, which is read as well."""
    found: list[Token] = []
    depth = 0
    while expander.reader:
        token = expander.reader.pop()
        if token[0] == "\\begin":
            depth += 1
        elif token[0] == "\\end":
            if depth == 0:
                closed = expander.reader.group()
                if closed is not None and text_of(closed) != name:
                    expander.fault(
                        "extra-end",
                        f"This \\end has another name than \\begin{{{name}}}.",
                        token,
                        f"Write \\end{{{name}}}.",
                    )
                return found
            depth -= 1
        found.append(token)
    expander.missing_end(name, offset)
    return found
