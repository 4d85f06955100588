"""The values of front matter's fields: titles, dates, tags, macros."""

import pytest

from notes_wiki.load.front_matter import split
from tests.load.blocks import codes, toml, yaml


@pytest.mark.parametrize("typed", ["today", "last-modified", '"Version of `r format(Sys.Date())`"'])
def test_a_date_that_is_computed_is_no_mistake(typed: str) -> None:
    found = yaml(f"date: {typed}")
    assert (found.meta.date, found.problems) == ("", ())


def test_a_date_that_r_computes_is_no_mistake() -> None:
    found = yaml('date: "`r Sys.Date()`"\nmodified: 1-Mar-2024')
    assert (found.meta.date, found.meta.modified, found.problems) == ("", "2024-03-01", ())


@pytest.mark.parametrize(("typed", "day"), [("4/15/2018", "04-15"), ("15/4/2018", "04-15"), ("4/5/2018", "")])
def test_a_date_with_slashes_is_read_only_if_day_and_month_are_clear(typed: str, day: str) -> None:
    assert yaml(f"date: {typed}").meta.date == (day and f"2018-{day}")


def test_values_that_look_like_numbers_or_booleans_stay_as_typed() -> None:
    meta = yaml("title: no\naliases: [1.10, on]\nweight: 010").meta
    assert (meta.title, meta.aliases, meta.extra["weight"]) == ("no", ("1.10", "on"), "010")


@pytest.mark.parametrize(
    "block",
    [
        "date: 2024-02-30",
        "date: yesterday",
        "date: 4/3/2024",
        "date: 20240230",
        "date: [2024]",
        "title: [a, b]",
        "aliases: {a: b}",
        "tags: [[a]]",
        "macros: RR",
        "macros: {'R R': x}",
        "macros: {RR: [x]}",
    ],
)
def test_any_other_field_with_a_wrong_value_is_reported_and_ignored(block: str) -> None:
    found = yaml(f"summary: kept\n{block}")
    assert found.meta.published
    assert found.meta.description == "kept"
    assert codes(found) == ["front-matter-field"]
    assert found.problems[0].span is not None
    assert found.problems[0].span.line == 3


def test_a_dialect_that_does_not_exist_is_reported_by_its_name_and_ignored() -> None:
    found = yaml("dialect: obsidean")
    assert codes(found) == ["unknown-dialect"]
    (told,) = found.problems
    assert told.message == "The dialect obsidean is not known, so the note is read in that of the wiki."
    assert told.hint == "Did you mean obsidian?"
    assert yaml("dialect: zzz").problems[0].hint == "The dialects are wiki, obsidian, hugo, pandoc, jekyll."


@pytest.mark.parametrize(
    ("block", "date"),
    [
        ("date: 2024-02-29", "2024-02-29"),
        ("created: 2024-02-29T10:00:00+01:00", "2024-02-29"),
        ('date: "2024-02-29 10:00"', "2024-02-29"),
        ("date: 2024-02-29-Thu 10:00", "2024-02-29"),
        ("date: 2024/2/29", "2024-02-29"),
        ("date: 2024.02.29", "2024-02-29"),
        ("date: 29.2.2024", "2024-02-29"),
        ('date: "[[2024-02-29]]"', "2024-02-29"),
        ("date: 202402291030", "2024-02-29"),
        ("created: Thursday, February 29th 2024, 10:00:00 am", "2024-02-29"),
        ("created: 29 Feb. 2024", "2024-02-29"),
        ("date:", ""),
    ],
)
def test_dates_are_read_as_people_write_them(block: str, date: str) -> None:
    found = yaml(block)
    assert (found.meta.date, found.problems) == (date, ())


def test_a_toml_date_and_list_are_read() -> None:
    meta = toml('title = "x"\ndate = 2024-02-29T10:00:00+01:00\ntags = ["a", "b"]\naliases = ["/old/"]').meta
    assert (meta.date, meta.tags, meta.aliases) == ("2024-02-29", ("a", "b"), ("/old/",))


