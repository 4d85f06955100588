"""Whether a path exists, without exceptions.

In:  a path.
Out: yes or no. If a folder above it may not be entered, the answer is no; `Path.exists` and the like raise
     PermissionError then.
"""

from __future__ import annotations

import os
from pathlib import Path


def exists(path: Path) -> bool:
    """Whether anything exists at the path."""
    return os.path.exists(path)  # noqa: PTH110  # pathlib raises there


def has_name(path: Path) -> bool:
    """Whether anything has this name, even a symbolic link that leads nowhere."""
    return os.path.lexists(path)


def is_file(path: Path) -> bool:
    """Whether the path is a file."""
    return os.path.isfile(path)  # noqa: PTH113  # pathlib raises there


def is_folder(path: Path) -> bool:
    """Whether the path is a folder."""
    return os.path.isdir(path)  # noqa: PTH112  # pathlib raises there
