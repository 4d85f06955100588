"""The unknown commands in the formulas of a wiki, and how often each occurs.

In:  the problems of all notes.
Out: commands with their counts, the most frequent first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from notes_wiki.model import Problem, Record


class Unknown(Record, frozen=True):
    """An unknown command: how often it occurs, and in how many notes."""

    command: str
    count: int
    notes: int


def unknown_commands(problems: Iterable[Problem]) -> tuple[Unknown, ...]:
    """The unknown commands, most frequent first: one that occurs often is a missing macro rather than
    misspelt."""
    counts: Counter[str] = Counter()
    notes: dict[str, set[str]] = {}
    for found in problems:
        if found.code == "unknown-command":
            counts[found.command] += 1
            notes.setdefault(found.command, set()).add(found.path)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Unknown(command, count, len(notes[command])) for command, count in ranked)
