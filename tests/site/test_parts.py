"""Texts in private files, which notes include: they have no page of their own."""

from pathlib import Path

from tests.site.vault import Vault, codes, seen_in, tree

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


def test_what_would_be_no_note_by_its_own_front_matter_is_no_part(tmp_path: Path) -> None:
    vault = quarto(tmp_path)
    fields = ("publishDate: 2999-01-01", "expiryDate: 2001-01-01", "private: true", "publish: no", "draft: [")
    names = [f"_p{number}.qmd" for number in range(len(fields))]
    vault.write({name: f"---\n{field}\n---\nSecret.\n" for name, field in zip(names, fields, strict=True)})
    vault.write({"a.qmd": "".join(f"{{{{< include {name} >}}}}\n\n" for name in names)})
    vault.build()
    assert seen_in(vault.site, ["secret."]) == {}


def test_what_the_author_told_to_ignore_is_no_part(tmp_path: Path) -> None:
    (tmp_path / "_quarto.yml").write_text("")
    vault = Vault(tmp_path, QUARTO, 'ignore = ["/_part.qmd", "/sub/_m*"]\n')
    vault.build()
    assert seen_in(vault.site, ['data-tex="x^2"', 'data-tex="z"']) == {}
    assert "Another" in vault.body("sub/b.html")


def test_where_notes_ask_to_be_published_parts_must_too(tmp_path: Path) -> None:
    (tmp_path / "_quarto.yml").write_text("")
    asking = "---\npublish: true\n---\n"
    notes = {"a.qmd": asking + "{{< include _b.qmd >}}\n\n{{< include _c.qmd >}}\n"}
    vault = Vault(
        tmp_path,
        {**notes, "_b.qmd": "Secret.\n", "_c.qmd": asking + "Public.\n"},
        'publish = "explicit"\n',
    )
    vault.build()
    assert seen_in(vault.site, ["secret."]) == {}
    assert "Public." in vault.body("a.html")


def test_parts_below_lines_of_text_are_read_once(tmp_path: Path) -> None:
    vault = quarto(tmp_path)
    count = 40
    vault.write({"a.qmd": "Words.\n{{< include _p0.qmd >}}\n", f"_p{count}.qmd": "The end.\n"})
    vault.write({f"_p{n}.qmd": f"Part {n}.\n{{{{< include _p{n + 1}.qmd >}}}}\n" for n in range(count)})
    vault.build()
    body = vault.body("a.html")
    assert "Part 39." in body
    assert "The end." not in body  # as deep as parts may lie in one another


def test_parts_in_blocks_within_blocks_end(tmp_path: Path) -> None:
    vault = quarto(tmp_path)
    deep = "{{{row\n" * 30
    vault.write({f"_p{n}.md": f"{deep}{{{{< include _p{n + 1}.md >}}}}\n" + "}}}\n" * 30 for n in range(30)})
    vault.write({"a.md": "---\ndialect: wiki\n---\n{{< include _p0.md >}}\n\nWords.\n", "_p30.md": "End.\n"})
    vault.build()
    assert "Words." in vault.body("a.html")


def test_what_is_never_closed_in_a_part_is_told_of_the_line_that_includes_it(tmp_path: Path) -> None:
    vault = quarto(tmp_path)
    vault.write({"a.qmd": "A\n\n{{< include _p.qmd >}}\n", "_p.qmd": "\n" * 50 + "```\ncode\n"})
    problems = {
        (found.code, found.span.line)
        for found in vault.build().problems
        if found.path == "a.qmd" and found.span
    }
    assert ("unclosed-block", 3) in problems


def test_an_ignored_link_that_leads_nowhere_is_no_problem(tmp_path: Path) -> None:
    vault = quarto(tmp_path)
    (vault.content / "_nowhere.qmd").symlink_to("nothing.qmd")
    assert "unreadable" not in codes(vault.build())
