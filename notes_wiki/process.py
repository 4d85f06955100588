"""What surrounds every command: its standard streams, and the end of its process.

In:  the process as it was started; the `SystemExit` that a command ends with.
Out: standard streams that exist, take any character and outlive their readers; whether there is a current
     folder. `leave` does not return, because it ends the process.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from typing import NoReturn, TextIO


def open_missing_streams() -> None:
    """Let standard streams that the process was started without lead nowhere. Otherwise the next files opened
    would have their numbers, and what a child process prints would be written into those."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(number, True)
    os.close(number)
    sys.stdout = sys.stdout or os.fdopen(1, "w")
    sys.stderr = sys.stderr or os.fdopen(2, "w")


class Lasting(io.TextIOBase):
    """A text stream for a process that goes on when nobody reads any more what it prints: what cannot be
    written is dropped."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write, if that is possible."""
        with suppress(OSError):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Flush, if that is possible."""
        with suppress(OSError):
            self._stream.flush()

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return self._stream.isatty()

    def fileno(self) -> int:
        """The number of its file."""
        return self._stream.fileno()


def has_folder() -> bool:
    """Whether the current folder exists: another program, such as Git, may have removed it."""
    try:
        os.getcwd()  # noqa: PTH109  # pathlib imports more
    except FileNotFoundError:
        return False
    return True


def accept_any_character(stream: TextIO) -> None:
    """Let a stream take any character, so that none in a note can stop a command: files and pipes get UTF-8,
    a terminal keeps its encoding and gets escapes for what it cannot show."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(
            encoding=None if stream.isatty() else "utf-8",
            errors="backslashreplace",
        )


def leave(ending: SystemExit) -> NoReturn:
    """Exit with the code of `ending`, but do not free what was made: a build's records are a million objects,
    and freeing them one by one takes longer than writing a page. All files are closed by now and all child
    processes have ended. Raises `ending` if it carries a message, for Python to print."""
    if not isinstance(ending.code, int | None):
        raise ending
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(ending.code or 0)
