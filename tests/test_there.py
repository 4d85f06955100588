"""Asking for what lies in a folder that may not be entered."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from notes_wiki import problem, problem_text, there
from notes_wiki.load import history


@pytest.fixture
def locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that may be listed and not entered."""
    folder = tmp_path / "locked"
    folder.mkdir()
    stat = os.stat

    def refuse(path: str | Path, **options: bool) -> os.stat_result:
        if folder in Path(path).parents:
            raise PermissionError(13, "Permission denied", str(path))
        return stat(path, **options)

    monkeypatch.setattr(os, "stat", refuse)
    return folder


def test_what_may_not_be_looked_at_counts_as_missing(locked: Path) -> None:
    assert not there.exists(locked / "a.md")
    assert not there.is_file(locked / "a.md")
    assert not there.is_folder(locked / "a")


def test_a_problem_of_a_note_in_it_is_reported(locked: Path) -> None:
    found = problem.make("unreadable", "It cannot be read.", path="locked/a.md")
    assert problem_text.SourceLines(locked.parent).file(found) == "locked/a.md"


def test_a_repository_is_looked_for_above_it(locked: Path) -> None:
    assert history.head(locked) == history.head(locked.parent)
    assert locked.parent / ".git" in history.witnesses(locked)
