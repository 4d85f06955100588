from __future__ import annotations

import json
from collections.abc import Sequence

from notes_wiki.config import Config
from notes_wiki.link.graph import link
from notes_wiki.model import Label, Note
from notes_wiki.render.lists import most_linked
from notes_wiki.render.map import NOTES, PAGE, PLACES, MapPages
from notes_wiki.render.tags import Tags
from notes_wiki.wording import Wording
from tests.records import note, wiki


def map_of(notes: Sequence[Note]) -> MapPages:
    graph = link(notes, (), (), Config())
    return MapPages(graph, Tags(graph), Wording())


NOTES_MADE = [
    note("a/one", title="One", tags=("algebra/linear",), links=(wiki("two"), wiki("two"))),
    note("b/two", title="Two", links=(wiki("one"),), labels=(Label("eq", "equation", "eq"),)),
    note("three", title="Three", references=("eq",)),
    note("alone", title="Alone"),
]


def test_each_pair_of_linked_notes_is_one_link_and_references_are_links() -> None:
    pages = map_of(NOTES_MADE)
    files = {ref.address: json.loads(pages.render(ref)) for ref in pages.refs()}
    titles = [row[1] for row in files[NOTES]["notes"]]
    numbers = files[PLACES]["links"]
    pairs = {
        frozenset((titles[one], titles[other]))
        for one, other in zip(numbers[::2], numbers[1::2], strict=True)
    }
    assert pairs == {frozenset(("One", "Two")), frozenset(("Two", "Three"))}
    assert len(numbers) == 4
    assert len(files[PLACES]["places"]) == 2 * len(titles)


def test_a_note_is_known_by_its_folder_and_its_first_tag() -> None:
    pages = map_of(NOTES_MADE)
    found = json.loads(pages.render(next(ref for ref in pages.refs() if ref.address == NOTES)))
    rows = {row[1]: row for row in found["notes"]}
    assert found["folders"][rows["One"][2]] == "a"
    assert found["tags"][rows["One"][3]] == "algebra/linear"
    assert rows["Three"][2:] == [-1, -1]


def test_a_new_title_moves_no_note() -> None:
    before = {ref.address: ref.key for ref in map_of(NOTES_MADE).refs()}
    renamed = [*NOTES_MADE[:3], note("alone", title="Not alone")]
    after = {ref.address: ref.key for ref in map_of(renamed).refs()}
    assert before[PLACES] == after[PLACES]
    assert before[NOTES] != after[NOTES]


def test_the_list_has_the_most_linked_notes_first_and_none_without_links() -> None:
    (group,) = map_of(NOTES_MADE).listing().groups
    assert [(entry.title_html, entry.detail) for entry in group.entries] == [
        ("One", "1 note"),
        ("Two", "1 note"),
    ]
    index = most_linked(link(NOTES_MADE, (), (), Config()), PAGE, Wording())
    assert index.entries == group.entries  # the same list says the same on either page
    assert map_of([note("alone")]).listing().groups == ()
