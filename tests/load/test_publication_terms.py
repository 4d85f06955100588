"""Fields of other programs that keep a note back."""

import pytest

from notes_wiki.load.front_matter import split
from notes_wiki.load.publication_terms import cascade, covers, moment


def is_published(block: str) -> bool:
    return split(f"---\n{block}\n---\nText.\n").meta.published


@pytest.mark.parametrize(
    "block",
    [
        "status: draft",
        "status: Hidden",
        "hidden: true",
        "headless: true",
        "unlisted: true",
        "visibility: Private",
        "permalink: false",
        "render: never",
        "build:\n  render: never",
        "_build:\n  render: false",
        "build:\n  render: link",
        "build:\n  Render: never",
        "publishDate: someday",
        "expiryDate: [1, 2]",
        "cascade:\n  draft: true\ndraft: true",
    ],
)
def test_what_another_program_keeps_back_is_kept_back(block: str) -> None:
    assert not is_published(block)


@pytest.mark.parametrize(
    "block",
    [
        "status: growing",
        "status: [draft]",
        "hidden: false",
        "hidden: [toc]",
        "headless: false",
        "unlisted: false",
        "visibility: public",
        "permalink: /a/b/",
        "render: true",
        "build:\n  list: never",
        "build:\n  render: always",
        "build: make all",
        "publishDate:",
        "publishDate: 2020-01-01T10:00:00Z",
        "pubDate: 2019",
        "cover:\n  hidden: true",
        "cascade:\n  draft: true",
        "draft:",
    ],
)
def test_values_that_keep_nothing_back_leave_a_note_published(block: str) -> None:
    assert is_published(block)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2020-01-01T10:00:00Z", 1577872800),
        ("2020-01-01 12:00 +02:00", 1577872800),
        ("2020-01-01T12:00:00.500+0200", 1577872800),
    ],
)
def test_a_moment_with_its_zone_is_exact(text: str, seconds: float) -> None:
    assert moment(text) == (seconds, seconds)


def test_a_moment_without_one_may_be_two() -> None:
    found = moment("2020-01-01 10:00")
    assert found is not None
    assert found[0] <= 1577872800 <= found[1]
    assert moment("soon") is None
    assert moment("2020-13-40") is None
    assert moment("2020-01-01 25:00") is None


FLAGS = {"draft": True, "publish": False}


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        ({"draft": "true"}, "draft *"),
        ({"Draft": "maybe"}, "draft *"),
        ({"draft": "false"}, ""),
        ({"publish": "false"}, "all *"),
        ({"build": {"render": "never"}}, "all *"),
        ({"params": {"draft": "true"}}, "draft *"),
        ({"params": {"colour": "red"}}, ""),
        (({"_target": {"path": "/a/**"}, "draft": "true"}, {"headless": "true"}), "draft /a/**\nall *"),
        ({"target": {"kind": "page"}, "draft": "true"}, "draft *"),
        ({"target": ({"path": "/a"}, {"path": "/b"}), "draft": "true"}, "draft *"),
        ({"target": {"path": "{/a,/a/**}"}, "draft": "true"}, "draft /a\ndraft /a/**"),
        ({"target": {"path": "/{a,b{c}"}, "draft": "true"}, "draft *"),
        ("words", ""),
    ],
)
def test_a_cascade_says_what_it_keeps_back(value: object, lines: str) -> None:
    assert cascade(value, FLAGS) == lines  # type: ignore[arg-type]  # nested values as mypy cannot follow them


@pytest.mark.parametrize(
    ("line", "path", "is_no_draft", "covered"),
    [
        ("draft *", "posts/x.md", False, True),
        ("draft *", "posts/x.md", True, False),
        ("all *", "posts/x.md", True, True),
        ("all /posts/**", "posts/a/x.md", False, True),
        ("all posts/**", "Posts/x/index.md", False, True),
        ("all /posts/a", "posts/a/index.md", False, True),
        ("all /posts/**", "notes/x.md", False, False),
    ],
)
def test_a_line_of_a_cascade_covers_the_notes_at_its_path(
    line: str, path: str, is_no_draft: bool, covered: bool
) -> None:
    assert covers(line, path, is_no_draft=is_no_draft) is covered


def test_front_matter_that_cannot_be_read_may_have_held_a_cascade() -> None:
    assert split("---\ncascade: {draft: true\n---\n").meta.extra == {"cascade": "all *"}
    assert split("---\ntitle: [\n---\n").meta.extra == {}
