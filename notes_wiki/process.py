"""What surrounds every command: its standard streams, and the end of its process.

In:  the process as it was started; the `SystemExit` that a command ends with.
Out: standard streams that exist, take any character and outlive their readers, or say that they cannot be
     written; whether there is a current folder. `leave` and `give_up` do not return, because they end the
     process.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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


class Unwritten(OSError):  # noqa: N818 - an OSError like any other, told apart by where it comes from
    """What a command prints cannot be written: the disk is full, or nobody reads it."""


class Output(io.TextIOWrapper):
    """Standard output that raises `Unwritten`, so that its errors are not taken for those of other files."""

    def write(self, text: str) -> int:
        """Write. Raises Unwritten."""
        with _as_unwritten():
            return super().write(text)

    def flush(self) -> None:
        """Flush. Raises Unwritten."""
        with _as_unwritten():
            super().flush()


@contextmanager
def _as_unwritten() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Unwritten(error.errno, error.strerror) from error


def watch_streams() -> None:
    """Let standard output raise `Unwritten`. A message that standard error does not take is dropped: that is
    no reason to leave work undone."""
    stream = sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        how = stream.encoding, stream.errors, None, stream.line_buffering, stream.write_through
        sys.stdout = Output(stream.detach(), *how)  # detached, so that the old stream never closes the file
    sys.stderr = Lasting(sys.stderr)


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
    try:
        sys.stdout.flush()
    except Unwritten as error:
        give_up(error)
    sys.stderr.flush()
    os._exit(ending.code or 0)


def give_up(error: Unwritten) -> NoReturn:
    """Say why the output of a command cannot be written, unless nobody reads it, and exit with 1."""
    if error.errno != errno.EPIPE:
        print(
            f"The output of this command cannot be written: {error.strerror}. Make room there, or send it "
            "elsewhere.",
            file=sys.stderr,
            flush=True,
        )
    os._exit(1)
