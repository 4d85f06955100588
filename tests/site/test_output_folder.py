"""The folder that the site is written into: whose files it may hold, and what a failed build leaves."""

import errno
import os
from pathlib import Path

import pytest

from tests.site.vault import GOOD, Vault, codes, tree


@pytest.mark.parametrize("out", [".", "content", "content/.."])
def test_an_output_folder_that_holds_the_notes_is_refused(tmp_path: Path, out: str) -> None:
    made = Vault(tmp_path, GOOD)
    before = tree(tmp_path)
    report = made.build(out=tmp_path / out, force=True)
    assert (report.failed, codes(report)) == (True, ["foreign-output"])
    assert tree(tmp_path) == before


def test_an_output_folder_among_the_notes_is_no_content(tmp_path: Path) -> None:
    made = Vault(tmp_path, {**GOOD, "pic.png": b"x", "page.md": "![](pic.png)"})
    for _ in range(2):
        report = made.build(out=made.content / "public")
        assert not report.failed
        assert report.notes == 3
    assert not (made.content / "public/public").exists()


def test_an_output_folder_with_files_of_others_is_refused_and_with_force_leaves_them(tmp_path: Path) -> None:
    made = Vault(tmp_path, GOOD)
    made.site.mkdir()
    mine = {
        "mine.txt": b"mine",
        "good.html": b"my own page",
        ".gitignore": b"*",
        "sub/x": b"x",
        "CNAME": b"x.org",
    }
    for name, data in mine.items():
        (made.site / name).parent.mkdir(exist_ok=True)
        (made.site / name).write_bytes(data)
    report = made.build()
    assert (report.failed, codes(report)) == (True, ["foreign-output"])
    assert tree(made.site) == mine
    report = made.build(force=True)
    assert not report.failed
    assert codes(report) == ["foreign-file"]
    assert {name: data for name, data in tree(made.site).items() if name in mine} == mine
    (made.content / "good.md").unlink()
    made.build(force=True)
    assert {name: data for name, data in tree(made.site).items() if name in mine} == mine


def test_dotfiles_and_cname_are_no_files_of_others(tmp_path: Path) -> None:
    made = Vault(tmp_path, GOOD)
    made.site.mkdir()
    (made.site / "CNAME").write_text("x.org")
    (made.site / ".gitignore").write_text("*")
    assert not made.build().failed
    assert (made.site / "CNAME").read_text() == "x.org"
    assert (made.site / ".gitignore").read_text() == "*"


def test_a_link_in_the_output_folder_is_not_followed_out_of_it(tmp_path: Path) -> None:
    made = Vault(tmp_path, {**GOOD, "sub/a.md": "x"})
    made.build()
    victim = tmp_path / "victim"
    victim.mkdir()
    (victim / "a.html").write_text("mine")
    (made.site / "sub/a.html").unlink()
    (made.site / "sub").rmdir()
    (made.site / "sub").symlink_to(victim)
    made.write({"sub/a.md": "changed"})
    report = made.build()
    assert codes(report) == ["foreign-file"]
    assert (victim / "a.html").read_text() == "mine"
    (made.content / "sub/a.md").unlink()
    made.build()
    assert (victim / "a.html").read_text() == "mine"


def test_a_build_that_could_not_write_all_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though nothing of the notes is another since: a disk may have been full."""
    made = Vault(tmp_path, GOOD)
    for path in ("good.md", "other.md"):
        os.utime(made.content / path, (1_700_000_000, 1_700_000_000))
    replace = os.replace

    def refuse(source: str, target: str) -> None:
        if str(target).endswith("/good.html"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        replace(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", refuse)
        assert codes(made.build()) == ["not-writable"]
    assert codes(made.build()) == []
    assert "<msup>" in made.body("good.html")
