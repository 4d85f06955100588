from __future__ import annotations

from notes_wiki.config import Config
from notes_wiki.link.graph import link
from notes_wiki.render.neighbours import MOST, Neighbours, neighbourhood
from tests.records import note, wiki


def test_a_neighbourhood_goes_two_links_deep_in_both_directions_and_no_further() -> None:
    notes = [note(str(number), links=(wiki(str(number + 1)),)) for number in range(6)]
    near = Neighbours(link(notes, (), (), Config()))
    found = neighbourhood(near, "3")
    assert found is not None
    assert set(found.first) == {"2", "4"}
    assert {id for id, _ in found.second} == {"1", "5"}


def test_no_more_than_forty_notes_are_shown() -> None:
    notes = [
        note("hub", links=tuple(wiki(f"a{number}") for number in range(30))),
        *(note(f"a{number}", links=tuple(wiki(f"b{number}-{k}") for k in range(9))) for number in range(30)),
        *(note(f"b{number}-{k}") for number in range(30) for k in range(9)),
    ]
    found = neighbourhood(Neighbours(link(notes, (), (), Config())), "hub")
    assert found is not None
    assert 30 < 1 + len(found.first) + len(found.second) <= MOST


def test_a_note_without_links_has_no_picture() -> None:
    assert neighbourhood(Neighbours(link([note("a")], (), (), Config())), "a") is None
