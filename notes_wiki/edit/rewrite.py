"""Changing an author's file without losing a byte of the rest.

In:  a file, and `Insertion`s at places of its text as load reads it (LF line ends, no BOM).
Out: the file with nothing but those insertions, written by temporary file and rename.
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
    """`text` goes in before this column (from 1, in characters) of this line (from 1)."""

    line: int
    column: int
    text: str


def insert(text: str, insertions: Iterable[Insertion]) -> str:
    """The text with the insertions made. Line ends of every kind and a BOM stay where they are.

    Of two insertions at one place the one that is given first stands first.
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
    """Put `after` in the place of `before`, keeping the file's mode; a symbolic link stays one.

    Returns False, with nothing changed, where the file no longer holds `before`. Raises OSError.
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
