"""Removing files from the output folder, and the folders that this leaves empty.

In:  addresses of files that are ours and no longer belong.
Out: how many files were removed; which could not be, and why.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import NamedTuple


class Removed(NamedTuple):
    """`files`: how many were removed; `refused`: the system's error for each that was not, by address."""

    files: int
    refused: dict[str, OSError]


def remove(root: str, addresses: Iterable[str]) -> Removed:
    """Remove these files. What has been replaced by a folder, or is reached through a link, is not ours."""
    count = 0
    refused: dict[str, OSError] = {}
    folders: set[str] = set()
    ours: dict[str, bool] = {}  # by folder, looked up once: the full-text index has as many files as notes
    for address in addresses:
        path = f"{root}/{address}"
        folder = os.path.dirname(path)
        if folder not in ours:
            ours[folder] = os.path.realpath(folder) == folder
        if not ours[folder]:
            continue  # replaced by a link to somewhere else
        try:
            os.unlink(path)
            count += 1
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            pass  # whatever has this name now is not ours
        except OSError as error:
            refused[address] = error
        parts = address.split("/")[:-1]
        folders |= {"/".join(parts[:depth]) for depth in range(1, len(parts) + 1)}
    for folder in sorted(folders, key=len, reverse=True):
        try:
            os.rmdir(f"{root}/{folder}")
        except OSError:
            pass  # not empty
    return Removed(count, refused)
