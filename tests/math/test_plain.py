r"""A formula as plain text, for titles and descriptions."""

from __future__ import annotations

import pytest

from notes_wiki.config import MathConfig
from notes_wiki.math.plain import plain
from notes_wiki.math.typeset import Typesetter

TYPESETTER = Typesetter(MathConfig())


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"x^2 + y_1", "x² + y₁"),
        (r"\frac{a+b}{2}", "(a + b)/2"),
        (r"a\phantom{b}c", "ac"),
        (r"\sqrt[3]{x+1}", "³√(x + 1)"),
        (r"\ce{CrO4^2-}", "CrO₄²⁻"),
    ],
)
def test_a_formula_reads_as_one_would_type_it_and_shows_nothing_that_is_unseen(tex: str, text: str) -> None:
    assert plain(TYPESETTER.typeset(tex, display=False).mathml or "") == text


def test_what_is_no_mathml_has_no_text() -> None:
    assert plain("<math><mi>x</math>") == ""
