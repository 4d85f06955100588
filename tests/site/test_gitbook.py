"""The notes of a book of GitBook's, which writes all formulas between two dollars."""

from pathlib import Path

import pytest

from tests.site.vault import Vault, codes

NOTES: dict[str, str | bytes] = {
    "a.md": "# A\n\nA pair $$(x, w)$$, and **so**: $$y$$\n\n$$z$$\n\nWhich\n$$\nu\n$$\nis.\n"
}


def displays(vault: Vault) -> int:
    return vault.body("a.html").count('display="block"')


@pytest.mark.parametrize("marker", ["content/SUMMARY.md", ".gitbook.yaml", "book.json"])
def test_formulas_among_words_stand_in_their_line(tmp_path: Path, marker: str) -> None:
    vault = Vault(tmp_path, NOTES)
    (tmp_path / marker).write_text("* [A](a.md)\n" if marker.endswith("md") else "")
    assert "missing-note" not in codes(vault.build())
    assert displays(vault) == 2


@pytest.mark.parametrize("other", ["book.toml", "mkdocs.yml"])
def test_a_table_of_contents_of_another_program_says_nothing(tmp_path: Path, other: str) -> None:
    vault = Vault(tmp_path, NOTES)
    (tmp_path / "content/SUMMARY.md").write_text("* [A](a.md)\n")
    (tmp_path / other).write_text("")
    vault.build()
    assert displays(vault) == 4


def test_elsewhere_they_are_displays(tmp_path: Path) -> None:
    vault = Vault(tmp_path, NOTES)
    vault.build()
    assert displays(vault) == 4
