"""The path of a request -> a file of the output folder, or nothing.

In:  the path of the request, decoded once.
Out: the page's address in the site, and the real file at that address.

Only regular files whose real path lies inside the output folder are found; no part of the path may begin
with a dot, so neither `..` nor a dotfile (the manifest) is ever reached.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path


def address_of(path: str) -> str | None:
    """The address a path asks for ("/" is "index.html", "/a/" is "a/index.html"), or None for a path that
    no page can have."""
    address = path.removeprefix("/")
    if not path.startswith("/"):
        return None
    if not address or address.endswith("/"):
        address += "index.html"
    if any(char in address for char in "\\\0\r\n"):
        return None
    parts = address.split("/")
    if any(not part or part.startswith(".") for part in parts):
        return None
    return address


def file_of(root: Path, address: str) -> Path | None:
    """The regular file at this address, or None; `root` is the output folder."""
    base = os.path.realpath(root)
    try:
        real = os.path.realpath(f"{base}/{address}", strict=True)
        found = Path(real).stat()
    except (OSError, ValueError):  # ValueError: a name that no file can have
        return None
    if not real.startswith(base + os.sep) or not stat.S_ISREG(found.st_mode):
        return None
    # A link inside may still lead to a dotfile of the folder.
    inside = Path(real).relative_to(base).parts
    return None if any(part.startswith(".") for part in inside) else Path(real)
