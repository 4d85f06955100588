"""Notes inside notes: what is shown, and what ends a way without end."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.vault import Vault


def told(vault: Vault) -> list[tuple[str, str]]:
    """The problems of a build: code and note."""
    return [(found.code, found.path) for found in vault.build().problems]


def test_notes_that_embed_each_other_show_a_link_in_the_end(tmp_path: Path) -> None:
    vault = Vault(tmp_path, {"a.md": "# A\n\n![[b]]\n", "b.md": "# B\n\nb's words\n\n![[a]]\n"})
    assert told(vault) == [("embed-cycle", "a.md"), ("embed-cycle", "b.md")]
    body = vault.body("a.html")
    assert body.count("b's words") == 1
    assert '<div class="embed embed-cut"><p class="embed-source">' in body


def test_a_note_is_not_embedded_in_itself(tmp_path: Path) -> None:
    vault = Vault(tmp_path, {"a.md": "# A\n\nwords of it\n\n![[a]]\n"})
    assert told(vault) == [("embed-cycle", "a.md")]
    assert vault.body("a.html").count("words of it") == 1


def test_embeds_lie_eight_deep_at_most(tmp_path: Path) -> None:
    notes = {f"n{number}.md": f"words {number}.\n\n![[n{number + 1}]]\n" for number in range(9)}
    vault = Vault(tmp_path, {**notes, "n9.md": "words 9.\n"})
    assert told(vault) == [("embed-depth", "n8.md")]
    body = vault.body("n0.html")
    assert [number for number in range(10) if f"words {number}." in body] == list(range(9))
    assert "words 9." in vault.body("n1.html")


def test_a_page_embeds_a_megabyte_at_most(tmp_path: Path) -> None:
    vault = Vault(tmp_path, {"big.md": "# Big\n\n" + "word " * 120_000, "a.md": "![[big]]\n\n![[big]]\n"})
    assert told(vault) == [("embed-size", "a.md")]
    assert vault.body("a.html").count("word ") < 120_001


def test_a_section_links_into_itself_and_to_what_is_outside_it_on_its_own_page(tmp_path: Path) -> None:
    text = "# P\n\n## One\n\nSee [[#One]], [[#Two]] and ^[a note].\n\n## Two\n\nmore\n"
    vault = Vault(tmp_path, {"p.md": text, "a.md": "![[p#One]]\n"})
    assert told(vault) == []
    body = vault.body("a.html")
    assert 'See <a href="p.html#one">' in body
    assert '<a href="p.html#two">' in body
    assert '<sup class="footnote-ref" id="embed-1:fnref-1"><a href="p.html#fn-1">1</a></sup>' in body
    assert "more" not in body


def test_a_place_that_is_no_section_is_shown_as_a_link(tmp_path: Path) -> None:
    vault = Vault(tmp_path, {"p.md": "# P\n\nx [y]{#span} z\n", "a.md": "![[p#span]]\n"})
    assert told(vault) == []
    assert '<div class="embed embed-cut">' in vault.body("a.html")


DRAWING = "---\nexcalidraw-plugin: parsed\n---\n\n# Excalidraw Data\n\n## Text Elements\nwords in it ^a1\n"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>'


@pytest.mark.parametrize("name", ["d.excalidraw.svg", "d.svg", "d.excalidraw.light.svg"])
def test_a_drawing_is_shown_as_the_picture_that_was_exported_beside_it(tmp_path: Path, name: str) -> None:
    files = {"in/d.excalidraw.md": DRAWING, f"in/{name}": PICTURE}
    vault = Vault(tmp_path, {"a.md": "# A\n\n![[d.excalidraw|80]]\n\n![[d.excalidraw#^group=a1]]\n", **files})
    assert told(vault) == [("unknown-construct", "in/d.excalidraw.md")]
    body = vault.body("a.html")
    assert "words in it" not in body
    assert f'<p><img src="-/assets/in/{name}" alt="d" width="80" height="40" ' in body
    assert body.count(f'<p><img src="-/assets/in/{name}"') == 2


def test_a_drawing_that_is_a_file_of_its_own_is_shown_as_its_picture_too(tmp_path: Path) -> None:
    files = {"d.excalidraw": "{}", "d.excalidraw.svg": PICTURE}
    vault = Vault(tmp_path, {"a.md": "# A\n\n![[d.excalidraw]]\n", **files})
    vault.build()
    assert '<p><img src="-/assets/d.excalidraw.svg" alt="d" width="40" height="20" ' in vault.body("a.html")


def test_a_drawing_without_a_picture_shows_its_texts(tmp_path: Path) -> None:
    vault = Vault(
        tmp_path, {"a.md": "# A\n\n![[d.excalidraw]]\n", "d.excalidraw.md": DRAWING, "e.svg": PICTURE}
    )
    vault.build()
    assert "words in it" in vault.body("a.html")
