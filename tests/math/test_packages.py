"""The settings and the packages of formulas know the same names."""

import pytest

from notes_wiki.config import ALWAYS_LOADED, PACKAGES, MathConfig
from notes_wiki.math.packages.on_request import ON_REQUEST
from notes_wiki.math.typeset import Typesetter

USED = {
    "amsmath": "\\tfrac12",
    "amssymb": "a \\lesssim b",
    "amsfonts": "\\mathfrak{g}",
    "amsthm": "x \\qedhere",
    "mathtools": "a \\coloneqq b",
    "bm": "\\bm{x}",
    "cancel": "\\cancel{x}",
    "braket": "\\braket{a | b}",
    "mhchem": "\\ce{H2O}",
    "mathrsfs": "\\mathscr{L}",
    "color": "{\\color{red} x}",
    "xcolor": "\\textcolor{red!50}{x}",
    "tikz-cd": "\\begin{tikzcd} A \\arrow[r] & B \\end{tikzcd}",
}
"""Packages that need not be asked for, and something of each."""


def test_the_packages_that_can_be_asked_for_are_those_that_there_are() -> None:
    assert tuple(ON_REQUEST) == PACKAGES


def test_what_is_always_loaded_is_known_without_being_asked_for() -> None:
    assert tuple(USED) == ALWAYS_LOADED
    typesetter = Typesetter(MathConfig())
    told = {name: typesetter.typeset(tex, display=True).problems for name, tex in USED.items()}
    assert not [name for name, problems in told.items() if any("unknown" in one.code for one in problems)]


def test_the_other_engine_sets_differentials_apart_too() -> None:
    found = Typesetter(MathConfig(engine="latex2mathml")).typeset(r"\int f \dd{x}", display=True)
    assert found.mathml is not None
    assert '<mi>f</mi><mspace width="0.167em"' in found.mathml


@pytest.mark.parametrize("tex", ['a + \\qty(\\"', "a + \\SI{1}{\\xyzzy m}", 'a + b + \\si{\\"}'])
def test_what_is_wrong_in_a_quantity_is_told_at_its_command(tex: str) -> None:
    problems = Typesetter(MathConfig(packages=("siunitx",))).typeset(tex, display=False).problems

    assert {one.offset for one in problems} == {tex.index("\\")}
