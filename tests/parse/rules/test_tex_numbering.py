r"""How LaTeX's lists are numbered."""

from __future__ import annotations

import pytest

from notes_wiki.parse.rules.tex_numbering import numbering


@pytest.mark.parametrize(
    ("option", "type", "second"),
    [
        ("", "1", "2"),
        ("(a)", "a", "(b)"),
        ("i.", "i", "ii"),
        ("A", "A", "B"),
        (r"\textbf{(a)}", "a", "(b)"),
        (r"label=(\roman*)", "i", "(ii)"),
        (r"leftmargin=*, label=\textbf{\Alph*.}", "A", "B"),
        (r"label={\arabic*)}, noitemsep", "1", "2"),
        ("noitemsep", "1", "2"),
        ("leftmargin=*", "1", "2"),
        (r"label=$\bullet$", "1", "2"),
    ],
)
def test_a_list_has_the_type_that_its_option_says(option: str, type: str, second: str) -> None:
    found = numbering(option, 0)
    assert (found.type, found.words(1), found.is_plain) == (type, second, True)


@pytest.mark.parametrize(
    ("option", "second"),
    [
        ("Step 1.", "Step 2."),
        ("(A1)", "(A2)"),
        ("{Case} 1", "Case 2"),
        (r"label=(A\arabic*)", "(A2)"),
        (r"\bfseries Q1.", "Q2."),
    ],
)
def test_words_around_a_number_are_kept(option: str, second: str) -> None:
    found = numbering(option, 0)
    assert (found.words(1), found.is_plain) == (second, False)


def test_lists_in_lists_have_letters_and_roman_numbers() -> None:
    assert [numbering("", level).words(3) for level in range(5)] == ["4", "d", "iv", "D", "D"]


def test_a_list_may_begin_with_another_number() -> None:
    assert numbering(r"start=3,label=\roman*", 0).words(6) == "ix"
