"""Distances within formulas in a real browser, in ems of the formula, beside those that TeX has."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage
from tests.browser.test_math import page_of

# Where the drawn letters and signs of a formula stand, in ems: [text, left, right, size].
_PLACES = """(math) => {
    const size = parseFloat(getComputedStyle(math).fontSize);
    const start = math.getBoundingClientRect().left;
    return [...math.querySelectorAll('mi, mo, mn')].filter((one) => one.textContent.trim()).map((one) => {
        const box = one.getBoundingClientRect();
        return [one.textContent, (box.left - start) / size, (box.right - start) / size,
            parseFloat(getComputedStyle(one).fontSize) / size];
    });
}"""


def places(page: Page) -> dict[str, tuple[float, float, float]]:
    """The first of each text: its left and right edge and its size."""
    found: dict[str, tuple[float, float, float]] = {}
    for text, left, right, size in page.locator("math").first.evaluate(_PLACES):
        found.setdefault(text, (left, right, size))
    return found


def gap(page: Page, before: str, after: str) -> float:
    """How far the second stands from the first."""
    where = places(page)
    return where[after][0] - where[before][1]


@pytest.mark.parametrize(
    ("tex", "before", "after", "tex_has"),
    [
        pytest.param(r"\begin{aligned} &+ c \end{aligned}", "+", "c", 0.222, id="first in a right half"),
        pytest.param(r"\begin{aligned} ={}& c \end{aligned}", "=", "c", 0.278, id="={} in a left half"),
        pytest.param(r"a \overset{1}{+} b", "a", "+", 0.222, id="a sign with a number over it"),
        pytest.param(r"a \underbrace{bcd}_{e} f", "d", "f", 0.167, id="a letter behind a brace"),
        pytest.param(r"\underset{x}{\max} f", "max", "f", 0.167, id="a letter behind an operator"),
    ],
)
def test_what_stands_side_by_side_is_as_far_apart_as_in_tex(
    tmp_path: Path, look: OpenPage, tex: str, before: str, after: str, tex_has: float
) -> None:
    page = look(page_of(tmp_path, [tex]))
    assert abs(gap(page, before, after) - tex_has) < 0.03
