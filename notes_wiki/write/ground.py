"""Where in the output folder files may be put: inside it, and in no place of somebody else's.

In:  an address; which files there are ours.
Out: whether it may be written, its folder made. What stands against it is told, once for each folder.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from pathlib import PurePosixPath

from notes_wiki.model import Problem
from notes_wiki.write import manifest, told


class Ground:
    """The ground of one build. `ours` are the addresses of our files, `kept` of those that stay; both may
    grow meanwhile. `tell` is given each problem."""

    def __init__(
        self, root: str, ours: Collection[str], kept: Collection[str], tell: Callable[[Problem], None]
    ) -> None:
        self._root = root
        self._ours = ours
        self._kept = kept
        self._tell = tell
        self._folders: dict[str, bool] = {}

    def may_write(self, address: str) -> bool:
        """Whether this file is ours to write: inside the folder, and not somebody else's. Makes its folder.
        Raises ValueError for what is no address inside the folder."""
        if not self._folder_ready(address):
            return False
        if self.is_foreign(address):
            self._tell(told.foreign_file(address))
            return False
        return True

    def is_foreign(self, address: str) -> bool:
        """Whether somebody else's file is there. A folder with files of ours in it is to make room."""
        path = f"{self._root}/{address}"
        if address in self._ours or not os.path.lexists(path):
            return False
        return os.path.islink(path) or not any(name.startswith(address + "/") for name in self._ours)

    def _folder_ready(self, address: str) -> bool:
        parts = PurePosixPath(address)
        if parts.is_absolute() or ".." in parts.parts or not address:
            raise ValueError(f"{address!r} is not an address inside the output folder")
        if not manifest.can_hold(address):
            self._tell(told.no_name(address))
            return False
        folder = address.rpartition("/")[0]
        if folder not in self._folders:
            self._folders[folder] = self._make_folder(folder, address)
        return self._folders[folder]

    def _make_folder(self, folder: str, address: str) -> bool:
        path = f"{self._root}/{folder}" if folder else self._root
        if os.path.realpath(path) != path:  # asked first: nothing is made through a link either
            self._tell(told.foreign_folder(folder))
            return False
        try:
            self._clear_way(folder)
            os.makedirs(path, exist_ok=True)
        except OSError as error:
            self._tell(told.page_not_writable(address, error))
            return False
        return True

    def _clear_way(self, folder: str) -> None:
        """Remove a file of ours where there is to be a folder: it is none of the site any more."""
        parts = folder.split("/")
        for depth in range(1, len(parts) + 1):
            above = "/".join(parts[:depth])
            if above in self._ours and above not in self._kept and os.path.isfile(f"{self._root}/{above}"):
                os.unlink(f"{self._root}/{above}")
