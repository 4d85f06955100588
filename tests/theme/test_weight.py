"""What a page weighs outside its own text: budgets in bytes, compressed."""

from __future__ import annotations

import gzip
import re

import pytest

from notes_wiki.render.templates import TEMPLATES as TEMPLATE_OF
from notes_wiki.write.assets import AS_ONE, EVERYWHERE, SHORTER, gather_theme
from tests.theme.sample import ASSETS, render, views


@pytest.mark.parametrize(("suffix", "most"), [(".css", 16_000), (".js", 20_000)])
def test_style_sheets_stay_under_16_kb_and_scripts_under_20(suffix: str, most: int) -> None:
    theme, data = gather_theme([ASSETS.parent])
    names = {path.name for path in ASSETS.glob(f"*{suffix}")}
    if suffix == ".css":
        names = names - {*EVERYWHERE} | {AS_ONE}
    sent = [data[theme.addresses[name]] for name in names]
    assert len(sent) > 3
    assert sum(len(gzip.compress(content, mtime=0)) for content in sent) <= most


def test_no_string_in_a_style_sheet_is_shortened_with_it() -> None:
    for path in ASSETS.glob("*.css"):
        source = re.sub(rb"/\*.*?\*/", b"", path.read_bytes(), flags=re.S)
        for text in re.findall(rb"\"[^\"\n]*\"|'[^'\n]*'", source):
            assert not [long for long, _ in SHORTER if long in text], (path.name, text)


@pytest.mark.parametrize("kind", TEMPLATE_OF)
def test_the_frame_of_a_page_stays_under_12_kb(kind: str) -> None:
    frame = re.sub(r"<article.*</article>", "", render(views()[kind]), flags=re.DOTALL)  # type: ignore[index]  # each kind has a view
    assert len(gzip.compress(frame.encode(), mtime=0)) <= 12_000
