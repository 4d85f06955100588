"""What a bare link is called."""

from pathlib import Path

import pytest

from notes_wiki.build import BuildOptions, build


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("[[trace]]", ">trace</a>"),
        ("[[Trace]]", ">Trace</a>"),
        ("[[density matrix]]", ">density matrix</a>"),
        ("[[density-matrix]]", ">Density matrix</a>"),
        ("[[state]]", ">Density matrix</a>"),
        ("[[trace|it]]", ">it</a>"),
        ("[[#^one]]", ">^one</a>"),
        ("[[trace#^two]]", ">Trace</a>"),
    ],
)
def test_a_link_typed_as_the_title_keeps_its_capitals_and_any_other_shows_the_title(
    tmp_path: Path, typed: str, shown: str
) -> None:
    notes = {
        "trace.md": "# Trace\n\nWords. ^two\n",
        "density-matrix.md": "---\ntitle: Density matrix\naliases: [state]\n---\n",
        "a.md": f"Words. ^one\n\nthe {typed} is\n",
    }
    for name, text in notes.items():
        (tmp_path / "content").mkdir(exist_ok=True)
        (tmp_path / "content" / name).write_text(text, encoding="utf-8")
    (tmp_path / "wiki.toml").write_text("")
    build(BuildOptions(config=tmp_path / "wiki.toml"))
    assert shown in (tmp_path / "site" / "a.html").read_text(encoding="utf-8").partition("<main")[2]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("[see @thm:x](b.md)", '<a href="b.html">see Theorem 1</a>'),
        (r"[see \ref{gone}](b.md)", '<a href="b.html">see <span class="missing" title="'),
        ("see @thm:x", 'see <a class="reference" href="#thm:x">Theorem 1</a>'),
    ],
)
def test_a_reference_in_the_words_of_a_link_is_no_link(tmp_path: Path, typed: str, shown: str) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text(f"{typed}\n\n::: theorem {{#thm:x}}\nWords.\n:::\n")
    (tmp_path / "content" / "b.md").write_text("# B\n")
    (tmp_path / "wiki.toml").write_text("")
    build(BuildOptions(config=tmp_path / "wiki.toml"))
    assert shown in (tmp_path / "site" / "a.html").read_text(encoding="utf-8").partition("<main")[2]


def test_a_link_to_the_name_above_the_title_shows_the_title_in_every_note(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("(start)=\n# Sums and $n$\n\nSee {ref}`start`.\n")
    (tmp_path / "content" / "b.md").write_text("# B\n\nSee {ref}`start`.\n")
    (tmp_path / "wiki.toml").write_text("")
    build(BuildOptions(config=tmp_path / "wiki.toml"))
    for name in ("a", "b"):
        page = (tmp_path / "site" / f"{name}.html").read_text(encoding="utf-8")
        assert '#start">Sums and <' in page


def test_a_link_to_the_root_leads_to_the_front_page_that_the_site_makes(tmp_path: Path) -> None:
    (tmp_path / "content" / "f").mkdir(parents=True)
    (tmp_path / "content" / "f" / "a.md").write_text("# A\n\n[Home](/)\n")
    (tmp_path / "wiki.toml").write_text("")
    assert build(BuildOptions(config=tmp_path / "wiki.toml")).problems == ()
    page = (tmp_path / "site" / "f" / "a.html").read_text(encoding="utf-8")
    assert '<a href="../index.html">Home</a>' in page
