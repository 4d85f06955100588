r"""Long formulas may be broken behind spaces, before relations and signs, and stay one formula."""

from __future__ import annotations

import re

import pytest

from notes_wiki.config import MathConfig
from notes_wiki.math.breaks import with_breaks
from notes_wiki.math.typeset import Typesetter

TYPESETTER = Typesetter(MathConfig())
SUM = " + ".join(f"a_{{{number}}}" for number in range(12))
PRODUCT = " ".join(f"a_{{{number}}}" for number in range(16))


def shown(tex: str, *, display: bool = True) -> str:
    found = TYPESETTER.typeset(tex, display=display)
    assert found.mathml is not None
    return found.mathml


def rows(mathml: str) -> list[str]:
    """The first sign of each row of a formula that may be broken."""
    assert mathml.startswith('<math class="long')
    depth, found = 0, []
    for slash, name, text in re.findall(r"<(/?)(\w+)[^>]*>([^<]*)", re.sub(r"<[^>]*/>", "", mathml)):
        if name == "mrow" and not slash and depth == 1:
            found.append("")
        elif found and found[-1] == "" and text:
            found[-1] = text
        depth += -1 if slash else 1
    return found


@pytest.mark.parametrize("display", [True, False])
def test_a_long_formula_is_cut_before_each_relation_that_stands_in_nothing_else(display: bool) -> None:
    tex = rf"f(x = 1) = {PRODUCT} \le \frac{{x = y}}{{2}} \to {{z = 3}} < 4"
    assert rows(shown(tex, display=display)) == ["f", "=", "≤", "→", "&lt;"]


def test_what_is_cut_holds_all_that_it_held() -> None:
    mathml = shown(rf"\label{{eq:a}} A = {SUM} = B \ref{{eq:b}}")
    plain = re.sub(r' class="long"', "", mathml)
    assert re.sub("<[^>]*>", "", mathml) == re.sub("<[^>]*>", "", plain)
    assert "\x02reference:0\x03" in mathml


@pytest.mark.parametrize(
    "tex",
    [
        "a = b",
        PRODUCT,
        rf"= {PRODUCT}",
        rf"\begin{{aligned}} a &= {SUM} \\ &= c \end{{aligned}}",
        rf"\sqrt{{a = {SUM}}}",
    ],
)
def test_a_short_formula_one_without_relations_and_a_table_are_left_alone(tex: str) -> None:
    assert 'class="long"' not in shown(tex)


def test_a_part_that_is_long_even_then_is_cut_before_its_signs() -> None:
    mathml = shown(rf"f = {SUM} - (b + c) < d + e")
    assert rows(mathml) == ["f", "=", *["+"] * 11, "−", "&lt;"]
    assert mathml.count('<mrow><mo form="infix">') == 12  # else it would stand before a number


def test_what_stands_far_apart_is_cut_there_first() -> None:
    tex = (
        r"A = \sqrt{1 - \tfrac34 p}\; I, \qquad B = \sqrt{\tfrac p4}\; X, \quad C = \sqrt p\; Y, \quad D < 1"
    )
    assert rows(shown(tex)) == ["A", "B", "C", "D"]


@pytest.mark.parametrize(
    ("tex", "names"), [(PRODUCT, "wide"), (rf"x = {PRODUCT} = y", "long wide"), (rf"x = {SUM}", "long")]
)
def test_a_formula_in_a_line_says_whether_a_phone_cannot_show_a_part_of_it(tex: str, names: str) -> None:
    assert shown(tex, display=False).startswith(f'<math class="{names}">')
    assert "wide" not in shown(tex)


@pytest.mark.parametrize("power", ["^2", "_{i}", "_i^{2}", "'"])
def test_a_bracket_with_a_script_is_closed(power: str) -> None:
    assert rows(shown(rf"(x + y){power} = {PRODUCT} = z")) == ["(", "=", "="]


def test_a_formula_is_cut_before_relations_of_amssymb() -> None:
    tex = rf"f \lesssim {PRODUCT} \leqslant g \notin h \hookrightarrow i \leftrightarrow j"
    assert rows(shown(tex)) == ["f", "≲", "⩽", "∉", "↪", "↔"]


def test_what_is_no_whole_formula_is_left_alone() -> None:
    assert with_breaks("x" * 500) == "x" * 500


def test_what_stands_in_brackets_of_a_given_size_is_not_cut_off() -> None:
    assert rows(shown(rf"f = \bigl( {PRODUCT} = x \bigr) = \bigl( y = z \bigr)^2 = 0")) == [
        "f",
        "=",
        "=",
        "=",
    ]
