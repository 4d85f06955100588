"""The problems of files and folders that cannot be read, or are not what their names say.

In:  a path, as the problem is to name it; what the operating system or the file says.
Out: a Problem.
"""

from __future__ import annotations

import os

from notes_wiki import problem
from notes_wiki.model import Problem, Span


def unreadable(path: str, error: OSError) -> Problem:
    """The problem of a file that cannot be read."""
    return problem.make(
        "unreadable",
        f"{path} cannot be read: {error.strerror or error}.",
        hint="Check that it exists and that you have permission to read it; the rest is built without it.",
        path=path,
    )


def unreadable_preamble(path: str, named: str, error: OSError | UnicodeDecodeError) -> Problem:
    """The problem of a preamble that cannot be read, or is not UTF-8 text. `named`: its path as the problem
    is to name it."""
    if isinstance(error, OSError):
        why, hint = error.strerror or str(error), "Check that you have permission to read it."
    else:
        why, hint = f"byte {error.start:,} is not UTF-8 text", "Save the file as UTF-8 text."
    return problem.make("unreadable", f"The preamble {path} cannot be read: {why}.", hint=hint, path=named)


def unreadable_folder(path: str, error: OSError) -> Problem:
    """The problem of a folder that cannot be listed."""
    return problem.make(
        "unreadable-folder",
        f"The folder {path} cannot be read: {error.strerror or error}.",
        hint="Check that you have permission to read it, or name it in `ignore`; the rest is built without "
        "it.",
        path=path,
    )


def not_regular(path: str) -> Problem:
    """The problem of a pipe, a socket or a device: reading it might never end."""
    return problem.make(
        "unreadable",
        f"{path} is neither a file nor a folder, so it is left out.",
        hint="Move it out of the folder of notes, or name it in `ignore`.",
        path=path,
    )


def bad_file_name(path: str) -> Problem:
    """The problem of a file whose name is not UTF-8."""
    shown = os.fsencode(path).decode("utf-8", "backslashreplace")
    return problem.make(
        "bad-file-name",
        f"The file name {shown} is not UTF-8, so the file is left out.",
        hint="Rename the file.",
        path=shown,
    )


def link_loop(path: str) -> Problem:
    """The problem of a symbolic link to a folder above it."""
    return problem.make(
        "link-loop",
        f"{path} leads back to a folder that holds it, so this symbolic link is not followed.",
        hint="Remove the link, or name it in `ignore`.",
        path=path,
    )


def binary_file(path: str) -> Problem:
    """The problem of a file that has a note's name and holds no text."""
    return problem.make(
        "binary-file",
        "The file has the name of a note but holds binary data, so it is not published.",
        hint="Rename it with the ending of what it is, such as .pdf, or name it in `ignore`.",
        path=path,
    )


def not_utf8(path: str, data: bytes, position: int) -> Problem:
    """The problem of a note that cannot be decoded from this byte on."""
    line = data.count(b"\n", 0, position) + 1
    column = position - (data.rfind(b"\n", 0, position) + 1) + 1
    return problem.make(
        "not-utf8",
        f"The note is not UTF-8 text: byte {position:,} cannot be read, so the note is not published.",
        Span(line, column),
        hint="Save the file as UTF-8 text.",
        path=path,
    )
