"""The index that search goes by while one types: titles, aliases, tags, headings, statements with a name.

In:  the graph.
Out: `SearchPages`: a directory and small files, each with the entries of a range of words, as JSON.

A query loads the directory and as a rule one file, whatever the wiki's size. All words are sorted and cut
into ranges whose entries fill about `RANGE` bytes; a word's entries stand whole in its range, with all that
is shown of them, so nothing else need be fetched. Beginnings of words that many ranges hold ("a", "co")
have a file with the best entries of all. A file is called after the first word it holds, so that the
directory need not say what it is called.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import msgspec

from notes_wiki.model import Graph, Record
from notes_wiki.render.key import code_digest, digest
from notes_wiki.render.refs import PageRef, Recall
from notes_wiki.render.search_entries import TAG, TITLE, Entry, collect
from notes_wiki.render.search_ranges import beginnings, ranges, thin
from notes_wiki.render.urls import fragment
from notes_wiki.render.words import index_words

FOLDER = "-/search"
DIRECTORY = f"{FOLDER}/index.json"


class Listing(Record, frozen=True):
    """What is remembered of an index: the digest of all it was made of, and the addresses of its files."""

    digest: str
    files: tuple[str, ...]


class SearchIndex:
    """The index of one build, made when it is first asked for."""

    def __init__(self, graph: Graph) -> None:
        self._places, found = collect(graph)
        self._entries: list[Entry] = []
        exact: dict[str, list[int]] = {}
        postings: dict[str, list[int]] = {}
        words_of: list[list[str]] = []
        for number, (entry, folded) in enumerate(found):
            self._entries.append(entry)
            exact.setdefault(folded, []).append(number)
            words_of.append(index_words(folded))
            for word in words_of[-1]:
                if word in postings:
                    postings[word].append(number)
                else:
                    postings[word] = [number]
        common = thin(postings, words_of)
        vocabulary = sorted(postings)
        weights = [_weight(entry) for entry in self._entries]
        self._ranges = list(ranges(vocabulary, postings, weights, common))
        self._best = dict(beginnings(vocabulary, postings, self._ranges, exact))
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


def _trimmed(row: list[Any]) -> list[Any]:
    while row[-1] == "":
        row.pop()
    return row


def _weight(entry: Entry) -> int:
    """Bytes that an entry takes in a file, about."""
    return 50 + 2 * len(entry.text) + len(entry.html)


def _address(name: str) -> str:
    return f"{FOLDER}/{name}.json"


def _name(kind: str, word: str) -> str:
    """What the file of a word is called."""
    return f"{kind}-{word if _plain(word) else digest(word)[:12] + '-'}"


def _plain(word: str) -> bool:
    """Whether a file can be called by a word anywhere."""
    return re.fullmatch("[a-z0-9]{1,40}", word) is not None
