"""Every row of a table has a strut, at its end, once."""

from __future__ import annotations

import pytest

from notes_wiki.config import MathConfig
from notes_wiki.math.struts import STRUT
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


def test_rows_of_small_tables_have_small_struts() -> None:
    small = set_(r"\begin{smallmatrix} a \\ \begin{matrix} b & c \end{matrix} \\ d \end{smallmatrix}")
    assert small.count('height="0.6em"') == 2  # the row that ends with a table has the table's
    assert small.count(STRUT) == 1


def test_a_formula_without_rows_has_none() -> None:
    assert "mspace" not in set_(r"\frac{a}{b} + \sum_{i} x_i")
