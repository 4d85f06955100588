"""Twice the text takes twice the time, whatever it is: the traps of bench/traps.py, small."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from notes_wiki.check.tex_outside import tex_outside
from notes_wiki.math.vocabulary import all_commands
from notes_wiki.model import Source
from notes_wiki.parse.note import Parser
from notes_wiki.parse.settings import ParseSettings

_SPEC = importlib.util.spec_from_file_location("traps", Path(__file__).parents[2] / "bench" / "traps.py")
assert _SPEC is not None and _SPEC.loader is not None
_TRAPS = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_TRAPS)
SMALL, LARGE = 3_000, 24_000


def slow(work: Callable[[str], object], trap: Callable[[int], str]) -> bool:
    """Whether eight times the text takes more than twenty times as long, and long enough to tell."""

    def spent(size: int) -> float:
        text, started = trap(size), time.process_time()
        work(text)
        return time.process_time() - started

    return (large := spent(LARGE)) > 1 and large > 20 * spent(SMALL) and spent(LARGE) > 20 * spent(SMALL)


@pytest.mark.parametrize("dialect", ["wiki", "hugo", "pandoc", "obsidian", "jekyll"])
def test_no_note_takes_longer_than_its_length_asks_for(dialect: str) -> None:
    parser = Parser(ParseSettings(dialect))
    traps = _TRAPS.WITHIN.items()
    assert [name for name, trap in traps if slow(lambda t: parser.parse(Source("a.md", t, "")), trap)] == []


def test_looking_for_tex_outside_formulas_takes_no_longer_than_a_note_is_long() -> None:
    commands = all_commands()

    def look(text: str) -> object:
        return tex_outside(Source("a.md", text, ""), "wiki", commands)

    assert [name for name, trap in _TRAPS.WITHIN.items() if slow(look, trap)] == []
