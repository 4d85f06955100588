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
    const drawn = [...math.querySelectorAll('mi, mo, mn, mtext')].filter((one) => one.textContent.trim());
    return drawn.map((one) => {
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
        pytest.param(r"\int_{-\infty}^{1} f", "∞", "f", 0.22, id="a letter behind an integral"),
        pytest.param(r"\begin{matrix} a & b \end{matrix}", "a", "b", 1, id="columns"),
        pytest.param(r"\begin{aligned} & a & b \end{aligned}", "a", "b", 2, id="pairs of columns"),
        pytest.param(r"\binom{n}{k}", "(", "n", 0, id="a binomial coefficient in its brackets"),
        pytest.param(r"\tbinom{n}{k}", "n", ")", 0, id="one of a given size"),
        pytest.param(r"V^2", "V", "2", 0.1, id="a script at a slanted letter"),
        pytest.param(r"x^2", "x", "2", 0, id="a script at an upright edge"),
        pytest.param(r"\log{n}", "log", "n", 0.167, id="a group behind a name"),
        pytest.param(r"\sum{a}", "∑", "a", 0.167, id="a group behind a sum"),
        pytest.param(r"\frac{\text{a} + \text{b}}{2}", "a", "+", 0.222, id="words and a sign in a fraction"),
        pytest.param(r"\begin{aligned} &= \text{b} \end{aligned}", "=", "b", 0.278, id="words in a cell"),
        pytest.param(r"\begin{cases} a &= b \end{cases}", "a", "=", 1, id="a relation first in another cell"),
        pytest.param(r"\underset{x}{\max} f", "max", "f", 0.167, id="a letter behind an operator"),
        pytest.param(r"\log{(n)}", "log", "(", 0.167, id="a group in brackets behind a name"),
        pytest.param(r"\ln{\left(n\right)}", "ln", "(", 0.167, id="a group in brackets that grow"),
        pytest.param(r"\log(n)", "log", "(", 0, id="brackets behind a name"),
        pytest.param(r"x\begin{array}{c} a \end{array}", "x", "a", 0.5, id="the edge of an array"),
        pytest.param(r"x\begin{array}{@{}l} a \end{array}", "x", "a", 0, id="an array without an edge"),
        pytest.param(r"x\begin{matrix} a \end{matrix}", "x", "a", 0, id="the edge of a matrix"),
        pytest.param(
            r"x\begin{matrix} a \end{matrix}\begin{array}{c} b \end{array}",
            "a",
            "b",
            0.5,
            id="an array beside a matrix",
        ),
        pytest.param(r"x\begin{pmatrix*}[r] a \end{pmatrix*}", "(", "a", 0, id="a starred matrix"),
        pytest.param(r"a \color{red} + b", "a", "+", 0.222, id="a sign that begins a colour"),
        pytest.param(r"a \textcolor{red}{=} b", "a", "=", 0.278, id="a coloured relation"),
        pytest.param(r"a \textcolor{red}{= b +} c", "+", "c", 0.222, id="a sign that ends a colour"),
        pytest.param(r"a \textcolor{red}{,} b", ",", "b", 0.167, id="a coloured comma"),
        pytest.param(r"a \mathcolor{red}{\implies} b", "a", "⟹", 0.556, id="a coloured sign with wide space"),
        pytest.param(r"a {\color{red} +} b", "a", "+", 0, id="a coloured sign in braces"),
        pytest.param(r"\textcolor{red}{-} b", "−", "b", 0, id="a coloured sign of a number"),
    ],
)
def test_what_stands_side_by_side_is_as_far_apart_as_in_tex(
    tmp_path: Path, look: OpenPage, tex: str, before: str, after: str, tex_has: float
) -> None:
    page = look(page_of(tmp_path, [tex]))
    assert abs(gap(page, before, after) - tex_has) < 0.03


@pytest.mark.parametrize(
    ("tex", "wide"),
    [
        (r"a \big/ b", 0.593),
        (r"a \Big\backslash b", 0.825),
        (r"a \bigg/ b", 1.127),
        (r"a \Bigg/ b", 1.127),
        (r"\left. a \right/ b", 0.386 + 0.167),
    ],
)
def test_a_slash_is_as_wide_as_the_font_has_it_in_its_size(
    tmp_path: Path, look: OpenPage, tex: str, wide: float
) -> None:
    assert abs(gap(look(page_of(tmp_path, [tex])), "a", "b") - wide) < 0.03


@pytest.mark.parametrize(("letter", "lean"), [("f", 0.18), ("x", 0.06), ("A", 0.14), ("L", 0)])
def test_an_accent_stands_over_the_head_of_a_slanted_letter(
    tmp_path: Path, look: OpenPage, letter: str, lean: float
) -> None:
    where = places(look(page_of(tmp_path, [rf"\hat{{{letter}}}"])))
    accent, base = where["ˆ"], where[letter]
    assert abs((accent[0] + accent[1] - base[0] - base[1]) / 2 - lean) < 0.03


@pytest.mark.parametrize(
    "tex", [r"z^{y^{x^{w}}}", r"a_{\frac{w^{w}}{b}}", r"\overset{b_{c_{w}}}{a}", r"a_{\hat{w}_c}"]
)
def test_nothing_is_smaller_than_the_script_of_a_script(tmp_path: Path, look: OpenPage, tex: str) -> None:
    page = look(page_of(tmp_path, [tex, "x^{y^z}"]))
    smallest, *_ = page.locator("math").evaluate_all(
        """(all) => all.slice(0, 2).map((math) => Math.min(...[...math.querySelectorAll('mi')].map(
            (one) => parseFloat(getComputedStyle(one).fontSize))))"""
    )
    size = page.locator("math").first.evaluate("math => parseFloat(getComputedStyle(math).fontSize)")
    assert smallest / size > 0.5


@pytest.mark.parametrize("tex", [r"\fcolorbox{red}{white}{x}", r"\bbox[yellow,border:1px solid red]{x}"])
def test_a_frame_and_its_ground_are_one_box(tmp_path: Path, look: OpenPage, tex: str) -> None:
    page = look(page_of(tmp_path, [tex]))
    frame, ground = (page.locator(f"mrow.{name}").first.bounding_box() for name in ("boxed", "coloured"))
    assert frame is not None
    assert ground is not None
    assert abs(frame["width"] - ground["width"]) < 3
    assert abs(frame["height"] - ground["height"]) < 3


@pytest.mark.parametrize(
    "tex", [r"\genfrac{}{}{5pt}{}{a}{b}", r"a \above5pt b", r"a \abovewithdelims() 5pt b"]
)
def test_the_bar_of_a_fraction_is_as_thick_as_asked_for(tmp_path: Path, look: OpenPage, tex: str) -> None:
    page = look(page_of(tmp_path, [tex, r"\frac{a}{b}"]))
    thick, plain = (page.locator("mfrac").nth(place).bounding_box() for place in (0, 1))
    assert thick is not None
    assert plain is not None
    assert thick["height"] > plain["height"] + 2


def test_the_box_of_a_young_diagram_is_a_square_with_the_digit_in_its_middle(
    tmp_path: Path, look: OpenPage
) -> None:
    page = look(page_of(tmp_path, [r"\young(12,3)"]))
    box, digit = (page.locator(tag).first.bounding_box() for tag in ("mtd", "mtd > mn"))
    assert box is not None
    assert digit is not None
    assert abs(box["width"] - box["height"]) < 2
    assert abs(box["y"] * 2 + box["height"] - digit["y"] * 2 - digit["height"]) / 2 < 2
