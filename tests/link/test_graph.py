"""All notes linked, and linked again after an edit of one of them."""

from collections import Counter

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_wiki.config import Config
from notes_wiki.link.graph import Linked, link, used_files
from notes_wiki.model import FoundFile, Graph, Label, Note, Problem, Span
from tests.records import note, wiki

KEYS = ("a", "b", "eq:1")
IDS = ("one", "two", "folder/one", "folder/three")


def equation(key: str) -> Label:
    return Label(key, "equation", key)


def linked(notes: list[Note]) -> Linked:
    return Linked(notes, ["picture.png", "paper.pdf"], [], Config())


def codes(graph: Graph) -> list[str]:
    return [found.code for found in graph.problems]


def counted(problems: tuple[Problem, ...]) -> Counter[bytes]:
    """Problems whatever their order."""
    return Counter(map(msgspec.msgpack.encode, problems))


def test_a_key_that_a_note_defines_twice_is_a_problem_though_nothing_refers_to_it() -> None:
    assert codes(link([note("one", labels=(equation("a"), equation("a")))])) == ["duplicate-label"]


def test_a_reference_without_a_label_is_a_problem_of_a_note_without_labels() -> None:
    assert codes(link([note("one", references=("a",))])) == ["missing-label"]


def test_an_edit_leaves_the_problem_of_an_address_once_in_each_note_that_has_it() -> None:
    notes = [note("one", slug="same"), note("two", slug="same"), note("three", slug="same")]
    all_notes = linked(notes)
    before = counted(all_notes.graph.problems)
    assert len(before) == 2
    for edited in notes:
        assert counted(all_notes.update(edited).problems) == before


def test_files_are_used_by_links_and_by_pictures_once_each() -> None:
    notes = [
        note("one", links=(wiki("paper.pdf"),), images=("picture.png",)),
        note("two", images=("picture.png", "missing.png")),
    ]
    assert used_files(linked(notes).graph) == (FoundFile("paper.pdf"), FoundFile("picture.png"))


links = st.lists(st.sampled_from([*IDS, "nowhere", "one#part", "paper.pdf", ""]).map(wiki), max_size=3)
labels = st.lists(st.sampled_from(KEYS).map(equation), max_size=2)
references = st.lists(st.sampled_from(KEYS), max_size=2)


@st.composite
def notes_of(draw: st.DrawFn, id: str) -> Note:
    return note(
        id,
        links=tuple(draw(links)),
        headings=("part",) if draw(st.booleans()) else (),
        labels=tuple(draw(labels)),
        references=tuple(draw(references)),
        slug=draw(st.sampled_from(["", "", "same"])),
    )


@given(st.data())
def test_a_note_that_was_edited_is_linked_as_it_is_among_all_anew(data: st.DataObject) -> None:
    notes = [data.draw(notes_of(id)) for id in IDS]
    all_notes = linked(notes)
    id = data.draw(st.sampled_from(IDS))
    edited = data.draw(notes_of(id))
    graph = all_notes.update(edited)
    anew = linked([edited if one.id == id else one for one in notes]).graph
    assert graph.links[id] == anew.links[id]
    assert graph.images[id] == anew.images[id]
    assert graph.references[id] == anew.references[id]
    assert graph.numbers == anew.numbers


@given(st.data())
def test_an_edit_of_words_alone_gives_the_graph_of_all_notes(data: st.DataObject) -> None:
    notes = [data.draw(notes_of(id)) for id in IDS]
    all_notes = linked(notes)
    before = data.draw(st.sampled_from(notes))
    moved = tuple(Span(place.line + 3) for place in before.facts.link_places)
    facts = msgspec.structs.replace(before.facts, link_places=moved, words=before.facts.words + 7)
    edited = msgspec.structs.replace(before, facts=facts, body_digest="other")
    graph = all_notes.update(edited)
    anew = linked([edited if one.id == before.id else one for one in notes]).graph
    assert msgspec.structs.replace(graph, problems=()) == msgspec.structs.replace(anew, problems=())
    assert counted(graph.problems) == counted(anew.problems)


@pytest.mark.parametrize("change", ["labels", "links"])
def test_what_is_remembered_of_a_graph_gives_it_again(change: str) -> None:
    notes = [note("one", labels=(equation("a"),)), note("two", links=(wiki("one"),), references=("a",))]
    all_notes = linked(notes)
    again = Linked(notes, ["picture.png", "paper.pdf"], [], Config(), known=all_notes.remembered())
    assert again.graph == all_notes.graph
    edited = note("two", references=("a", "b")) if change == "labels" else note("two", links=(wiki("x"),))
    assert counted(again.update(edited).problems) == counted(all_notes.update(edited).problems)
