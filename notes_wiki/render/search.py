"""The index that search goes by while one types: titles, aliases, tags, headings, statements with a name.

In:  the graph.
Out: `SearchPages`: a directory and small files, each with the entries of a range of words, as JSON.

A query loads the directory and as a rule one file, whatever the wiki's size. All words are sorted and cut
into ranges whose entries fill about `RANGE` bytes; a word's entries stand whole in its range, with all that
is shown of them, so nothing else need be fetched. Beginnings of words that many ranges hold ("a", "co")
have a file with the best entries of all. Ranges end where the words themselves say so (a hash of theirs),
not after so many entries: a new heading changes the files of its own words and no others. A file is called
after the first word it holds, so that the directory need not say what it is called.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import msgspec

from notes_wiki.model import Graph, Note, Record
from notes_wiki.render.key import code_digest, digest
from notes_wiki.render.refs import PageRef, Recall
from notes_wiki.render.tags import Tags
from notes_wiki.render.urls import encoded, fragment
from notes_wiki.render.words import fold, index_words

RANGE = 12_000
"""Bytes of a file of entries, about."""
BEST = 40
"""Entries for the beginning of a word that many ranges hold."""
SAME = 8
"""Headings of the same words ("Examples") that are kept, those of the most linked notes first."""
COMMON = 200
"""Entries beyond which a word is common: it keeps as many of the best, and those entries that have no
rarer word to be found by."""

FOLDER = "-/search"
DIRECTORY = f"{FOLDER}/index.json"

TITLE, ALIAS, HEADING, TAG = 0, 1, 2, 3


class Place(NamedTuple):
    """A page that entries lead to, a note's or a tag's: its address, and what it is called, as text and,
    where that says more, as HTML."""

    address: str
    name: str
    html: str


class Entry(NamedTuple):
    """Something that can be found. `place` is an index into the places; `html` is "" where the text says
    all; `anchor` is "" for the top of the page."""

    kind: int
    place: int
    text: str
    anchor: str
    html: str


class Range(NamedTuple):
    """A file: the entries (indices, best first) of the words from `first` on. `whole` says that none is
    left out."""

    first: str
    entries: list[int]
    whole: bool


class Listing(Record, frozen=True):
    """What is remembered of an index: the digest of all it was made of, and the addresses of its files."""

    digest: str
    files: tuple[str, ...]


class SearchIndex:
    """The index of one build, made when it is first asked for."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._notes = list(graph.notes.values())
        self._places = [_place(graph, note) for note in self._notes]
        self._entries: list[Entry] = []
        exact: dict[str, list[int]] = {}
        postings: dict[str, list[int]] = {}
        words_of: list[list[str]] = []
        for number, (entry, folded) in enumerate(self._collect()):
            self._entries.append(entry)
            exact.setdefault(folded, []).append(number)
            words_of.append(index_words(folded))
            for word in words_of[-1]:
                if word in postings:
                    postings[word].append(number)
                else:
                    postings[word] = [number]
        common = _thin(postings, words_of)
        vocabulary = sorted(postings)
        weights = [_weight(entry) for entry in self._entries]
        self._ranges = list(_ranges(vocabulary, postings, weights, common))
        self._best = dict(_beginnings(vocabulary, postings, self._ranges, exact))
        self._contents = {
            **{_address(_name("w", one.first)): one.entries for one in self._ranges},
            **{_address(_name("b", prefix)): entries for prefix, entries in self._best.items()},
        }
        self._encode = msgspec.json.Encoder().encode

    @property
    def files(self) -> tuple[str, ...]:
        """The address of every file."""
        return (DIRECTORY, *self._contents)

    def render(self, address: str, *, full_text: bool) -> bytes:
        """The bytes of a file. `full_text`: the site has an index of its texts as well.

        The directory: `ranges` are the first words of the files, `part` the numbers of those that leave
        something out, and `names` what those files are called that are not called after their words. Which
        beginnings have files of their own is to be seen from the ranges."""
        if address == DIRECTORY:
            firsts = [one.first for one in self._ranges]
            words = [("w", first) for first in firsts] + [("b", prefix) for prefix in self._best]
            return self._encode(
                {
                    "ranges": firsts,
                    "part": [number for number, one in enumerate(self._ranges) if not one.whole],
                    "names": {
                        f"{kind}-{word}": _name(kind, word) for kind, word in words if not _plain(word)
                    },
                    "text": full_text,
                }
            )
        return self._file(self._contents[address])

    def _file(self, numbers: Sequence[int]) -> bytes:
        """`{"notes": [[address, name, html]…], "entries": [[kind, note, text, anchor, html]…]}`, where a tag
        has a place among the notes; addresses percent-encoded and anchors with their "#"; what is empty at
        the end of a row is left out, and so is the text of a title and of a tag."""
        places: dict[int, int] = {}
        rows = []
        for number in numbers:
            kind, found, text, anchor, html = self._entries[number]
            place = places.setdefault(found, len(places))
            place_in_note = fragment(anchor) if anchor else ""
            row = [kind, place] if kind in (TITLE, TAG) else [kind, place, text, place_in_note, html]
            rows.append(_trimmed(row))
        return self._encode({"notes": [_trimmed([*self._places[one]]) for one in places], "entries": rows})

    def _collect(self) -> list[tuple[Entry, str]]:
        """All entries with their folded texts, best first: titles, aliases, tags, headings, of the most
        linked notes first, and tags of most notes first."""
        linked = {id: len(links).bit_length() for id, links in self._graph.backlinks.items()}
        order = sorted(range(len(self._notes)), key=lambda place: -linked.get(self._notes[place].id, 0))
        kinds: tuple[list[tuple[Entry, str]], ...] = ([], [], [])
        same: dict[str, int] = {}
        for number in order:
            for entry in _of_note(self._notes[number], number):
                folded = fold(entry.text)
                if entry.kind == HEADING:
                    same[folded] = same.get(folded, 0) + 1
                    if same[folded] > SAME:
                        continue
                kinds[entry.kind].append((entry, folded))
        return [*kinds[TITLE], *kinds[ALIAS], *self._tags(), *kinds[HEADING]]

    def _tags(self) -> Iterator[tuple[Entry, str]]:
        tags = Tags(self._graph)
        for key in sorted(tags.notes, key=lambda key: -len(tags.notes[key]).bit_length()):
            name = tags.names[key]
            self._places.append(Place(encoded(tags.addresses[key]), name, ""))
            yield Entry(TAG, len(self._places) - 1, name, "", ""), fold(name)


