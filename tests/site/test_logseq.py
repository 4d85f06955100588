"""A graph of Logseq's, recognised by its settings."""

from pathlib import Path

from tests.wikis import build_wiki, write

ID = "64a1b2c3-0000-4000-8000-00000000abcd"
OTHER = "64a1b2c3-0000-4000-8000-00000000abce"


def test_blocks_are_called_by_their_words_from_other_pages(tmp_path: Path) -> None:
    blocks = f"- A *block* of $x$\n  id:: {ID}\n- ## Part\n  id:: {OTHER}\n"
    links = "[[a/b]], [[first]], [[Jan 3rd, 2024]]"
    write(
        tmp_path,
        {
            "wiki.toml": "",
            "content/logseq/config.edn": "",
            "content/pages/a___b.md": f"alias:: first\n\n{blocks}",
            "content/pages/c.md": f"- See (({ID})), {links}.\n- (({OTHER}))\n",
            "content/journals/2024_01_03.md": "- {{embed [[c]]}}\n",
        },
    )
    report = build_wiki(tmp_path, tmp_path / "out")
    assert (report.problems, report.formulas) == ((), 1)
    page = (tmp_path / "out/pages/c.html").read_text()
    assert f'href="a___b.html#^{ID}"' in page.replace("%5E", "^")
    assert "A <em>block</em> of <span" in page
    assert ">Part</a>" in page
