"""Files that may not be read any more, though nothing else of them has changed."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from notes_wiki.model import Report
from notes_wiki.serve.session import Session
from notes_wiki.stages.options import BuildOptions
from tests.site.test_assets import png
from tests.site.vault import Vault, tree
from tests.wikis import write

LONG_AGO = (1_700_000_000, 1_700_000_000)


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests, root as a rule, is refused as anybody else would be."""
    access, read_bytes, opened = os.access, Path.read_bytes, open

    def is_locked(path: str | Path) -> bool:
        try:
            return not Path(path).stat().st_mode & 0o444
        except OSError:
            return False

    def refuse(path: str | Path) -> None:
        if is_locked(path):
            raise PermissionError(13, "Permission denied", str(path))

    def reading(path: Path) -> bytes:
        refuse(path)
        return read_bytes(path)

    def opening(path: str | Path, *given: Any, **named: Any) -> object:
        refuse(path)
        return opened(path, *given, **named)

    monkeypatch.setattr(os, "access", lambda path, mode: not is_locked(path) and access(path, mode))
    monkeypatch.setattr(Path, "read_bytes", reading)
    monkeypatch.setattr("notes_wiki.write.output.open", opening, raising=False)


def told(report: Report) -> list[tuple[str, str]]:
    return [(found.code, found.path) for found in report.problems]


@pytest.mark.parametrize("name", ["b.md", "p.png"])
def test_what_loses_its_permission_and_has_it_again_is_as_in_a_clean_build(tmp_path: Path, name: str) -> None:
    made = Vault(tmp_path, {"a.md": "To [[b]] and ![](p.png).\n", "b.md": "# B\n", "p.png": png(10, 10)})
    for path in made.content.iterdir():
        os.utime(path, LONG_AGO)
    made.build()
    before = tree(made.site)
    (made.content / name).chmod(0)
    report = made.build()
    incremental = tree(made.site)
    clean = made.build(clean=True)
    assert ("unreadable", name) in told(report)
    assert told(report) == told(clean)
    assert incremental == tree(made.site)
    assert incremental != before
    (made.content / name).chmod(0o644)
    assert told(made.build()) == []
    assert tree(made.site) == before


def test_the_page_of_a_note_that_may_not_be_read_any_more_says_so_until_it_may_be(tmp_path: Path) -> None:
    write(tmp_path, {"wiki.toml": "", "content/a.md": "To [[b]].\n", "content/b.md": "# B\n"})
    note = tmp_path / "content/b.md"
    os.utime(note, LONG_AGO)
    with closing(Session(BuildOptions(config=tmp_path / "wiki.toml", jobs=1, live=True))) as session:
        session.refresh()
        note.chmod(0)
        assert session.refresh() is not None
        assert "b.md cannot be read" in session.state("b.html").failure
        note.chmod(0o644)
        assert session.refresh() is not None
        assert session.state("b.html").failure == ""
        assert session.state("b.html").digest
