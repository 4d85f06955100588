"""Which commands there are: for telling an unknown one, and for offering the nearest known.

In:  a control word.
Out: whether the engine understands it; the known commands most like it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from notes_wiki.math.packages import kernel, physics

FILE = Path(__file__).with_name("commands.txt")

# Control symbols that the engine takes.
SYMBOLS = frozenset({"\\" + char for char in ",;:!>| {}#$%&_/-\n\t"}) | {"\\\\", "\\@"}
ENVIRONMENTS = frozenset(
    [
        "array",
        "darray",
        "matrix",
        "pmatrix",
        "bmatrix",
        "Bmatrix",
        "vmatrix",
        "Vmatrix",
        "aligned",
        "gathered",
        "cases",
        "dcases",
        "rcases",
        "drcases",
        "multline*",
    ]
)
"""Environments that the engine sets itself."""


@cache
def engine_commands() -> frozenset[str]:
    """Every control word that the engine understands, with its backslash."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return frozenset("\\" + line for line in lines if line and not line.startswith("#"))


@cache
def all_commands() -> frozenset[str]:
    """Every command an author may write: the engine's and those of the packages."""
    return engine_commands() | kernel.ALIASES.keys() | kernel.HANDLERS.keys() | physics.HANDLERS.keys()


def nearest(command: str, more: Iterable[str] = ()) -> str:
    """The known command most like this one, or "". The author's own macros count first."""
    own = difflib.get_close_matches(command, list(more), 1, 0.75)
    if own:
        return own[0]
    first = command[1:2].lower()
    known = [name for name in all_commands() if abs(len(name) - len(command)) <= 2]
    found = difflib.get_close_matches(
        command, sorted(known, key=lambda name: name[1:2].lower() != first), 1, 0.7
    )
    return found[0] if found else ""
