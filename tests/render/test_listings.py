"""Pages that list notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from hypothesis import given
from hypothesis import strategies as st

from notes_wiki.config import Config
from notes_wiki.link.graph import link
from notes_wiki.model import Note
from notes_wiki.render.folders import Folders
from notes_wiki.render.listings import BESIDE, Listing, Listings
from notes_wiki.render.paging import MOST, numbered, paged
from notes_wiki.render.tags import Tags
from notes_wiki.render.tree import Tree
from notes_wiki.render.view import Group, ListEntry
from tests.records import note, wiki


def listings(notes: Sequence[Note], modified: Mapping[str, str] = MappingProxyType({})) -> dict[str, Listing]:
    graph = link(notes, (), (), Config())
    made = Listings(graph, Config(), Tags(graph), Folders(graph), modified, own_front=False)
    return {listing.address: listing for listing in made.all()}


def many(count: int) -> list[Note]:
    letters = "abcdefghij"
    return [note(f"{letters[number % 10]}{number}", tags=("all",)) for number in range(count)]


def test_a_short_index_is_one_page_with_every_note() -> None:
    pages = listings([note("b"), note("a"), note("é"), note("1")])
    assert [address for address in pages if "index" in address] == ["index.html"]
    groups = {group.heading: group.entries for group in pages["index.html"].groups if not group.aside}
    assert list(groups) == ["A", "B", "E", "Other"]


def test_no_page_lists_more_notes_than_it_may_however_many_there_are() -> None:
    pages = listings(many(3 * MOST))
    assert max(map(lines, pages.values())) == MOST


def test_a_long_index_lists_every_note_once_and_every_letter_leads_to_its_page() -> None:
    notes = many(3 * MOST)
    pages = listings(notes)
    parts = [pages[address] for address in pages if address.startswith("-/index")]
    urls = [entry.url for part in parts for group in part.groups for entry in group.entries]
    assert len(urls) == len(set(urls)) == len(notes)
    for letter in pages["index.html"].letters:
        address, anchor = letter.url.split("#")
        assert [group.heading for group in pages[address].groups if group.anchor == anchor] == [letter.text]
    assert [page.url for page in parts[1].pages].count("") == 1


def lines(listing: Listing) -> int:
    return max(len(listing.tags), len(listing.folders), sum(len(group.entries) for group in listing.groups))


def test_a_long_list_of_tags_goes_over_pages_that_name_their_first_and_last() -> None:
    count = 2 * MOST + 1
    pages = listings([note("a", tags=tuple(f"t{number:04}" for number in range(count)))])
    parts = [pages[address] for address in ("-/tags.html", "-/tags.2.html", "-/tags.3.html")]
    assert [tag.name for part in parts for tag in part.tags] == [f"t{number:04}" for number in range(count)]
    assert [(page.text, page.url) for page in parts[1].pages] == [
        (f"t0000 – t{MOST - 1:04}", "tags.html"),
        (f"t{MOST:04} – t{2 * MOST - 1:04}", ""),
        (f"t{2 * MOST:04}", "tags.3.html"),
    ]
    assert [tag.url for tag in parts[2].tags] == [f"tags/t{2 * MOST:04}.html"]


def test_a_long_tree_of_tags_shows_the_levels_that_fit_and_each_tag_s_page_those_below() -> None:
    pages = listings([note("a", tags=tuple(f"p{number % 3}/c{number:04}" for number in range(MOST)))])
    assert [(tag.name, tag.depth) for tag in pages["-/tags.html"].tags] == [("p0", 0), ("p1", 0), ("p2", 0)]
    assert pages["-/tags.html"].pages == ()
    assert len(pages["-/tags/p0.html"].tags) == -(-MOST // 3)


def test_a_tag_s_page_that_goes_over_several_shows_its_notes_and_its_tags_once() -> None:
    above = [note(f"n{number:04}", tags=("all",)) for number in range(MOST + 1)]
    below = note("z", tags=tuple(f"all/t{number:04}" for number in range(2 * MOST + 1)))
    pages = listings([*above, below])
    parts = [pages[address] for address in pages if address.startswith("-/tags/all.")]
    assert [page.text for page in parts[0].pages] == ["1", "2", "3"]
    assert [len(part.tags) for part in parts] == [MOST, MOST, 1]
    urls = [entry.url for part in parts for group in part.groups for entry in group.entries]
    assert len(urls) == len(set(urls)) == MOST + 2


def test_folders_that_do_not_fit_on_the_index_have_a_list_of_their_own() -> None:
    few = listings([note(f"f{number:04}/x") for number in range(BESIDE)])
    assert "-/folders.html" not in few
    assert few["index.html"].all_folders == ""
    many = listings([note(f"f{number:04}/x") for number in range(MOST + 1)])
    assert len(many["index.html"].folders) == BESIDE
    assert many["index.html"].all_folders == "-/folders.html"
    parts = [many[address] for address in ("-/folders.html", "-/folders.2.html")]
    assert [len(part.folders) for part in parts] == [MOST, 1]
    assert parts[1].folders[0].url == f"folders/f{MOST:04}.html"


def test_folders_too_deep_for_the_index_stand_in_the_list_of_all() -> None:
    pages = listings([note("a/b/c/x")])
    assert [folder.name for folder in pages["index.html"].folders] == ["a", "b"]
    assert [(folder.name, folder.depth) for folder in pages["-/folders.html"].folders] == [
        ("a", 0),
        ("b", 1),
        ("c", 2),
    ]


@given(
    st.lists(st.lists(st.sampled_from("abcd"), min_size=1, max_size=4).map("/".join), max_size=40),
    st.integers(1, 12),
)
def test_a_tree_shows_whole_levels_in_order_and_no_more_lines_than_there_is_room_for(
    names: list[str], most: int
) -> None:
    with_parents = {name[:end] for name in names for end in range(1, len(name) + 1, 2)}
    tree = Tree(with_parents)
    deep = tree.levels("", most)
    shown = list(tree.below("", deep))
    assert [name for name, _ in shown] == sorted(one for one in with_parents if one.count("/") < deep)
    assert all(depth == name.count("/") for name, depth in shown)
    assert deep == 1 or len(shown) <= most


def test_a_tag_s_page_leads_to_the_tags_under_it_and_above_it() -> None:
    page = listings([note("a", tags=("algebra/linear/forms",))])["-/tags/algebra/linear.html"]
    assert [(tag.name, tag.url) for tag in page.tags] == [("forms", "linear/forms.html")]
    assert [crumb.text for crumb in page.crumbs] == ["Tags", "algebra"]


def test_a_folder_is_the_note_that_speaks_for_it_or_a_page_that_lists_it() -> None:
    pages = listings([note("a/x"), note("b/index", title="All of b"), note("b/c/2-y"), note("b/c/1-z")])
    assert [(folder.name, folder.url, folder.count) for folder in pages["index.html"].folders] == [
        ("a", "-/folders/a.html", 1),
        ("All of b", "b/index.html", 3),
        ("c", "-/folders/b/c.html", 2),
    ]
    page = pages["-/folders/b/c.html"]
    assert [entry.title_html for entry in page.groups[0].entries] == ["1-z", "2-y"]
    assert [(crumb.text, crumb.url) for crumb in page.crumbs] == [
        ("Index", "../../../index.html"),
        ("All of b", "../../../b/index.html"),
    ]


def test_hubs_are_the_notes_that_link_to_most_others() -> None:
    hub = note("hub", links=(wiki("a"), wiki("b"), wiki("a")))
    groups = {group.heading: group for group in listings([hub, note("a"), note("b")])["index.html"].groups}
    assert [(entry.title_html, entry.detail) for entry in groups["Hubs"].entries] == [("hub", "2 notes")]


def test_what_changed_stands_under_its_day_the_latest_first() -> None:
    dates = {"a": "2025-03-03", "b": "2025-03-04", "c": "2025-03-03T22:10:00"}
    groups = listings([note("a"), note("b"), note("c"), note("d")], dates)["-/recent.html"].groups
    assert [(group.heading, [entry.title_html for entry in group.entries]) for group in groups] == [
        ("4 March 2025", ["b"]),
        ("3 March 2025", ["a", "c"]),
    ]


def test_the_index_says_a_day_once_beside_the_first_note_of_it() -> None:
    dates = {"a": "2025-03-03", "b": "2025-03-04", "c": "2025-03-03"}
    groups = {
        group.heading: group for group in listings([note(id) for id in "abc"], dates)["index.html"].groups
    }
    assert [(entry.title_html, entry.detail) for entry in groups["Recently changed"].entries] == [
        ("b", "4 March 2025"),
        ("a", "3 March 2025"),
        ("c", ""),
    ]


def test_pages_of_a_tag_s_notes_are_named_by_their_initials_where_these_differ() -> None:
    notes = [note(f"{letter}{number:04}", tags=("all",)) for letter in "abc" for number in range(MOST)]
    assert [page.text for page in listings(notes)["-/tags/all.html"].pages] == ["A", "B", "C"]
    assert [page.text for page in listings(notes[MOST // 2 :])["-/tags/all.html"].pages] == [
        "A – B",
        "B – C",
        "C",
    ]


@given(st.lists(st.integers(0, 12), max_size=8), st.integers(1, 6))
def test_paging_loses_nothing_and_keeps_to_its_measure(sizes: list[int], most: int) -> None:
    groups = [
        Group(str(place), f"g{place}", tuple(ListEntry(f"{place}.{number}", "") for number in range(size)))
        for place, size in enumerate(sizes)
    ]
    pages = paged(groups, most)
    assert all(sum(len(group.entries) for group in page) <= most for page in pages)
    listed = [entry for page in pages for group in page for entry in group.entries]
    assert listed == [entry for group in groups for entry in group.entries]


def test_further_pages_stand_beside_the_first() -> None:
    assert [numbered("-/tags/a.html", number) for number in (1, 2)] == ["-/tags/a.html", "-/tags/a.2.html"]
