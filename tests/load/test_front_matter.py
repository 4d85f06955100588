"""The block of front matter: where it begins and ends, and its syntax in YAML, TOML, JSON and Logseq."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes_wiki.load.front_matter import FrontMatter, split
from notes_wiki.load.simple_block import read_simple
from notes_wiki.load.toml_block import read_toml
from notes_wiki.load.yaml_block import read_yaml
from tests.load.blocks import codes, refusal, toml, yaml


def test_the_text_begins_after_the_block_and_knows_its_line() -> None:
    found = yaml("title: A note\ntags: [one, two]")
    assert (found.meta.title, found.meta.tags) == ("A note", ("one", "two"))
    assert (found.text, found.line) == ("Text.\n", 5)
    assert found.problems == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Just text.\n",
        "---\n\nA rule, then text.\n",
        "---\nA rule before a sentence.\n---\n",
        "---\nhttps://example.org/a\n---\n",
        "---\n- a list after a rule\n",
        "---\n[[Home]] | [words](a.md)\n---\n",
        "---\n[words over\nlines](a.md)\n---\n",
        "---\n[0, 1) is half open.\n---\n",
        "---\n[ is a bracket.\n",
        "---\n`code` and @someone\n---\n",
        "# Heading\n\n---\ndraft: true\n---\n",
        "```\ndraft: true\n```\n",
        "title: A heading\n---\nText.\n",
        "Theorem: all are equal\nProof: by induction\n---\n",
        "Title: Words\nTags: [[one]]\nDate: 2024-03-01\n\nText.\n",
        "Title: Words\nSource: a book\nDate: 2024-03-01\n\nText.\n",
        "Title: Words\nDate: 2024-03-01\nand more.\n",
    ],
)
def test_a_note_without_front_matter_is_published_whole(text: str) -> None:
    found = split(text)
    assert found == FrontMatter(found.meta, text, 1)
    assert found.meta.published


def test_hexos_front_matter_may_lack_its_first_line() -> None:
    found = split("title: On $a$\nmathjax: true\ndate: 2018-01-09 21:43:11\ntags:\n- Sums\n---\n\nText.\n")
    assert (found.meta.title, found.meta.date, found.meta.tags) == ("On $a$", "2018-01-09", ("Sums",))
    assert (found.text, found.line, found.problems) == ("\nText.\n", 7, ())


def test_pelicans_front_matter_ends_with_a_blank_line() -> None:
    found = split("Title: On: sums\nDate: 2010-12-03 10:20\nTags: number theory, sums\nSlug: s\n\nText.\n")
    assert (found.meta.title, found.meta.date) == ("On: sums", "2010-12-03")
    assert (found.meta.tags, found.meta.slug) == (("number theory", "sums"), "s")
    assert (found.text, found.line, found.problems) == ("Text.\n", 6, ())


def test_nikolas_front_matter_is_a_comment() -> None:
    found = split(
        "<!--\n.. title: On: sums\n .. date: 2015-04-15 22:31 UTC\n.. tags: a b, c\n.. link:\n-->\n\nText.\n"
    )
    assert (found.meta.title, found.meta.date, found.meta.tags) == ("On: sums", "2015-04-15", ("a b", "c"))
    assert (found.text, found.line, found.problems) == ("\nText.\n", 7, ())


@pytest.mark.parametrize("field", ["status: draft", "tags: a, private"])
def test_nikolas_drafts_are_not_published(field: str) -> None:
    assert not split(f"<!--\n.. title: x\n.. {field}\n-->\nText.\n").meta.published


@pytest.mark.parametrize("end", ["---\n", "\n"])
def test_a_draft_without_a_first_line_is_not_published(end: str) -> None:
    found = split(f"title: x\ndate: 2024-03-01\nstatus: draft\n{end}Text.\n")
    assert not found.meta.published
    assert found.problems == ()


@pytest.mark.parametrize(
    "text", ["---\n---\nText.\n", "---\n# nothing set\n---\nText.\n", "+++\n+++\nText.\n"]
)
def test_an_empty_block_means_defaults(text: str) -> None:
    found = split(text)
    assert found.meta.published
    assert (found.text, found.problems) == ("Text.\n", ())


@pytest.mark.parametrize(
    ("block", "line", "why"),
    [
        ("title: [", 3, "not YAML"),
        ('title: "An open quote\ndraft: true', 2, "not YAML (a quotation mark is never closed)"),
        ("title: a: b", 2, "not YAML"),
        ("title: x\ndraft:true", 4, "not YAML"),
        ("draft:true", 2, "no fields"),
        ("title: x\n\tdraft: true", 3, "not YAML"),
        ("draft: true\ndraft: false", 3, "twice"),
        ("draft: true\nDraft: false", 3, "twice"),
        ("a: &a [x, x]\nb: &b [*a, *a]", 3, "alias"),
        ("<<: {draft: true}", 2, "merges"),
        ("a: {b: 1, b: 2}", 2, "twice"),
        ("[a]: b", 2, "not a word"),
        ("[", 3, "not YAML"),
        ("\n[a,\ndraft: true", 5, "not YAML"),
        ("}", 2, "not YAML"),
        ("]\ntitle: x", 2, "not YAML"),
        ("a: " + "[" * 30 + "]" * 30, 2, "20 levels"),
        ("a: " + "[" * 5000 + "]" * 5000, 2, "nested"),
        ("a: " + "x" * 70_000, 2, "64 KB"),
        ("a: \x07", 2, "not YAML"),
    ],
)
def test_a_yaml_block_that_cannot_be_trusted_withholds_the_note(block: str, line: int, why: str) -> None:
    code, at, message = refusal(yaml(block))
    assert (code, at) == ("front-matter", line)
    assert why in message


@pytest.mark.parametrize(
    ("block", "line", "why"),
    [
        ("title = x", 2, "not TOML"),
        ("title = 'x'\ndraft: true", 3, "not TOML"),
        ("draft = true\ndraft = false", 3, "not TOML"),
        ("draft = true\nDraft = false", 3, "twice"),
        ("a = " + "[" * 5000 + "]" * 5000, 2, "nested"),
        ("a = " + "[" * 30 + "]" * 30, 2, "20 levels"),
        ("date = 2024-02-30", 2, "not TOML"),
    ],
)
def test_a_toml_block_that_cannot_be_trusted_withholds_the_note(block: str, line: int, why: str) -> None:
    code, at, message = refusal(toml(block))
    assert (code, at) == ("front-matter", line)
    assert why in message


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: x\n",
        "+++\ntitle = 'x'\n",
        "+++\ndraft = true\n---\nText.\n",
        "---\ndraft: true\n+++\nText.\n",
        "---\ndraft: true",
    ],
)
def test_a_fence_that_never_closes_withholds_the_note(text: str) -> None:
    found = split(text)
    assert not found.meta.published
    assert [problem.message.split(",")[0] for problem in found.problems] == [
        "The front matter is never closed"
    ]


OURS, BASE, THEIRS, END = "<<<<<<< HEAD", "||||||| 1a2b3c4", "=======", ">>>>>>> topic"
"""The lines that Git writes around the sides of a conflict."""


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        (("---", OURS, "draft: true", THEIRS, "draft: true", END, "---", "Text."), 2),
        (("---", OURS, "tags: [a]", BASE, "tags: []", THEIRS, "tags: [b]", END, "---", "Text."), 2),
        (("---", "# mine", "", OURS, "title: a", THEIRS, "title: b", END, "---", "Text."), 4),
        (("---", "title: a", OURS, "draft: true", THEIRS, "draft: false", END, "---", "Text."), 3),
        (("---", "title: a", OURS, "---", "Text.", THEIRS, "draft: true", "---", "Text.", END), 3),
        (("---", "title: |", "  a", OURS, "  b", THEIRS, "  c", END, "---", "Text."), 4),
        (("+++", "title = 'a'", OURS, "draft = true", THEIRS, "draft = false", END, "+++", "Text."), 3),
        ((OURS, "---", "draft: true", "---", "a", THEIRS, "---", "draft: true", "---", "b", END), 1),
        ((OURS, "# Title", THEIRS, "---", "draft: true", "---", "# Title", END), 1),
        ((OURS, "public:: false", THEIRS, "public:: true", END, "Text."), 1),
    ],
)
def test_a_conflict_that_git_left_in_front_matter_withholds_the_note(
    lines: tuple[str, ...], line: int
) -> None:
    found = split("\n".join(lines) + "\n")
    assert not found.meta.published
    (told,) = found.problems
    assert told.code == "front-matter"
    assert "a conflict that Git left" in told.message
    assert told.span is not None
    assert told.span.line == line


@pytest.mark.parametrize(
    "lines",
    [
        ("title:: a", OURS, "public:: false", THEIRS, "public:: true", END, "Text."),
        ("{", OURS, '"draft": true,', THEIRS, '"draft": false,', END, '"title": "a"}', "Text."),
        ('{"title": "a",', OURS, '"draft": true}', THEIRS, '"draft": false}', END, "Text."),
        ("---", "title: a", "---", OURS, "---", "draft: true", "---", THEIRS, END),
    ],
)
def test_a_draft_on_one_side_of_a_conflict_is_a_draft(lines: tuple[str, ...]) -> None:
    assert not split("\n".join(lines) + "\n").meta.published


def test_a_conflict_in_the_text_leaves_a_note_published() -> None:
    conflict = "<<<<<<< HEAD\none\n=======\ntwo\n>>>>>>> topic\n"
    assert split(f"---\ntitle: a\n---\n{conflict}").meta.published
    assert split(f"Text.\n\n{conflict}").meta.published
    assert split("# Git\n\n```\n<<<<<<< HEAD\n```\n").meta.published


@pytest.mark.parametrize("blank", ["\n", "\n\n", "  \n\t\n", "\u00a0", "\u200b", " ", "\u3000\n"])
def test_blanks_before_the_fence_are_skipped_and_reported(blank: str) -> None:
    found = split(f"{blank}---\ntitle: x\ndraft: true\n---\nText.\n")
    assert not found.meta.published
    assert codes(found) == ["front-matter-not-first"]


def test_tabs_separate_like_spaces() -> None:
    found = yaml('title:\tA\t# aside\nweight: 01\t#rem\ntags: [a,\tb]\ndescription: "x\ty"\ndraft:\ttrue')
    assert found.problems == ()
    assert (found.meta.title, found.meta.tags, found.meta.published) == ("A", ("a", "b"), False)


def test_lines_may_be_indented_by_tabs() -> None:
    found = yaml("tags:\n\t- a\n\t- b\ncssclass:\n\t- x\n\ndraft: true")
    assert found.problems == ()
    assert (found.meta.tags, found.meta.published) == (("a", "b"), False)
    assert yaml("\ttitle: A\n\ttags: [a]").meta.title == "A"
    assert codes(yaml("tags:\n\t- a\n  - b")) == ["front-matter"]


def test_a_key_may_be_repeated_with_the_same_value() -> None:
    assert yaml("linkTitle: A\ndraft: true\nlinktitle: A\ndraft: true").problems == ()
    assert not yaml("draft: true\ndraft: true").meta.published


def test_a_json_object_at_the_beginning_is_front_matter() -> None:
    found = split(
        '{\n  "title": "A note",\n  "tags": ["a", "b"],\n  "date": "2024-01-02",\n'
        '  "weight": null\n}\n\nText.\n'
    )
    assert (found.meta.title, found.meta.tags, found.meta.date) == ("A note", ("a", "b"), "2024-01-02")
    assert (found.text, found.line, found.problems) == ("\nText.\n", 7, ())


def test_a_json_object_without_a_known_field_is_text() -> None:
    text = '{"a": 1}\n\nThat was JSON.\n'
    assert split(text).text == text


def test_a_json_object_with_words_behind_it_is_text() -> None:
    text = '{"title": "x"} is JSON.\n'
    found = split(text)
    assert (found.text, found.meta.title) == (text, "")


_WORDS = st.one_of(
    st.text("abAB019 _-.:'\"[]{}#&*!|>%@,?~\t=", max_size=12),
    st.sampled_from(
        ["null", "Null", "NULL", "null ", "nulls", "~", "", "true", "no", "1e3", "0x1f", "naïve"]
    ),
    st.lists(st.sampled_from(['"a"', '"é"', ", ", ",", " "]), max_size=5).map(
        lambda parts: f"[{''.join(parts)}]"
    ),
    st.text("aé \\u2028", max_size=3).map('"{}"'.format),
)
_LINES = st.lists(
    st.one_of(
        st.builds("{}: {}".format, st.sampled_from(["a", "draft", "Title", "b-c", "naïve"]), _WORDS),
        st.builds("{} = {}".format, st.sampled_from(["a", "draft", "naïve"]), _WORDS),
        _WORDS,
    ),
    max_size=6,
)


@given(st.sampled_from(["---", "+++"]), _LINES)
@settings(max_examples=300)
def test_no_block_makes_the_loader_fail_or_loses_text(fence: str, lines: list[str]) -> None:
    text = "\n".join([fence, *lines, fence, "Text."])
    found = split(text)
    assert text.endswith(found.text)
    assert found.meta.published or found.problems or any("d" in line.lower() for line in lines)


@given(st.sampled_from(["yaml", "toml"]), _LINES)
@settings(max_examples=300)
def test_the_fast_path_for_simple_blocks_agrees_with_the_full_parsers(kind: str, lines: list[str]) -> None:
    block = "".join(line + "\n" for line in lines)
    simple = read_simple(block, kind, 2)
    if simple is None:
        return
    full = read_toml if kind == "toml" else read_yaml
    assert full(block, 2) == simple


@given(st.text(max_size=40))
@settings(max_examples=200)
def test_no_text_makes_the_loader_fail(text: str) -> None:
    assert text.endswith(split(text).text)


@pytest.mark.parametrize("line", ['tags = ["a""b"]', 'naïve = "x"'])
def test_invalid_toml_is_refused_even_in_a_simple_block(line: str) -> None:
    assert not split(f"+++\n{line}\n+++\ntext").meta.published


def test_the_page_properties_of_logseq_are_front_matter() -> None:
    found = split(
        "title:: [[A note]]\nalias:: one, [[two, too]]\ntags:: #[[a tag]], #b\nicon:: x\n\n- Text.\n"
    )
    assert (found.meta.title, found.meta.aliases) == ("A note", ("one", "two, too"))
    assert found.meta.tags == ("a tag", "b")
    assert (found.text, found.line, found.problems) == ("\n- Text.\n", 5, ())
    assert not split("- public:: false\n- Text.\n").meta.published
    assert not split("draft:: true\ndraft:: false\n").meta.published
    assert split("rating:: 5\n").text == "rating:: 5\n"
    assert split("title::no\n").text == "title::no\n"


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        (
            "title: Gauss: a life",
            "a text with a colon in it must be in quotes, or the line is indented too far",
        ),
        (
            "title: x\n  draft: true",
            "a text with a colon in it must be in quotes, or the line is indented too far",
        ),
        ('title: "by \\lambda"', "backslashes between double quotes must be doubled; use single quotes"),
        ("title: 'open", "a quotation mark is never closed"),
        ("tags: [a, b", "a bracket is never closed"),
        ("tags: [a, b\ntitle: x", "a bracket is never closed, or a comma is missing"),
        ("macros: {a: b", "a brace is never closed"),
        ("title: @home", "a text that begins with @ must be in quotes"),
        ("title: `x`", "a text that begins with ` must be in quotes"),
        ("title: *x", "a text that begins with * must be in quotes; aliases are not allowed"),
        ("title: x\n\tdate: 3", "a line begins with a tab instead of spaces"),
        ('title: "a" b', "something follows a text in quotes or brackets, or a line is indented differently"),
    ],
)
def test_a_common_mistake_in_yaml_is_named_in_words(block: str, reason: str) -> None:
    (told,) = yaml(block).problems
    assert told.message == f"The front matter is not YAML ({reason}), so the note is not published."


def test_a_common_mistake_in_toml_is_named_in_words_too() -> None:
    (told,) = toml("title = Notes").problems
    assert "is not TOML (a value is missing, or a text is not in quotes), so" in told.message
