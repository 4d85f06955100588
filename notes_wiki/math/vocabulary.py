"""Which commands there are: for telling an unknown one, and for offering the nearest known.

In:  a control word.
Out: whether the engine understands it; the known command most like it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from notes_wiki.math.internal_names import AT
from notes_wiki.math.packages import aliases, always, environment_names

FILE = Path(__file__).with_name("commands.txt")

# Control symbols that the engine takes.
CONTROL_SYMBOLS = frozenset({"\\" + char for char in ",;:!>| {}#$%&_/-\n\t"}) | {"\\\\", "\\@"}
ENGINE_ENVIRONMENTS = frozenset(
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
        "subarray",
    ]
)
"""Environments that the engine sets itself."""


EVERYDAY = frozenset(
    f"\\{name}"
    for name in (
        "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi "
        "pi rho sigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma "
        "Upsilon Phi Psi Omega frac dfrac tfrac binom sqrt sum prod int iint oint lim liminf limsup "
        "max min sup inf sin cos tan log ln exp det dim ker deg gcd bar hat vec tilde dot ddot "
        "overline underline widehat widetilde overset underset underbrace overbrace substack text "
        "textbf mathrm mathbf mathbb mathcal mathfrak mathscr mathsf boldsymbol operatorname left "
        "right big Big langle rangle lfloor rfloor lceil rceil lvert rvert Vert mid cdot times div pm "
        "mp circ oplus otimes wedge vee cup cap setminus bigcup bigcap bigoplus bigotimes subset "
        "supset subseteq supseteq in notin ni leq geq neq ll gg equiv approx sim simeq cong propto "
        "perp parallel prec succ to mapsto rightarrow leftarrow Rightarrow Leftarrow leftrightarrow "
        "Leftrightarrow longrightarrow longmapsto implies iff xrightarrow hookrightarrow forall "
        "exists nexists neg land lor infty partial nabla emptyset varnothing ell hbar prime angle "
        "triangle dagger star ast ldots cdots vdots ddots dots quad qquad"
    ).split()
)
"""Commands that nearly every author writes: of several that are equally similar to a slip, one of these was
meant."""
_NEVER_MEANT = frozenset(("\\char", "\\if", "\\t", "\\tmspace"))
"""Commands that are known, and that nobody writes in a note by a slip."""


@cache
def engine_commands() -> frozenset[str]:
    """Every control word that the engine understands, with its backslash."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return frozenset("\\" + line for line in lines if line and not line.startswith("#"))


@cache
def all_commands() -> frozenset[str]:
    """Every command an author may write: the engine's and those of the packages."""
    known = engine_commands().union(aliases.ALIASES, always.COMMANDS)
    return frozenset(name for name in known if AT not in name)


@cache
def of_siunitx() -> frozenset[str]:
    r"""The commands of siunitx, which are known only where it is loaded. A single letter (`\N`) is more often
    a macro that is missing than a unit."""
    from notes_wiki.math.packages.siunitx import commands, names  # nobody else needs its tables

    known = names.WORDS.union(commands.HANDLERS)
    return frozenset(name for name in known if len(name) > 2)


@cache
def all_environments() -> frozenset[str]:
    """Every environment an author may write."""
    return ENGINE_ENVIRONMENTS.union(environment_names.ENGINE_NAMES, always.BEGINNINGS)


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name most like this one, or "" where none is like it. Earlier ones win a tie."""
    return _nearest(name, map(_Name.of, known))


def _nearest(name: str, known: Iterable[_Name]) -> str:
    """As `nearest`, of names that are prepared for comparison."""
    word = name.lstrip("\\")
    length, letters, folded = len(word), _letters(word), word.lower()
    best, least = "", _most_slips(word) + 0.5
    for other, bare, size, having in known:
        # Each slip adds one letter at most to either word: nearly all names are told apart by this alone.
        if (letters & ~having).bit_count() > least or (having & ~letters).bit_count() > least:
            continue
        if abs(size - length) > least:
            continue
        wrong = 1.0 if length > 5 else 1.2 if other in EVERYDAY else 1.5
        slips = 0.5 if bare.lower() == folded else _slips(word, bare, least, wrong)
        if slips < least:
            best, least = other, slips
    return best


class _Name(NamedTuple):
    """A name with what is compared for each word that is looked up."""

    name: str
    bare: str
    length: int
    letters: int

    @classmethod
    def of(cls, name: str) -> _Name:
        bare = name.lstrip("\\")
        return cls(name, bare, len(bare), _letters(bare))


def _letters(word: str) -> int:
    """Which letters a word has, a bit each; letters that share a bit only let more names through."""
    found = 0
    for letter in word.lower():
        found |= 1 << (ord(letter) & 63)
    return found


def _most_slips(word: str) -> float:
    """How many slips of the finger may lie between a word and what was meant."""
    return 0.5 if len(word) <= 2 else 1.0 if len(word) <= 5 else 2.0


def _slips(word: str, other: str, limit: float, wrong: float) -> float:
    """The distance of optimal string alignment: a letter left out (1), typed twice (1), put in (1.1, for what
    was typed was mostly meant), another (`wrong`), neighbours swapped (1)."""
    before: list[float] = []
    row = [float(place) for place in range(len(other) + 1)]
    for i, letter in enumerate(word, 1):
        more = 1.0 if i > 1 and word[i - 2] == letter else 1.1
        earlier, before, row = before, row, [row[0] + more]
        for j, char in enumerate(other, 1):
            another = 0 if letter == char else wrong if char != "*" else 2  # a star is no slip of a letter
            cost = min(before[j] + more, row[j - 1] + 1, before[j - 1] + another)
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == char:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]


def nearest_command(command: str, own: Iterable[str] = ()) -> str:
    """The command most like this one; of several as like, the author's own macros first, then what nearly
    every author writes, then the plainest."""
    return _nearest(command, [*map(_Name.of, own), *_plainest_first(len(command))])


@lru_cache(maxsize=64)
def _plainest_first(length: int) -> list[_Name]:
    """All commands that a word of this many characters may have been meant for."""
    slips = _most_slips("x" * length)
    known = all_commands() - _NEVER_MEANT
    near = [name for name in known if abs(len(name) - length) <= slips]
    return [
        _Name.of(name)
        for name in sorted(
            near, key=lambda name: (name not in EVERYDAY, not name[1:].islower(), len(name), name)
        )
    ]
