"""Which notes their own front matter keeps from being published."""

import pytest

from notes_wiki.load.front_matter import FrontMatter, split
from tests.load.blocks import codes, refusal, toml, yaml


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
def test_a_draft_is_withheld_without_a_problem(block: str) -> None:
    found = yaml(block)
    assert not found.meta.published
    assert found.problems == ()


@pytest.mark.parametrize(
    "block", ["draft = true", "draft = 1", 'draft = "yes"', "Draft = true", "private = true"]
)
def test_a_draft_in_toml_is_withheld(block: str) -> None:
    assert not toml(block).meta.published


@pytest.mark.parametrize(
    "block", ["draft: false", "draft: no", "draft:", "private: off", "publish: true", "publish: yes"]
)
def test_a_note_that_is_no_draft_is_published(block: str) -> None:
    found = yaml(block)
    assert found.meta.published
    assert found.problems == ()


@pytest.mark.parametrize(
    "block", ["published: 2019", "published: 2019-05-01", "source: https://example.org\npublished:"]
)
def test_published_with_the_date_of_a_source_does_not_withhold_the_note(block: str) -> None:
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
        "publish: [true]",
        "draft: 2024-05-01",
        "private: 2024",
        "publishDate: soon",
        "expiryDate: never",
    ],
)
def test_a_publication_field_that_makes_no_sense_withholds_the_note(block: str) -> None:
    code, line, _ = refusal(yaml(block))
    assert (code, line) == ("publication-field", 2)


@pytest.mark.parametrize("block", ["theme: {dark: false}", "list: [{a: no}]", "build: {list: false}"])
def test_a_field_inside_another_that_does_not_speak_of_publishing_withholds_nothing(block: str) -> None:
    found = yaml(block)
    assert found.meta.published
    assert found.problems == ()


@pytest.mark.parametrize(
    ("block", "asked"),
    [("publish: true", True), ("public: yes", True), ("draft: false", False), ("title: true", False)],
)
def test_a_note_asks_to_be_published_by_a_field_that_is_true(block: str, asked: bool) -> None:
    assert (yaml(block).meta.extra.get("publish") == "explicit") == asked


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
def test_a_malformed_head_that_says_draft_withholds_the_note(text: str) -> None:
    found = split(text)
    assert not found.meta.published
    assert codes(found) == ["front-matter"]


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
def test_draft_between_other_fences_withholds_the_note(opening: str, field: str) -> None:
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
def test_invisible_characters_in_a_key_do_not_change_its_meaning(key: str) -> None:
    found = yaml(f"title: x\n{key}: true")
    assert not found.meta.published
    assert yaml(f"title: x\n{key}: false").meta.published


@pytest.mark.parametrize(
    "block", ["darft: true", "drafts: yes", "privat: true", "publishd: false", "unpublised: on"]
)
def test_a_misspelt_publication_field_withholds_the_note(block: str) -> None:
    found = yaml(f"title: x\n{block}")
    assert not found.meta.published
    assert codes(found) == ["publication-field"]


@pytest.mark.parametrize(
    "block",
    ["drafts: 3", "publisher: Springer", "toc: true", "pubdate: 2024-01-01", "drafts: false", "math: on"],
)
def test_a_key_that_only_resembles_a_publication_field_is_ignored(block: str) -> None:
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


def test_nested_fields_that_would_not_withhold_the_note_are_ignored() -> None:
    assert yaml("source: {published: 2019, public: yes, draft: no}").problems == ()


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
def test_json_that_may_mean_a_draft_withholds_the_note(text: str) -> None:
    assert not split(text).meta.published


def test_publish_true_asks_for_publication_where_that_must_be_explicit() -> None:
    assert yaml("publish: true").meta.extra["publish"] == "explicit"
    assert "publish" not in yaml("title: x").meta.extra


@pytest.mark.parametrize("empty", ["", " null", " ~", " Null", ' ""'])
@pytest.mark.parametrize("beside", ["", "tags: [a]\n"])
def test_an_empty_draft_is_no_draft_and_an_empty_publish_withholds_the_note(empty: str, beside: str) -> None:
    draft = split(f"---\ndraft:{empty}\n{beside}---\ntext")
    assert draft.meta.published
    assert not draft.problems
    publish = split(f"---\npublish:{empty}\n{beside}---\ntext")
    assert not publish.meta.published
    assert [one.code for one in publish.problems] == ["publication-field"]


@pytest.mark.parametrize(
    ("block", "hint"),
    [
        ("darft: true", 'Write "draft", or rename the field if it means something else.'),
        ("params:\n  draft: true", 'Move "draft" out of "params", or rename it if it means something else.'),
    ],
)
def test_what_was_probably_meant_as_a_publication_field_is_told_with_where_it_belongs(
    block: str, hint: str
) -> None:
    assert [one.hint for one in yaml(block).problems] == [hint]
