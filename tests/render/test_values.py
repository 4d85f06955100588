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
