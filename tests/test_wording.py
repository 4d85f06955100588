"""The words of the interface, in every language there are words in."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import msgspec
import pytest

from notes_wiki import wording as module
from notes_wiki.config import load
from notes_wiki.parse.statement_names import NAMES_ELSEWHERE
from notes_wiki.parse.statements import CALLOUTS, COUNTED, FOLDED, STATEMENTS, TABS, VERSIONS, statement
from notes_wiki.wording import LANGUAGES, Wording, note_words, wording

FIELDS = {field.encode_name: field for field in msgspec.structs.fields(Wording)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_all_words_with_the_marks_of_the_english_ones(language: str) -> None:
    file = Path(module.__file__).parent / f"{language}.toml"
    said = tomllib.loads(file.read_text(encoding="utf-8"))
    assert set(said) == set(FIELDS)
    for key, words in said.items():
        if isinstance(words, str):
            assert set(re.findall(r"{\w+}| \| ", words)) == set(
                re.findall(r"{\w+}| \| ", FIELDS[key].default)
            )
        elif key == "months":
            assert len(words) == 12
        else:
            assert set(words) == {*STATEMENTS.values(), *COUNTED.values(), *CALLOUTS, *VERSIONS} - {
                "admonition"
            }


def test_a_language_without_words_speaks_english() -> None:
    assert wording("nl") == wording("en") == Wording()


def test_a_region_speaks_its_language() -> None:
    assert wording("de-CH").counted(wording("de-CH").notes, 3) == "3 Notizen"


@pytest.mark.parametrize(("count", "expected"), [(0, "0 notes"), (1, "1 note"), (2, "2 notes")])
def test_one_and_more_are_told_apart(count: int, expected: str) -> None:
    assert Wording().counted(Wording().notes, count) == expected


def test_large_numbers_are_written_as_the_language_writes_them() -> None:
    english, german = wording("en"), wording("de")
    assert (english.number(999), english.number(1234567)) == ("999", "1,234,567")
    assert english.counted(english.notes, 10_000) == "10,000 notes"
    assert german.number(10_000) == "10.000"


def test_dates_are_in_the_language_s_words() -> None:
    assert [wording(language).day("2025-03-03") for language in ("en", "de", "fr")] == [
        "3 March 2025",
        "3. März 2025",
        "3 mars 2025",
    ]


def test_a_wiki_changes_words_and_keeps_the_rest_of_its_language(tmp_path: Path) -> None:
    (tmp_path / "wiki.toml").write_text('language = "de"\n[words]\nindex = "Register"\nindx = "x"\n')
    loaded = load(tmp_path)
    assert (loaded.config.words.index, loaded.config.words.recent) == ("Register", "Neues")
    (told,) = loaded.problems
    assert "words.indx" in told.message
    assert "`index`" in told.hint


def test_a_wiki_names_kinds_of_statements_and_keeps_the_other_names(tmp_path: Path) -> None:
    (tmp_path / "wiki.toml").write_text(
        'language = "de"\n[words.statements]\ntheorem = "Theorem"\nprotocol = "Protokoll"\n'
    )
    words = load(tmp_path).config.words
    assert [words.statement(kind) for kind in ("theorem", "proof", "protocol", "my-kind")] == [
        "Theorem",
        "Beweis",
        "Protokoll",
        "My kind",
    ]
    # A note that says that it is in the wiki's language is in the wiki's words; another in those of its own.
    assert note_words("de-AT", words, "de") == words
    french = note_words("fr", words, "de")
    assert (french.statement("theorem"), french.statement("protocol")) == ("Théorème", "Protokoll")
    english = note_words("en", words, "de")
    assert (english.statement("theorem"), english.statement("protocol")) == ("Theorem", "Protokoll")
    assert (english.statement("proof"), english.statement("warning")) == ("Proof", "Warning")


@pytest.mark.parametrize("language", LANGUAGES)
def test_statements_may_be_typed_by_their_names_in_any_language(language: str) -> None:
    ambiguous = {"fait", "hypothèse"}  # these mean "done", too, and an assumption
    for kind in set(STATEMENTS.values()):
        name = wording(language).statement(kind).lower()
        assert name in ambiguous or statement(name) == kind


def test_a_name_in_another_language_is_no_other_box() -> None:
    boxes = {*STATEMENTS, *CALLOUTS, *COUNTED, *FOLDED, *TABS}
    typed = {name for names in NAMES_ELSEWHERE.values() for name in names}
    assert not typed & boxes


def test_the_sites_own_kinds_come_before_names_in_other_languages() -> None:
    assert statement("satz", ("satz",)) == "satz"
