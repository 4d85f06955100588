"""The index for search as you type: titles, aliases, tags, headings, named statements.

In:  the graph.
Out: `SearchPages`: a directory, and small files with the entries for a range of words each, as JSON.

A query loads the directory and usually one file, whatever the size of the wiki. All words are sorted and
divided into ranges whose entries fill about `RANGE` bytes. A range holds all entries of its words with
everything that is shown of them, so nothing else has to be fetched. Prefixes that span many ranges ("a",
"co") have a file with the best entries among all of them. A file is named after its first word, so that the
directory need not store its name.
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


class RememberedIndex(Record, frozen=True):
    """What is remembered of an index: the digest of everything it was made from, and the addresses of its
    files."""

    digest: str
    files: tuple[str, ...]


class SearchIndex:
    """The index of one build, created when it is first needed."""

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

        In the directory, `ranges` are the first words of the files, `part` the indices of those that leave
        entries out, and `names` the names of files that cannot be named after their word. Which prefixes have
        files of their own follows from the ranges."""
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
        """`{"notes": [[address, name, html]…], "entries": [[kind, note, text, anchor, html]…]}`. Tags are
        listed among the notes. Addresses are percent-encoded, anchors have their "#". Empty values at the end
        of a row are left out, and so are the texts of titles and tags."""
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
    """The files of the index as pages; they depend on neither the theme nor the frame.

    `recall` and `remember` store the list of files under the digest of everything the index is made from, so
    that the index is created only if that has changed. `full_text`: the site has a full-text index as well.
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
        listing = remembered or RememberedIndex(made_of, self._index.files)
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


def recalled(encoded: bytes | None, made_of: str) -> RememberedIndex | None:
    """What is remembered of the index, if it was made from the same."""
    try:
        listing = msgspec.msgpack.decode(encoded or b"", type=RememberedIndex)
    except msgspec.DecodeError:
        return None  # nothing is remembered, or an older version wrote it
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
    """About how many bytes an entry takes in a file."""
    return 50 + 2 * len(entry.text) + len(entry.html)


def _address(name: str) -> str:
    return f"{FOLDER}/{name}.json"


def _name(kind: str, word: str) -> str:
    """The name of a word's file."""
    return f"{kind}-{word if _plain(word) else digest(word)[:12] + '-'}"


def _plain(word: str) -> bool:
    """Whether every file system and server accepts the word as a file name."""
    return re.fullmatch("[a-z0-9]{1,40}", word) is not None
