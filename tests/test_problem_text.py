"""Problems are printed as compilers print them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.utils import read_fixture_file

from notes_wiki.model import Problem, Span
from notes_wiki.problem import located, make, visible
from notes_wiki.problem_text import SourceLines, as_json, render_text

CASES = read_fixture_file(Path(__file__).with_name("problem_messages.txt"))


def _read(text: str) -> tuple[Problem, str | None]:
    """A case's input: code, place, message, hint on lines of their own, then the source line, if any."""
    code, place, message, hint, *source = text.rstrip("\n").split("\n")
    path, *numbers = place.split(":")
    span = Span(*map(int, numbers)) if numbers else None
    return make(code, message, span, hint=hint, path=path), source[0] if source else None


@pytest.mark.parametrize(("line", "title", "text", "expected"), CASES, ids=[case[1] for case in CASES])
def test_a_problem_is_printed_with_its_place_source_line_and_hint(
    line: int, title: str, text: str, expected: str
) -> None:
    found, source = _read(text)
    assert render_text(found, source) == expected.rstrip("\n")


def test_colour_marks_severity_caret_and_hint_and_nothing_else() -> None:
    found = make("missing-note", "There is no note x.", Span(1, 1, 5), hint="Write it.", path="a.md")
    plain, coloured = render_text(found, "[[x]]"), render_text(found, "[[x]]", colour=True)
    assert "\033[1;33mwarning[missing-note]\033[0m" in coloured
    for code in ("\033[1;33m", "\033[1;32m", "\033[1m", "\033[0m"):
        coloured = coloured.replace(code, "")
    assert coloured == plain


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=150), st.integers(1, 200), st.integers(1, 200))
def test_any_place_in_any_line_can_be_printed(line: str, column: int, length: int) -> None:
    text = render_text(make("bare-math", "x", Span(1, column, length), path="a.md"), line)
    assert text.split("\n")[2].strip("^ ") == ""
    assert "^" in text.split("\n")[2]


def test_source_lines_are_those_an_editor_counts(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbfone\r\ntwo\x0bstill two\xe2\x80\xa8and here\nthree\n")
    lines = SourceLines(tmp_path)
    shown = [lines.line(make("bare-math", "x", Span(number), path="a.md")) for number in (1, 2, 3, 9)]
    assert shown == ["one", "two\x0bstill two\u2028and here", "three", None]


def test_a_problem_names_its_file_as_it_would_be_typed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x")
    lines = SourceLines(tmp_path)
    assert lines.file(make("bare-math", "x", path="a.md")) == str(tmp_path / "a.md")
    (tmp_path / "b.md").symlink_to("nowhere.md")
    assert lines.file(make("unreadable", "x", path="b.md")) == str(tmp_path / "b.md")
    assert lines.file(make("config", "x", path="wiki.toml")) == "wiki.toml"
    assert lines.file(make("no-content", "x")) == ""


def test_json_holds_the_same_texts() -> None:
    found = located(make("missing-note", "There is no note x.", Span(3, 4, 5), hint="Write it."), "a.md")
    assert as_json(found, "line", "content/a.md") == {
        "code": "missing-note",
        "severity": "warning",
        "message": "There is no note x.",
        "path": "a.md",
        "file": "content/a.md",
        "line": 3,
        "column": 4,
        "length": 5,
        "hint": "Write it.",
        "source": "line",
    }


def test_a_file_name_cannot_steer_the_terminal() -> None:
    assert visible("a\x1b[2Jb\r\n") == "a\\x1b[2Jb\\r\\n"
    assert "\x1b" not in render_text(make("unreadable", "x\x1by", Span(1), path="\x1b.md"), "\x1b[0m")
