"""The index of titles and headings, read the way the browser reads it."""

from __future__ import annotations

import bisect
import json
import tracemalloc
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes_wiki.config import Config
from notes_wiki.link.graph import link
from notes_wiki.model import Graph, Note
from notes_wiki.render import search, search_ranges
from notes_wiki.render.search import DIRECTORY, SearchIndex
from notes_wiki.render.search_entries import ALIAS, HEADING, SAME, TAG, TITLE
from notes_wiki.render.search_ranges import BEST, COMMON, LONGEST_BEGINNING, RANGE
from notes_wiki.render.words import fold, index_words
from tests.records import note, wiki

Found = tuple[int, str, str]
"""An entry's kind, its note's address, its text."""


def graph_of(notes: Sequence[Note]) -> Graph:
    return link(notes, (), (), Config())


class Reader:
    """Looks words up as search.js does."""

    def __init__(self, notes: Sequence[Note]) -> None:
        index = SearchIndex(graph_of(notes))
        self.files = {address: index.render(address, full_text=False) for address in index.files}
        self.directory: dict[str, Any] = json.loads(self.files[DIRECTORY])

    def entries(self, name: str) -> list[Found]:
        file = json.loads(self.files[f"-/search/{name}.json"])
        found = []
        for kind, place, *rest in file["entries"]:
            address, title = file["notes"][place][:2]
            found.append((kind, address, title if kind in (TITLE, TAG) else rest[0]))
        return found

    def names(self, word: str) -> list[str]:
        firsts = self.directory["ranges"]
        if len(word) <= LONGEST_BEGINNING and sum(first.startswith(word) for first in firsts) > 2:
            return [self.name(f"b-{word}")]
        start = max(bisect.bisect_right(firsts, word) - 1, 0)
        end = max(bisect.bisect_right(firsts, word + "\U0010ffff"), 1)
        assert end - start <= 3
        return [self.name(f"w-{first}") for first in firsts[start:end]]

    def name(self, name: str) -> str:
        return str(self.directory["names"].get(name, name))

    def under(self, word: str) -> set[Found]:
        return {entry for name in self.names(word) for entry in self.entries(name)}

    def find(self, text: str) -> set[Found]:
        """What the words of a text lead to, each in turn."""
        return {entry for word in index_words(fold(text)) for entry in self.under(word)}


names = st.text(
    st.one_of(
        st.sampled_from("ab é∇-0量子 "), st.characters(codec="utf-8", exclude_characters="\x00\x02\x03")
    ),
    min_size=1,
    max_size=12,
).filter(str.strip)


