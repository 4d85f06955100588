"""Where files may be written: inside the output folder, and never over a file that is not ours.

In:  an address; which files there are ours.
Out: whether it may be written; its folder is created. What prevents it is reported, once per folder.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from pathlib import PurePosixPath

from notes_wiki.model import Problem
from notes_wiki.write import manifest, output_problems


class Boundary:
    """Decides for one build. `ours` are the addresses of the files an earlier build wrote, `kept` of those
    that stay; both may grow during the build. `tell` is called with each problem."""

    def __init__(
        self, root: str, ours: Collection[str], kept: Collection[str], tell: Callable[[Problem], None]
    ) -> None:
        self._root = root
        self._ours = ours
        self._kept = kept
        self._tell = tell
        self._folders: dict[str, bool] = {}

    def may_write(self, address: str) -> bool:
        """Whether a page may be written at this address; creates its folder. Raises ValueError for an address
        outside the output folder."""
        if not self._folder_ready(address):
            return False
        if self.is_foreign(address):
            self._tell(output_problems.foreign_file(address))
            return False
        return True

    def is_foreign(self, address: str) -> bool:
        """Whether a file that is not ours is there. A folder that holds files of ours does not count: it will
        make room."""
        path = f"{self._root}/{address}"
        if address in self._ours or not os.path.lexists(path):
            return False
        return os.path.islink(path) or not any(name.startswith(address + "/") for name in self._ours)

    def _folder_ready(self, address: str) -> bool:
        parts = PurePosixPath(address)
        if parts.is_absolute() or ".." in parts.parts or not address:
            raise ValueError(f"{address!r} is not an address inside the output folder")
        if not manifest.can_hold(address):
            self._tell(output_problems.no_name(address))
            return False
        folder = address.rpartition("/")[0]
        if folder not in self._folders:
            self._folders[folder] = self._make_folder(folder, address)
        return self._folders[folder]

    def _make_folder(self, folder: str, address: str) -> bool:
        path = f"{self._root}/{folder}" if folder else self._root
        if os.path.realpath(path) != path:  # checked first, so that no folder is created through a link
            self._tell(output_problems.foreign_folder(folder))
            return False
        try:
            self._clear_way(folder)
            os.makedirs(path, exist_ok=True)
        except OSError as error:
            self._tell(output_problems.page_not_writable(address, error))
            return False
        return True

    def _clear_way(self, folder: str) -> None:
        """Remove a file of ours that is in the way of a new folder: it no longer belongs to the site."""
        parts = folder.split("/")
        for depth in range(1, len(parts) + 1):
            above = "/".join(parts[:depth])
            if above in self._ours and above not in self._kept and os.path.isfile(f"{self._root}/{above}"):
                os.unlink(f"{self._root}/{above}")
