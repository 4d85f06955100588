r"""What bodies of macros ask: `\IfBooleanTF{#1}{…}{…}`, `\IfNoValueTF`, `\IfValueT`, …, `\@ifstar`.

In:  an expander whose reader stands behind one of these commands.
Out: the branch that holds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from notes_wiki.math.document_commands import FALSE, NO_VALUE, TRUE
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.internal_names import internal
from notes_wiki.math.reader import text_of
from notes_wiki.math.tokens import Token


def _branch(holds: Callable[[str], bool], branches: str) -> Handler:
    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        answer = holds(text_of(expander.argument(token)))
        found: Sequence[Token] = []
        for branch in branches:
            inside = expander.argument(token)
            if (branch == "T") == answer:
                found = inside
        return found

    return handler


def _if_star(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\@ifstar{with}{without}`: reads the star."""
    branches = expander.argument(token), expander.argument(token)
    return branches[0] if expander.reader.star() else branches[1]


def _if_next(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\@ifnextchar[{with}{without}`: reads nothing more."""
    wanted = text_of(expander.argument(token))
    branches = expander.argument(token), expander.argument(token)
    return branches[0] if wanted and expander.reader.peek() == wanted else branches[1]


def _nothing(expander: Expander, token: Token) -> Sequence[Token]:  # noqa: ARG001  # a handler
    """A value that is not there, used without being asked for."""
    return []


_CONDITIONS: dict[str, Callable[[str], bool]] = {
    "Boolean": lambda text: text == TRUE,
    "NoValue": lambda text: text == NO_VALUE,
    "Value": lambda text: text != NO_VALUE,
    "Blank": lambda text: not text,
}
HANDLERS: dict[str, Handler] = {
    **{
        f"\\If{name}{branches}": _branch(holds, branches)
        for name, holds in _CONDITIONS.items()
        for branches in ("TF", "T", "F")
    },
    internal("\\@ifstar"): _if_star,
    internal("\\@ifnextchar"): _if_next,
    **dict.fromkeys((NO_VALUE, TRUE, FALSE), _nothing),
}
