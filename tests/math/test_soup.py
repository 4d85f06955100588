"""Whatever is typed, a formula comes out: no exception, well-formed, only what is allowed, in bounds."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes_wiki.config import MathConfig
from notes_wiki.math import vocabulary
from notes_wiki.math.mathml_core import ATTRIBUTES, ELEMENTS
from notes_wiki.math.preamble import read_preamble
from notes_wiki.math.tokens import tokenize
from notes_wiki.math.typeset import Typesetter
from notes_wiki.problem import CODES

TYPESETTERS = {
    "math-core": Typesetter(MathConfig(engine="math-core")),
    "latex2mathml": Typesetter(MathConfig(engine="latex2mathml")),
    "all numbered": Typesetter(MathConfig(number="all", packages=("physics", "siunitx"))),
}
_HOLE = re.compile("\x02[a-z]+:\\d+\x03")
_COMMANDS = sorted(vocabulary.all_commands())
_ENVIRONMENTS = sorted(vocabulary.all_environments())
_PIECES = st.one_of(
    st.sampled_from(_COMMANDS),
    st.sampled_from(
        ["{", "}", "[", "]", "(", ")", "^", "_", "&", "\\\\", "'", "|", "$", "#1", "%", "~", "\n", " "]
    ),
    st.sampled_from([f"\\{end}{{{name}}}" for name in _ENVIRONMENTS for end in ("begin", "end")]),
    st.sampled_from(
        [
            "\\text{",
            "\\left(",
            "\\right)",
            "\\middle|",
            "\\limits",
            "\\newcommand{\\x}[1]{#1#1}",
            "\\x",
            "\\def\\y#1;{#1}",
            "\\y",
            # What is read as something else than a formula, and what it reads there.
            "\\text{",
            "\\hbox{\\tt ",
            "\\ce{",
            "\\qty(",
            "\\substack{",
            "\\alpha[",
        ]
    ),
    st.sampled_from(
        ["1em", "-3pt", "{a}", "[b]", "x", "12", "<b>", "&lt;", "\x01", "\U000f0000", "é", "√", "∑", "中"]
    ),
    st.text(max_size=3),
)
SOUP = st.lists(_PIECES, max_size=25).map("".join)


def check(mathml: str | None) -> None:
    """Whether MathML is well-formed and holds nothing that is not allowed."""
    if mathml is None:
        return
    assert "\x01" not in mathml
    assert "\x04" not in mathml
    root = ElementTree.fromstring(_HOLE.sub("", mathml))
    assert root.tag == "math"
    for element in root.iter():
        assert element.tag in ELEMENTS
        assert set(element.attrib) <= ATTRIBUTES
        if element.tag in {"mi", "mo", "mn", "mtext", "mspace"}:
            assert not len(element), mathml
        if element.tag in {"mfrac", "msup", "msub", "munder", "mover", "mroot"}:
            assert len(element) == 2, mathml
        if element.tag in {"msubsup", "munderover"}:
            assert len(element) == 3, mathml


@pytest.mark.parametrize("name", TYPESETTERS)
@settings(max_examples=150, deadline=None)
@given(tex=SOUP, display=st.booleans())
def test_token_soup_comes_out_as_allowed_mathml_or_as_its_source(name: str, tex: str, display: bool) -> None:
    found = TYPESETTERS[name].typeset(tex, display=display)
    check(found.mathml)
    assert found.mathml is not None or found.problems
    for one in found.problems:
        assert one.code in CODES
        assert 0 <= one.offset <= len(tex)
        assert one.length >= 1


@settings(max_examples=100, deadline=None)
@given(text=SOUP)
def test_any_preamble_is_read(text: str) -> None:
    for one in read_preamble(text, "preamble.tex").problems:
        assert one.code in CODES


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=60))
def test_tokens_hold_every_character_but_those_of_comments(text: str) -> None:
    tokens = tokenize(text)
    for token, offset in tokens:
        assert text[offset : offset + len(token)] == token
    if "%" not in text:
        assert "".join(token for token, _ in tokens) == text


INJECTIONS = [
    r"\text{<script>alert(1)</script>}",
    r"\text{</mtext></math><svg/onload=alert(1)>}",
    r"\tag{<img src=x onerror=alert(1)>} x",
    r"\mbox{<img src=x onerror=alert(1)>}",
    r"\textbf{<b onclick=alert(1)>}",
    r"\hbox{<i>}",
    r"\operatorname{<img src=x onerror=alert(1)>}",
    r"\unicode{x3c}script\unicode{x3e}",
    r"\big<img src=x onerror=alert(1)>",
    r"\href{javascript:alert(1)}{x}",
    r"\textcolor{\"><script>alert(1)</script>}{x}",
    r"\color{red;background:url(x)}x",
    r"\style{color:red}{x}\class{a\" onclick=\"alert(1)}{y}",
    r"\htmlData{a=b}{x}\htmlId{x\"y}{z}",
    r"\includegraphics{https://example.org/x.png}",
    r"\hspace{999999999em}\rule{99999em}{99999em}",
    r"\bbox[red\" onclick=\"alert(1)]{x}\enclose{box\" onclick=\"x}{y}",
    r"\verb|<script>|\char60",
    r"\foo<script>alert(1)</script>",
    r"\colorbox{url(x)}{y}\definecolor{a\"}{rgb}{1,1,1}",
    r"\label{\"><script>alert(1)</script>} x \eqref{\"><script>}",
]


@pytest.mark.parametrize("name", TYPESETTERS)
@pytest.mark.parametrize("tex", INJECTIONS)
def test_an_injection_is_dead(name: str, tex: str) -> None:
    found = TYPESETTERS[name].typeset(tex, display=True)
    check(found.mathml)
    for width in re.findall(r'(?:width|height)="([\d.]+)em"', found.mathml or ""):
        assert float(width) <= 10


# Found by more soup than a test has time for.
@pytest.mark.parametrize("name", TYPESETTERS)
@pytest.mark.parametrize(
    "tex",
    [
        "&\\overparen\\cline",
        "\\begin{Vsmallmatrix}\\overrightarrow_\\hdashline",
        "\\hline_\\\\\\triangletimes",
        "A \\mathrel{\\Bigl|} B \\mathop{\\big/}",
        "\\operatorname{<} \\operatorname{\\&}",
        "\\ce{{$$}",
    ],
)
def test_what_once_came_out_broken_is_whole(name: str, tex: str) -> None:
    check(TYPESETTERS[name].typeset(tex, display=True).mathml)


@pytest.mark.parametrize("name", TYPESETTERS)
@pytest.mark.parametrize(
    "tex",
    [
        "{" * 5_000,
        "{" * 4_000 + "x" + "}" * 4_000,
        "\\left(" * 1_000,
        "x^" * 4_000,
        "\\sqrt" * 1_500,
        "\\frac{" * 1_000,
        "\\begin{matrix}" * 500,
        "\\text{" * 1_000,
        "\\qty(" * 1_000,
        "[" * 9_000,
        "\\text{\\alpha[ x}",
        "\\newcommand{\\x}[1]{#1#1}\\text{\\x\\x}",
        "\\newcommand{\\x}{\\textbf{\\x}}\\text{\\x}",
        "\\newcommand{\\a}{\\a\\a}\\a",
        "\\def\\a{\\b\\b}\\def\\b{\\c\\c}\\def\\c{\\d\\d}\\def\\d{\\e\\e}\\def\\e{\\f\\f}\\def\\f{\\g\\g\\g\\g}\\a"
        * 20,
        "x" * 10_001,
        "\\\\" * 4_000,
        "&" * 9_000,
        "'" * 9_000,
    ],
    ids=lambda tex: tex[:12],
)
def test_a_formula_that_grows_or_nests_without_end_is_bounded(name: str, tex: str) -> None:
    found = TYPESETTERS[name].typeset(tex, display=True)
    check(found.mathml)
    assert len(found.mathml or "") < 2_000_000
