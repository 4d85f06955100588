"""Which rows of a display take numbers."""

from __future__ import annotations

from typing import Literal

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


def rows_of(
    tex: str, *, number: Literal["referenced", "all"] = "referenced", key: str = ""
) -> tuple[list[tuple[str, str]], str]:
    """The keys and tags of a display's labels, and its MathML, which has no mistake."""
    found = Typesetter(MathConfig(number=number)).typeset(tex, display=True, key=key)
    assert found.problems == ()
    assert found.mathml is not None
    return [(one.key, one.tag) for one in found.labels], found.mathml


@pytest.mark.parametrize(
    "tex",
    [
        r"\begin{numcases}{x=} \frac{1}{2} & if $y$ \label{a} \\ 0 & else \label{b} \end{numcases}",
        r"\begin{empheq}[left={\empheqlbrace}]{align} y &= x^2 \label{a} \\ z &= 0 \label{b} \end{empheq}",
        r"\begin{empheq}[box=\fbox]{gather} y \label{a} \\ z \label{b} \end{empheq}",
    ],
)
def test_rows_beside_a_brace_have_a_number_each(tex: str) -> None:
    labels, mathml = rows_of(tex)
    assert labels == [("a", ""), ("b", "")]
    assert mathml.count("\x02number:") == mathml.count("\x02id:") == 2
    assert "\x02row" not in mathml


def test_a_number_beside_a_brace_is_in_a_row_as_high_as_its_own() -> None:
    tex = r"\begin{numcases}{x=} \frac{a + b}{2} & if $y$ \label{a} \\ 0 & else \end{numcases}"
    assert (
        '<mtr\x02id:0\x03><mtd class="left tight-right"></mtd><mtd class="number">'
        '<mpadded width="0"><mphantom><mfrac><mo stretchy="false">(</mo><mn>2</mn></mfrac></mphantom>'
        "</mpadded>"
        "<mtext>(\x02number:0\x03)</mtext>"
    ) in rows_of(tex)[1]


def test_the_rows_of_subnumcases_share_the_number_of_what_is_beside_them() -> None:
    tex = r"\begin{subnumcases}{\label{all} x=} 1 & if $y$ \label{a} \\ 0 & else \label{b} \end{subnumcases}"
    assert rows_of(tex)[0] == [("all", ""), ("a", OF_GROUP + "a"), ("b", OF_GROUP + "b")]


@pytest.mark.parametrize("name", ["numcases", "subnumcases"])
def test_cases_of_which_only_the_whole_is_labelled_have_one_number(name: str) -> None:
    tex = rf"\begin{{{name}}}{{\label{{all}} x=}} 1 & if $y$ \\ 0 & else \end{{{name}}}"
    labels, mathml = rows_of(tex)
    assert labels == [("all", "")]
    assert 'class="numbered"' not in mathml
    assert rows_of(tex.replace(r"\label{all}", ""), key="all") == (labels, mathml)


def test_cases_without_a_numbered_row_have_the_number_of_the_whole() -> None:
    tex = r"\begin{subnumcases}{\label{all} x=} 1 & if $y$ \notag \end{subnumcases}"
    labels, mathml = rows_of(tex, number="all")
    assert labels == [("all", "")]
    assert 'class="numbered"' not in mathml


@pytest.mark.parametrize(
    ("tex", "count"),
    [
        (r"\begin{numcases}{x=} 1 & if $y$ \\ 0 & else \end{numcases}", 2),
        (r"\begin{subnumcases}{x=} 1 & if $y$ \\ 0 & else \end{subnumcases}", 3),
        (r"\begin{empheq}[right=\empheqrbrace]{align} 1 \\ 0 \end{empheq}", 2),
        (r"\begin{empheq}[right=\empheqrbrace]{align*} 1 \\ 0 \end{empheq}", 0),
    ],
)
def test_where_everything_is_numbered_rows_beside_a_brace_are_too(tex: str, count: int) -> None:
    assert len(rows_of(tex, number="all")[0]) == count
