"""Pages are made anew by a version that may make them otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

import notes_wiki
from notes_wiki.render.key import code_digest
from tests.wikis import write

CODE = {
    "link/resolve.py": "1",
    "link/deeper/rules.py": "1",
    "render/page.py": "1",
    "wording/__init__.py": "1",
    "wording/de.toml": "1",
    "parse/files.py": "1",
}


@pytest.mark.parametrize("name", [*CODE, "render/more.py"])
def test_a_change_in_what_makes_pages_changes_the_digest(tmp_path: Path, name: str) -> None:
    write(tmp_path / "one", CODE)
    write(tmp_path / "two", {**CODE, name: "2"})
    assert code_digest(tmp_path / "one") != code_digest(tmp_path / "two")


def test_every_part_of_the_program_that_counts_is_there() -> None:
    assert all((Path(notes_wiki.__file__).parent / name).is_file() for name in CODE if "deeper" not in name)


def test_compiled_files_do_not_count(tmp_path: Path) -> None:
    write(tmp_path / "one", CODE)
    write(tmp_path / "two", {**CODE, "link/__pycache__/resolve.pyc": "1"})
    assert code_digest(tmp_path / "one") == code_digest(tmp_path / "two")
