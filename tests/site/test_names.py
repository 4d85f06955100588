"""No two notes are lost to one another."""

from pathlib import Path

from tests.wikis import build_wiki, write


def test_notes_that_differ_in_their_extension_alone_both_have_a_page(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"wiki.toml": "", "content/a.md": "The first.\n", "content/a.markdown": "The second, by itself.\n"},
    )
    report = build_wiki(tmp_path, tmp_path / "out")
    shown = {path.name: path.read_text() for path in (tmp_path / "out").glob("a*.html")}
    assert report.notes == 2
    assert sorted("first" in page for page in shown.values()) == [False, True]
    assert sorted("second" in page for page in shown.values()) == [False, True]
