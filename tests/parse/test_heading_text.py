"""A heading's words for the table of contents."""

from __future__ import annotations

import pytest

from notes_wiki.model import Source
from notes_wiki.parse.note import Parser
from notes_wiki.parse.settings import ParseSettings


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('## <span class="x">A</span> B', '<span class="x">A</span> B'),
        ('## <a href="https://example.org/">A</a> <b>B</b>', "A <b>B</b>"),
        ("## <b>A", "<b>A</b>"),
    ],
)
def test_raw_tags_of_a_heading_are_closed_where_it_is_repeated(written: str, expected: str) -> None:
    parsed = Parser(ParseSettings("wiki")).parse(Source("a.md", f"# Title\n\n{written}\n", ""))
    assert [heading.text.html for heading in parsed.linking.headings][-1] == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("# Compact spaces\n\n## Definition\n", "Compact spaces"),
        ("#tag\n\n# Compact spaces\n", "Compact spaces"),
        ("## Definition\n\ntext\n", "compact"),
        ("# Definition\n\n# Proof\n", "compact"),
        ("# Definition:\n\ntext\n", "compact"),
        ("# Exemples\n", "compact"),
        ("# Definition of compact spaces\n", "Definition of compact spaces"),
        ("## Before\n\n# Later\n", "compact"),
        ("> # In a quote\n", "compact"),
        ("Words.\n\n# Cards\n", "compact"),
        ("# Compact\n\n# Proof\n", "Compact"),
        ("---\ntitle: Own\n---\n## Definition\n", "Own"),
    ],
)
def test_a_note_of_obsidian_is_called_what_its_file_is_unless_it_begins_with_its_one_h1(
    written: str, expected: str
) -> None:
    parsed = Parser(ParseSettings("obsidian")).parse(Source("notes/compact.md", written, ""))
    assert parsed.linking.title.plain == expected


def test_a_drawing_of_excalidraw_is_called_what_its_file_is_and_reported() -> None:
    text = "# Excalidraw Data\n## Text Elements\nspin ^a1\n%%\n## Drawing\n%%\n"
    source = Source("A spin.excalidraw.md", f"---\nexcalidraw-plugin: parsed\n---\n{text}", "")
    parsed = Parser(ParseSettings("obsidian")).parse(source)
    assert parsed.linking.title.plain == "A spin.excalidraw"
    assert [one.code for one in parsed.facts.problems] == ["unknown-construct"]


def test_what_excalidraw_keeps_for_itself_is_not_shown() -> None:
    sections = (
        "# Excalidraw Data",
        "## Text Elements",
        "spin ^a1\n\n# A heading of the drawing ^a2\n\nup",
        "## Element Links",
        "a1: [[Note]]",
        "## Embedded Files",
        "f00d: [[a.png]]\nbeef: $$x^2$$\n\ncafe: [[b.png]]",
        "%%\n## Drawing\n```json\n{}\n```\n%%",
    )
    text = "---\nexcalidraw-plugin: parsed\n---\n" + "\n\n".join(sections)
    parsed = Parser(ParseSettings("obsidian")).parse(Source("spin.excalidraw.md", text, ""))
    html = "".join(part for piece in parsed.body.pieces for part in piece.texts)
    assert all(words in html for words in ("spin", "A heading of the drawing", "up", "<math"))
    assert not any(words in html for words in ("Excalidraw", "Text", "Element", "Files", "f00d", "cafe"))
    assert [link.target for link in parsed.linking.links] == []


def test_what_excalidraw_says_to_users_of_obsidian_is_not_shown() -> None:
    notice = "==\u26a0  Switch to EXCALIDRAW VIEW in the MORE OPTIONS menu of this document. \u26a0== You can"
    text = f"---\nexcalidraw-plugin: parsed\n---\n{notice}\n\n# Thoughts\nspin ^a1\n"
    parsed = Parser(ParseSettings("obsidian")).parse(Source("A spin.excalidraw.md", text, ""))
    html = "".join(part for piece in parsed.body.pieces for part in piece.texts)
    assert "Thoughts" in html
    assert "EXCALIDRAW VIEW" not in html
