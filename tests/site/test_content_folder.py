"""The folder of notes as a whole: missing, empty, unreadable. The site that there is stays."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from notes_wiki.build import build, check
from notes_wiki.report import exit_code
from notes_wiki.stages.options import BuildOptions
from tests.site.vault import GOOD, Vault, built_beside_good, codes, tree
from tests.wikis import write


def test_a_folder_of_notes_that_cannot_be_read_leaves_the_site_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Vault(tmp_path, GOOD)
    made.build()
    before = made.body("good.html")
    (made.content / "good.md").write_text("# Other\n")
    stat, access = os.stat, os.access

    def refuse(path: str | Path, **options: Any) -> os.stat_result:
        if made.content in Path(path).parents:
            raise PermissionError(13, "Permission denied", str(path))
        return stat(path, **options)

    monkeypatch.setattr(os, "stat", refuse)
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != made.content and access(path, mode))
    report = made.build()
    assert report.failed
    assert codes(report) == ["unreadable"]
    monkeypatch.undo()
    assert made.body("good.html") == before


def lock(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let a folder refuse to be read."""
    scandir = os.scandir

    def refuse(path: str) -> Any:
        if Path(path) == folder:
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)


@pytest.mark.parametrize("name", ["sub/deep.md", "sub/picture.png"])
def test_a_folder_below_that_cannot_be_read_any_more_leaves_the_site_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    made = Vault(tmp_path, {**GOOD, name: "# Deep\n", "shows.md": "![[picture.png]]\n"})
    for path in made.content.rglob("*.*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    told = codes(made.build())
    before = tree(made.site)
    lock(monkeypatch, made.content / "sub")
    (made.content / "good.md").write_text("# Other\n")
    report = made.build()
    assert report.failed
    assert [(found.code, found.path) for found in report.problems] == [("unreadable-folder", "sub")]
    assert "has 1 file from it" in report.problems[0].message
    assert tree(made.site) == before
    (tmp_path / "wiki.toml").write_text('ignore = ["sub/"]\n')
    assert not made.build().failed
    assert not (made.site / "sub").exists()
    (tmp_path / "wiki.toml").write_text("")
    monkeypatch.undo()
    assert codes(made.build()) == told
    assert {path for path in tree(made.site) if "sub" in path} == {path for path in before if "sub" in path}


def test_a_folder_below_that_could_never_be_read_costs_itself_and_the_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock(monkeypatch, tmp_path / "content" / "sub")
    made, report = built_beside_good(tmp_path, {"sub/deep.md": "# Deep\n"})
    assert codes(report) == ["unreadable-folder"]
    assert exit_code(report) == 1
    assert codes(made.build()) == ["unreadable-folder"]


def test_a_content_folder_that_does_not_exist_is_reported(tmp_path: Path) -> None:
    report = build(BuildOptions(content=tmp_path / "gone", out=tmp_path / "site"))
    assert report.failed
    assert codes(report) == ["no-content"]
    assert "--content" in report.problems[0].hint
    assert not (tmp_path / "site").exists()


def test_a_content_folder_without_a_note_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"content/picture.txt": "x", "wiki.toml": ""})
    options = BuildOptions(config=tmp_path / "wiki.toml")
    for report in (build(options), check(options)):
        assert (report.failed, codes(report)) == (False, ["no-notes"])
        assert "--content" in report.problems[0].hint


def test_a_content_folder_that_all_notes_are_gone_from_leaves_the_site_as_it_is(tmp_path: Path) -> None:
    made, _ = built_beside_good(tmp_path, {})
    before = tree(made.site)
    made.content.rename(tmp_path / "elsewhere")
    made.content.mkdir()
    report = made.build()
    assert (report.failed, codes(report), tree(made.site)) == (True, ["no-content"], before)
    assert "holds no note" in report.problems[0].message
    assert "--clean" in report.problems[0].hint
    assert not made.build(clean=True).failed
    assert "good.html" not in tree(made.site)
    made.content.rmdir()
    (tmp_path / "elsewhere").rename(made.content)
    made.build()
    assert "good.html" in tree(made.site)


def test_a_file_in_the_content_folder_s_place_is_reported(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("x")
    report = build(BuildOptions(content=tmp_path / "note.md", out=tmp_path / "site"))
    assert (report.failed, codes(report)) == (True, ["no-content"])


def test_content_is_never_changed(tmp_path: Path) -> None:
    made = Vault(tmp_path, {**GOOD, "bad.md": b"\xff", "pic.png": b"x", "a.md": "![](pic.png)"})
    before = tree(made.content)
    made.build()
    made.build(drafts=True)
    made.build(clean=True)
    assert tree(made.content) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [".wiki", "content", "site", "wiki.toml"]
