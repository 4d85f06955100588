"""Rules, and the dialects that are made of them, as records.

All rules, upstream's and ours, have markdown-it's own signatures.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

BlockFunction = Callable[[StateBlock, int, int, bool], bool]
InlineFunction = Callable[[StateInline, bool], bool]
PairFunction = Callable[[StateInline], None]


class BlockRule(NamedTuple):
    """A rule for a kind of block. `starts`: the characters it can begin with ("" is any). `interrupts`: the
    kinds of block that it can end ("paragraph", "reference", "blockquote", "list")."""

    name: str
    function: BlockFunction
    starts: str = ""
    interrupts: tuple[str, ...] = ()


class InlineRule(NamedTuple):
    """A rule for an inline construct. `starts`: the characters that it can begin with."""

    name: str
    function: InlineFunction
    starts: str


class Dialect(NamedTuple):
    """A language of notes: its rules in the order they are tried, and what its text means."""

    name: str
    blocks: tuple[BlockRule, ...]
    inlines: tuple[InlineRule, ...]
    pairs: tuple[PairFunction, ...]
    breaks: bool = False
    """Whether a line's end in a paragraph is a line break."""
    smart: bool = False
    """Whether straight quotes, `--` and `...` are set as typographic ones."""
    html_math: bool = False
    """Whether formulas are set in blocks of HTML too, as by a script that looks for them in the page."""
    captions: bool = False
    """Whether the paragraph `Table: words` behind a table, or before it, is its caption, and a header without
    words is none."""
    east_asian: bool = False
    """Whether a letter of a script without spaces parts words, so that `**定理：**设` is bold."""
    loose_stars: bool = False
    """Whether stars end emphasis behind any sign, and begin it before any, so that `**Proof.**Let` and
    `**$k$**th` have bold words; in CommonMark a letter on their other side forbids it."""
    spaced_stars: bool = False
    """Whether, moreover, two stars end bold words behind a space: `**Proof: **let`."""
