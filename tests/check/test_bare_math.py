"""TeX outside formulas is found, and nothing else is taken for it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.utils import read_fixture_file

from notes_wiki.check.bare_math import Run, runs
from notes_wiki.check.prose import prose
from notes_wiki.check.tex_outside import tex_outside
from notes_wiki.math.vocabulary import all_commands
from notes_wiki.model import Source, Span

CASES = read_fixture_file(Path(__file__).with_name("bare_math.txt"))
COMMANDS = all_commands() | {"\\ones"}


@pytest.mark.parametrize(("line", "title", "text", "expected"), CASES, ids=[case[1] for case in CASES])
def test_the_bare_math_of_a_line_is_found_with_its_operands(
    line: int, title: str, text: str, expected: str
) -> None:
    typed = text.rstrip("\n")
    found = [("! " if run.whole else "") + typed[run.start : run.end] for run in runs(typed, COMMANDS)]
    assert found == [row for row in expected.split("\n") if row]


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("\\ab{}()[]_^=+ .,x1\x00") | st.sampled_from("θ…"), max_size=60))
def test_runs_of_any_text_lie_in_it_in_order_and_do_not_overlap(text: str) -> None:
    end = 0
    for run in runs(text.replace("\\a", "\\alpha"), COMMANDS):
        assert end <= run.start < run.end <= len(text.replace("\\a", "\\alpha"))
        end = run.end


def test_a_very_long_line_is_left_alone() -> None:
    assert runs("\\theta " * 10_000, COMMANDS) == []


def _found(text: str, dialect: str = "wiki") -> list[tuple[Span | None, str]]:
    problems = tex_outside(Source("note.md", text, ""), dialect, COMMANDS)
    return [(found.span, found.message.partition(": ")[2]) for found in problems]


@pytest.mark.parametrize(
    "text",
    [
        "`\\theta` and ``a ` \\theta``",
        "```\n\\theta\n```",
        "    \\theta",
        "$\\theta$ and \\(\\theta\\)",
        "$$\n\\theta\n$$",
        "\\begin{align}\n\\theta &= 1\n\\end{align}",
        "[words](a\\theta.md) and https://example.org/\\theta",
        "[[\\theta|it]]",
        '<a title="\\theta">x</a>',
        "<!-- \\theta -->",
        "%% \\theta %%",
        "---\ntitle: \\theta\n---\n\ntext",
        "\\eqref{eq:theta}",
    ],
)
def test_what_is_no_prose_is_not_looked_at(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("---\ntitle: x\n---\n\nangle \\theta", Span(5, 7, 6)),
        ("> - angle \\theta", Span(1, 11, 6)),
        ("text\nmore **text** and \\theta", Span(2, 19, 6)),
        ("| a | \\theta |\n|---|---|\n| b | c |", Span(1, 7, 6)),
        ("## On \\theta", Span(1, 7, 6)),
        ("x[^1]\n\n[^1]: on \\theta", Span(3, 10, 6)),
        ("`a\nb` then \\theta", Span(2, 9, 6)),
    ],
)
def test_a_run_is_reported_at_its_place_in_the_file(text: str, span: Span) -> None:
    assert _found(text) == [(span, "\\theta")]


def test_a_line_beside_a_formula_is_no_whole_line() -> None:
    lines = list(prose(Source("note.md", "\\alpha = \\beta $x$", ""), "wiki"))
    assert [line.whole for line in lines] == [False]
    assert runs(lines[0].text, COMMANDS) == [Run(0, 14, False)]


def test_single_dollars_are_prose_in_hugos_dialect() -> None:
    assert _found("for $5, \\\\(\\theta\\\\) and \\delta", "hugo") == [(Span(1, 26, 6), "\\delta")]
