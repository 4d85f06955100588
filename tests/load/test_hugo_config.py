"""What the configuration of a Hugo site keeps back."""

from pathlib import Path

import pytest

from notes_wiki.load.hugo_config import cascade


def site(home: Path, name: str, text: str) -> Path:
    """A folder of notes in a site with this configuration."""
    (home / "content").mkdir(exist_ok=True)
    path = home / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return home / "content"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("hugo.json", '{"baseURL": "x", "cascade": {"draft": true}}'),
        ("hugo.yaml", "Cascade:\n  draft: true\n"),
        ("hugo.toml", "[cascade]\ndraft = true\n"),
        ("config/_default/cascade.json", '{"draft": true}'),
        ("config/production/hugo.yml", "cascade: [{draft: true}]\n"),
    ],
)
def test_a_cascade_is_read_in_every_format_and_place(tmp_path: Path, name: str, text: str) -> None:
    lines, problems = cascade(site(tmp_path, name, text))
    assert len(lines) == 1
    assert problems == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("hugo.json", '{"cascade": '),
        ("hugo.yaml", "cascade: ["),
        ("hugo.toml", "[[cascade"),
        ("hugo.yaml", "cascade: " + "[" * 30 + "]" * 30),
        ("hugo.yaml", "a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9]\n" + "cascade: [" + "*a, " * 2000 + "]"),
    ],
    ids=["JSON", "YAML", "TOML", "too deep", "too large"],
)
def test_a_cascade_that_cannot_be_read_keeps_everything_back(tmp_path: Path, name: str, text: str) -> None:
    lines, problems = cascade(site(tmp_path, name, text))
    assert lines == ("all *",)
    assert [found.code for found in problems] == ["hugo-config"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("hugo.json", '["cascade"]'),
        ("hugo.yaml", "# no cascade here\ntitle: x\n"),
        ("config.toml", '[tool]\nname = "cascade"\n'),
        ("hugo.toml", 'title = "x"\n'),
    ],
    ids=["a list", "in a comment", "another program's", "none"],
)
def test_a_configuration_without_a_cascade_keeps_nothing_back(tmp_path: Path, name: str, text: str) -> None:
    assert cascade(site(tmp_path, name, text)) == ((), ())
