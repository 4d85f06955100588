"""Inserting text into an author's file without changing any other byte.

In:  a file, and `Insertion`s at places in its text as loaded (LF line ends, no BOM).
Out: the file with these insertions, written to a temporary file and renamed.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from notes_wiki.model import Record
from notes_wiki.pattern import pattern

LINE_END = pattern(r"\r\n|\r|\n")
_BOM = "\ufeff"


class Insertion(Record, frozen=True):
    """Insert `text` before this column (from 1, in characters) of this line (from 1)."""

    line: int
    column: int
    text: str


def insert(text: str, insertions: Iterable[Insertion]) -> str:
    """The text with the insertions. Line ends of every kind, and a BOM, stay as they are.

    Of two insertions at one place, the one given first comes first.
    """
    start = len(_BOM) if text.startswith(_BOM) else 0
    starts = [start, *(found.end() for found in LINE_END.finditer(text))]
    parts: list[str] = []
    done = 0
    for one in sorted(insertions, key=lambda item: (item.line, item.column)):
        offset = starts[one.line - 1] + one.column - 1
        parts += [text[done:offset], one.text]
        done = offset
    return "".join([*parts, text[done:]])


def write(path: Path, before: bytes, after: bytes) -> bool:
    """Replace the contents `before` of a file by `after`, keeping its mode; a symbolic link stays a link.

    Returns False, and changes nothing, if the file no longer holds `before`. Raises OSError.
    """
    real = path.resolve()
    if real.read_bytes() != before:
        return False
    descriptor, name = tempfile.mkstemp(dir=real.parent, prefix=".wiki-", suffix=".tmp")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(after)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(real.stat().st_mode & 0o7777)
        Path(name).replace(real)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return True
