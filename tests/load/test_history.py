"""Dates of notes from git."""

import shutil
import subprocess
from pathlib import Path

import pytest

from notes_wiki.load import history

pytestmark = pytest.mark.skipif(
    shutil.which("git") is None, reason="git is not installed (apt-get install git)"
)


def git(folder: Path, *arguments: str, date: str = "2024-01-01T12:00:00") -> None:
    environment = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(folder),
        "GIT_AUTHOR_DATE": date,
        "GIT_COMMITTER_DATE": date,
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(
        ["git", *identity, *arguments], cwd=folder, env=environment, check=True, capture_output=True
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose notes were changed on different days."""
    git(tmp_path, "init", "-b", "main")
    notes = tmp_path / "notes"
    (notes / "a folder").mkdir(parents=True)
    (notes / "old.md").write_text("old")
    (notes / "a folder" / "né.md").write_text("one")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "first", date="2024-01-01T12:00:00")
    (notes / "a folder" / "né.md").write_text("two")
    git(tmp_path, "commit", "-am", "second", date="2024-03-05T12:00:00")
    return notes


def test_each_file_has_the_date_of_its_last_commit(repository: Path) -> None:
    assert history.dates(repository) == {"old.md": "2024-01-01", "a folder/né.md": "2024-03-05"}


def test_files_that_were_never_committed_have_no_date(repository: Path) -> None:
    (repository / "new.md").write_text("new")
    assert "new.md" not in history.dates(repository)


def test_the_head_moves_with_a_commit(repository: Path) -> None:
    before = history.head(repository)
    (repository / "old.md").write_text("changed")
    git(repository, "commit", "-am", "third")
    assert len(before) == 40
    assert history.head(repository) not in {"", before}


def test_the_head_is_found_when_references_are_packed(repository: Path) -> None:
    before = history.head(repository)
    git(repository, "pack-refs", "--all")
    assert history.head(repository) == before


def test_a_folder_outside_any_repository_has_no_dates(tmp_path: Path) -> None:
    assert history.dates(tmp_path) == {}
    assert history.head(tmp_path) == ""


def test_a_repository_without_a_commit_has_no_dates(tmp_path: Path) -> None:
    git(tmp_path, "init", "-b", "main")
    assert history.dates(tmp_path) == {}
    assert history.head(tmp_path) == ""


def seen(paths: list[Path]) -> list[tuple[int, int] | None]:
    """What can be told of each file without reading it."""
    return [(one.stat().st_mtime_ns, one.stat().st_ino) if one.exists() else None for one in paths]


@pytest.mark.parametrize("packed", [False, True], ids=["loose", "packed"])
def test_a_commit_changes_a_file_that_stands_witness_for_the_dates(repository: Path, packed: bool) -> None:
    if packed:
        git(repository, "pack-refs", "--all")
    witnesses = history.witnesses(repository)
    before = seen(witnesses)
    git(repository, "commit", "--allow-empty", "-m", "third")
    assert seen(witnesses) != before


def test_a_repository_that_is_made_later_shows_in_a_witness(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    witnesses = history.witnesses(notes)
    before = seen(witnesses)
    git(tmp_path, "init")
    assert seen(witnesses) != before


def test_a_detached_head_is_the_commit_itself(repository: Path) -> None:
    before = history.head(repository)
    git(repository, "checkout", "--detach")
    assert history.head(repository) == before
    seen_before = seen(history.witnesses(repository))
    git(repository, "commit", "--allow-empty", "-m", "third")
    assert history.head(repository) not in {"", before}
    assert seen(history.witnesses(repository)) != seen_before


@pytest.mark.parametrize("logs", ["true", "false"], ids=["with reflogs", "without reflogs"])
@pytest.mark.parametrize("packed", [False, True], ids=["loose", "packed"])
def test_a_worktree_has_dates_a_head_and_witnesses_of_its_own(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, logs: str, packed: bool
) -> None:
    other = tmp_path_factory.mktemp("worktree") / "tree"
    git(repository, "config", "core.logAllRefUpdates", logs)
    git(repository, "worktree", "add", str(other), "-b", "other")
    if packed:
        git(repository, "pack-refs", "--all")
    notes = other / "notes"
    assert history.head(notes) == history.head(repository)
    assert history.dates(notes) == history.dates(repository)
    before = seen(history.witnesses(notes))
    git(notes, "commit", "--allow-empty", "-m", "third")
    assert history.head(notes) not in {"", history.head(repository)}
    assert seen(history.witnesses(notes)) != before


@pytest.mark.parametrize("content", [b"gitdir: nowhere\n", b"\xff\xfe"], ids=["dangling", "no text"])
def test_a_repository_that_cannot_be_read_has_no_dates(tmp_path: Path, content: bytes) -> None:
    (tmp_path / ".git").write_bytes(content)
    assert history.head(tmp_path) == ""
    assert history.dates(tmp_path) == {}
    assert tmp_path / ".git" in history.witnesses(tmp_path)


def test_without_git_there_are_no_dates(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert history.dates(repository) == {}
    git_file = repository.parent / ".git"
    assert history.head(repository) == (git_file / "refs" / "heads" / "main").read_text().strip()


def test_a_git_that_does_not_answer_gives_no_dates(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*arguments: object, **options: object) -> None:
        raise subprocess.TimeoutExpired("git", 20)

    monkeypatch.setattr(subprocess, "run", late)
    assert history.dates(repository) == {}
