"""`wiki fix --bare-math` puts delimiters in and changes nothing else."""

import errno
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes_wiki.check import tex_outside
from notes_wiki.check.tex_outside import Bare
from notes_wiki.edit.fix import Fix, apply, bare_math_fixes, diff
from notes_wiki.model import Source
from notes_wiki.stages.options import BuildOptions
from notes_wiki.stages.site import open_site


def _fixes(folder: Path, notes: dict[str, bytes], toml: str = "", dialect: str = "") -> list[Fix]:
    (folder / "content").mkdir(exist_ok=True)
    (folder / "wiki.toml").write_text(toml, encoding="utf-8")
    for name, data in notes.items():
        (folder / "content" / name).write_bytes(data)
    return list(bare_math_fixes(open_site(BuildOptions(config=folder / "wiki.toml", dialect=dialect))))


def _fixed(folder: Path, text: str, **how: str) -> str:
    fixes = _fixes(folder, {"note.md": text.encode()}, **how)
    return fixes[0].after if fixes else text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the angle \\theta is", "the angle $\\theta$ is"),
        ("E(\\rho) = \\rho", "$$E(\\rho) = \\rho$$"),
        ("text\nE(\\rho) = \\rho\ntext", "text\n$$E(\\rho) = \\rho$$\ntext"),
        ("- E(\\rho) = \\rho\n- b", "- $$E(\\rho) = \\rho$$\n- b"),
        ("$x$ and \\theta", "$x$ and \\(\\theta\\)"),
        ("a \\theta for $5", "a \\(\\theta\\) for $5"),
        ("| a | \\theta |\n|---|---|\n| \\mu | c |", "| a | $\\theta$ |\n|---|---|\n| $\\mu$ | c |"),
        ("*\\theta* and **\\mu**", "*$\\theta$* and **$\\mu$**"),
        ("> quote \\theta", "> quote $\\theta$"),
        ("`\\theta` and $\\mu$", "`\\theta` and $\\mu$"),
    ],
)
def test_delimiters_are_put_around_tex(tmp_path: Path, text: str, expected: str) -> None:
    assert _fixed(tmp_path, text) == expected


def test_hugos_dialect_gets_the_delimiters_it_knows(tmp_path: Path) -> None:
    assert _fixed(tmp_path, "angle \\theta", dialect="hugo") == "angle \\\\(\\theta\\\\)"


def test_a_note_that_names_its_own_dialect_gets_the_delimiters_of_that(tmp_path: Path) -> None:
    own = "---\ndialect: {}\n---\nangle {}"
    assert _fixed(tmp_path, own.format("wiki", "\\theta"), dialect="hugo") == own.format("wiki", "$\\theta$")
    assert _fixed(tmp_path, own.format("hugo", "\\theta")) == own.format("hugo", "\\\\(\\theta\\\\)")


def test_where_single_dollars_are_no_math_there_are_none(tmp_path: Path) -> None:
    toml = "[math]\nsingle-dollar = false\n"
    assert _fixed(tmp_path, "angle \\theta", toml=toml) == "angle \\(\\theta\\)"


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r"])
def test_line_ends_a_bom_and_trailing_blanks_are_kept(tmp_path: Path, end: bytes) -> None:
    rows = [b"\xef\xbb\xbf---", b"title: x", b"---", b"a \\theta  ", b"\tb", b"", b""]
    text = end.join(rows)
    (found,) = _fixes(tmp_path, {"note.md": text})
    assert found.after.encode() == text.replace(b"\\theta", b"$\\theta$")
    assert apply(tmp_path / "content", found) is None
    assert (tmp_path / "content" / "note.md").read_bytes() == found.after.encode()


def test_a_second_run_finds_nothing(tmp_path: Path) -> None:
    (found,) = _fixes(tmp_path, {"note.md": b"angle \\theta, then\n\\alpha = \\beta\n"})
    apply(tmp_path / "content", found)
    assert list(bare_math_fixes(open_site(BuildOptions(config=tmp_path / "wiki.toml")))) == []


