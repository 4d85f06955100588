"""An edit of texts alone is linked from what is remembered; anything else links all notes anew."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from notes_wiki.build import BuildOptions, build
from notes_wiki.link.linker import Linker
from notes_wiki.model import Note, Problem, Report, Resolution
from notes_wiki.stages import link as stage
from tests.wikis import files_of, write

NOTES = {
    "wiki.toml": 'title = "Wiki"',
    "content/a.md": "# A\n\nTo [[b]], in a paragraph.\n",
    "content/b.md": "# B\n\n## Part\n\nTo [[c]] and [[nowhere]].\n",
    "content/c.md": "# C\n\n$$ x \\label{eq:x} $$\n\nBy \\eqref{eq:x} and \\eqref{eq:y}.\n",
    "content/d.md": "# D\n\nBy \\cref{eq:x} of C. ![](missing.png)\n",
}


@pytest.fixture
def options(tmp_path: Path) -> BuildOptions:
    """A wiki that has been built."""
    write(tmp_path / "home", NOTES)
    found = BuildOptions(config=tmp_path / "home/wiki.toml", out=tmp_path / "out", text_index=False)
    build(found)
    return found


def resolved(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The notes whose links are resolved from now on."""
    found: list[str] = []
    links = Linker.links

    def spy(self: Linker, note: Note, problems: list[Problem]) -> tuple[Resolution, ...]:
        found.append(note.id)
        return links(self, note, problems)

    monkeypatch.setattr(Linker, "links", spy)
    return found


def as_when_clean(options: BuildOptions, report: Report, folder: Path) -> bool:
    """Whether the site and the problems told are those of a clean build of the same notes."""
    again = build(BuildOptions(config=options.config, out=folder / "clean", text_index=False, clean=True))
    assert options.out is not None
    return files_of(folder / "clean") == files_of(options.out) and again.problems == report.problems


@pytest.mark.parametrize(
    ("path", "text", "again"),
    [
        ("a.md", "# A\n\nFirst other words.\n\nTo [[b]], in a paragraph.\n", []),
        ("b.md", "# B\n\n## Part\n\nThe problem is further down: to [[c]] and [[nowhere]].\n", ["b"]),
        ("c.md", "# C\n\nWords.\n\n$$ x \\label{eq:x} $$\n\nBy \\eqref{eq:x} and \\eqref{eq:y}.\n", ["c"]),
        ("d.md", "# D\n\nMoved.\n\nBy \\cref{eq:x} of C. ![](missing.png)\n", ["d"]),
        ("a.md", "# A\n\nTo [[c]], in a paragraph.\n", ["a", "b", "c", "d"]),
        ("b.md", "# B\n\n## Renamed\n\nTo [[c]] and [[nowhere]].\n", ["a", "b", "c", "d"]),
        ("missing.png", "picture", ["a", "b", "c", "d"]),
        ("e.md", "---\ndraft: true\n---\n# E\n", ["a", "b", "c", "d"]),
        ("../wiki.toml", 'title = "Other"', ["a", "b", "c", "d"]),
    ],
)
def test_links_are_resolved_where_they_may_be_others(
    options: BuildOptions,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    text: str,
    again: list[str],
) -> None:
    found = resolved(monkeypatch)
    write(tmp_path / "home/content", {path: text})
    report = build(options)
    assert found == again
    assert as_when_clean(options, report, tmp_path)


def test_one_edit_after_another_is_linked_from_the_first_graph(
    options: BuildOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = resolved(monkeypatch)
    write(tmp_path / "home/content", {"a.md": "# A\n\nOne.\n\nTo [[b]], in a paragraph.\n"})
    build(options)
    write(tmp_path / "home/content", {"c.md": NOTES["content/c.md"] + "\nTwo.\n"})
    report = build(options)
    assert found == ["c"]
    assert as_when_clean(options, report, tmp_path)


def test_many_edits_at_once_link_all_notes(
    options: BuildOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage, "MOST_EDITED", 1)
    found = resolved(monkeypatch)
    write(
        tmp_path / "home/content", {name: NOTES[f"content/{name}"] + "\nEnd.\n" for name in ("a.md", "d.md")}
    )
    report = build(options)
    assert found == ["a", "b", "c", "d"]
    assert as_when_clean(options, report, tmp_path)


@pytest.mark.parametrize("damage", [b"", b"\xc1", b"\x92\xa1x\x80"])
def test_what_is_remembered_and_damaged_is_made_anew(
    options: BuildOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes
) -> None:
    (store,) = (tmp_path / "home/.wiki").glob("store-*.sqlite")
    with sqlite3.connect(store) as db:
        assert db.execute("UPDATE meta SET value = ? WHERE name = 'graph'", (damage,)).rowcount == 1
    db.close()
    found = resolved(monkeypatch)
    write(tmp_path / "home/content", {"a.md": NOTES["content/a.md"] + "\nEnd.\n"})
    report = build(options)
    assert found == ["a", "b", "c", "d"]
    assert as_when_clean(options, report, tmp_path)


def test_verify_trusts_nothing_remembered(options: BuildOptions, monkeypatch: pytest.MonkeyPatch) -> None:
    found = resolved(monkeypatch)
    build(BuildOptions(config=options.config, out=options.out, text_index=False, verify=True))
    assert found == ["a", "b", "c", "d"]


def test_after_edits_of_many_notes_the_next_build_looks_at_its_own_alone(
    options: BuildOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage, "_ANEW", 1)
    for name in ("b", "c"):
        write(tmp_path / "home/content", {f"{name}.md": NOTES[f"content/{name}.md"] + "\nWords.\n"})
    build(options)
    found = resolved(monkeypatch)
    write(tmp_path / "home/content", {"d.md": NOTES["content/d.md"] + "\nWords.\n"})
    report = build(options)
    assert found == ["d"]
    assert as_when_clean(options, report, tmp_path)
