r"""What `wiki math --explain` shows: the very stages that the formula went through."""

from __future__ import annotations

import pytest

from notes_wiki.config import MathConfig
from notes_wiki.math.preamble import read_preamble
from notes_wiki.math.typeset import Typesetter


@pytest.mark.parametrize(
    ("tex", "expanded"),
    [
        (r"\begin{alignat}{2 a", r"\begin{alignat}{2} a\end{alignat}"),  # as it is mended
        ("x’", "x'"),
        (r"\textcolor{red}{x}", '{<mrow mathcolor="#ff0000">{x}</mrow>}'),
        (r"\textcolor{nonsense}{x}", "{x}"),
        (r"\bm{\hbar}", r'\boldsymbol{{<mi class="bold">ℏ</mi>}}'),
        (r"\begin{array}{c} a \\[5pt] b \end{array}", r"⟨cell:gap 2⟩"),
        (r"\begin{NiceMatrix}[first-row] a \\ b \end{NiceMatrix}", "⟨cell:outside -⟩"),
        (r"\qty{5}{\metre}", r"{5\,\mathrm{m}}"),
        (r"\DeclareMathSymbol{\within}{\mathrel}{symbols}{'62} \within", r"\in"),
    ],
)
def test_the_expansion_is_what_is_typeset(tex: str, expanded: str) -> None:
    stage = Typesetter(MathConfig(packages=("siunitx",))).explain(tex, display=True)
    assert expanded in stage.expanded
    assert stage.engine == "math-core"


@pytest.mark.parametrize("tex", [r"\again", "\U000f0000", "{" * 200 + "}" * 200])
def test_a_formula_that_no_engine_sets_has_none(tex: str) -> None:
    typesetter = Typesetter(MathConfig(), read_preamble(r"\newcommand{\again}{x\again}").macros)
    assert typesetter.typeset(tex, display=True).mathml is None
    stage = typesetter.explain(tex, display=True)
    assert (stage.expanded, stage.engine) == ("", "none")
