"""Where TeX wants a number and none stands: `²` is a digit to Unicode, and no `int` reads it."""

from __future__ import annotations

import pytest

from notes_wiki.config import MathConfig
from notes_wiki.math.macros import from_table
from notes_wiki.math.preamble import read_preamble
from notes_wiki.math.tokens import whole_number
from notes_wiki.math.typeset import Typesetter

NO_NUMBERS = ("²", "①", "9" * 5000)


@pytest.mark.parametrize("typed", NO_NUMBERS)
@pytest.mark.parametrize(
    "tex",
    [
        r"\imat{#}",
        r"\begin{array}{c}\multicolumn{#}{c}{x}\end{array}",
        r"\newcommand{\x}[#]{a}\x",
        r"\def\x#1{##}\x{a}",
        r"\textcolor{red!#!blue}{x}",
        r"\DeclarePairedDelimiterX\x[#]{(}{)}{a}\x{b}",
        r"\begin{array}{*{#}{c}}x\end{array}",
        r"\num{1e#}",
    ],
)
def test_what_is_no_number_where_one_belongs_does_no_harm(tex: str, typed: str) -> None:
    typeset = Typesetter(MathConfig(packages=("physics", "siunitx"))).typeset
    assert typeset(
        tex.replace("#", typed) if "##" not in tex else tex.replace("##", "#" + typed), display=True
    )


@pytest.mark.parametrize("typed", NO_NUMBERS)
def test_what_is_no_number_does_no_harm_to_a_table_or_a_preamble_of_macros(typed: str) -> None:
    macros = from_table({"x": f"a#{typed}"})
    Typesetter(MathConfig(), macros).typeset(r"\x{b}", display=False)
    assert read_preamble(rf"\newcommand{{\x}}[{typed}]{{a}}", "preamble.tex").problems


def test_a_whole_number_is_written_in_ascii_digits() -> None:
    assert [whole_number(text) for text in ("0", "12", "", "-1", "1.5", *NO_NUMBERS)] == [0, 12, *[None] * 6]
