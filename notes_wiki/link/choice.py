"""Choosing among several notes or files that a target can mean.

In:  ids or paths, and the folder of the note that the target is in.
Out: the one that is meant, and its rivals: others that are as near.

The nearest folder wins, then the shorter path, then alphabetical order.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence


def choose(found: Sequence[str], folder: str) -> tuple[str, tuple[str, ...]]:
    """The nearest of the ids found, of which there is at least one, and the others that are as near."""
    if len(found) == 1:
        return found[0], ()
    first, *others = nearest_first(found, folder)
    distance = _distance(first, folder)
    return first, tuple(id for id in others if _distance(id, folder) == distance)


def nearest_first(paths: Iterable[str], folder: str) -> list[str]:
    """Paths in the order of preference, each once."""
    return sorted(dict.fromkeys(paths), key=lambda path: (_distance(path, folder), len(path), path))


def _distance(path: str, folder: str) -> int:
    """How many folders one goes up and down from `folder` to that of `path`."""
    here = folder.split("/") if folder else []
    there = path.split("/")[:-1]
    shared = len(posixpath.commonprefix([here, there]))
    return len(here) + len(there) - 2 * shared
