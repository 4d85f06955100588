r"""The quick rewriting of physics' commonest commands says what the package itself says."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from notes_wiki.math.expand import Expander
from notes_wiki.math.packages.physics import commands as physics
from notes_wiki.math.packages.physics import in_text
from notes_wiki.math.tokens import join, tokenize

COMMANDS = frozenset(in_text.REWRITES)
PIECES = [
    *COMMANDS,
    *"()[]{}|*, xy2&",
    "{x}",
    "(x)",
    "[2]",
    "\\big",
    "\\alpha",
    "\\{",
    "\\\\",
    "\\left",
    "\\right",
]


def by_the_package(tex: str) -> tuple[str, bool]:
    """What the package makes of a text, without white space, and whether it finds nothing amiss."""
    expander = Expander({}, physics.HANDLERS)
    found = join(expander.expand(tokenize(tex)))
    return "".join(found.split()), not expander.faults


@pytest.mark.parametrize(
    "tex",
    [
        r"\qty(a \qty[b] c)",
        r"\qty{ x } + \qty |y|",
        r"\qty*(x) \qty\Big(x)",
        r"\norm{v} \abs\big{x} \abs*{x} \ket{\psi}",
        r"\dd x \dd{x} \dd[3]{x} \dd(x)",
        r"\dv{x} \dv{f}{x} \dv[2]{f}{x} \dv*{f}{x} \dv{x}(f)",
        r"\dv x \dv\theta(f) \dv[2]x \dv y{x}",
        r"\pdv{f}{x} \pdv{f}{x}{y} \pdv[n]{f}{x}",
        r"\mqty(a & b \\ c & \qty(d)) \mqty{1} \mqty*[2] \mqty|3|",
        r"a \\qty(x) \qty(y)",
    ],
)
def test_simple_uses_are_rewritten_as_the_package_has_them(tex: str) -> None:
    found = in_text.rewrite(tex, COMMANDS)
    assert found is not None
    assert ("".join(found.split()), True) == by_the_package(tex)


@pytest.mark.parametrize(
    "tex",
    [
        r"\qty",
        r"\qty(x",
        r"\qty x",
        r"\dv",
        r"\dv &",
        r"\dv\right)",
        r"\abs x",
        r"\norm{x",
        r"\mqty<a>",
        r"\qty(x} y)",
    ],
)
def test_what_is_not_simple_is_left_to_the_package(tex: str) -> None:
    assert in_text.rewrite(tex, COMMANDS) is None


def test_more_than_a_formula_has_is_left_to_the_package() -> None:
    assert in_text.rewrite(r"\dd x" * in_text.MOST, COMMANDS) is None


def test_a_command_that_means_something_else_here_is_left_alone() -> None:
    assert in_text.rewrite(r"\dd x \qty(x)", COMMANDS - {"\\qty"}) is None


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example(r"\qty(\{)\}")
def test_whatever_is_rewritten_is_what_the_package_says(tex: str) -> None:
    found = in_text.rewrite(tex, COMMANDS)
    if found is not None:
        assert ("".join(found.split()), True) == by_the_package(tex)
