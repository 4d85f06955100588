"""Notes that were renamed between two builds: the site is that of a clean build, and the author is told."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest

from notes_wiki.model import Renamed
from notes_wiki.report import renamed
from notes_wiki.serve.session import Session
from notes_wiki.stages.options import BuildOptions
from tests.site.vault import Vault, tree
from tests.wikis import write

NOTES = {"a.md": "To [[b]].\n", "b.md": "# B\n\nText.\n", "c.md": "# C\n"}


@pytest.fixture
def made(tmp_path: Path) -> Vault:
    made = Vault(tmp_path, NOTES)
    assert made.build().renamed == ()
    return made


@pytest.mark.parametrize("settings", ["", 'urls = "folder"\n'])
def test_an_address_that_a_note_has_left_is_reported_once(made: Vault, settings: str) -> None:
    (made.home / "wiki.toml").write_text(settings)
    made.build()
    (made.content / "b.md").rename(made.content / "Other name.md")
    report = made.build()
    assert report.renamed == (Renamed("b/index.html" if settings else "b.html", "Other name.md"),)
    told = renamed(report.renamed)
    assert "no longer leads anywhere" in told
    assert ("/b/" if settings else "/b.html") in told.rpartition("aliases")[2]
    assert made.build().renamed == ()
    before = tree(made.site)
    assert made.build(clean=True).renamed == ()
    assert tree(made.site) == before


def test_the_alias_that_is_advised_keeps_the_address(made: Vault) -> None:
    (made.content / "b.md").unlink()
    made.write({"d.md": '---\naliases: ["/b.html"]\n---\n# B\n\nText.\n'})
    assert made.build().renamed == ()
    assert "d.html" in made.page("b.html")


def test_a_folder_of_notes_that_moved_is_reported_in_one_line(made: Vault) -> None:
    (made.content / "sub").mkdir()
    for name in ("b.md", "c.md"):
        (made.content / name).rename(made.content / "sub" / name)
    found = made.build().renamed
    assert found == (Renamed("b.html", "sub/b.md"), Renamed("c.html", "sub/c.md"))
    assert renamed(found).startswith("2 pages have new addresses: /b.html no longer leads")


@pytest.mark.parametrize(
    "change",
    [
        {"d.md": "# B\n\nText.\n", "e.md": "# B\n\nText.\n"},  # which of them?
        {"d.md": "# Another\n"},
        {"d.md": "---\nslug: b\n---\n# B\n\nText.\n"},  # it is at its old address
        {"d.md": "---\ndraft: true\n---\n# B\n\nText.\n"},
    ],
)
def test_nothing_is_reported_of_what_may_be_another_note(made: Vault, change: dict[str, str]) -> None:
    (made.content / "b.md").unlink()
    made.write(change)
    assert made.build().renamed == ()


def test_a_server_that_begins_after_leads_open_pages_on(tmp_path: Path) -> None:
    write(tmp_path, {"wiki.toml": "", **{f"content/{name}": text for name, text in NOTES.items()}})
    for path in (tmp_path / "content").iterdir():
        os.utime(path, (1_700_000_000, 1_700_000_000))
    options = BuildOptions(config=tmp_path / "wiki.toml", jobs=1, live=True)
    with closing(Session(options)) as session:
        session.refresh()
    (tmp_path / "content/b.md").rename(tmp_path / "content/d.md")
    with closing(Session(options)) as session:
        session.refresh()
        assert session.state("b.html").moved == "d.html"
        assert session.state("a.html").moved == ""
