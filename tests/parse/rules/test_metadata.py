"""What metadata among a note's text says of the note."""

from tests.parse.reading import read


def test_a_title_block_and_later_fields_give_the_title_unless_there_is_one() -> None:
    assert read("% The *title*\n\nWords.\n", "pandoc").linking.title.plain == "The title"
    assert read("Words.\n\n---\ntitle: Late\n...\n", "pandoc").linking.title.plain == "Late"
    first = "---\ntitle: First\n---\n\n---\ntitle: Late\n---\n"
    assert read(first, "pandoc").linking.title.plain == "First"


def test_a_later_field_that_keeps_a_note_back_is_heard() -> None:
    assert not read("Words.\n\n---\ndraft: true\n---\n", "pandoc").linking.meta.published
    assert read("Words.\n\n---\nother: true\n---\n", "pandoc").linking.meta.published