def test_tags_may_be_a_line_of_words() -> None:
    assert yaml('tags: "#one two, three"').meta.tags == ("one", "two", "three")


def test_substitutions_are_those_of_myst() -> None:
    found = yaml("substitutions: {a: x, b: [y]}\nmyst:\n  substitutions:\n    c: 1").meta
    assert found.substitutions == {"a": "x", "c": "1"}
    assert yaml("substitutions: x\nmyst: [y]").meta.substitutions == {}


@pytest.mark.parametrize("beside", ["", "tags: [a]\n"])
def test_null_is_neither_a_title_nor_an_alias(beside: str) -> None:
    found = split(f"---\ntitle: null\naliases: null\n{beside}---\ntext").meta
    assert (found.title, found.aliases) == ("", ())


@pytest.mark.parametrize(
    "head",
    [
        '---\ntitle: "a\\x02id:0\\x03"\ntags: ["b\\x03"]\nmacros: {"\\\\x": "\\x02"}\n---\n',
        '+++\ntitle = "a\\u0002id:0\\u0003"\ntags = ["b\\u0003"]\nmacros = {x = "\\u0002"}\n+++\n',
        '{"title": "a\\u0002id:0\\u0003", "tags": ["b\\u0003"], "macros": {"x": "\\u0002"}}\n',
    ],
)
def test_escapes_cannot_produce_the_characters_of_markers(head: str) -> None:
    meta = split(head + "text").meta
    assert (meta.title, meta.tags, meta.macros) == ("a\ufffdid:0\ufffd", ("b\ufffd",), {"\\x": "\ufffd"})


@pytest.mark.parametrize("head", ['---\ntitle: "a\\ud800b"\n---\n', '{"title": "a\\ud800b"}\n'])
def test_escapes_cannot_produce_lone_surrogates(head: str) -> None:
    assert split(head + "text").meta.title == "a\ufffdb"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("30. Oktober 2023", "2023-10-30"),
        ("1er août 2024", "2024-08-01"),
        ("3 de marzo de 2024", "2024-03-03"),
        ("12 dicembre 2023", "2023-12-12"),
        ("May 3rd 2024", "2024-05-03"),
    ],
)
def test_months_are_read_in_other_languages(written: str, expected: str) -> None:
    assert yaml(f"created: {written}").meta.date == expected


def test_myst_calls_macros_math() -> None:
    found = yaml("math: {'\\RR': x, N: y}")
    assert (found.meta.macros, found.problems) == ({"\\RR": "x", "\\N": "y"}, ())
    assert yaml("math: true").meta.macros == {}
    assert yaml("macros:").problems == ()


@pytest.mark.parametrize("name", ["macros", "katex_macros", "mathjax-macros", "math-macros"])
def test_macros_have_many_names_and_may_say_how_many_arguments_they_take(name: str) -> None:
    found = yaml(name + ": {'\\RR': x, N: ['#1', 1], K: {macro: z}}")
    assert (found.meta.macros, found.problems) == ({"\\RR": "x", "\\N": "#1", "\\K": "z"}, ())


@pytest.mark.parametrize(
    "head",
    [
        "header-includes: \\def\\a{b}",
        "header-includes:\n  - \\def\\a{b}\n  - <script>",
        "header-includes:\n  $$\\def\\a{b}$$",
        "format:\n  pdf:\n    include-in-header:\n      - other.tex\n      - text: \\def\\a{b}",
        "output:\n  html_document:\n    include-before: |\n      \\def\\a{b}",
    ],
)
def test_tex_for_a_header_is_kept_wherever_it_stands(head: str) -> None:
    found = yaml(head)
    assert (found.meta.preamble.strip(), found.problems) == ("\\def\\a{b}", ())


@pytest.mark.parametrize("stamp", ["1700000000", "1700000000000"])
def test_a_date_may_be_seconds_or_milliseconds_since_1970(stamp: str) -> None:
    found = yaml(f"created: {stamp}\nupdated: '{stamp}'")
    assert (found.meta.date, found.meta.modified, found.problems) == ("2023-11-14", "2023-11-14", ())
