"""Which rows of a display take numbers."""

from __future__ import annotations

import pytest

from notes_wiki.config import MathConfig
from notes_wiki.math.typeset import Typesetter
from notes_wiki.model import OF_GROUP


@pytest.mark.parametrize("name", ["align", "gather", "eqnarray"])
@pytest.mark.parametrize("end", ["", r" \\", "\\\\\n"])
def test_the_end_of_the_last_row_takes_no_number(name: str, end: str) -> None:
    found = Typesetter(MathConfig(number="all")).typeset(
        rf"\begin{{{name}}} a \\ b{end} \end{{{name}}}", display=True
    )
    assert found.mathml is not None
    assert (len(found.labels), found.mathml.count("<mtr")) == (2, 2)


@pytest.mark.parametrize(
    "tex",
    [
        r"\begin{pmatrix} 0 \\[1ex]* \end{pmatrix}",
        r"\begin{pmatrix} 0 \\*[1ex]* \end{pmatrix}",
        r"\begin{align} 0 \\[1em]*1 \end{align}",
        r"\sum_{\substack{0 \\[1pt]*1}} x",
        r"0 \\[1ex]*1",
    ],
)
def test_a_star_behind_the_room_below_a_row_begins_the_next_row(tex: str) -> None:
    found = Typesetter(MathConfig()).typeset(tex, display=True)
    assert found.mathml is not None
    assert found.mathml.count("*") + found.mathml.count("∗") == 1


@pytest.mark.parametrize("end", ["newline", "tabularnewline", "crcr"])
def test_a_colour_ends_with_its_row_by_whatever_name_that_ends(end: str) -> None:
    tex = rf"\begin{{matrix}} \color{{red}} a \{end} b \end{{matrix}}"
    found = Typesetter(MathConfig()).typeset(tex, display=True)
    assert found.mathml is not None
    assert found.mathml.count("<mtr") == 2


def test_rows_with_names_share_the_number_of_the_key_behind_their_display() -> None:
    rows = r"\begin{align} a \label{x} \\ b \\ c \label{y} \end{align}"
    found = Typesetter(MathConfig()).typeset(rows, display=True, key="all")
    assert [(one.key, one.tag) for one in found.labels] == [
        ("all", ""),
        ("x", OF_GROUP + "a"),
        ("y", OF_GROUP + "b"),
    ]
    assert found.problems == ()
