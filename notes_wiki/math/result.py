r"""The result of typesetting a formula: MathML with holes, problems, labels, references.

In:  nothing: records.
Out: `Typeset` and what it holds.
"""

from __future__ import annotations

from typing import NamedTuple

from notes_wiki.math.macros import Macro
from notes_wiki.math.tokens import Token
from notes_wiki.model import Record


class MathProblem(Record, frozen=True):
    """A problem of a formula: `offset` and `length` in characters from its start; `command` as in
    `model.Problem`."""

    code: str
    message: str
    hint: str
    offset: int
    length: int
    command: str = ""


class MathLabel(Record, frozen=True):
    """A label of a row or of the whole formula. `tag`: the author's own number as plain text, or ""; `bare`:
    it is shown without parentheses (`\\tag*`)."""

    key: str
    tag: str
    offset: int
    length: int
    bare: bool = False


class MathReference(Record, frozen=True):
    """A reference from inside a formula; `command` without its backslash."""

    key: str
    command: str
    offset: int
    length: int


class Typeset(Record, frozen=True):
    """A typeset formula. In `mathml`, `\x02id:0\x03` is a hole for the id of label 0, `\x02number:0\x03` for
    its number, `\x02reference:0\x03` for the link of reference 0; the author's own words of a link stand
    between `\x02link:0\x03` and `\x02end:0\x03`. `numbered`: the index of the label whose number is beside
    the whole display, or -1. `macros`: the macros after this formula, if it defines any."""

    mathml: str | None
    problems: tuple[MathProblem, ...] = ()
    labels: tuple[MathLabel, ...] = ()
    references: tuple[MathReference, ...] = ()
    numbered: int = -1
    macros: dict[str, Macro] | None = None


class Explanation(NamedTuple):
    """How a formula is typeset, for `wiki math --explain`: its tokens; these expanded and mended, as one
    text, with what marks stand for; and the engine, "none" if none sets it."""

    tokens: list[Token]
    expanded: str
    engine: str
