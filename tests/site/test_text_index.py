"""The index of all texts: made after the site, remade when the texts change, never of what is kept back."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from notes_wiki import build as pipeline
from notes_wiki.build import BuildOptions
from notes_wiki.cli import wiki as command
from notes_wiki.write import text_index

INDEX = "-/pagefind/pagefind-entry.json"


@pytest.fixture
def wiki(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a wiki in it, which is also the current one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wiki.toml").write_text("")
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text("# One\n\nThe wombat knows $x^2$.\n")
    (tmp_path / "content/b.md").write_text("# Two\n\nThe okapi does not.\n")
    return tmp_path


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders Pagefind was run over."""
    found: list[Path] = []
    make = text_index.make

    def counted(site: Path, language: str, scratch: Path) -> object:
        found.append(site)
        return make(site, language, scratch)

    monkeypatch.setattr(text_index, "make", counted)
    return found


def publish(**options: bool) -> None:
    asked = BuildOptions(**options)  # type: ignore[arg-type]  # by name
    assert not pipeline.build(asked).failed
    assert pipeline.index_texts(asked) == ()


def indexed(site: Path) -> bytes:
    """All text in the index."""
    return b"".join(gzip.decompress(path.read_bytes()) for path in site.glob("-/pagefind/fragment/*"))


def files(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file() and path.name != ".wiki-manifest"
    }


def test_the_text_is_indexed_without_its_formulas(wiki: Path) -> None:
    publish()
    text = indexed(wiki / "site")
    assert b"The wombat knows" in text
    assert b"x2" not in text.replace(b" ", b"")


def test_the_words_in_the_head_of_a_table_are_apart(wiki: Path) -> None:
    (wiki / "content/a.md").write_text("| wombat | okapi |\n|---|---|\n| x | y |\n")
    publish()
    assert b"wombatokapi" not in indexed(wiki / "site")


def test_it_is_made_again_only_when_a_text_has_changed(wiki: Path, runs: list[Path]) -> None:
    publish()
    publish()
    assert len(runs) == 1
    (wiki / "content/b.md").write_text("# Two\n\nThe quokka does.\n")
    publish()
    assert len(runs) == 2
    assert b"quokka" in indexed(wiki / "site")
    assert b"okapi" not in indexed(wiki / "site")


def test_a_note_that_is_taken_back_is_gone_from_the_index_as_soon_as_from_the_site(wiki: Path) -> None:
    publish()
    (wiki / "content/b.md").write_text("---\ndraft: true\n---\n# Two\n\nThe okapi does not.\n")
    pipeline.build(BuildOptions())
    assert b"okapi" not in indexed(wiki / "site")
    publish()
    assert b"wombat" in indexed(wiki / "site")
    assert b"okapi" not in indexed(wiki / "site")


def test_without_the_index_no_file_of_it_stays(wiki: Path, runs: list[Path]) -> None:
    publish()
    publish(text_index=False)
    assert not (wiki / "site/-/pagefind").exists()
    assert len(runs) == 1


def test_an_index_kept_by_steps_equals_one_made_at_once(wiki: Path) -> None:
    publish()
    (wiki / "content/b.md").write_text("# Two\n\nThe quokka does.\n")
    publish()
    by_steps = files(wiki / "site")
    publish(clean=True)
    assert files(wiki / "site") == by_steps


def test_an_index_that_was_deleted_is_made_again(wiki: Path) -> None:
    publish()
    for path in (wiki / "site/-/pagefind").glob("*.json"):
        path.unlink()
    publish()
    assert (wiki / "site" / INDEX).is_file()


def test_the_preview_keeps_the_last_index_until_the_next_is_made(wiki: Path) -> None:
    (wiki / "templates/assets").mkdir(parents=True)
    (wiki / "templates/assets/live.js").write_text("")  # what serve brings
    publish(live=True)
    (wiki / "content/b.md").write_text("# Two\n\nThe quokka does.\n")
    pipeline.build(BuildOptions(live=True))
    assert (wiki / ".wiki/preview" / INDEX).is_file()
    publish(live=True)
    assert b"quokka" in indexed(wiki / ".wiki/preview")


def test_an_index_that_another_build_has_overtaken_is_thrown_away(
    wiki: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline.build(BuildOptions())
    make = text_index.make

    def overtaken(site: Path, language: str, scratch: Path) -> object:
        made = make(site, language, scratch)
        (wiki / "content/b.md").write_text("---\ndraft: true\n---\nThe okapi.\n")
        pipeline.build(BuildOptions())
        return made

    monkeypatch.setattr(text_index, "make", overtaken)
    assert pipeline.index_texts(BuildOptions()) == ()
    assert not (wiki / "site" / INDEX).exists()


@pytest.mark.parametrize(
    "program",
    ["#!/bin/sh\necho 'out of luck' >&2\nexit 3\n", "#!/no/such/interpreter\n"],
    ids=["fails", "cannot run"],
)
def test_a_pagefind_that_fails_is_a_problem_and_no_more(
    wiki: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    broken = wiki / "pagefind"
    broken.write_text(program)
    broken.chmod(0o755)
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: broken)
    assert not pipeline.build(BuildOptions()).failed
    (found,) = pipeline.index_texts(BuildOptions())
    assert (found.code, found.severity) == ("no-text-index", "warning")
    assert (wiki / "site/a.html").is_file()


def test_what_a_killed_run_has_left_is_removed_when_it_is_old(wiki: Path) -> None:
    old, new = wiki / ".wiki/texts-old", wiki / ".wiki/texts-new"
    for folder in (old, new):
        folder.mkdir(parents=True)
    os.utime(old, (0, 0))
    publish()
    assert (old.exists(), new.exists()) == (False, True)


def test_the_summary_is_printed_before_the_index_is_made(wiki: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    said: list[str] = []

    def index(options: BuildOptions) -> tuple[()]:
        import sys

        said.append(sys.stdout.buffer.getvalue().decode())  # type: ignore[union-attr]  # a stand-in
        return ()

    monkeypatch.setattr(pipeline, "index_texts", index)
    assert CliRunner().invoke(command, ["build"]).exit_code == 0
    assert "2 notes" in said[0]


def test_the_table_of_notes_is_packed_anew_and_holds_the_same(tmp_path: Path) -> None:
    raw = b"".join(b"\x6aen_%07x\x19" % (number * 7_919_993 % 16**7) for number in range(3000))
    for name in ("a.pf_meta", "a.pf_fragment"):
        (tmp_path / name).write_bytes(gzip.compress(raw))
    packed = text_index.packed(tmp_path / "a.pf_meta")
    assert gzip.decompress(packed) == raw
    assert len(packed) < 0.95 * len(gzip.compress(raw))
    assert text_index.packed(tmp_path / "a.pf_fragment") == (tmp_path / "a.pf_fragment").read_bytes()
