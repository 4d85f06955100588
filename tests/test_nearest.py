"""The name that was meant where another was written."""

from notes_wiki.nearest import nearest


def test_the_nearest_name_is_the_one_that_was_meant() -> None:
    assert nearest("mountians", ["fountain", "mountains", "sea"]) == "mountains"


def test_a_word_that_is_like_no_name_has_none() -> None:
    assert nearest("xyzzy", ["fountain", "mountains"]) == ""
    assert nearest("mountians", ["fountain", "mountains"], least=0.95) == ""
    assert nearest("anything", []) == ""
