"""Golden sites: a few notes in each dialect, and all that their pages say.

`pytest tests/site/test_golden.py --rewrite-fixtures` writes what a build gives now; look at the difference
before committing it. Held are the main part of every note's page, without the picture of its neighbourhood,
and what the build tells.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from notes_wiki.build import BuildOptions, build
from notes_wiki.problem_text import render_text

FOLDER = Path(__file__).parent.parent / "golden"
DIALECTS = ("wiki", "obsidian", "hugo", "pandoc")
DAY = 1_700_000_000
_PICTURE = re.compile(r"<svg.*?</svg>", re.S)


def built(dialect: str, home: Path) -> dict[str, str]:
    """What a build of the dialect's notes gives: the main part of each page, and the problems."""
    shutil.copytree(FOLDER / dialect / "content", home / "content")
    (home / "wiki.toml").touch()
    for path in (home / "content").iterdir():
        os.utime(path, (DAY, DAY))
    report = build(BuildOptions(config=home / "wiki.toml", dialect=dialect, text_index=False, jobs=1))
    found = {
        path.name: _PICTURE.sub("<svg/>", main(path.read_text(encoding="utf-8")))
        for path in sorted((home / "site").glob("*.html"))
        if path.name not in ("index.html", "404.html")
    }
    found["problems.txt"] = "".join(f"{render_text(one, None)}\n" for one in report.problems)
    return found


def main(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")] + "</main>\n"


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_site_is_what_it_was(dialect: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    folder = FOLDER / dialect / "site"
    found = built(dialect, tmp_path)
    if request.config.getoption("--rewrite-fixtures"):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name, text in found.items():
            (folder / name).write_text(text, encoding="utf-8")
    assert found == {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
