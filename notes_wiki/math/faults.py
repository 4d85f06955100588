"""Problems found while a formula is processed, and the error that stops it.

In:  nothing: a record and an error.
Out: `Fault`, which becomes a `MathProblem`; `OverBudgetError`.
"""

from __future__ import annotations


class OverBudgetError(ValueError):
    """A formula that expands without end."""


class Fault:
    """A problem found on the way: what `MathProblem` holds."""

    __slots__ = ("code", "command", "hint", "length", "message", "offset")

    def __init__(
        self, code: str, message: str, offset: int, length: int = 1, hint: str = "", command: str = ""
    ) -> None:
        self.code = code
        self.message = message
        self.offset = offset
        self.length = length
        self.hint = hint
        self.command = command
