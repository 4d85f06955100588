"""Whether something is there, asked where the answer may be refused.

In:  a path.
Out: yes or no. Where a folder above may not be entered, the answer is no; `Path.exists` and the like raise
     there.
"""

from __future__ import annotations

import os
from pathlib import Path


def exists(path: Path) -> bool:
    """Whether anything is there."""
    return os.path.exists(path)  # noqa: PTH110  # pathlib raises there


def is_file(path: Path) -> bool:
    """Whether a file is there."""
    return os.path.isfile(path)  # noqa: PTH113  # pathlib raises there


def is_folder(path: Path) -> bool:
    """Whether a folder is there."""
    return os.path.isdir(path)  # noqa: PTH112  # pathlib raises there
