"""Every row of a table has a strut, at its end, once, and every root one below it."""

from __future__ import annotations

import re
from typing import Literal
from xml.etree import ElementTree

import pytest

from notes_wiki.config import MathConfig
from notes_wiki.math.struts import DOTS, ROOT, STRUT
from notes_wiki.math.typeset import Typesetter


def set_(tex: str) -> str:
    found = Typesetter(MathConfig()).typeset(tex, display=True).mathml
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("tex", "rows"),
    [
        (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", 2),
        (r"\begin{aligned} a &= b \\ &= c \\ &= d \end{aligned}", 3),
        (r"\begin{array}{c|c} a & b \\ \hline c & \\ \hline \end{array}", 2),
        (r"a \\ b", 2),
    ],
)
def test_a_row_ends_with_a_strut(tex: str, rows: int) -> None:
    found = set_(tex)
    assert found.count(STRUT) == found.count(f"{STRUT}</mtd></mtr>") == rows


def test_a_row_with_dots_downwards_is_as_high_as_tex_makes_it() -> None:
    found = set_(
        r"\begin{pmatrix} a & \begin{matrix} \vdots \\ c \end{matrix} \\ \vdots & \ddots \\ d \end{pmatrix}"
    )
    assert [strut for strut in found.split("</mtd></mtr>") if strut.endswith(DOTS)] == [
        part for part in found.split("</mtd></mtr>") if "⋮" in part[part.rfind("<mtr>") :]
    ]
    assert found.count(DOTS) == 2


def test_rows_of_small_tables_have_small_struts() -> None:
    small = set_(r"\begin{smallmatrix} a \\ \begin{matrix} b & c \end{matrix} \\ d \end{smallmatrix}")
    assert small.count('height="0.6em"') == 2  # the row that ends with a table has the table's
    assert small.count(STRUT) == 1


def test_a_formula_without_rows_has_none() -> None:
    assert "mspace" not in set_(r"\frac{a}{b} + \sum_{i} x_i")


@pytest.mark.parametrize("engine", ["math-core", "latex2mathml"])
@pytest.mark.parametrize(
    ("tex", "roots"),
    [
        (r"\sqrt{m}", 1),
        (r"\sqrt[3]{2}", 1),
        (r"\sqrt[n]{x + y}", 1),
        (r"\sqrt{\sqrt[3]{\frac{a}{b}}} + \sqrt x", 3),
    ],
)
def test_below_every_root_stands_a_strut(
    engine: Literal["math-core", "latex2mathml"], tex: str, roots: int
) -> None:
    found = Typesetter(MathConfig(engine=engine)).typeset(tex, display=False).mathml
    assert found is not None
    assert found.count(ROOT) == roots
    for root in ElementTree.fromstring(found).iter():
        if root.tag.endswith("}mroot"):
            assert [child.tag.rpartition("}")[2] for child in root[0]][-1] == "mspace"
            assert len(root) == 2
        elif root.tag.endswith("}msqrt"):
            assert root[-1].tag.endswith("}mspace")


def struts(tex: str, setter: Typesetter | None = None) -> list[str]:
    """The struts of the rows of a formula, each as its height and depth."""
    found = (setter or Typesetter(MathConfig())).typeset(tex, display=True).mathml
    assert found is not None
    return re.findall(r'<mspace height="([^"]*em" depth="[^"]*em)"/>(?=</mtd></mtr>)', found)


@pytest.mark.parametrize(
    "definition",
    [
        r"\renewcommand{\arraystretch}{1.5}",
        r"\renewcommand*\arraystretch{1.5}",
        r"\def\arraystretch{1.5}",
        r"\renewcommand{\arraystretch}{ 1.50 }",
    ],
)
@pytest.mark.parametrize(
    "table",
    [
        r"\begin{array}{cc} a & b \\ c & d \end{array}",
        r"\begin{array}{c|c} a & b \\ \hline \multicolumn{2}{c}{d} \end{array}",
        r"\left(\begin{matrix} a & b \\ c & d \end{matrix}\right)",
        r"\begin{bmatrix} a & b \\ c & d \end{bmatrix}",
    ],
)
def test_rows_are_as_high_as_arraystretch_says(definition: str, table: str) -> None:
    assert struts(definition + table) == ['1.1em" depth="0.5em'] * 2


@pytest.mark.parametrize(
    ("stretch", "strut"),
    [
        ("0.5", '0.3em" depth="0.1em'),
        ("0", '0em" depth="0em'),
        (".9", '0.62em" depth="0.26em'),
        ("999", '7.9em" depth="3.9em'),
        ("1", '0.7em" depth="0.3em'),
        ("1.0", '0.7em" depth="0.3em'),
        ("wide", '0.7em" depth="0.3em'),
        ("-2", '0.7em" depth="0.3em'),
    ],
)
def test_rows_can_be_lower_and_are_never_absurd(stretch: str, strut: str) -> None:
    tex = rf"\def\arraystretch{{{stretch}}}\begin{{pmatrix}} a \\ b \end{{pmatrix}}"
    assert struts(tex) == [strut] * 2


@pytest.mark.parametrize(
    "tex",
    [
        r"\begin{cases} a \\ b \end{cases}",
        r"\begin{aligned} a &= b \\ &= c \end{aligned}",
        r"\begin{smallmatrix} a \\ b \end{smallmatrix}",
    ],
)
def test_tables_with_rows_of_their_own_height_keep_it(tex: str) -> None:
    assert struts(r"\def\arraystretch{2}" + tex) == struts(tex)


@pytest.mark.parametrize("engine", ["math-core", "latex2mathml"])
def test_an_arraystretch_of_a_preamble_holds_for_every_formula(
    engine: Literal["math-core", "latex2mathml"],
) -> None:
    macros = {"\\arraystretch": "1.5"}
    setter = Typesetter(MathConfig(engine=engine, macros=macros))
    assert struts(r"\begin{pmatrix} a \\ b \end{pmatrix}", setter) == ['1.1em" depth="0.5em'] * 2
