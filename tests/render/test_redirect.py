"""The page at an old address speaks the wiki's language."""

from notes_wiki.render.redirect import redirect


def test_words_and_language_are_those_of_the_wiki() -> None:
    page = redirect("old/index.html", "new.html", "<Neu>", words="Jetzt unter {page} & da.", language="de")
    assert b'<html lang="de">' in page
    assert b'name="viewport"' in page
    assert b'name="color-scheme" content="light dark"' in page  # no flash of white before a dark page
    assert b'<p>Jetzt unter <a href="../new.html">&lt;Neu&gt;</a> &amp; da.</p>' in page
