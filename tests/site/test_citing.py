"""Citations across a wiki: files found, pages that follow their entries, embeds and backlinks."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.vault import Vault, codes, tree

BIB = "@book{sutton, title={%s}, author={Sutton, R.}, publisher={P}, year=%s}\n"
NOTES = {
    "a.md": "# A\n\nAs [@sutton, p. 3] says, see [[b]].\n",
    "b.md": "# B\n\n![[a]]\n\n[[a]] cites.\n",
    "c.md": "# C\n\nCites nobody, @sutton's namesake@sutton.org.\n",
    "deep/refs.bib": BIB % ("Learning", 2018),
}


def clean(made: Vault) -> dict[str, bytes]:
    made.build(clean=True, out=made.home / "clean")
    return tree(made.home / "clean")


def test_a_bibliography_is_found_and_is_not_published_itself(tmp_path: Path) -> None:
    made = Vault(tmp_path, NOTES)
    assert codes(made.build()) == []
    assert '<a class="citation" href="#ref-sutton">Sutton 2018</a>, p. 3' in made.body("a.html")
    assert "<em>Learning</em>" in made.body("a.html")
    assert not [name for name in made.files() if name.endswith(".bib")]


def test_pages_follow_their_entries(tmp_path: Path) -> None:
    made = Vault(tmp_path, NOTES)
    made.build()
    made.write({"deep/refs.bib": BIB % ("Relearning", 2020)})
    made.build()
    assert "Sutton 2020" in made.body("a.html")
    assert tree(made.site) == clean(made)
    made.write({"deep/refs.bib": "@book{other, title={O}, author={O. O}, publisher={P}, year=1}\n"})
    assert "missing-citation" in codes(made.build())
    assert tree(made.site) == clean(made)
    (made.content / "deep/refs.bib").unlink()
    made.build()
    assert "[@sutton, p. 3]" in made.body("a.html")
    assert tree(made.site) == clean(made)


def test_a_page_that_cites_nothing_is_not_written_again(tmp_path: Path) -> None:
    made = Vault(tmp_path, {"a.md": "# A\n\n[@sutton]\n", "c.md": "# C\n", "refs.bib": BIB % ("L", 2018)})
    made.build()
    before = (made.site / "c.html").stat().st_ino
    made.write({"refs.bib": BIB % ("M", 2019)})
    assert made.build().written >= 1
    assert (made.site / "c.html").stat().st_ino == before


def test_an_embedded_citation_leads_to_the_list_that_came_with_it(tmp_path: Path) -> None:
    made = Vault(tmp_path, NOTES)
    made.build()
    body = made.body("b.html")
    address = body.partition('class="citation" href="#')[2].partition('"')[0]
    assert address.endswith("ref-sutton")
    assert f'id="{address}"' in body


def test_a_citation_in_a_backlink_leads_home(tmp_path: Path) -> None:
    made = Vault(tmp_path, NOTES)
    made.build()
    assert 'href="a.html#ref-sutton"' in made.page("b.html").partition("</article>")[2]


def test_files_named_in_wiki_toml_may_lie_anywhere(tmp_path: Path) -> None:
    (tmp_path / "mine.bib").write_text(BIB % ("Mine", 1999), encoding="utf-8")
    made = Vault(tmp_path, NOTES, 'bibliography = ["mine.bib"]\n')
    assert codes(made.build()) == []
    assert "Sutton 1999" in made.body("a.html")
    (tmp_path / "mine.bib").write_text(BIB % ("Mine", 2001), encoding="utf-8")
    made.build()
    assert "Sutton 2001" in made.body("a.html")
    assert tree(made.site) == clean(made)


def test_a_folder_has_its_own_trust_in_html(tmp_path: Path) -> None:
    raw = '<b style="color: red">x</b>'
    made = Vault(
        tmp_path,
        {"a.md": raw, "old/a.md": raw, "old/mine/a.md": raw},
        '[html-folders]\n"old" = "escape"\n"old/mine" = "trusted"\n',
    )
    made.build()
    assert "<b>x</b>" in made.body("a.html")
    assert "&lt;b style" in made.body("old/a.html")
    assert "<b" in made.body("old/mine/a.html")
    made.write({"a.md": "y"})
    (made.home / "wiki.toml").write_text('[html-folders]\n"old" = "safe"\n', encoding="utf-8")
    made.build()
    assert "<b>x</b>" in made.body("old/a.html")


@pytest.mark.parametrize("bibliography", [True, False])
def test_a_wiki_without_a_bibliography_never_loads_what_reads_one(tmp_path: Path, bibliography: bool) -> None:
    made = Vault(tmp_path, NOTES)
    if not bibliography:
        (made.content / "deep/refs.bib").unlink()
    code = (
        "import sys; from pathlib import Path; from notes_wiki.build import BuildOptions, build; "
        "import notes_wiki.parse.note  # so that notes are parsed in this process\n"
        "build(BuildOptions(config=Path('wiki.toml'), jobs=1)); print('pybtex' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == str(bibliography)
