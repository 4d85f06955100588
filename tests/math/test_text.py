r"""Text inside formulas, and the math inside it."""

from __future__ import annotations

import pytest

from notes_wiki.config import MathConfig
from notes_wiki.math.typeset import Typesetter

TYPESETTER = Typesetter(MathConfig())


def shown(tex: str) -> str | None:
    """What a formula without a problem is set as."""
    found = TYPESETTER.typeset(tex, display=False)
    assert found.problems == (), tex
    return found.mathml


@pytest.mark.parametrize(
    ("tex", "plain"),
    [
        (r"\text{so \boldmath $x + \alpha$}", r"\text{so $\boldsymbol{x + \alpha}$}"),
        (r"\text{{\boldmath $x$} and $y$}", r"\text{$\boldsymbol{x}$ and $y$}"),
        (r"\mbox{\boldmath$\beta$}_1", r"\mbox{$\boldsymbol{\beta}$}_1"),
        (r"\mbox{\boldmath{$\Sigma$}}", r"\mbox{$\boldsymbol{\Sigma}$}"),
        (r"\textbf{\boldmath$A$ and $c$}", r"\textbf{$\boldsymbol{A}$ and $\boldsymbol{c}$}"),
        (r"\text{\boldmath\textit{a $x$}}", r"\text{\textit{a $\boldsymbol{x}$}}"),
        (r"\text{\boldmath $x$ \unboldmath $y$}", r"\text{$\boldsymbol{x}$ $y$}"),
        (r"{\boldmath $x + y$} + z", r"{\boldsymbol{x + y}} + z"),
        (r"\boldmath x \unboldmath + z", r"\boldsymbol{x} + z"),
    ],
)
def test_math_behind_boldmath_is_bold(tex: str, plain: str) -> None:
    assert shown(tex) == shown(plain)


def test_a_tie_is_an_accent_over_two_letters() -> None:
    assert shown(r"\text{\t{ts}ar}") == shown("\\text{t\u0361sar}")


def test_what_verb_holds_has_no_character_that_xml_does_not_allow() -> None:
    assert "a\ufffdb" in (shown("\\verb|a\x1bb|") or "")
