import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_wiki.render.words import fold, index_words, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Poincaré  Lemma", "poincare lemma"),
        ("Gödel", "godel"),
        ("Straße", "strasse"),
        ("Łukasiewicz", "lukasiewicz"),
        ("ÆØ", "aeo"),
        ("𝒪(n²)", "o(n2)"),
        ("ΛΌΓΟΣ", "λογοσ"),
        ("ガウス", "カ\u3099ウス"),
        ("İ", "i"),
    ],
)
def test_case_accents_and_letter_forms_are_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("l'hôpital's rule", ["l", "hopital", "s", "rule"]),
        ("σ-algebra", ["σ", "algebra"]),
        ("∇ and ⊗", ["∇", "and", "⊗"]),
        ("<>", ["<>"]),
        ("", []),
        ("हिन्दी", ["हिन्दी"]),
    ],
)
def test_words_are_runs_of_letters_and_symbols_by_themselves(text: str, found: list[str]) -> None:
    assert words(fold(text)) == found


def test_a_run_of_ideographs_is_filed_from_each_of_its_characters_on() -> None:
    assert index_words("量子力学 ab") == ["量子", "子力", "力学", "学", "ab"]
    assert index_words("n次元空間") == ["n", "次元", "元空", "空間", "間"]


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=30))
def test_a_text_with_anything_in_it_is_filed_under_something(text: str) -> None:
    folded = fold(text)
    assert bool(index_words(folded)) == bool(folded)
