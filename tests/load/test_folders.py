"""Folders that are listed once."""

from pathlib import Path

import pytest

from notes_wiki.load.folders import Folders


def names(folders: Folders, folder: Path) -> list[str]:
    return [entry.name for entry in folders.entries(str(folder))]


def test_a_folder_is_as_it_was_when_first_asked_for(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / name).touch()
    folders = Folders()
    assert names(folders, tmp_path) == ["a", "b"]

    (tmp_path / "c").touch()

    assert names(folders, tmp_path) == ["a", "b"]
    assert names(Folders(), tmp_path) == ["a", "b", "c"]
    folders.forget()
    assert names(folders, tmp_path) == ["a", "b", "c"]


def test_a_folder_that_cannot_be_listed_is_asked_again(tmp_path: Path) -> None:
    folders = Folders()
    with pytest.raises(OSError):
        folders.entries(str(tmp_path / "later"))

    (tmp_path / "later").mkdir()

    assert names(folders, tmp_path / "later") == []
