"""What a page weighs outside its own text: budgets in bytes, compressed."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from tests.theme.sample import ASSETS, TEMPLATE_OF, render, views


def compressed(*paths: Path) -> int:
    return sum(len(gzip.compress(path.read_bytes(), mtime=0)) for path in paths)


def test_style_sheets_stay_under_20_kb() -> None:
    assert compressed(*ASSETS.glob("*.css")) <= 20_000


def test_scripts_stay_under_25_kb() -> None:
    assert compressed(*ASSETS.glob("*.js")) <= 25_000


@pytest.mark.parametrize("kind", TEMPLATE_OF)
def test_the_frame_of_a_page_stays_under_12_kb(kind: str) -> None:
    frame = re.sub(r"<article.*</article>", "", render(views()[kind]), flags=re.DOTALL)  # type: ignore[index]  # each kind has a view
    assert len(gzip.compress(frame.encode(), mtime=0)) <= 12_000
