"""Quarto's variables: `{{< var name >}}` shows what `_variables.yml` has for the name."""

from notes_wiki.model import Source
from notes_wiki.parse.note import Parser
from notes_wiki.parse.settings import ParseSettings

VARIABLES = {"var version": "1.2", "var site.name": "*Sea* $x$", "var loop": "{{< var loop >}}"}


def _shown(text: str) -> str:
    parser = Parser(ParseSettings("pandoc", substitutions=VARIABLES))
    return "".join("".join(piece.texts) for piece in parser.parse(Source("a.md", text, "")).body.pieces)


def test_a_variable_shows_its_words() -> None:
    assert "V1.2 <em>Sea</em> <span" in _shown("V{{< var version >}} {{< var site.name >}}.")


def test_a_variable_that_names_another_shows_it_as_typed() -> None:
    assert "{{&lt; var loop &gt;}}" in _shown("{{< var loop >}}")
    assert "{{&lt; var other &gt;}}" in _shown("{{< var other >}}")
