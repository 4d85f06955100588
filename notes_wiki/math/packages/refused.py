r"""Commands that reach into the page or load something: their visible content is kept, the rest dropped and
reported.

In:  an expander whose reader is just after one of these commands.
Out: what it would show.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.tokens import Token


def _refused(what: str, *, shows: bool = True) -> Handler:
    """A command that would reach into the page: its visible content is kept, the rest dropped and
    reported."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        if not shows:
            expander.reader.optional()
        first = expander.argument(token)
        second = expander.reader.group()
        expander.fault("refused-command", f"{token[0]} is not allowed in notes: {what}.", token, "Remove it.")
        shown = second if second is not None else first
        return build("{#1}", token[1], shown if shows else [])

    return handler


_IN_PROSE = "links belong in the text around a formula"
_INTO_PAGE = "it could change the page around the formula"
_LOADS = "it loads files"

HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(("\\href", "\\url"), _refused(_IN_PROSE)),
    **dict.fromkeys(
        (
            "\\htmlClass",
            "\\htmlId",
            "\\htmlStyle",
            "\\htmlData",
            "\\class",
            "\\cssId",
            "\\style",
            "\\data",
        ),
        _refused(_INTO_PAGE),
    ),
    **dict.fromkeys(("\\includegraphics", "\\input", "\\include"), _refused(_LOADS, shows=False)),
}
