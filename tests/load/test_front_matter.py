"""Front matter: every way in which it can be written, and every way in which it can go wrong."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes_wiki.load import front_matter
from notes_wiki.load.front_matter import FrontMatter, split


def yaml(block: str) -> FrontMatter:
    return split(f"---\n{block}\n---\nText.\n")


def toml(block: str) -> FrontMatter:
    return split(f"+++\n{block}\n+++\nText.\n")


def codes(found: FrontMatter) -> list[str]:
    return [problem.code for problem in found.problems]


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
        "# Heading\n\n---\ndraft: true\n---\n",
        "```\ndraft: true\n```\n",
    ],
)
def test_a_note_without_front_matter_is_published_whole(text: str) -> None:
    found = split(text)
    assert found == FrontMatter(found.meta, text, 1)
    assert found.meta.published


@pytest.mark.parametrize(
    "text", ["---\n---\nText.\n", "---\n# nothing set\n---\nText.\n", "+++\n+++\nText.\n"]
)
def test_an_empty_block_means_defaults(text: str) -> None:
    found = split(text)
    assert found.meta.published
    assert (found.text, found.problems) == ("Text.\n", ())


@pytest.mark.parametrize(
    "block",
    [
        "draft: true",
        "draft: True",
        "draft: yes",
        "draft: on",
        'draft: "true"',
        "Draft: true",
        "DRAFT: TRUE",
        "draft : true",
        '"draft": true',
        "  draft: true",
        "? draft\n: true",
        "{draft: true}",
        "# a comment\ndraft: true",
        "private: true",
        "publish: false",
        "published: no",
        "public: off",
        "publish: true\ndraft: true",
        "draft: true # soon",
    ],
)
def test_a_note_that_is_to_be_kept_back_is_kept_back_without_a_word(block: str) -> None:
    found = yaml(block)
    assert not found.meta.published
    assert found.problems == ()


@pytest.mark.parametrize(
    "block", ["draft = true", "draft = 1", 'draft = "yes"', "Draft = true", "private = true"]
)
def test_a_toml_draft_is_kept_back(block: str) -> None:
    assert not toml(block).meta.published


@pytest.mark.parametrize(
    "block", ["draft: false", "draft: no", "draft:", "private: off", "publish: true", "publish: yes"]
)
def test_a_note_that_says_it_may_be_seen_is_published(block: str) -> None:
    found = yaml(block)
    assert found.meta.published
    assert found.problems == ()


@pytest.mark.parametrize(
    "block", ["published: 2019", "published: 2019-05-01", "source: https://example.org\npublished:"]
)
def test_when_a_source_was_published_says_nothing_of_the_note(block: str) -> None:
    found = yaml(block)
    assert found.meta.published
    assert found.problems == ()
    assert "publish" not in found.meta.extra
    assert not yaml(block + "\ndraft: true").meta.published


@pytest.mark.parametrize(
    "block",
    [
        "published:",
        "published: soon",
        "draft: maybe",
        "draft: [true]",
        "draft: {a: b}",
        "publish:",
        "publish: soon",
        "private: 2",
    ],
)
def test_a_publication_field_that_makes_no_sense_withholds_the_note(block: str) -> None:
    found = yaml(block)
    assert not found.meta.published
    assert codes(found) == ["publication-field"]
    assert found.problems[0].span is not None
    assert found.problems[0].span.line == 2


@pytest.mark.parametrize(
    ("block", "line", "why"),
    [
        ("title: [", 3, "not YAML"),
        ('title: "An open quote\ndraft: true', 2, "not YAML (while scanning a quoted scalar, "),
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
        ("a: " + "[" * 30 + "]" * 30, 2, "20 levels"),
        ("a: " + "[" * 5000 + "]" * 5000, 2, "nested"),
        ("a: " + "x" * 70_000, 2, "64 KB"),
        ("a: \x07", 2, "not YAML"),
    ],
)
def test_a_yaml_block_that_cannot_be_trusted_withholds_the_note(block: str, line: int, why: str) -> None:
    found = yaml(block)
    assert not found.meta.published
    assert codes(found) == ["front-matter"]
    problem = found.problems[0]
    assert why in problem.message
    assert problem.span is not None
    assert problem.span.line == line


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
    found = toml(block)
    assert not found.meta.published
    assert codes(found) == ["front-matter"]
    problem = found.problems[0]
    assert why in problem.message
    assert problem.span is not None
    assert problem.span.line == line


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


@pytest.mark.parametrize(
    "text",
    [
        "----\ndraft: true\n----\nText.\n",
        "———\ntitle: x\ndraft: true\n———\nText.\n",
        ";;;\ndraft = true\n;;;\nText.\n",
        '{\n  "title": "x",\n  "draft": true,\n}\nText.\n',
        '{"draft": true,}\n',
        "\n\n====\nPrivate: yes\n",
    ],
)
def test_what_tried_to_say_that_a_note_is_private_is_not_taken_for_text(text: str) -> None:
    found = split(text)
    assert not found.meta.published
    assert codes(found) == ["front-matter"]


@pytest.mark.parametrize("blank", ["\n", "\n\n", "  \n\t\n", "\u00a0", "\u200b", " ", "\u3000\n"])
def test_blanks_before_the_fence_are_passed_over_and_told(blank: str) -> None:
    found = split(f"{blank}---\ntitle: x\ndraft: true\n---\nText.\n")
    assert not found.meta.published
    assert codes(found) == ["front-matter-not-first"]


def test_tabs_part_what_stands_on_a_line() -> None:
    found = yaml('title:\tA\t# aside\nweight: 01\t#rem\ntags: [a,\tb]\ndescription: "x\ty"\ndraft:\ttrue')
    assert found.problems == ()
    assert (found.meta.title, found.meta.tags, found.meta.published) == ("A", ("a", "b"), False)
    assert codes(yaml("a:\n\tb: 1")) == ["front-matter"]


def test_a_key_may_say_the_same_twice() -> None:
    assert yaml("linkTitle: A\ndraft: true\nlinktitle: A\ndraft: true").problems == ()
    assert not yaml("draft: true\ndraft: true").meta.published


def test_a_date_that_the_note_works_out_is_no_mistake() -> None:
    found = yaml('date: "`r Sys.Date()`"\nmodified: 1-Mar-2024')
    assert (found.meta.date, found.meta.modified, found.problems) == ("", "2024-03-01", ())


@pytest.mark.parametrize(("typed", "day"), [("4/15/2018", "04-15"), ("15/4/2018", "04-15"), ("4/5/2018", "")])
def test_of_two_numbers_with_slashes_one_must_be_no_month(typed: str, day: str) -> None:
    assert yaml(f"date: {typed}").meta.date == (day and f"2018-{day}")


def test_words_stay_words() -> None:
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
        "dialect: obsidean",
    ],
)
def test_any_other_field_that_is_wrong_is_told_and_ignored(block: str) -> None:
    found = yaml(f"summary: kept\n{block}")
    assert found.meta.published
    assert found.meta.description == "kept"
    assert codes(found) == ["front-matter-field"]
    assert found.problems[0].span is not None
    assert found.problems[0].span.line == 3


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


@pytest.mark.parametrize(
    "opening",
    [
        *(
            "---toml",
            "---yaml",
            "--- # note",
            "--- {draft: true}",
            "%YAML 1.2\n---",
            "---\xa0",
            "---\u200b",
            "---\f",
        ),
        *("--", "—", "––", "−−−", "‑‑‑", "───", "－－－", "***", "___", ":::", "<!--", "%%", "+++toml"),
        *(f"{hidden}---" for hidden in "\x08\x1b\xad\u200e\u202a\u2063\ufe0f\ufffd\u3164\U000e0020"),
        *(f"---\ntitle: x\n---\n{again}---" for again in ("", "\n", "---\n")),
        *(
            "---\n---",
            "---\ntitle: x\n---",
            "---\ntitle: x\n...",
            "+++\ntitle = 'x'\n+++",
            "Title: x",
            "% title\n---",
        ),
        *("<!-- licence -->\n---", "---\u2028title: x"),
    ],
)
@pytest.mark.parametrize("field", ["draft: true", "Private = yes", "publish:: false"])
def test_a_head_that_means_to_keep_a_note_back_keeps_it_back(opening: str, field: str) -> None:
    found = split(f"{opening}\n{field}\n---\n# Title\n\nText.\n")
    assert not found.meta.published
    assert codes(found)[0] in ("front-matter", "front-matter-not-first")


@pytest.mark.parametrize(
    "text",
    [
        "# Hugo\n\n```yaml\ndraft: true\n```\n",
        "```yaml\n---\ndraft: true\n---\n```\n",
        "Write this:\n\n---\ndraft: true\n---\n",
        "$$\npublic = 0\n$$\n",
        "Note: a word.\n\nIt is said that\ndraft: true\n",
        "Public: the first of these.\n\nText.\n",
        "***\n\nDraft: the second version.\n",
        "---\ntitle: x\n---\n\nText.\n\n---\ndraft: true\n---\n",
        "---\ntitle: x\n---\n# Title\n\n---\ndraft: true\n---\n",
    ],
)
def test_a_note_that_shows_how_notes_are_kept_back_is_published(text: str) -> None:
    assert split(text).meta.published


@pytest.mark.parametrize(
    "key",
    [
        "\u200bdraft",
        "draft\xad",
        "dr\ufffdaft",
        "\ufe0fdraft",
        "ｄｒａｆｔ",
        '"draft "',
        '" draft"',
        "draft?",
        "_draft",
    ],
)
def test_what_cannot_be_seen_in_a_key_does_not_make_it_another(key: str) -> None:
    found = yaml(f"title: x\n{key}: true")
    assert not found.meta.published
    assert yaml(f"title: x\n{key}: false").meta.published


@pytest.mark.parametrize(
    "block", ["darft: true", "drafts: yes", "privat: true", "publishd: false", "unpublised: on"]
)
def test_a_key_that_is_a_slip_of_a_publication_field_withholds_the_note(block: str) -> None:
    found = yaml(f"title: x\n{block}")
    assert not found.meta.published
    assert codes(found) == ["publication-field"]


@pytest.mark.parametrize(
    "block",
    ["drafts: 3", "publisher: Springer", "toc: true", "pubdate: 2024-01-01", "drafts: false", "math: on"],
)
def test_a_key_that_is_none_is_none(block: str) -> None:
    found = yaml(f"title: x\n{block}")
    assert found.meta.published
    assert found.problems == ()


@pytest.mark.parametrize(
    "found",
    [
        yaml("params:\n  draft: true"),
        yaml("a:\n  - b: {Private: yes}"),
        yaml("extra: {publish: false}"),
        toml("[taxonomies]\ntags = ['a']\ndraft = true"),
        toml("a.private = true"),
        split('{"title": "A", "params": {"draft": true}}\nText.\n'),
    ],
)
def test_a_publication_field_in_the_wrong_place_withholds_the_note(found: FrontMatter) -> None:
    assert not found.meta.published
    assert codes(found) == ["publication-field"]


def test_fields_inside_others_that_keep_nothing_back_are_no_matter() -> None:
    assert yaml("source: {published: 2019, public: yes, draft: no}").problems == ()


def test_an_object_of_json_that_a_note_begins_with_is_its_front_matter() -> None:
    found = split(
        '{\n  "title": "A note",\n  "tags": ["a", "b"],\n  "date": "2024-01-02",\n'
        '  "weight": null\n}\n\nText.\n'
    )
    assert (found.meta.title, found.meta.tags, found.meta.date) == ("A note", ("a", "b"), "2024-01-02")
    assert (found.text, found.line, found.problems) == ("\nText.\n", 7, ())


@pytest.mark.parametrize(
    "text",
    [
        '{"draft": true}\nText.\n',
        '{"title": "A", "draft": "true"}\nText.\n',
        '{"draft": false, "Draft": true}\nText.\n',
        '{"title": "A", "draft": true,}\nText.\n',
        '{\n"draft": true\nText.\n',
        '{"draft": "perhaps"}\nText.\n',
    ],
)
def test_json_that_says_or_may_say_that_a_note_is_a_draft_withholds_it(text: str) -> None:
    assert not split(text).meta.published


def test_an_object_without_any_field_of_ours_is_text() -> None:
    text = '{"a": 1}\n\nThat was JSON.\n'
    assert split(text).text == text


def test_tags_may_be_a_line_of_words() -> None:
    assert yaml('tags: "#one two, three"').meta.tags == ("one", "two", "three")


def test_a_note_says_itself_that_it_is_to_be_published() -> None:
    assert yaml("publish: true").meta.extra["publish"] == "explicit"
    assert "publish" not in yaml("title: x").meta.extra


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
def test_the_short_way_through_simple_blocks_reads_what_the_full_parsers_read(
    kind: str, lines: list[str]
) -> None:
    block = "".join(line + "\n" for line in lines)
    simple = front_matter._read_simple(block, kind, 2)
    if simple is None:
        return
    if kind == "toml":
        assert front_matter._read_toml(block, 2) == simple
    else:
        from notes_wiki.load.yaml_block import read_yaml

        assert read_yaml(block, 2) == simple


@given(st.text(max_size=40))
@settings(max_examples=200)
def test_any_text_is_split(text: str) -> None:
    assert text.endswith(split(text).text)


@pytest.mark.parametrize("empty", ["", " null", " ~", " Null", ' ""'])
@pytest.mark.parametrize("beside", ["", "tags: [a]\n"])
def test_a_draft_without_a_value_is_none_and_a_publish_without_one_withholds_the_note(
    empty: str, beside: str
) -> None:
    draft = split(f"---\ndraft:{empty}\n{beside}---\ntext")
    assert draft.meta.published
    assert not draft.problems
    publish = split(f"---\npublish:{empty}\n{beside}---\ntext")
    assert not publish.meta.published
    assert [one.code for one in publish.problems] == ["publication-field"]


@pytest.mark.parametrize("beside", ["", "tags: [a]\n"])
def test_a_null_is_no_word(beside: str) -> None:
    found = split(f"---\ntitle: null\naliases: null\n{beside}---\ntext").meta
    assert (found.title, found.aliases) == ("", ())


@pytest.mark.parametrize("line", ['tags = ["a""b"]', 'naïve = "x"'])
def test_what_is_no_toml_is_not_read_as_if_it_were(line: str) -> None:
    assert not split(f"+++\n{line}\n+++\ntext").meta.published


@pytest.mark.parametrize(
    "head",
    [
        '---\ntitle: "a\\x02id:0\\x03"\ntags: ["b\\x03"]\nmacros: {"\\\\x": "\\x02"}\n---\n',
        '+++\ntitle = "a\\u0002id:0\\u0003"\ntags = ["b\\u0003"]\nmacros = {x = "\\u0002"}\n+++\n',
        '{"title": "a\\u0002id:0\\u0003", "tags": ["b\\u0003"], "macros": {"x": "\\u0002"}}\n',
    ],
)
def test_no_escape_brings_in_what_marks_are_written_with(head: str) -> None:
    meta = split(head + "text").meta
    assert (meta.title, meta.tags, meta.macros) == ("a\ufffdid:0\ufffd", ("b\ufffd",), {"\\x": "\ufffd"})


@pytest.mark.parametrize("head", ['---\ntitle: "a\\ud800b"\n---\n', '{"title": "a\\ud800b"}\n'])
def test_no_escape_brings_in_half_a_character(head: str) -> None:
    assert split(head + "text").meta.title == "a\ufffdb"


def test_the_properties_of_a_page_of_logseq_are_its_front_matter() -> None:
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
    ("written", "expected"),
    [
        ("30. Oktober 2023", "2023-10-30"),
        ("1er août 2024", "2024-08-01"),
        ("3 de marzo de 2024", "2024-03-03"),
        ("12 dicembre 2023", "2023-12-12"),
        ("May 3rd 2024", "2024-05-03"),
    ],
)
def test_months_may_have_their_names_of_other_languages(written: str, expected: str) -> None:
    assert yaml(f"created: {written}").meta.date == expected