def test_a_note_that_changed_meanwhile_is_left_as_it_is(tmp_path: Path) -> None:
    (found,) = _fixes(tmp_path, {"note.md": b"angle \\theta"})
    (tmp_path / "content" / "note.md").write_bytes(b"new words")
    told = apply(tmp_path / "content", found)
    assert told is not None
    assert told.code == "not-writable"
    assert (tmp_path / "content" / "note.md").read_bytes() == b"new words"


def test_a_note_that_changes_while_it_is_looked_at_gets_no_delimiters_in_its_new_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = tex_outside.bare_math

    def meanwhile(source: Source, *how: Any) -> Iterator[Bare]:
        (tmp_path / "content" / source.path).write_bytes(b"new words, and more of them")
        return looked_at(source, *how)

    monkeypatch.setattr("notes_wiki.edit.fix.bare_math", meanwhile)
    (found,) = _fixes(tmp_path, {"note.md": b"the angle \\theta"})
    assert (found.before, found.after) == ("the angle \\theta", "the angle $\\theta$")
    assert apply(tmp_path / "content", found) is not None
    assert (tmp_path / "content" / "note.md").read_bytes() == b"new words, and more of them"


def test_notes_that_need_nothing_are_no_fix(tmp_path: Path) -> None:
    notes = {"a.md": b"words", "b.md": b"angle \\theta", "c.md": b"\xff\xfe", "d.md": b""}
    assert [found.path for found in _fixes(tmp_path, notes)] == ["b.md"]


def test_a_line_that_cannot_be_wrapped_surely_does_not_keep_the_others_from_it(tmp_path: Path) -> None:
    # A table's row ends a cell at the bar, so the formula would not be the one that was meant.
    text = "angle \\theta\n\n| a |\n|---|\n| \\mu (x | y) \\nu |\n"
    assert _fixed(tmp_path, text).startswith("angle $\\theta$\n")


def test_the_diff_shows_the_lines_that_change(tmp_path: Path) -> None:
    (found,) = _fixes(tmp_path, {"note.md": b"one\nangle \\theta\nthree"})
    assert diff(found).split("\n")[2:] == ["@@ -2 +2 @@", "-angle \\theta", "+angle $\\theta$"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["\\theta", "$x$", "$", "|", "`", "\n", "\r\n", " ", "x_{1}", "word", "**", "\\(", "\\)", "=",
             "$$", "# ", "> ", "- ", "\\alpha = 1", "[[a]]", "%%", "---\n", "\\begin{align}"]
        ),
        max_size=14,
    )
)  # fmt: skip
def test_nothing_but_delimiters_is_ever_put_in(
    tmp_path_factory: pytest.TempPathFactory, words: list[str]
) -> None:
    text = "".join(words)
    for found in _fixes(tmp_path_factory.mktemp("wiki"), {"note.md": text.encode()}):
        assert found.before == text
        rest = iter(found.after)
        assert all(char in rest for char in text)  # the text is a subsequence of what it became
        added = len(found.after) - len(text)
        assert 2 * found.count <= added <= 4 * found.count


def test_a_note_that_cannot_be_written_is_reported_and_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = tmp_path / "a.md"
    note.write_text("the angle \\theta\n")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    told = apply(tmp_path, Fix("a.md", "the angle \\theta\n", "the angle $\\theta$\n", 1))
    assert told is not None
    assert (told.code, told.path) == ("not-writable", "a.md")
    assert "Permission denied" in told.message
    assert note.read_text() == "the angle \\theta\n"


def test_only_the_notes_that_are_named_are_changed(tmp_path: Path) -> None:
    found = _fixes(tmp_path, {"a.md": b"the angle \\theta\n", "b.md": b"the angle \\phi\n"})
    assert [one.path for one in found] == ["a.md", "b.md"]
    site = open_site(BuildOptions(config=tmp_path / "wiki.toml"))
    assert [one.path for one in bare_math_fixes(site, ["b.md"])] == ["b.md"]
