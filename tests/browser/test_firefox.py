r"""Formulas in Firefox beside the same in Chromium: what `math.css` does for either keeps them alike.

Distances are between letters, numbers and words, in ems of the formula; the boxes of signs hold their spaces
in the one browser and not in the other. Firefox adds the slant of a capital to what follows it, as TeX does
(0.15 em at V), so formulas here hold none.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.browser.conftest import OpenPage, browser_program
from tests.browser.firefox import Firefox, running
from tests.browser.test_math import page_of

NAMES = ("firefox-esr", "firefox")
MARKED = """[...document.querySelectorAll('math')].map((math) => {
    const size = parseFloat(getComputedStyle(math).fontSize);
    const {left, top} = math.getBoundingClientRect();
    const place = (one) => {
        const range = document.createRange();
        range.selectNodeContents(one);
        const box = range.getBoundingClientRect();
        return [one.textContent, (box.left - left) / size, (box.right - left) / size,
            ((box.top + box.bottom) / 2 - top) / size, parseFloat(getComputedStyle(one).fontSize) / size];
    };
    return [...math.querySelectorAll('mi, mn, mtext')].filter((one) => one.textContent.trim()).map(place);
})"""


class Placed(NamedTuple):
    """A letter, a number or words: where they stand, in ems from the formula's upper left corner, and their
    size."""

    text: str
    left: float
    right: float
    middle: float
    size: float


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """The browser, started once."""
    program = browser_program("Firefox", NAMES)
    with running(program, tmp_path_factory.mktemp("profile")) as browser:
        yield browser


def in_firefox(firefox: Firefox, address: str) -> list[list[Placed]]:
    """Where everything stands in each formula of a page."""
    firefox.open(address)
    return [[Placed(*one) for one in formula] for formula in firefox.evaluate(MARKED)]


def gaps(formula: list[Placed]) -> list[float]:
    """The distances from each to the next."""
    return [after.left - before.right for before, after in pairwise(formula)]


@pytest.mark.parametrize(
    "tex",
    [
        r"\log x",
        r"\log \frac{a}{b}",
        r"\max_{x} \frac{a}{b}",
        r"y \operatorname{arg\,max}_x u",
        r"\sin^2 x + \lim_{x \to 0} \hat{x}",
        r"2 \frac{a}{b} x",
        r"2 \tfrac{a}{b} x",
        r"\sqrt{\frac{a}{b} x} + \dfrac{x}{2} \text{if}",
        r"a \otimes b \oplus c",
        r"\int_r u + \int_0^1 x \, dx",
        r"\sum_{i=1}^{n} a_i^2",
        r"\dddot{x} y + \vec{v} w",
        r"\overline{ab} c + \widehat{xyz} w",
        r"\begin{aligned} a + b &= c \\ &= d \end{aligned}",
        r"\begin{array}{|c|c|} \hline a & b \\ \hline \end{array}",
        r"\begin{cases} 1 & x \\ 2 & y \end{cases}",
        r"\boxed{a + b} c \cancel{x} y",
        r"\underset{n \to \infty}{\lim} a_n",
        r"a \overset{\text{def}}{=} b",
        r"\left[ \sum_{i=1}^n x_i \right] y",
    ],
)
def test_letters_stand_as_far_apart_as_in_chromium(
    tmp_path: Path, look: OpenPage, firefox: Firefox, tex: str
) -> None:
    address = page_of(tmp_path, [tex])
    there = [[Placed(*one) for one in formula] for formula in look(address).evaluate(MARKED)]
    here = in_firefox(firefox, address)
    assert [one.text for one in here[0]] == [one.text for one in there[0]]
    assert gaps(here[0]) == pytest.approx(gaps(there[0]), abs=0.13)


@pytest.mark.parametrize("environment", ["matrix", "aligned", "array}{c"])
def test_rows_stand_as_far_apart_as_in_tex(tmp_path: Path, firefox: Firefox, environment: str) -> None:
    end = environment.partition("}")[0]
    tex = rf"\begin{{{environment}}} a \\ b \\ c \end{{{end}}}"
    first, second, third = in_firefox(firefox, page_of(tmp_path, [tex]))[0]
    expected = 1.5 if environment == "aligned" else 1.2  # LaTeX opens alignments up by a third of a line
    assert [second.middle - first.middle, third.middle - second.middle] == pytest.approx(
        [expected] * 2, abs=0.06
    )


def test_words_above_a_sign_are_as_small_as_a_script(tmp_path: Path, firefox: Firefox) -> None:
    words, script = in_firefox(firefox, page_of(tmp_path, [r"\overset{\text{def}}{=}^x"]))[0]
    assert words.size == pytest.approx(script.size, abs=0.02)


@pytest.mark.parametrize(
    ("tex", "features"), [(r"\overline{a_i}", '"dtls" 0'), (r"\hat{\bm{\imath}}", '"dtls"')]
)
def test_an_i_below_an_accent_keeps_its_dot_unless_it_is_typed_without(
    tmp_path: Path, firefox: Firefox, tex: str, features: str
) -> None:
    firefox.open(page_of(tmp_path, [tex]))
    letter = "[...document.querySelector('math mover').querySelectorAll('mi')].pop()"
    assert firefox.evaluate(f"getComputedStyle({letter}).fontFeatureSettings") == features


def test_a_bracket_is_as_tall_as_the_sum_with_its_limits(tmp_path: Path, firefox: Firefox) -> None:
    firefox.open(page_of(tmp_path, [r"\left[ \sum_{i=1}^{n} x_i \right]"]))
    bracket, total = firefox.evaluate(
        "[document.querySelector('math mo'), document.querySelector('munderover')]"
        ".map((one) => one.getBoundingClientRect().height)"
    )
    assert bracket > 0.9 * total


@pytest.mark.parametrize("tex", [r"\boxed{a}", r"\colorbox{yellow}{$a$}", r"\cancel{a}"])
def test_a_box_is_not_half_as_tall_again_as_what_is_in_it(tmp_path: Path, firefox: Firefox, tex: str) -> None:
    firefox.open(page_of(tmp_path, [tex]))
    height = firefox.evaluate(
        "(() => { const box = document.querySelector('.boxed, .coloured, [class*=cancel]');"
        " return box.getBoundingClientRect().height / parseFloat(getComputedStyle(box).fontSize); })()"
    )
    assert height < 1.6


def test_no_formula_in_running_text_makes_the_page_scroll_sideways(tmp_path: Path, firefox: Firefox) -> None:
    address = page_of(tmp_path, [])
    page = tmp_path / "page.html"
    rows = "".join(f"<mi>x</mi><mo>{sign}</mo>" for sign in "=+" * 30)
    text = page.read_text(encoding="utf-8").replace(
        "<main>", f"<main><p>A <math>{rows}<mi>y</mi></math>.</p>"
    )
    page.write_text(text, encoding="utf-8")
    firefox.open(address, width=390)
    assert firefox.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0
