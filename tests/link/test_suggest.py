"""The names that were probably meant."""

import pytest

from notes_wiki.link.suggest import Names

NOTES = ("Lecture 1", "Lecture 8", "Lecture notes", "2024-02-01", "2024-03-02", "Week 3 (Groups)", "eq:A")


@pytest.mark.parametrize(
    ("sought", "expected"),
    [
        ("Lectures 8", ("Lecture 8",)),
        ("Lecture note", ("Lecture notes",)),
        ("Lecture 9", ()),
        ("Lecture 10", ()),
        ("2024-03-01", ()),
        ("eq:a", ("eq:A",)),
        ("Week 3 (Groupes)", ("Week 3 (Groups)",)),
    ],
)
def test_the_next_of_a_row_is_no_misspelling_of_the_others(sought: str, expected: tuple[str, ...]) -> None:
    assert Names(lambda: NOTES).nearest(sought)[:1] == expected
