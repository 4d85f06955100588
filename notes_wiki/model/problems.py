"""Problems, and places in files."""

from __future__ import annotations

from typing import Literal

from notes_wiki.model.record import Record

Severity = Literal["error", "warning", "info"]


class Span(Record, frozen=True):
    """A place in a file: line and column from 1; column and length in characters."""

    line: int
    column: int = 1
    length: int = 1


class Problem(Record, frozen=True):
    """Something the author should know. Errors are data: problems are returned, never raised.

    `code`: a key of `problem.CODES`, which also gives the severity. `path`: relative to the content folder,
    or "" until `problem.located` adds the path of the note. `hint`: what to do next, or "". `command`: for
    unknown commands, which are counted over all notes, the TeX command with its backslash; else "".
    """

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    hint: str = ""
    path: str = ""
    command: str = ""
