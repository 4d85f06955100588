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


def test_formatting_elements_beside_each_other_do_not_lie_in_each_other() -> None:
    closed, open_, block = "x<sub>i</sub>\n\n" * 300, "<u>a\n\n" * 300, "<p><b>a</b> <i>b</i></p>\n\n" * 300
    assert html(closed).count("<sub>") == 300
    assert html(open_).count("<u>") == 300
    assert html(block).count("<b>") == html(block).count("<i>") == 300
    assert codes(closed) == codes(open_) == codes(block) == []


def test_a_number_of_thousands_of_digits_numbers_no_lines() -> None:
    assert "a" in html(f"```py {{linenos={'9' * 5000}}}\na\n```\n")


def test_commands_lie_sixty_deep_in_each_other_and_what_is_deeper_stays_as_typed() -> None:
    shown = html("\\emph{" * 70 + "x" + "}" * 70, "pandoc")
    assert shown.count("<em>") == shown.count("</em>") <= 60
    assert shown.count("\\emph{") == 70 - shown.count("<em>")
    assert "x" in shown


def test_tags_of_which_nothing_is_seen_lie_in_each_other_as_deep_as_any_block() -> None:
    assert html("<Steps>\n" * 50 + "x\n" + "</Steps>\n" * 50) == "<p>x</p>\n"
    shown = html("<Steps>\n{% step %}\n" * 1500 + "x\n" + "{% endstep %}\n</Steps>\n" * 1500)
    assert "x" in shown
    assert "&lt;Steps&gt;" in shown


def test_substitutions_in_each_other_make_no_huge_page() -> None:
    def note(text: str, names: int) -> str:
        front = "".join(f"  a{n}: '{text.replace('NEXT', f'{{{{a{n + 1}}}}}')}'\n" for n in range(names))
        return f"---\nsubstitutions:\n{front}---\n{{{{a0}}}}\n\n{{{{a0}}}} x\n"

    assert "{{a10}}" in html(note("NEXT", 2_000))
    assert len(html(note("NEXT NEXT NEXT NEXT NEXT NEXT", 9))) < 500_000
