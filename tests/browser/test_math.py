"""Formulas in a real browser: nothing that is typed runs, columns keep to their side."""

from __future__ import annotations

from pathlib import Path

import pytest

from notes_wiki.config import MathConfig
from notes_wiki.math.batch import filled
from notes_wiki.math.typeset import Typesetter
from tests.browser.conftest import OpenPage
from tests.math.test_soup import INJECTIONS

ASSETS = Path(__file__).parent.parent.parent / "templates" / "assets"
POLICY = (
    '<meta http-equiv="Content-Security-Policy"'
    " content=\"default-src 'none'; img-src data:; style-src file:; font-src file:\">"
)


def page_of(folder: Path, formulas: list[str], head: str = "") -> str:
    """The address of a page that shows these formulas, by both engines."""
    setters = [Typesetter(MathConfig(engine="auto")), Typesetter(MathConfig(engine="latex2mathml"))]
    shown = "".join(
        f'<div class="equation">{filled(setter.typeset(tex, display=True)) or ""}</div>'
        for setter in setters
        for tex in formulas
    )
    sheets = "".join(
        f'<link rel="stylesheet" href="{(ASSETS / name).as_uri()}">'
        for name in ("fonts.css", "style.css", "prose.css", "math.css")
    )
    file = folder / "page.html"
    top = f'<!doctype html><meta charset="utf-8">{head}<link rel="icon" href="data:,">{sheets}'
    file.write_text(f"{top}<main>{shown}</main>", encoding="utf-8")
    return file.as_uri()


@pytest.mark.parametrize("head", ["", POLICY], ids=["without a policy", "with a strict policy"])
def test_no_injection_runs_or_leaves_the_formula(tmp_path: Path, open_page: OpenPage, head: str) -> None:
    page = open_page(page_of(tmp_path, INJECTIONS, head))
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    assert (
        page.locator("script, img, svg, iframe, object, [onclick], [onerror], [onload], [style]").count() == 0
    )
    assert page.locator("[href^='javascript:']").count() == 0
    assert dialogs == []


def test_the_columns_of_an_alignment_meet(tmp_path: Path, open_page: OpenPage) -> None:
    page = open_page(page_of(tmp_path, [r"\begin{align} a + b &= c \\ x &= y + z\end{align}"]))
    signs = [page.locator("mtd.left > mo:first-child").nth(row).bounding_box() for row in (0, 1)]
    assert signs[0] is not None
    assert signs[1] is not None
    assert abs(signs[0]["x"] - signs[1]["x"]) < 1


@pytest.mark.parametrize("base", ["2", r"\frac{a}{b}", r"\frac{\frac{a}{b}}{\frac{c}{d}}"])
def test_a_root_ends_with_what_it_holds(tmp_path: Path, open_page: OpenPage, base: str) -> None:
    page = open_page(page_of(tmp_path, [rf"\sqrt{{{base}}}x"]))
    root = page.locator("msqrt").first.bounding_box()
    inside = page.locator("msqrt > *").first.bounding_box()
    assert root is not None
    assert inside is not None
    size = page.locator("math").first.evaluate("math => parseFloat(getComputedStyle(math).fontSize)")
    gap = root["x"] + root["width"] - inside["x"] - inside["width"]
    assert gap < 0.1 * size


def test_a_fraction_in_a_line_is_about_as_tall_as_tex_sets_it(tmp_path: Path, open_page: OpenPage) -> None:
    page = open_page(page_of(tmp_path, [r"\tfrac12"]))
    fraction = page.locator("mfrac").first.bounding_box()
    assert fraction is not None
    size = page.locator("math").first.evaluate("math => parseFloat(getComputedStyle(math).fontSize)")
    assert 1.1 < fraction["height"] / size < 1.35  # TeX: 1.19
