r"""A formula that takes the fast path is set as the full path sets it."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from notes_wiki.config import MathConfig
from notes_wiki.math.macros import macro
from notes_wiki.math.macros_in_text import MacrosInText
from notes_wiki.math.preamble import read_preamble
from notes_wiki.math.typeset import Typesetter

PREAMBLE = r"""
\newcommand{\R}{\mathbb{R}}
\newcommand{\eps}{\varepsilon}
\newcommand{\arrow}{\s\Rightarrow\s}
\newcommand{\s}{\ \ }
\newcommand{\pair}[2]{\left\langle #1, #2 \right\rangle}
\newcommand{\col}[2]{\begin{pmatrix} #1 \\ #2 \end{pmatrix}}
\newcommand{\E}{\mathbb{E}}
\newcommand{\bars}[1]{|#1|}
\newcommand{\open}{(}
\newcommand{\opt}[2][x]{#1_{#2}}
\newcommand{\twice}[1]{#1#1}
\newcommand{\rank}{\text{rank}}
\def\dots{\cdots}
\renewcommand{\;}{\,}
\DeclareMathOperator{\Var}{Var}
"""
MACROS = read_preamble(PREAMBLE).macros
PIECES = [
    *(
        r"\R",
        r"\eps",
        r"\arrow",
        r"\s",
        r"\pair{x}{y}",
        r"\pair xy",
        r"\col{a}{b}",
        r"\E",
        r"\bars{x}",
        r"\open",
    ),
    *(r"\opt{1}", r"\opt[y]{1}", r"\twice{\R}", r"\twice\eps", r"\rank", r"\dots", r"\;", r"\Var", r"\pair"),
    *("x", "y", "2", "^", "_", "{", "}", " ", "(", ")", "|", "'", ",", "&", r"\\", "%", "#", "~"),
    *(
        r"\frac",
        r"\hat",
        r"\mathbf",
        r"\sqrt",
        r"\alpha",
        r"\in",
        r"\left(",
        r"\right)",
        r"\text{if }",
        r"\not",
    ),
    *(r"\qty(", r"\abs{x}", r"\dd{x}", r"\begin{matrix}", r"\end{matrix}", r"\sum", r"\big"),
]
SETTER = Typesetter(MathConfig(), MACROS)
FULL_PATH = {"\\nothing": macro("")}
"""A macro of a note's own, which no formula here holds: with it every formula takes the full path."""


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join), st.booleans())
@example(r"x^\R", False)
@example(r"\frac\R2", False)
@example(r"\hat\eps x", False)
@example(r"a \\Rx", True)
@example(r"\qty(\open x)", False)
@example(r"a\;b", False)
def test_a_formula_is_set_alike_either_way(tex: str, display: bool) -> None:
    found = SETTER.typeset(tex, display=display)
    full = SETTER.typeset(tex, display=display, macros=FULL_PATH)
    assert (found.mathml, found.problems) == (full.mathml, full.problems)


@pytest.mark.parametrize(
    "tex",
    [
        r"\frac\ldots",
        r"\middle|",
        r"x'\limits",
        r"x^\alpha'",
        r"x_'",
        r"x_\sum_y",
    ],
)
def test_what_only_the_engine_would_take_is_told(tex: str) -> None:
    assert SETTER.typeset(tex, display=False).problems


@pytest.mark.parametrize(
    ("tex", "plain"),
    [
        (r"x \in \R", r"x \in \mathbb{R}"),
        (r"\eps x", r"\varepsilon  x"),
        (r"\twice\eps", r"\varepsilon \varepsilon "),
        (r"a\arrow b", r"a\ \ \Rightarrow \ \  b"),
        (r"\pair{\R}y", r"\left\langle  \mathbb{R}, y \right\rangle "),
    ],
)
def test_macros_are_replaced_by_their_bodies(tex: str, plain: str) -> None:
    found = MacrosInText(MACROS).expand(tex)
    assert found is not None
    assert "".join(found.split()) == "".join(plain.split())


@pytest.mark.parametrize("tex", [r"\opt{1}", r"\open x)", r"\bars{x}", r"\pair{x}", r"\pair{x", r"\twice"])
def test_what_is_not_simple_is_left_to_the_expander(tex: str) -> None:
    assert MacrosInText(MACROS).expand(tex) is None


def test_a_macro_that_calls_itself_is_left_to_the_expander() -> None:
    assert MacrosInText({"\\x": macro("\\x\\x")}).expand("\\x") is None


def test_a_macro_that_grows_without_end_is_left_to_the_expander() -> None:
    growing = {"\\x": macro("\\y{\\y{\\y{\\y{" + "x" * 700 + "}}}}"), "\\y": macro("#1#1", 1)}
    assert MacrosInText(growing).expand("\\x") is None


def test_a_redefined_sign_and_a_redefined_environment_count() -> None:
    macros = read_preamble(r"\renewcommand{\;}{X}\renewenvironment{pmatrix}{[}{]}").macros
    setter = Typesetter(MathConfig(), macros)
    assert "X" in (setter.typeset(r"a\;b", display=False).mathml or "")
    assert "mtable" not in (setter.typeset(r"\begin{pmatrix}1\end{pmatrix}", display=False).mathml or "")
