"""Folders that are listed once."""

from pathlib import Path

import pytest

from notes_wiki.load.folders import FolderCache


def names(folders: FolderCache, folder: Path) -> list[str]:
    return [entry.name for entry in folders.entries(str(folder))]


def test_a_folder_is_as_it_was_when_first_asked_for(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / name).touch()
    folders = FolderCache()
    assert names(folders, tmp_path) == ["a", "b"]

    (tmp_path / "c").touch()

    assert names(folders, tmp_path) == ["a", "b"]
    assert names(FolderCache(), tmp_path) == ["a", "b", "c"]
    folders.forget()
    assert names(folders, tmp_path) == ["a", "b", "c"]


def test_a_folder_that_cannot_be_listed_is_asked_again(tmp_path: Path) -> None:
    folders = FolderCache()
    with pytest.raises(OSError):
        folders.entries(str(tmp_path / "later"))

    (tmp_path / "later").mkdir()

    assert names(folders, tmp_path / "later") == []


def test_names_of_folders_count_in_a_listing_only_if_asked(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with_folders = FolderCache().listing(str(tmp_path), subfolders=True)
    files_alone = FolderCache().listing(str(tmp_path), subfolders=False)

    (tmp_path / "b").mkdir()

    assert FolderCache().listing(str(tmp_path), subfolders=True).digest != with_folders.digest
    assert FolderCache().listing(str(tmp_path), subfolders=False) == files_alone


def test_the_listing_of_a_folder_that_is_gone_differs_from_that_of_an_empty_one(tmp_path: Path) -> None:
    empty = FolderCache().listing(str(tmp_path), subfolders=True)
    gone = FolderCache().listing(str(tmp_path / "gone"), subfolders=True)
    assert gone.digest == "" != empty.digest
