"""Every problem code with its severity; making problems, placing them, printing them.

In:  a code, a message that names what is wrong, where it stands, and a hint that says what to do.
Out: `model.Problem` records, and their text for a terminal: `path:line:column: severity[code] message`,
     the source line, a caret under the place, the hint.

`CODES` is the one list of codes. `docs/problems.md` explains each with an example; a test holds the two
together. `make` refuses a code that is not listed, so no problem can go undocumented.
"""

from __future__ import annotations

from typing import NamedTuple

from notes_wiki.model import Problem, Severity, Span


class Code(NamedTuple):
    """A kind of problem: how grave it is, and one sentence that says what it means."""

    severity: Severity
    meaning: str


CODES: dict[str, Code] = {
    # load
    "unreadable": Code("error", "A file cannot be read from the disk."),
    "not-utf8": Code("error", "A note is not UTF-8 text."),
    "binary-file": Code("error", "A file with a note's name holds binary data."),
    "bad-file-name": Code("error", "A file's name cannot be read as UTF-8."),
    "link-loop": Code("warning", "A symbolic link leads back to a folder that holds it."),
    "front-matter": Code("error", "A note's front matter cannot be read, so the note is not published."),
    "publication-field": Code("error", "A field like draft or publish is neither true nor false."),
    "front-matter-field": Code("warning", "A field of the front matter has a value of the wrong kind."),
    "front-matter-not-first": Code("note", "Blank lines stand before the front matter."),
    # edit
    "file-exists": Code("error", "A new file would overwrite one that exists."),
    "not-writable": Code("error", "A file or folder cannot be written."),
    # math
    "unknown-command": Code("warning", "A formula holds a command that no package or macro defines."),
    # link
    "missing-note": Code("warning", "A link leads to a note that does not exist."),
    "ambiguous-link": Code("warning", "A link may mean several notes, none of them nearest."),
    "wrong-path": Code("warning", "A link's path leads nowhere, and its last part is a note's name."),
    "missing-fragment": Code("warning", "A link leads to a place in a note that does not exist."),
    "missing-file": Code("warning", "An image or file that a note shows does not exist."),
    "missing-label": Code("warning", "A reference's label does not exist."),
    "ambiguous-label": Code("warning", "A reference's label is defined in several other notes."),
    "duplicate-label": Code("warning", "A note defines a label twice."),
    "address-taken": Code("warning", "A note's name does not give it an address of its own."),
}


def make(code: str, message: str, span: Span | None = None, *, hint: str = "", path: str = "") -> Problem:
    """A Problem with the severity of its code. Raises KeyError for a code that is not in `CODES`."""
    return Problem(code, CODES[code].severity, message, span, hint, path)


def located(problem: Problem, path: str) -> Problem:
    """The same problem in the file at `path` (relative to the content folder)."""
    return Problem(problem.code, problem.severity, problem.message, problem.span, problem.hint, path)
