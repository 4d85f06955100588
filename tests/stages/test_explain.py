"""`wiki build --explain`: each page that is made anew, and what differs from the last build."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from notes_wiki.build import BuildOptions, build
from tests.wikis import write

NOTES = {
    "wiki.toml": "",
    "content/a.md": "# Alpha\n\nSee [[b]].\n",
    "content/b.md": "# Beta\n\nText.\n",
    "content/c.md": "# Gamma\n\nAlone.\n",
}

Explanation = dict[str, tuple[str, ...]]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    write(tmp_path, NOTES)
    assert set(explained(tmp_path).values()) == {("new",)}
    return tmp_path


def explained(home: Path, **more: Any) -> Explanation:
    report = build(BuildOptions(config=home / "wiki.toml", explain=True, text_index=False, **more))
    assert report.explained is not None
    return {one.address: one.reasons for one in report.explained}


def of_notes(found: Explanation) -> Explanation:
    return {address: reasons for address, reasons in found.items() if "/" not in address}


def test_nothing_is_explained_where_nothing_changed(home: Path) -> None:
    assert explained(home) == {}


def test_an_edit_of_the_text_is_reported_for_the_page_itself(home: Path) -> None:
    write(home, {"content/c.md": "# Gamma\n\nAlone, still.\n"})
    assert of_notes(explained(home)) == {"c.html": ("text", "description", "counts")}


def test_a_page_whose_backlinks_changed_says_so(home: Path) -> None:
    write(home, {"content/a.md": "# Alpha\n\nDo see [[b]].\n"})
    found = of_notes(explained(home))
    assert found["b.html"] == ("backlinks",)
    assert "text" in found["a.html"]
    assert "c.html" not in found


def test_a_new_title_is_reported_where_it_is_shown(home: Path) -> None:
    write(home, {"content/b.md": "# Better\n\nText.\n"})
    found = of_notes(explained(home))
    assert set(found["b.html"]) == {"title", "text", "backlinks"}
    assert set(found["a.html"]) == {"text", "notes nearby"}
    assert "c.html" not in found


def test_settings_and_theme_are_reported_for_every_page(home: Path) -> None:
    write(home, {"wiki.toml": 'title = "Other"\n'})
    assert set(explained(home).values()) == {("settings",)}
    write(home, {"templates/assets/site.css": "main {}"})
    assert set(explained(home).values()) == {("theme",)}


def test_a_file_that_was_taken_away_or_spoilt_is_reported(home: Path) -> None:
    (home / "site" / "a.html").unlink()
    (home / "site" / "b.html").write_text("spoilt")
    assert explained(home) == {"a.html": ("file changed",), "b.html": ("file changed",)}


def test_pages_made_anew_on_request_say_so(home: Path) -> None:
    assert set(explained(home, clean=True).values()) == {("asked for",)}
    assert set(explained(home, verify=True).values()) == {("asked for",)}


def test_a_build_that_is_not_asked_explains_nothing_but_remembers(home: Path) -> None:
    write(home, {"content/c.md": "# Gamma\n\nOne.\n"})
    assert build(BuildOptions(config=home / "wiki.toml", text_index=False)).explained is None
    write(home, {"content/c.md": "# Gamma\n\nTwo.\n"})
    assert of_notes(explained(home)) == {"c.html": ("text", "description")}