class SearchPages:
    """The files of the index as pages. Neither the theme nor the frame is any part of them.

    `recall` and `remember`: which files there are is remembered by the digest of all the index is made of,
    so that it is made only where that has changed. `full_text`: the site has an index of its texts as well.
    """

    def __init__(
        self, graph: Graph, recall: Recall | None, remember: dict[str, bytes], *, full_text: bool
    ) -> None:
        self._graph = graph
        self._recall = recall
        self._remember = remember
        self._full_text = full_text

    def refs(self) -> list[PageRef]:
        """Every file."""
        made_of = digest((code_digest(), _digest_parts(self._graph)))
        remembered = recalled(self._recall("search") if self._recall else None, made_of)
        listing = remembered or Listing(made_of, self._index.files)
        if remembered is None:
            self._remember["search"] = msgspec.msgpack.encode(listing)
        key = digest((made_of, self._full_text))
        return [PageRef("search", address, "", key) for address in listing.files]

    def render(self, ref: PageRef) -> bytes:
        """The bytes of a file."""
        return self._index.render(ref.address, full_text=self._full_text)

    @cached_property
    def _index(self) -> SearchIndex:
        return SearchIndex(self._graph)


def recalled(encoded: bytes | None, made_of: str) -> Listing | None:
    """What is remembered of the index, if it was made of the same."""
    try:
        listing = msgspec.msgpack.decode(encoded or b"", type=Listing)
    except msgspec.DecodeError:
        return None  # nothing yet, or an older version's
    return listing if listing.digest == made_of else None


def _digest_parts(graph: Graph) -> list[object]:
    """What the index depends on."""
    backlinks = graph.backlinks
    return [
        (
            graph.addresses[id],
            note.linking.title,
            note.linking.meta.aliases,
            note.linking.meta.tags,
            note.linking.headings,
            [(label.title, label.anchor) for label in note.linking.labels if label.title],
            len(backlinks.get(id, ())).bit_length(),
        )
        for id, note in graph.notes.items()
    ]


def _place(graph: Graph, note: Note) -> Place:
    title = note.linking.title
    return Place(encoded(graph.addresses[note.id]), title.plain, _html(title.html))


def _of_note(note: Note, number: int) -> Iterator[Entry]:
    linking = note.linking
    title = linking.title.plain
    yield Entry(TITLE, number, title, "", "")
    seen = {title}
    for alias in linking.meta.aliases:
        if alias not in seen:
            seen.add(alias)
            yield Entry(ALIAS, number, alias, "", "")
    for heading in linking.headings:
        if heading.text.plain not in seen:
            seen.add(heading.text.plain)
            yield Entry(HEADING, number, heading.text.plain, heading.anchor, _html(heading.text.html))
    for label in linking.labels:
        if label.title and label.title not in seen:
            seen.add(label.title)
            yield Entry(HEADING, number, label.title, label.anchor, "")


def _html(html: str) -> str:
    """The HTML of a text where it says more than the text."""
    return html if "<" in html else ""


def _trimmed(row: list[Any]) -> list[Any]:
    while row[-1] == "":
        row.pop()
    return row


def _weight(entry: Entry) -> int:
    """Bytes that an entry takes in a file, about."""
    return 50 + 2 * len(entry.text) + len(entry.html)


def _thin(postings: dict[str, list[int]], words_of: list[list[str]]) -> set[str]:
    """Take from common words the entries that are found by a rarer word as well, the best excepted. Returns
    the common words."""
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


def _ranges(
    vocabulary: list[str], postings: dict[str, list[int]], weights: list[int], common: set[str]
) -> Iterator[Range]:
    """The words cut into ranges. A common word stands alone."""
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
    """Whether a range may end before this word, though it is not full: so says every sixteenth."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass")) % 16 == 0


LONGEST_BEGINNING = 24
"""Characters beyond which no beginning is counted: no words but made-up ones have so much in common that they
lie in more than two files."""


def _beginnings(
    vocabulary: list[str],
    postings: dict[str, list[int]],
    ranges: Sequence[Range],
    exact: dict[str, list[int]],
) -> Iterator[tuple[str, list[int]]]:
    """Each beginning of the first words of more than two ranges (search.js counts them so too), with the
    entries that say just this and the best of all whose words begin so. The words of any other beginning lie
    in three ranges at most, for they may begin in the middle of one."""
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


def _address(name: str) -> str:
    return f"{FOLDER}/{name}.json"


def _name(kind: str, word: str) -> str:
    """What the file of a word is called."""
    return f"{kind}-{word if _plain(word) else digest(word)[:12] + '-'}"


def _plain(word: str) -> bool:
    """Whether a file can be called by a word anywhere."""
    return re.fullmatch("[a-z0-9]{1,40}", word) is not None
