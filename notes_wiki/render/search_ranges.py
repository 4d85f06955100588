"""Dividing the words of the search index into ranges, one per file.

In:  postings: the entries of each word, as indices, best first; the size of each entry in bytes.
Out: `Range`s; the entries of prefixes that span many ranges ("a", "co").

Where a range ends is decided by a hash of the words, not by a count of entries (content-defined chunking), so
a new heading changes only the files of its own words.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

RANGE = 12_000
"""Bytes of a file of entries, about."""
BEST = 40
"""Entries for the beginning of a word that many ranges hold."""
COMMON = 200
"""Entries beyond which a word is common: it keeps as many of the best, and those entries that have no
rarer word to be found by."""


class Range(NamedTuple):
    """A file: the entries (indices, best first) of the words from `first` on. `whole`: no entry was left
    out."""

    first: str
    entries: list[int]
    whole: bool


def thin(postings: dict[str, list[int]], words_of: list[list[str]]) -> set[str]:
    """Remove from common words the entries that a rarer word finds as well, except the best ones. Returns the
    common words."""
    counts = {word: len(found) for word, found in postings.items() if len(found) > COMMON}
    for word, count in counts.items():
        found = postings[word]
        kept = [
            number
            for number in found[COMMON:]
            if all(counts.get(other, 0) >= count for other in words_of[number])
        ]
        postings[word] = found[:COMMON] + kept
    return set(counts)


def ranges(
    vocabulary: list[str], postings: dict[str, list[int]], weights: list[int], common: set[str]
) -> Iterator[Range]:
    """The words divided into ranges. A common word has a range of its own."""
    first, entries, size = "", set[int](), 0
    started = False

    def closed() -> Range:
        return Range(first, sorted(entries), first not in common)

    for word in vocabulary:
        ends = size > RANGE or (size > RANGE // 2 and _may_end(word))
        if started and (ends or word in common or first in common):
            yield closed()
            started = False
        if not started:
            first, entries, size, started = word, set(), 0, True
        for number in postings[word]:
            if number not in entries:
                entries.add(number)
                size += weights[number]
    if started:
        yield closed()


def _may_end(word: str) -> bool:
    """Whether a range may end before this word although it is not full: true for one word in sixteen."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass")) % 16 == 0


LONGEST_BEGINNING = 24
"""Characters beyond which no beginning is counted: no words but made-up ones have so much in common that they
lie in more than two files."""


def beginnings(
    vocabulary: list[str],
    postings: dict[str, list[int]],
    ranges: Sequence[Range],
    exact: dict[str, list[int]],
) -> Iterator[tuple[str, list[int]]]:
    """Each prefix that the first words of more than two ranges share (search.js counts in the same way), with
    the entries that match it exactly and the best of all whose words begin with it. The words of any other
    prefix are in at most three ranges, because they can begin in the middle of one."""
    held: dict[str, int] = {}
    for one in ranges:
        for length in range(1, min(len(one.first), LONGEST_BEGINNING) + 1):
            prefix = one.first[:length]
            held[prefix] = held.get(prefix, 0) + 1
    for prefix in sorted(prefix for prefix, count in held.items() if count > 2):
        start = bisect_left(vocabulary, prefix)
        end = bisect_left(vocabulary, prefix + "\U0010ffff", start)
        found = {number for word in vocabulary[start:end] for number in postings[word][:BEST]}
        yield prefix, sorted({*sorted(found)[:BEST], *exact.get(prefix, ())[:BEST]})