@given(st.lists(st.tuples(names, names, names), min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_every_note_is_found_by_its_title_alias_and_heading(texts: list[tuple[str, str, str]]) -> None:
    notes = [
        note(f"n{number}", title=title, aliases=(alias,), headings=(heading,))
        for number, (title, alias, heading) in enumerate(texts)
    ]
    reader = Reader(notes)
    seen: dict[str, int] = {}
    for number, (title, alias, heading) in enumerate(texts):
        address = f"n{number}.html"
        assert (TITLE, address, title) in reader.find(title)
        assert alias == title or (ALIAS, address, alias) in reader.find(alias)
        if heading not in (title, alias):
            seen[fold(heading)] = seen.get(fold(heading), 0) + 1
            assert (HEADING, address, heading) in reader.find(heading) or seen[fold(heading)] > SAME


def many(count: int) -> list[Note]:
    """Notes with long titles that share some words and not others, as a large wiki has."""
    return [
        note(
            f"f{number % 30}/n{number}",
            title=f"theorem {number:05} on {chr(97 + number % 26)}{chr(97 + number // 26 % 26)}oid of spaces",
            headings=(f"proof {number:05}", "Examples"),
        )
        for number in range(count)
    ]


@pytest.fixture(scope="module")
def large() -> Reader:
    return Reader(many(3000))


def test_a_title_of_common_words_and_one_rare_one_is_found_by_the_rare_one(large: Reader) -> None:
    assert (TITLE, "f2/n2402.html", "theorem 02402 on kooid of spaces") in large.under("02402")


def test_a_common_word_keeps_only_the_best_and_what_nothing_rarer_leads_to(large: Reader) -> None:
    (name,) = large.names("theorem")
    assert len(large.entries(name)) == COMMON
    assert large.directory["ranges"].index("theorem") in large.directory["part"]


def test_notes_of_nothing_but_common_words_are_all_found() -> None:
    reader = Reader([note(f"n{number}", title="the same") for number in range(COMMON + 50)])
    assert len(reader.find("the same")) == COMMON + 50


def test_headings_of_the_same_words_are_kept_for_the_most_linked_notes() -> None:
    notes = [note(f"n{number}", headings=("Examples",)) for number in range(SAME + 5)]
    notes.append(note("hub", links=tuple(wiki(f"n{number}") for number in range(5, SAME + 5))))
    kept = {address for kind, address, _ in Reader(notes).under("examples") if kind == HEADING}
    assert kept == {f"n{number}.html" for number in range(5, SAME + 5)}


def test_no_file_is_large_and_a_query_reads_three_a_word_at_most(large: Reader) -> None:
    assert max(map(len, large.files.values())) < 3 * RANGE
    for word in ("t", "theorem", "p", "0", "00", "02402", "zz", "\U0001f600"):
        assert len(large.names(word)) <= 3


def test_the_beginning_of_many_words_leads_to_the_best_of_them(large: Reader) -> None:
    assert 0 < len(large.under("0")) <= BEST


def test_a_title_that_is_the_beginning_of_many_words_is_found_by_itself() -> None:
    hubs = [note(f"h{number}", title=f"c{number:03} and c") for number in range(400)]
    links = tuple(wiki(one.linking.title.plain) for one in hubs)
    reader = Reader([*hubs, note("c", title="C"), note("links", links=links)])
    assert reader.names("c") == ["b-c"]
    assert (TITLE, "c.html", "C") in reader.under("c")


def test_a_word_of_any_length_takes_memory_in_proportion() -> None:
    word = "a" * 20_000
    tracemalloc.start()
    try:
        list(search_ranges.beginnings([word], {word: [0]}, [search_ranges.Range(word, [0], True)], {}))
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_one_new_heading_changes_the_files_of_its_own_words_alone() -> None:
    notes = many(1500)
    before = Reader(notes).files
    last = notes[-1]
    after = Reader([*notes[:-1], note(last.id, title=last.linking.title.plain, headings=("Quokka",))]).files
    changed = {
        address for address in before.keys() | after.keys() if before.get(address) != after.get(address)
    }
    assert 0 < len(changed) < 12


def test_an_index_of_nothing_is_a_directory_alone() -> None:
    assert list(Reader([]).files) == [DIRECTORY]


def test_what_was_remembered_of_other_notes_or_by_an_older_version_counts_for_nothing() -> None:
    assert search.recalled(None, "d") is None
    assert search.recalled(b"\xc1 damaged", "d") is None
    assert search.recalled(b"\x92\xa1c\x90", "d") is None
    assert search.recalled(b"\x92\xa1d\x91\xa1f", "d") == search.RememberedIndex("d", ("f",))


def test_a_tag_is_found_by_its_name_and_leads_to_its_page() -> None:
    reader = Reader([note("a", tags=("math/Algebra", "代数")), note("b", tags=("math/algebra",))])
    assert (TAG, "-/tags/math/algebra.html", "math/Algebra") in reader.find("algebra")
    assert (TAG, "-/tags/math.html", "math") in reader.find("math")
    assert (TAG, "-/tags/%E4%BB%A3%E6%95%B0.html", "代数") in reader.find("代")


def test_a_tag_of_just_this_name_is_found_among_any_number_of_titles() -> None:
    notes = [note(f"n{number}", title=f"Ring {number}") for number in range(3 * COMMON)]
    reader = Reader([*notes, note("z", title="Z", tags=("ring",))])
    assert (TAG, "-/tags/ring.html", "ring") in reader.under("ring")


def test_files_are_called_after_their_words_and_after_digests_where_a_disk_may_not_hold_them() -> None:
    reader = Reader([note("a", title="量子"), note("b", title="Rings")])
    assert "-/search/w-rings.json" in Reader([note("b", title="Rings")]).files
    assert all(address.isascii() for address in reader.files)
    assert set(reader.directory["names"].values()) <= {
        address.removeprefix("-/search/").removesuffix(".json") for address in reader.files
    }
