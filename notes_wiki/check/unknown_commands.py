"""The unknown commands in the formulas of a wiki, and how often each occurs.

In:  the problems of all notes.
Out: commands with their counts, the most frequent first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from notes_wiki.math.hints import LOAD_SIUNITX
from notes_wiki.model import Problem, Record


class Unknown(Record, frozen=True):
    """An unknown command: how often it occurs, in how many notes, and the package that has it, where that is
    known and not loaded."""

    command: str
    count: int
    notes: int
    package: str = ""


def unknown_commands(problems: Iterable[Problem]) -> tuple[Unknown, ...]:
    """The unknown commands, most frequent first: one that occurs often is a missing macro rather than
    misspelt."""
    counts: Counter[str] = Counter()
    notes: dict[str, set[str]] = {}
    packages: dict[str, str] = {}
    for found in problems:
        if found.code == "unknown-command":
            counts[found.command] += 1
            notes.setdefault(found.command, set()).add(found.path)
            if found.hint == LOAD_SIUNITX:
                packages[found.command] = "siunitx"
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        Unknown(command, count, len(notes[command]), packages.get(command, "")) for command, count in ranked
    )
