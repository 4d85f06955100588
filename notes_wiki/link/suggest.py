"""Finding similar names, for "did you mean" in messages about links and labels.

In:  a name, and all known names.
Out: the few that are most similar to it.

A name that differs from another in nothing but its numbers is the next of a row and no misspelling, so that
nothing is said of it: `Lecture 9` and `2024-03-01` are to be written, whatever lectures and days there are.

Similarity is Dice's coefficient over trigrams: names that differ by one wrong, missing or swapped letter
still have a high value. Only names that share one of the rarer trigrams of the name are compared with it, so
a query takes about as long in a wiki of ten thousand notes as in one of ten.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from notes_wiki.pattern import pattern

_NUMBER = pattern(r"\d+")
_ALIKE = 0.6
_LOOKED_AT = 400
"""Entries of the index read for one question."""
_COMPARED = 12


class Names:
    """An index of names by their trigrams, built by the first query."""

    def __init__(self, names: Callable[[], Iterable[str]]) -> None:
        self._source = names
        self._names: list[str] = []
        self._by_triple: defaultdict[str, list[int]] | None = None
        self._answers: dict[tuple[str, int], tuple[str, ...]] = {}

    def nearest(self, sought: str, count: int = 3) -> tuple[str, ...]:
        """At most `count` names that are similar to the one sought, the most similar first."""
        if (known := self._answers.get((sought, count))) is None:
            known = self._answers[sought, count] = self._find(sought, count)
        return known

    def _find(self, sought: str, count: int) -> tuple[str, ...]:
        """Names that have enough trigrams in common with `sought`. The rarest are looked up first, up to
        about `_LOOKED_AT` entries; of the names found only those with most trigrams in common are
        compared."""
        index = self._index()
        triples = _triples(sought)
        shared: Counter[int] = Counter()
        looked_at = 0
        for _, triple in sorted((len(index[triple]), triple) for triple in triples if triple in index):
            shared.update(index[triple])
            looked_at += len(index[triple])
            if looked_at > _LOOKED_AT:
                break
        enough = max(shared.values(), default=0) - 2
        best = sorted((-common, place) for place, common in shared.items() if common >= enough)
        numbered = _NUMBER.sub("0", sought.lower()) if _NUMBER.search(sought) else ""
        ranked = []
        for _, place in best[:_COMPARED]:
            name = self._names[place]
            if name != sought and numbered and _NUMBER.sub("0", name.lower()) == numbered:
                return ()
            others = _triples(name)
            likeness = 2 * len(triples & others) / (len(triples) + len(others))
            if likeness >= _ALIKE and name != sought:
                ranked.append((-likeness, name))
        return tuple(name for _, name in sorted(ranked)[:count])

    def _index(self) -> defaultdict[str, list[int]]:
        if self._by_triple is None:
            self._names = sorted(set(self._source()))
            self._by_triple = defaultdict(list)
            for place, name in enumerate(self._names):
                for triple in _triples(name):
                    self._by_triple[triple].append(place)
        return self._by_triple


def _triples(name: str) -> set[str]:
    padded = f"  {name.lower()} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}
