"""Answers to requests, without a socket."""

from __future__ import annotations

from pathlib import Path

import pytest

from notes_wiki import problem
from notes_wiki.model import Span
from notes_wiki.serve.server import _answer
from notes_wiki.serve.shown import Shown, state_of
from tests.wikis import write


def test_the_way_to_a_folder_is_spelt_as_addresses_are(tmp_path: Path) -> None:
    write(tmp_path, {"漢字/index.html": "x"})
    answer = _answer(Shown(tmp_path, tmp_path), "/漢字")
    assert answer.status_code == 307
    assert answer.headers["location"] == "%E6%BC%A2%E5%AD%97/"


def test_a_page_for_what_is_missing_that_cannot_be_read_is_missing_too(tmp_path: Path) -> None:
    (tmp_path / "404.html").mkdir()
    assert _answer(Shown(tmp_path, tmp_path), "/nowhere").status_code == 404


def test_the_problems_of_a_note_read_it_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a.md": "one\n" * 200})
    found = tuple(problem.make("lost-note", "Wrong.", Span(n + 1), hint="", path="a.md") for n in range(200))
    read: list[Path] = []
    real = Path.read_text

    def spy(self: Path, *rest: str, **more: str) -> str:
        read.append(self)
        return real(self, *rest, **more)

    monkeypatch.setattr(Path, "read_text", spy)
    state = state_of(Shown(tmp_path, tmp_path, paths={"a.html": "a.md"}, problems={"a.md": found}), "a.html")
    assert len(state.problems) == 200
    assert len(read) == 1
