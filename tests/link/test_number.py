"""The numbers of labels."""

from notes_wiki.link.number import numbers
from notes_wiki.model import OF_GROUP, Label


def test_rows_of_a_group_have_its_number_and_a_letter() -> None:
    tags = ["", "", OF_GROUP + "a", OF_GROUP + "b", "", "∗"]
    labels = [Label(f"key{place}", "equation", f"key{place}", tag) for place, tag in enumerate(tags)]
    assert numbers(labels) == ("1", "2", "2a", "2b", "3", "∗")
