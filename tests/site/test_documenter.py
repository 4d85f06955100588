"""The notes of a site of Documenter's, Julia's, which stand next to its script."""

from pathlib import Path

from tests.site.vault import Vault, codes

NOTES: dict[str, str | bytes] = {
    "a.md": "# A\n\nA ring ``R`` with ``x_1^2`` *and*\n``y``, `code`, ```a``b```; ``not closed.\n"
}


def test_formulas_stand_between_double_backquotes(tmp_path: Path) -> None:
    (tmp_path / "make.jl").write_text("using Documenter")
    vault = Vault(tmp_path, NOTES)
    assert codes(vault.build()) == []
    body = vault.body("a.html")
    assert all(f'data-tex="{tex}"' in body for tex in ("R", "x_1^2", "y"))
    assert "<code>code</code>" in body
    assert "<code>a``b</code>" in body


def test_elsewhere_they_are_around_code(tmp_path: Path) -> None:
    vault = Vault(tmp_path, NOTES)
    vault.build()
    assert "<code>R</code>" in vault.body("a.html")
