"""Fetching the bodies of notes."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from notes_wiki.model import Body, Piece
from notes_wiki.stages.bodies import Bodies, Lost
from notes_wiki.write.cache import Parsed, Store


def _encoded(html: str) -> memoryview:
    return memoryview(msgspec.msgpack.encode(Body((Piece((html,)),))))


def test_a_wiki_with_more_notes_than_are_kept_decoded_gives_each_its_own_body(tmp_path: Path) -> None:
    names = [f"note {number}" for number in range(250)]
    with Store.open(tmp_path / "store") as store:
        store.save(parsed=[Parsed(name, b"", b"", "", _encoded(name)) for name in names])
        bodies = Bodies(store, {name: name for name in names})
        for _ in range(2):  # the second time those that were let go are decoded again
            assert [bodies(name).pieces[0].texts for name in names] == [(name,) for name in names]
        with pytest.raises(Lost):
            Bodies(store, {"gone": "gone"})("gone")


def test_bodies_of_notes_that_came_in_one_message_are_not_copied_out_of_it() -> None:
    rows = [Parsed(name, b"", b"", "", _encoded("words " * 100)) for name in "ab"]
    message = msgspec.msgpack.encode(rows)
    found = msgspec.msgpack.decode(message, type=list[Parsed])
    assert all(row.body.obj is message for row in found)
    assert [bytes(row.body) for row in found] == [bytes(row.body) for row in rows]
