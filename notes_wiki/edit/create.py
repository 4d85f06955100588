"""Writing a file that did not exist, whole or not at all.

In:  the path, which may be in folders that do not exist, and the text.
Out: nothing; or OSError, and then neither the file nor half of it is left.
"""

from __future__ import annotations

from pathlib import Path

from notes_wiki.write.durable import is_full


def create(path: Path, text: str) -> None:
    """Write the file. Raises FileExistsError if there is one, and any other OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as stream:
        try:
            stream.write(text)
            stream.flush()
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def advice(error: OSError, otherwise: str) -> str:
    """What to do about a file that could not be written."""
    return "Free some space on the disk, then try again." if is_full(error) else otherwise
