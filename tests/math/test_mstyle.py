"""`mstyle`: styles stand where every checker of HTML allows them, and mean what they meant."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from notes_wiki.math.engine import Engine
from notes_wiki.math.latex2mathml import Latex2MathML
from notes_wiki.math.mstyle import with_mstyle

ALLOWED = {"displaystyle": {"math", "mstyle", "mtable"}, "scriptlevel": {"math", "mstyle"}}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            '<math><mrow displaystyle="true" scriptlevel="0"><mi>x</mi></mrow></math>',
            '<math><mstyle displaystyle="true"><mi>x</mi></mstyle></math>',
        ),
        (
            '<math><mfrac displaystyle="false" class="a"><mi>x</mi><mi>y</mi></mfrac></math>',
            '<math><mstyle displaystyle="false"><mfrac class="a"><mi>x</mi><mi>y</mi></mfrac></mstyle>'
            "</math>",
        ),
        (
            '<math><mtable displaystyle="true" scriptlevel="0"><mtr/></mtable></math>',
            '<math><mtable displaystyle="true"><mtr/></mtable></math>',
        ),
        (
            '<math><msup><mi>x</mi><mtable displaystyle="false" scriptlevel="0"><mtr/></mtable></msup>'
            "</math>",
            '<math><msup><mi>x</mi><mstyle scriptlevel="0"><mtable displaystyle="false"><mtr/></mtable>'
            "</mstyle></msup></math>",
        ),
        ('<math display="block"><mi>x</mi></math>', '<math display="block"><mi>x</mi></math>'),
    ],
)
def test_styles_move_to_where_they_may_stand(given: str, expected: str) -> None:
    assert with_mstyle(given) == expected


TEX = (
    r"\dfrac{1}{2} + x^{\tfrac{a}{b}}",
    r"\displaystyle \sum_i x_i",
    r"e^{\begin{pmatrix} a & b \\ c & d \end{pmatrix}}",
    r"\begin{aligned} a &= \dfrac1b \\ &= \binom{n}{k} \end{aligned}",
)


def _engines() -> list[Engine]:
    math_core = pytest.importorskip("notes_wiki.math.math_core")
    return [math_core.MathCore(), Latex2MathML()]


@pytest.mark.parametrize("tex", TEX)
def test_no_engine_leaves_a_style_elsewhere(tex: str) -> None:
    for engine in _engines():
        mathml = engine.convert(tex, display=True)
        assert isinstance(mathml, str)
        for element in ElementTree.fromstring(mathml).iter():
            for name, elements in ALLOWED.items():
                assert name not in element.attrib or element.tag.rpartition("}")[2] in elements
