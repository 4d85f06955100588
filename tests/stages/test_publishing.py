"""Which notes are published, by their dates and by the pages of the folders they lie in."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from notes_wiki.build import BuildOptions, build
from notes_wiki.load.front_matter import split
from notes_wiki.stages import unchanged
from notes_wiki.stages.publishing import Publishing
from notes_wiki.stages.site import open_site
from tests.stages.test_unchanged import age
from tests.wikis import write

NOW = 1_700_000_000.0  # 2023-11-14, 22:13:20 UTC


def published(tmp_path: Path, dialect: str, heads: dict[str, str], *, drafts: bool = False) -> set[str]:
    write(tmp_path, {"content/a.md": "", "wiki.toml": f'dialect = "{dialect}"\n'})
    site = open_site(BuildOptions(config=tmp_path / "wiki.toml", out=tmp_path / "out", drafts=drafts))
    metas = {path: split(f"---\n{head}\n---\n").meta for path, head in heads.items()}
    return Publishing(site, metas, NOW).paths


DATES = {
    "past.md": "date: 2023-11-01",
    "future.md": "date: 2023-11-20",
    "today.md": "date: 2023-11-14T20:00:00Z",
    "tonight.md": "date: 2023-11-14T23:00:00Z",
    "scheduled.md": "publishDate: 2024-01-01",
    "over.md": "expiryDate: 2023-01-01",
    "2024-01-01-post.md": "title: x",
    "2024-01-01-moved.md": "date: 2023-01-01",
}


@pytest.mark.parametrize("dialect", ["hugo", "jekyll"])
def test_what_is_dated_in_the_future_or_is_over_is_not_published(tmp_path: Path, dialect: str) -> None:
    assert published(tmp_path, dialect, DATES) == {"past.md", "today.md", "2024-01-01-moved.md"}


def test_elsewhere_a_date_is_only_a_date(tmp_path: Path) -> None:
    kept = {"scheduled.md", "over.md"}
    assert published(tmp_path, "wiki", DATES) == DATES.keys() - kept
    assert published(tmp_path, "hugo", DATES, drafts=True) == DATES.keys()


def test_the_page_of_a_folder_speaks_for_all_below(tmp_path: Path) -> None:
    heads = {
        "_index.md": "cascade:\n  _target:\n    path: /inner/**\n  build:\n    render: never",
        "inner/x.md": "draft: false",
        "team/_index.md": "cascade:\n  draft: true",
        "team/x.md": "title: x",
        "team/deep/y.md": "title: y",
        "team/said.md": "draft: false",
        "other.md": "title: z",
    }
    assert published(tmp_path, "hugo", heads) == {"_index.md", "team/said.md", "other.md"}


def test_what_hugo_s_configuration_cascades_holds_for_all_notes(tmp_path: Path) -> None:
    heads = {"inner/x.md": "draft: false", "inner/_index.md": "", "team/x.md": "", "other.md": ""}
    text = '[[cascade]]\n[cascade.build]\nrender = "never"\n[cascade.target]\npath = "{/inner,/inner/**}"\n'
    write(tmp_path, {"hugo.toml": text})
    assert published(tmp_path, "wiki", heads) == {"team/x.md", "other.md"}
    write(tmp_path, {"config/_default/cascade.yaml": "draft: true\ntarget:\n  path: /team/**\n"})
    assert published(tmp_path, "hugo", heads) == {"other.md"}
    write(tmp_path, {"hugo.toml": "[[cascade\n"})
    assert published(tmp_path, "hugo", heads) == set()


def test_a_build_with_nothing_to_do_ends_when_a_note_comes_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"wiki.toml": 'dialect = "hugo"\n', "content/a.md": "---\ndate: 2999-01-01\n---\n"})
    write(tmp_path, {"content/b.md": "B"})
    age(tmp_path)
    options = BuildOptions(config=tmp_path / "wiki.toml", out=tmp_path / "out")
    assert build(options).notes == 1
    assert unchanged.last_report(options) is not None
    clock = SimpleNamespace(time_ns=lambda: 40_000_000_000 * 10**9, perf_counter=lambda: 0.0)
    monkeypatch.setattr(unchanged, "time", cast("object", clock))
    assert unchanged.last_report(options) is None
