"""The nearest of many names: for "did you mean" of links and labels.

In:  a name, and the names there are.
Out: the few that are most like it.

difflib compares two words well and two thousand slowly, so names are first narrowed down to those that
share letter triples with the one sought.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable

_CUTOFF = 0.72
_CANDIDATES = 20


class Names:
    """An index of names by their letter triples, built when it is first asked."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = names
        self._by_triple: dict[str, list[str]] | None = None

    def nearest(self, sought: str, count: int = 3) -> tuple[str, ...]:
        """At most `count` names that are like the one sought, most like first."""
        if self._by_triple is None:
            self._by_triple = {}
            for name in dict.fromkeys(self._names):
                for triple in _triples(name):
                    self._by_triple.setdefault(triple, []).append(name)
        shared: Counter[str] = Counter()
        for triple in _triples(sought):
            shared.update(self._by_triple.get(triple, ()))
        lowered = sought.lower()
        ranked = []
        for name, _ in sorted(shared.most_common(_CANDIDATES), key=lambda item: (-item[1], item[0])):
            likeness = difflib.SequenceMatcher(None, lowered, name.lower()).ratio()
            if likeness >= _CUTOFF and name != sought:
                ranked.append((-likeness, name))
        return tuple(name for _, name in sorted(ranked)[:count])


def nearest(sought: str, names: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """The nearest of a few names, for a single question."""
    return Names(names).nearest(sought, count)


def _triples(name: str) -> set[str]:
    padded = f"  {name.lower()} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}
