"""Insertions into a file keep every other byte of it."""

import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes_wiki.edit.rewrite import Insertion, insert, write


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_line_ends_and_a_bom_stay(end: str, bom: str) -> None:
    text = f"{bom}one{end}two{end}"
    assert insert(text, [Insertion(1, 1, "<"), Insertion(2, 4, ">")]) == f"{bom}<one{end}two>{end}"


def test_of_two_insertions_at_one_place_the_first_stands_first() -> None:
    assert insert("ab", [Insertion(1, 2, "1"), Insertion(1, 2, "2"), Insertion(1, 1, "0")]) == "0a12b"


def test_other_separators_of_lines_are_characters_like_any_other() -> None:
    assert insert("a\x0bb\u2028c\nd", [Insertion(2, 1, "!")]) == "a\x0bb\u2028c\n!d"


@settings(max_examples=100, deadline=None)
@given(st.text("a\r\n\ufeffθ", max_size=20), st.data())
def test_taking_the_insertions_out_again_gives_the_text(text: str, data: st.DataObject) -> None:
    body = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    line = data.draw(st.integers(1, len(body)))
    column = data.draw(st.integers(1, len(body[line - 1]) + 1))
    assert insert(text, [Insertion(line, column, "$")]).replace("$", "") == text


def test_the_file_keeps_its_mode_and_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.md", tmp_path / "link.md"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)
    assert write(link, b"old", b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.md", "real.md"]


def test_a_file_that_has_changed_since_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_bytes(b"changed")
    assert not write(path, b"old", b"new")
    assert path.read_bytes() == b"changed"


def test_where_the_new_file_cannot_be_put_in_place_the_old_one_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "note.md"
    path.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(OSError, match="No space"):
        write(path, b"old", b"new")
    assert [(found.name, found.read_bytes()) for found in tmp_path.iterdir()] == [("note.md", b"old")]
