"""Taking files out of the output folder, with the folders that they leave empty.

In:  addresses of files that are ours and no longer belong.
Out: how many files were removed; those that could not be, with why.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import NamedTuple


class Removed(NamedTuple):
    """`files`: how many; `refused`: address to the system's error."""

    files: int
    refused: dict[str, OSError]


def remove(root: str, addresses: Iterable[str]) -> Removed:
    """Remove these files. What was replaced by a folder, or lies behind a link, is none of ours."""
    count = 0
    refused: dict[str, OSError] = {}
    folders: set[str] = set()
    ours: dict[str, bool] = {}  # a folder is asked about once: an index of texts has as many files as notes
    for address in addresses:
        path = f"{root}/{address}"
        folder = os.path.dirname(path)
        if folder not in ours:
            ours[folder] = os.path.realpath(folder) == folder
        if not ours[folder]:
            continue  # it was replaced by a link to somewhere else
        try:
            os.unlink(path)
            count += 1
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            pass  # whatever folder has its name now is none of ours
        except OSError as error:
            refused[address] = error
        parts = address.split("/")[:-1]
        folders |= {"/".join(parts[:depth]) for depth in range(1, len(parts) + 1)}
    for folder in sorted(folders, key=len, reverse=True):
        try:
            os.rmdir(f"{root}/{folder}")
        except OSError:
            pass  # not empty: something of ours or of others is in it
    return Removed(count, refused)
