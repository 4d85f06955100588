"""Names with slashes (folders, nested tags) as a tree.

In:  the names, each with all it stands under.
Out: `Tree`: what stands under a name, in order, each with its depth; as many levels as a page has room for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator


class Tree:
    """The names that stand under each; those without a slash under "". A walk costs what it yields, not what
    the whole tree holds."""

    def __init__(self, names: Collection[str]) -> None:
        self._under: dict[str, list[str]] = {}
        for name in sorted(names, key=lambda name: (name.casefold(), name)):
            self._under.setdefault(name.rpartition("/")[0], []).append(name)

    def below(self, name: str, deep: int) -> Iterator[tuple[str, int]]:
        """What stands under a name, at most so many levels down: each name with its depth (from 0), after
        the one it stands under."""
        waiting = [(one, 0) for one in reversed(self._under.get(name, ()))]
        while waiting:
            here, depth = waiting.pop()
            yield here, depth
            if depth + 1 < deep:
                waiting += [(one, depth + 1) for one in reversed(self._under.get(here, ()))]

    def levels(self, name: str, most: int) -> int:
        """How many levels below a name can be shown in `most` lines; at least one."""
        level, count, deep = self._under.get(name, []), 0, 0
        while level and count + len(level) <= most:
            count += len(level)
            deep += 1
            level = [below for one in level for below in self._under.get(one, ())]
        return max(1, deep)
