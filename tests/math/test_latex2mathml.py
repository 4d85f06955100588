r"""latex2mathml alone: each element has the children that MathML says it has, and they are the right ones."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from notes_wiki.config import MathConfig
from notes_wiki.math.repair_latex2mathml import repair_latex2mathml
from notes_wiki.math.typeset import Typesetter

TYPESETTER = Typesetter(MathConfig(engine="latex2mathml"))


@pytest.mark.parametrize(
    ("tex", "scripts"),
    [
        (r"\begin{pmatrix} a \\ b \end{pmatrix}^2", ["2"]),
        (r"\begin{bmatrix} a \\ b \end{bmatrix}_{h}", ["h"]),
        (r"\begin{vmatrix} a \\ b \end{vmatrix}_1^2", ["1", "2"]),
        (r"\binom{a}{b}^2", ["2"]),
        (r"\binom{a}{b}_1^2", ["1", "2"]),
    ],
)
def test_scripts_of_what_has_brackets_are_scripts_of_all_of_it(tex: str, scripts: list[str]) -> None:
    (scripted,) = ElementTree.fromstring(TYPESETTER.typeset(tex, display=True).mathml or "")[0]
    base, *others = scripted

    assert scripted.tag in {"msub", "msup", "msubsup"}
    assert ["".join(other.itertext()) for other in others] == scripts
    assert "".join(base.itertext()).strip("()[]|") == "ab"


def rows(tex: str) -> list[list[str]]:
    """The cells of the table that a formula is set as."""
    found = TYPESETTER.typeset(tex, display=True)
    assert found.problems == ()
    table = ElementTree.fromstring(found.mathml or "").find(".//mtable")
    assert table is not None
    return [["".join(cell.itertext()).strip("\u2063") for cell in row] for row in table]


@pytest.mark.parametrize(
    "environment",
    (
        "align aligned split alignat*}{2 eqnarray* flalign* dcases rcases drcases cases smallmatrix "
        "psmallmatrix darray}{ll array}{ll"
    ).split(),
)
def test_rows_and_columns_are_those_of_every_environment(environment: str) -> None:
    name = environment.partition("}")[0]
    found = rows(f"\\begin{{{environment}}} x & y \\\\ z & w\\end{{{name}}}")
    assert found == [["x", "y"], ["z", "w"]]


@pytest.mark.parametrize("name", ["gather", "gathered", "multline", "multlined", "lgathered"])
def test_rows_of_one_column_are_those_of_every_environment(name: str) -> None:
    assert rows(f"\\begin{{{name}}} x \\\\ y \\\\ z\\end{{{name}}}") == [["x"], ["y"], ["z"]]


def test_lines_are_displays_where_latex_has_them_so() -> None:
    styles = {
        name: (TYPESETTER.typeset(f"\\begin{{{name}}} x \\\\ y\\end{{{name}}}", display=True).mathml or "")
        for name in ("aligned", "gathered", "dcases", "drcases", "cases", "rcases", "matrix")
    }
    assert [name for name in styles if '<mtable displaystyle="true"' in styles[name]] == [
        "aligned",
        "gathered",
        "dcases",
        "drcases",
    ]


def test_a_brace_stands_on_the_side_that_the_environment_has_it_on() -> None:
    mathml = TYPESETTER.typeset(r"\begin{rcases} x \\ y\end{rcases} = z", display=True).mathml or ""
    assert mathml.index("</mtable>") < mathml.index("}</mo>") < mathml.index("<mo>=")


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        (r"\arg\max_x f", "argmaxxf"),
        (r"\Alpha\Rho", "ΑΡ"),
        (r"x \isin \R", "x∈ℝ"),
        (r"\big\rangle \Bigl\lVert x \biggr\}", "⟩‖x}"),
        (r"a \dag b \sect c", "a†b§c"),
        (r"\prescript{a}{b}{X}", "baX"),
        (r"\text{\{a\_b\}, 5\,\% \& \#1} c", "{a_b},5%&#1c"),
        (r"\Ket{a} \Braket{a|b} \Set{x|y}", "|a⟩⟨a|b⟩{x|y}"),
        (r"\begin{align} [a] b \end{align}", "[a]b"),
        (r"\mathbb{1} + \mathcal{F }", "𝟙+ℱ"),
    ],
)
def test_what_the_other_engine_knows_by_another_name_is_set(tex: str, words: str) -> None:
    found = TYPESETTER.typeset(tex, display=True)
    assert found.problems == ()
    shown = "".join(ElementTree.fromstring(found.mathml or "").itertext())
    assert "".join(shown.split()).replace("\u2061", "") == words


@pytest.mark.parametrize(
    "tex", [r"a\mathclose{b}c", r"\mathopen{[}x", r"\begin{alignat}{2} a &= b \end{alignat}"]
)
def test_no_row_has_the_attributes_of_an_operator(tex: str) -> None:
    found = ElementTree.fromstring(TYPESETTER.typeset(tex, display=True).mathml or "")
    assert [
        row.attrib for row in found.iter("mrow") if {"stretchy", "lspace", "rspace"} & row.attrib.keys()
    ] == []


@pytest.mark.parametrize("tex", [r"\mathrm{d}", r"\mathrm{dx}", r"\ce{H}", r"2^\mathrm{e}"])
def test_upright_letters_are_upright_also_alone(tex: str) -> None:
    found = ElementTree.fromstring(TYPESETTER.typeset(tex, display=True).mathml or "")
    assert {letter.get("mathvariant") for letter in found.iter("mi")} == {"normal"}


@pytest.mark.parametrize(("tex", "name"), [(r"a\!b", "back-3"), (r"a\negmedspace b", "back-4")])
def test_a_negative_space_is_a_class(tex: str, name: str) -> None:
    found = ElementTree.fromstring(TYPESETTER.typeset(tex, display=True).mathml or "")
    assert [(space.attrib, space.get("class")) for space in found.iter("mspace")] == [({"class": name}, name)]


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"a\log n", "a log n"),
        (r"a\log{(n)}b", "a log (n)b"),
        (r"\log(n)", "log(n)"),
        (r"\log\left(n\right)", "log(n)"),
        (r"\log^2 n + \sin\theta\cos_a\theta", "log2 n+sin θ cosa θ"),
        (r"\frac{\log\log n}{\sqrt{2\ln{}x}}", "log log n2 ln x"),
        (r"\mathrm{dx} y", "dxy"),
    ],
)
def test_names_of_functions_have_thin_spaces_but_before_brackets(tex: str, shown: str) -> None:
    formula = ElementTree.fromstring(TYPESETTER.typeset(tex, display=False).mathml or "")
    parts = [
        " " if "0.1667em" in (one.get("width"), one.get("lspace")) else (one.text or "")
        for one in formula.iter()
    ]
    assert "".join(parts) == shown


def test_an_element_that_is_not_allowed_leaves_what_it_holds_and_text_in_a_row_is_kept() -> None:
    root = ElementTree.fromstring(
        "<math><script>bad<mi>x</mi></script><mstyle>a &lt; b<mi>y</mi></mstyle></math>"
    )
    assert repair_latex2mathml(root) == (
        "<math><mi>x</mi><mrow><mtext>a &lt; b</mtext><mi>y</mi></mrow></math>"
    )


def classes(tex: str) -> list[list[str]]:
    """The classes of rules of the cells of a table."""
    table = ElementTree.fromstring(TYPESETTER.typeset(tex, display=True).mathml or "").find(".//mtable")
    assert table is not None
    return [
        [" ".join(name for name in cell.get("class", "").split() if "-" in name) for cell in row]
        for row in table
    ]


def test_rules_of_an_array_are_where_its_columns_and_rows_have_them() -> None:
    assert classes(r"\begin{array}{|c||c:c|} a & b & c \end{array}") == [
        ["rule-left rule-right", "dash-right", "rule-right"]
    ]
    assert classes(r"\begin{array}{cc} \hline a & b \\ c & d \\ \hdashline e & f \\ \hline \end{array}") == [
        ["rule-top", "rule-top"],
        ["", ""],
        ["dash-top rule-bottom", "dash-top rule-bottom"],
    ]
    assert rows(r"\begin{array}{c||c} \hline a & b \\ \hline\hline \end{array}") == [["a", "b"]]


@pytest.mark.parametrize(
    ("tex", "limits"),
    [
        (r"\sum_{i=1}^n x", "munderover"),
        (r"\left[ \sum_{i=1}^n x \right]", "munderover"),
        (r"\frac{\prod_i x}{2}", "munder"),
        (r"\max_x f", "munder"),
        (r"\left( \liminf_n a \right)", "munder"),
        (r"{\bigcup^n A}", "mover"),
        (r"\int_0^1 f", "msubsup"),
        (r"\sum\nolimits_i x", "msub"),
        (r"\log_2 x", "msub"),
    ],
)
def test_an_operator_has_limits_wherever_it_stands(tex: str, limits: str) -> None:
    found = ElementTree.fromstring(TYPESETTER.typeset(tex, display=True).mathml or "")
    (scripted,) = (one for one in found.iter() if one.tag.startswith(("msu", "mun", "mov")))
    assert scripted.tag == limits


def test_signs_in_scripts_have_no_space_around_them() -> None:
    found = ElementTree.fromstring(TYPESETTER.typeset(r"a = x_{n+1}", display=True).mathml or "")
    spaces = {sign.text: (sign.get("lspace"), sign.get("rspace")) for sign in found.iter("mo")}
    assert spaces == {"=": (None, None), "+": ("0", "0")}


@pytest.mark.parametrize("tex", [r"\genfrac{(}{)}{2pt}{}{a}{b}", r"a \above 2pt b"])
def test_a_fraction_whose_bar_has_a_thickness_is_a_fraction(tex: str) -> None:
    found = TYPESETTER.typeset(tex, display=True)
    assert found.problems == ()
    fraction = ElementTree.fromstring(found.mathml or "").find(".//mfrac")
    assert fraction is not None
    assert ["".join(part.itertext()) for part in fraction] == ["a", "b"]
