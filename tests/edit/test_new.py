"""`wiki new`: what is left where a note cannot be written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from notes_wiki.edit.init import init
from notes_wiki.edit.new import new_note
from notes_wiki.model import Problem


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk with room for the names of files, but not for what the second one holds."""
    made: list[Path] = []
    real = Path.open

    def open_full(path: Path, mode: str = "r", **options: Any) -> Any:
        stream = real(path, mode, **options)
        made.extend([path] if mode == "x" else [])
        if len(made) < 2:
            return stream
        stream.close()
        return real(Path("/dev/full"), "w", **options)

    monkeypatch.setattr(Path, "open", open_full)


def test_a_full_disk_leaves_no_half_of_a_note(tmp_path: Path, full_disk: None) -> None:
    assert not isinstance(new_note(tmp_path, "First"), Problem)
    told = new_note(tmp_path, "Second")
    assert isinstance(told, Problem)
    assert told.code == "not-writable"
    assert "Free some space" in told.hint
    assert [path.name for path in tmp_path.iterdir()] == ["first.md"]


def test_a_full_disk_leaves_no_half_of_a_wiki(tmp_path: Path, full_disk: None) -> None:
    told = init(tmp_path, "Notes")
    assert isinstance(told, Problem)
    assert "content/index.md" in told.message
    assert "Free some space" in told.hint
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_the_file_of_a_long_title_has_a_name_that_a_disk_can_hold(tmp_path: Path) -> None:
    made = new_note(tmp_path, "many words " * 40)
    assert not isinstance(made, Problem)
    assert len(made.name.encode()) <= 255
    assert "many words " * 39 in made.read_text(encoding="utf-8")
