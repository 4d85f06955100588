"""A small text never makes a huge page."""

from tests.parse.reading import codes, html, read


def test_a_note_that_would_blow_up_is_shown_as_it_was_typed() -> None:
    text = f"[x]: /{'a' * 50_000}\n\n" + "[x] " * 12_000
    assert codes(text) == ["note-too-large"]
    assert html(text).startswith('<pre class="source">[x]: /aaa')
    assert read(text).linking.links == ()


def test_a_long_note_is_no_large_one() -> None:
    assert codes("word *word* [[x]] $a$ " * 3_000) == []


def test_elements_lie_two_hundred_deep_at_most_and_their_words_stay() -> None:
    text = "<div>a\n\n" * 300
    assert html(text).count("<div>") == 200
    assert html(text).count("a") == 300
    assert codes(text) == ["html-removed"]
    assert html(text + "</div>\n\n" * 300 + "<div>b</div>\n").endswith("<div>b</div>\n")


def test_a_number_of_thousands_of_digits_numbers_no_lines() -> None:
    assert "a" in html(f"```py {{linenos={'9' * 5000}}}\na\n```\n")
