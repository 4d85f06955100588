"""Statements and equations are called in the language of the text that names them."""

from pathlib import Path

from tests.site.test_citing import clean
from tests.site.vault import Vault, codes, tree

NOTES = {
    "a.md": """# A

::: theorem {#thm:one title="Spektral"}
Text $$x \\label{eq:one}$$
:::

::: proof
Text.
:::

::: {.proof of="thm:one"}
Text.
:::

Nach \\cref{thm:one} und \\Cref{eq:one} und [[#thm:one]].
""",
    "b.md": "---\nlang: fr\n---\n# B\n\n::: lemma\nTexte.\n:::\n\nSelon \\cref{thm:one}, [[a]].\n",
    "c.md": "---\nlang: de-AT\n---\n# C\n\n::: theorem\nText.\n:::\n",
}


def test_statements_are_called_in_the_language_of_their_note(tmp_path: Path) -> None:
    made = Vault(tmp_path, NOTES, 'language = "de"\n')
    assert codes(made.build()) == []
    german, french = made.body("a.html"), made.body("b.html")
    assert '<span class="label">Satz 1 <span class="name">(Spektral)</span></span>' in german
    assert "<summary>Beweis</summary>" in german
    assert (
        '<summary>Beweis von <a class="reference" href="#thm:one">Satz 1 (Spektral)</a></summary>' in german
    )
    assert '">Gleichung (1)</a>' in german
    assert '<span class="label">Lemme</span>' in french
    assert ">Théorème 1 (Spektral)</a>" in french


def test_what_the_wiki_calls_them_wins_in_its_own_language(tmp_path: Path) -> None:
    made = Vault(tmp_path, NOTES, 'language = "de"\n[words.statements]\ntheorem = "Theorem"\n')
    made.build()
    assert '<span class="label">Theorem</span>' in made.body("c.html")
    assert ">Théorème 1 (Spektral)</a>" in made.body("b.html")


def test_pages_follow_the_language_of_a_note(tmp_path: Path) -> None:
    made = Vault(tmp_path, NOTES, 'language = "de"\n')
    made.build()
    made.write({"b.md": NOTES["b.md"].replace("lang: fr", "lang: da")})
    made.build()
    assert ">Sætning 1 (Spektral)</a>" in made.page("a.html")  # its backlinks show the paragraph
    assert tree(made.site) == clean(made)


def test_callouts_without_a_title_are_called_in_the_language_of_their_note(tmp_path: Path) -> None:
    callouts = (
        "> [!warning]\n> Text.\n\n> [!tip]- \n> Text.\n\n> [!own-kind]\n> Text.\n\n> [!note] Titel\n> Text.\n"
    )
    made = Vault(
        tmp_path,
        {"a.md": f"# A\n\n{callouts}", "b.md": f"---\nlang: en\n---\n# B\n\n{callouts}"},
        'language = "de"\n',
    )
    assert codes(made.build()) == []
    german, english = made.body("a.html"), made.body("b.html")
    for shown, words in (
        (german, ("Warnung", "Tipp", "Own kind", "Titel")),
        (english, ("Warning", "Tip", "Titel")),
    ):
        for word in words:
            assert f">{word}<" in shown


def test_notes_from_right_to_left_run_that_way_and_the_frame_the_wikis(tmp_path: Path) -> None:
    notes: dict[str, str | bytes] = {
        "a.md": "---\nlang: he\n---\n# Matrix\n\nWords.\n",
        "b.md": "# קבוצה\n\nכל איבר $x$.\n",
        "c.md": "# Group\n\nWords.\n",
    }
    vault = Vault(tmp_path, notes)
    vault.build()
    assert '<html lang="he" dir="rtl">' in vault.page("a.html")
    assert '<header class="site" lang="en" dir="ltr">' in vault.page("a.html")
    assert '<html lang="en" dir="rtl">' in vault.page("b.html")
    assert "dir=" not in vault.page("c.html")


def test_a_wiki_from_right_to_left_has_notes_that_run_the_other_way(tmp_path: Path) -> None:
    vault = Vault(tmp_path, {"a.md": "---\nlang: en\n---\nWords.\n"}, 'language = "fa"\n')
    vault.build()
    assert '<html lang="en">' in vault.page("a.html")
    assert '<header class="site" lang="fa" dir="rtl">' in vault.page("a.html")
    assert '<html lang="fa" dir="rtl">' in vault.page("index.html")
