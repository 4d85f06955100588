"""Which way a page is read."""

import pytest

from notes_wiki.render.direction import direction


@pytest.mark.parametrize("language", ["ar", "fa-IR", "he", "HE", "az-Arab", "ur_PK"])
def test_languages_from_right_to_left(language: str) -> None:
    assert direction(language) == "rtl"


@pytest.mark.parametrize("language", ["en", "", "az", "ku-Latn", "ar-Latn", "zh-Hans"])
def test_languages_from_left_to_right(language: str) -> None:
    assert direction(language) == "ltr"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("מרחב וקטורי", "rtl"),
        ("قضیه Bolzano", "rtl"),
        ("Groups (חבורות)", "ltr"),
        ("א is the first letter", "ltr"),
        ("Limits, וכל השאר בעברית", "rtl"),
        ("群", "ltr"),
        ("∞", "ltr"),
    ],
)
def test_without_a_language_most_letters_decide(words: str, expected: str) -> None:
    assert direction("en", words) == expected
