"""Places in files, and what is told of them."""

from __future__ import annotations

from typing import Literal

from notes_wiki.model.record import Record

Severity = Literal["error", "warning", "info"]


class Span(Record, frozen=True):
    """A place in a file: line and column count from 1, column and length in characters."""

    line: int
    column: int = 1
    length: int = 1


class Problem(Record, frozen=True):
    """Something the author should know. Errors are data: problems are returned, never raised.

    `code` is a key of `problem.CODES`, which gives the severity its meaning. `path` is relative to the
    content folder ("" while the note it belongs to has not been named yet; `located` puts it on).
    `hint` says what to do next, or is "". `command` is the TeX command it is about, backslash included, where
    that is counted over all notes (unknown commands), or "".
    """

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    hint: str = ""
    path: str = ""
    command: str = ""
