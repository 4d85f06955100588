"""Texts in private files, which notes include: they have no page of their own."""

from pathlib import Path

from tests.site.vault import Vault, codes, tree

QUARTO: dict[str, str | bytes] = {
    "a.qmd": "# A\n\n{{< include _part.qmd >}}\n\nBehind. See @thm-line.\n",
    "sub/b.qmd": "# B\n\n::: {.callout-note}\n{{< include _part.qmd >}}\n:::\n\n"
    "- {{< include /_part.qmd >}}\n",
    "_part.qmd": "---\ntitle: Part\n---\n## Inside\n\n::: {#thm-line}\nA line $x^2$.\n:::\n",
    "sub/_part.qmd": "Another $y$.\n\n{{< include _more.qmd >}}\n",
    "sub/_more.qmd": "More $z$.\n\n{{< include _part.qmd >}}\n",
    "_draft.qmd": "---\ndraft: true\n---\nSecret.\n",
    "c.qmd": "# C\n\n{{< include _draft.qmd >}}\n",
}


def quarto(home: Path) -> Vault:
    (home / "_quarto.yml").write_text("")
    return Vault(home, QUARTO)


def test_a_part_is_read_where_it_is_included_and_has_no_page(tmp_path: Path) -> None:
    vault = quarto(tmp_path)
    vault.build()
    assert "part" not in " ".join(vault.files())
    body = vault.body("a.html")
    assert '<h2 id="inside">Inside' in body
    assert 'data-tex="x^2"' in body
    assert '<a class="reference" href="#thm-line">Theorem 1</a>' in body


def test_parts_are_found_from_the_folder_of_the_note_or_from_the_root(tmp_path: Path) -> None:
    vault = quarto(tmp_path)
    vault.build()
    body = vault.body("sub/b.html")
    assert all(f'data-tex="{tex}"' in body for tex in ("y", "z", "x^2"))


def test_a_part_that_includes_itself_ends(tmp_path: Path) -> None:
    vault = quarto(tmp_path)
    vault.build()
    assert vault.body("sub/b.html").count('data-tex="z"') == 1


def test_a_draft_is_not_shown_where_it_is_included(tmp_path: Path) -> None:
    vault = quarto(tmp_path)
    assert "missing-note" in codes(vault.build())
    assert not [name for name in vault.files() if b"Secret" in tree(vault.site)[name]]


def test_a_note_follows_its_part(tmp_path: Path) -> None:
    vault = quarto(tmp_path)
    vault.build()
    vault.write({"_part.qmd": "Changed $q$.\n"})
    vault.build()
    assert 'data-tex="q"' in vault.body("a.html")
    assert 'data-tex="y"' in vault.body("sub/b.html")


def test_components_of_mdx_that_are_files_show_them(tmp_path: Path) -> None:
    (tmp_path / "docusaurus.config.js").write_text("")
    vault = Vault(
        tmp_path,
        {
            "one.mdx": "import Part from './_part.mdx'\nimport Two from './two.md';\n"
            "import Rest from '@site/content/sub/_rest.md';\n\n# One\n\n<Part />\n\n<Two />\n\n"
            "<Rest name='x'/>\n",
            "two.md": "# Two\n\nThe words of $t$.\n",
            "_part.mdx": "Part of $p$.\n",
            "sub/_rest.md": "The rest of $r$.\n",
        },
    )
    assert codes(vault.build()) == []
    body = vault.body("one.html")
    assert all(f'data-tex="{tex}"' in body for tex in "tpr")
    assert "&lt;" not in body


def test_what_no_program_includes_is_not_read(tmp_path: Path) -> None:
    vault = Vault(tmp_path, {"a.md": "{{< include _part.md >}}\n", "_part.md": "Words of $p$.\n"})
    vault.build()
    assert "Words" not in vault.body("a.html")
