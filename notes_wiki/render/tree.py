"""Names with slashes (folders, nested tags) as a tree.

In:  the names, including all parents.
Out: `Tree`: what is below a name, in order, with depths; how many levels fit on a page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator


class Tree:
    """The children of each name; those of "" are the names without a slash. A walk takes time in proportion
    to what it yields, not to the size of the whole tree."""

    def __init__(self, names: Collection[str]) -> None:
        self._under: dict[str, list[str]] = {}
        for name in sorted(names, key=lambda name: (name.casefold(), name)):
            self._under.setdefault(name.rpartition("/")[0], []).append(name)

    def below(self, name: str, deep: int) -> Iterator[tuple[str, int]]:
        """The names below one, at most `deep` levels down: each with its depth (from 0), after its parent."""
        waiting = [(one, 0) for one in reversed(self._under.get(name, ()))]
        while waiting:
            here, depth = waiting.pop()
            yield here, depth
            if depth + 1 < deep:
                waiting += [(one, depth + 1) for one in reversed(self._under.get(here, ()))]

    def levels(self, name: str, most: int) -> int:
        """How many levels below a name fit in `most` lines; at least one."""
        level, count, deep = self._under.get(name, []), 0, 0
        while level and count + len(level) <= most:
            count += len(level)
            deep += 1
            level = [below for one in level for below in self._under.get(one, ())]
        return max(1, deep)
