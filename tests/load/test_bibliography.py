"""BibTeX files: where entries begin, and which of them a note may cite."""

from pathlib import Path

import pytest

from notes_wiki.load.bibliography import Library, Scope, is_bibliography, read, read_library


def scope(text: str) -> Scope:
    return Library({"a.bib": text}).scope()[0]


def test_entries_are_found_with_their_lines_and_nothing_is_lost_by_a_broken_one() -> None:
    text = "% mine\n@book{a, title={A}}\n\n@article{b,\n title={never closed\n\n@Misc(c,\n title={C})\n"
    found = read("a.bib", text)
    assert {key: entry.line for key, entry in found.entries.items()} == {"a": 2, "b": 4, "c": 7}
    assert found.entries["c"].text == "@Misc(c,\n title={C})\n"


def test_strings_comments_and_preambles_are_no_entries() -> None:
    found = read("a.bib", '@string{jm = "J. Math."}\n@comment{x, y}\n@preamble{"z"}\n@book{a, title={A}}\n')
    assert list(found.entries) == ["a"]
    assert found.strings == '@string{jm = "J. Math."}\n'


def test_of_two_entries_of_one_key_the_first_counts() -> None:
    assert read("a.bib", "@book{a, title={1}}\n@book{a, title={2}}\n").entries["a"].line == 1


def test_the_nearest_key_is_known_without_regard_to_case() -> None:
    assert scope("@book{Sutton2018, title={A}}\n").nearest("suton2018") == "Sutton2018"
    assert scope("@book{Sutton2018, title={A}}\n").nearest("zzz") == ""


def test_a_note_may_name_its_own_files_by_the_end_of_their_paths() -> None:
    library = Library({"x/a.bib": "@book{a, title={A}}\n", "y/b.bib": "@book{b, title={B}}\n"})
    everything, missing = library.scope()
    assert ("a" in everything, "b" in everything, missing) == (True, True, [])
    for name in ("y/b.bib", "b.bib", "b", "./b.bib"):
        own, missing = library.scope((name,))
        assert ("a" in own, "b" in own, missing) == (False, True, [])
    assert library.scope(("b.bib", "c.bib"))[1] == ["c.bib"]


def test_without_files_there_is_nothing_to_cite_and_nothing_to_depend_on() -> None:
    library = Library({})
    assert not library.scope()[0]
    assert library.digest == ""


def test_the_digest_changes_with_what_can_be_cited() -> None:
    one = Library({"a.bib": "@book{a}\n"})
    assert one.digest != Library({"a.bib": "@book{b}\n"}).digest
    assert one.digest != Library({"b.bib": "@book{a}\n"}).digest
    assert Library({"a.bib": "", "b.bib": ""}, ["a.bib"]).digest != Library({"a.bib": "", "b.bib": ""}).digest


def test_files_named_in_the_settings_are_the_default_and_others_can_be_named(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (tmp_path / "mine.bib").write_bytes("@book{mine, author={M\xfcller}}\n".encode("latin-1"))
    (content / "found.bib").write_text("@book{found}\n")
    library, problems = read_library(["mine.bib"], ["found.bib"], content, tmp_path)
    assert problems == ()
    assert library.scope()[0].keys() == ["mine"]
    assert library.scope(("found.bib",))[0].keys() == ["found"]
    same, _ = read_library(["content/found.bib"], ["found.bib"], content, tmp_path)
    assert same.scope()[0].keys() == ["found"]


def test_a_file_that_is_named_and_not_there_is_reported(tmp_path: Path) -> None:
    library, problems = read_library(["gone.bib"], [], tmp_path, tmp_path)
    assert [(problem.code, problem.path) for problem in problems] == [("missing-bibliography", "gone.bib")]
    assert not library.scope()[0]


def test_a_home_that_is_nobodys_holds_no_bibliography(tmp_path: Path) -> None:
    library, told = read_library(["~nosuchuser/x.bib"], [], tmp_path, tmp_path)
    assert library.digest == ""
    assert [found.code for found in told] == ["missing-bibliography"]


CSL = """[
  {"id": "knuth84", "type": "article-journal", "title": "Literate <i>programming</i>, 5% & more",
   "container-title": "The Journal", "volume": 27, "page": "97-111", "issued": {"date-parts": [[1984, 5]]},
   "author": [{"family": "Knuth", "given": "D. E."},
              {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"}]},
  {"id": "who", "type": "webpage", "URL": "https://example.com/a_b", "author": [{"literal": "WHO, Geneva"}]},
  {"id": "no key", "type": "book"}, 3
]"""


def test_csl_in_json_and_yaml_is_read_as_bibtex() -> None:
    found = read("x/refs.json", CSL)
    assert {key: entry.line for key, entry in found.entries.items()} == {"knuth84": 2, "who": 6}
    assert found.entries["knuth84"].text == (
        "@article{knuth84,\n  title = {Literate programming, 5\\% \\& more},\n  volume = {27},\n"
        "  pages = {97--111},\n  journal = {The Journal},\n  year = {1984},\n"
        "  author = {Knuth, D. E. and van Beethoven, Ludwig}\n}\n"
    )
    assert "author = {{WHO Geneva}}" in found.entries["who"].text
    yaml = "references:\n- id: a\n  type: book\n  title: A\n  issued: 2018-05\n"
    assert read("refs.yaml", yaml).entries["a"].text == "@book{a,\n  title = {A},\n  year = {2018}\n}\n"
    for broken in ("[", "3", '{"references": 1}'):
        assert read("refs.json", broken).entries == {}
    assert read("refs.yaml", "references: [").entries == {}


@pytest.mark.parametrize(
    ("item", "field"),
    [
        ('"title": ["On it", "Other"]', "title = {On it}"),
        ('"issued": [{"year": 2018}]', "year = {2018}"),
        ('"issued": {"literal": "circa 1890"}', "year = {1890}"),
        ('"issued": {"date-parts": [["-44"]]}', "year = {-44}"),
    ],
)
def test_csl_s_values_may_be_lists_and_dates_in_words(item: str, field: str) -> None:
    assert f"  {field}" in read("r.json", f'[{{"id": "a", "type": "book", {item}}}]').entries["a"].text


def test_a_key_of_csl_that_is_spelt_with_escapes_is_read_all_the_same() -> None:
    entries = read("r.json", '[{"id": "caf\\u00e9", "type": "book"},\n {"id": "b", "type": "book"}]').entries
    assert {key: entry.line for key, entry in entries.items()} == {"café": 1, "b": 2}


def test_csl_is_cited_by_those_who_name_it_and_other_json_is_none(tmp_path: Path) -> None:
    (tmp_path / "refs.json").write_text(CSL)
    (tmp_path / "data.json").write_text('[{"id": 1, "type": "point"}]')
    (tmp_path / "a.bib").write_text("@book{a}\n")
    found = [name for name in ("a.bib", "data.json", "refs.json") if is_bibliography(tmp_path, name)]
    assert found == ["a.bib", "refs.json"]
    library, _ = read_library([], found, tmp_path, tmp_path)
    assert library.scope()[0].keys() == ["a"]
    assert library.scope(("refs.json",))[0].keys() == ["knuth84", "who"]
