"""Next and previous in folders that order their notes."""

from __future__ import annotations

import msgspec
import pytest

from notes_wiki.model import Note
from notes_wiki.render.order import in_order, neighbours_in_order
from tests.records import note


def row(*ids: str, **weights: str) -> list[str]:
    """The ids of a folder's notes, in the order in which each leads to the next."""
    notes = {id: weighted(id, weights.get(id, "")) for id in ids}
    found = neighbours_in_order(notes)
    here = next((id for id, (before, _) in found.items() if not before), "")
    passed = []
    while here:
        passed.append(here)
        here = found[here][1]
    return passed


def weighted(id: str, weight: str) -> Note:
    made = note(id)
    meta = msgspec.structs.replace(made.linking.meta, extra={"weight": weight} if weight else {})
    return msgspec.structs.replace(made, linking=msgspec.structs.replace(made.linking, meta=meta))


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (("10-c", "2-b", "1-a"), ["1-a", "2-b", "10-c"]),
        (("2.10 x", "2.9 y", "1 z"), ["1 z", "2.9 y", "2.10 x"]),
        (("2024-03-01", "2023-12-24"), ["2023-12-24", "2024-03-01"]),
        (("lecture-10", "lecture-9"), ["lecture-9", "lecture-10"]),
        (("01-a", "02-b", "index", "notes"), ["01-a", "02-b"]),
        (("a", "b", "c"), []),
        (("3d-space", "4d-space"), []),
        (("1-a", "b", "c", "d"), []),
        (("1-alone",), []),
    ],
)
def test_numbers_in_names_order_a_folder(ids: tuple[str, ...], expected: list[str]) -> None:
    assert row(*ids) == expected


def test_weights_go_before_names() -> None:
    assert row("1-a", "2-b", **{"1-a": "20", "2-b": "10"}) == ["2-b", "1-a"]


def test_a_weight_that_is_no_number_counts_as_none() -> None:
    assert row("1-a", "2-b", **{"1-a": "heavy"}) == ["1-a", "2-b"]


def test_folders_are_rows_of_their_own() -> None:
    found = neighbours_in_order({id: note(id) for id in ("a/1-x", "a/2-x", "b/1-x", "b/2-x")})
    assert found["a/2-x"] == ("a/1-x", "")
    assert found["b/1-x"] == ("", "b/2-x")


def test_what_the_order_leaves_out_comes_after_it() -> None:
    notes = [note(id) for id in ("2-b", "appendix", "1-a")]
    assert [one.id for one in in_order(notes, lambda one: (one.id,))] == ["1-a", "2-b", "appendix"]
