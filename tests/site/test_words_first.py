"""Wikis of programs that write a link's words before its target."""

from pathlib import Path

import pytest

from tests.wikis import build_wiki, write


@pytest.mark.parametrize("marker", ["content/_Sidebar.md", "content/_Footer.md", "dendron.yml"])
def test_the_words_of_a_link_stand_before_its_target(tmp_path: Path, marker: str) -> None:
    write(
        tmp_path,
        {
            "wiki.toml": "",
            marker: "",
            "content/a.md": "To [[the *other*|b]]; [[b]]. [[p.svg|alt=A sign|width=30px]]\n",
        },
    )
    write(tmp_path, {"content/b.md": "# B\n", "content/p.svg": "<svg/>"})
    report = build_wiki(tmp_path, tmp_path / "out")
    assert report.problems == ()
    page = (tmp_path / "out/a.html").read_text()
    assert "the <em>other</em></a>" in page
    assert 'alt="A sign" width="30"' in page
