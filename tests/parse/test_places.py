"""Problems and links point at the character in the file, whatever stands around it."""

import pytest

from notes_wiki.model import Span
from tests.parse.reading import read


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a [[x]]", Span(1, 3, 5)),
        ("---\ntitle: t\n---\n\na\nb [[x]]", Span(6, 3, 5)),
        ("> quote\n>  [[x]]", Span(2, 4, 5)),
        ("- item\n  more [[x]]", Span(2, 8, 5)),
        ("| a | b |\n|---|---|\n| c | d [[x]] |", Span(3, 9, 5)),
        ("## head [[x]]", Span(1, 9, 5)),
        ("> [!note] t\n> - [ ] do [[x]]", Span(2, 12, 5)),
        ("[[x]]", Span(1, 1, 5)),
        ("!!! note\n    in [[x]]", Span(2, 8, 5)),
    ],
)
def test_a_link_is_placed_in_its_line(text: str, place: Span) -> None:
    assert read(text).facts.link_places == (place,)


def test_many_links_of_one_line_keep_their_columns() -> None:
    places = read("ab [[x]] [[y]]\n[[z]]").facts.link_places
    assert [(place.line, place.column) for place in places] == [(1, 4), (1, 10), (2, 1)]


def test_a_formulas_problem_points_into_the_formula_and_names_the_command() -> None:
    problem = read("> text $a \\nambla b$").facts.problems[0]
    assert (problem.code, problem.span) == ("unknown-command", Span(1, 11, 7))
    assert problem.command == "\\nambla"
