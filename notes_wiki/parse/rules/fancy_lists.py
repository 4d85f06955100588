"""Pandoc's numbered lists: `#.`, `(1)`, `a)`, `i.`, and examples `(@name)`, counted through the whole note.

Upstream's list rule reads them from a copy of the text in which each marker is replaced by a number of the
same length. A reference `(@name)` in running text becomes the number of the example.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any, NamedTuple

from markdown_it.rules_block import StateBlock, list_block
from markdown_it.rules_inline import StateInline

from notes_wiki.pattern import pattern

_CAPITALS = {ord(letter): letter.upper() for letter in "ivxlcdm"}
_ROMAN = r"(?=[ivxlcdm])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
"""A Roman number in lower case."""
_MARKER = pattern(
    rf"(?P<open>\(?)(?:(?P<auto>\#)|(?P<example>@[\w-]*)|(?P<decimal>\d{{1,9}})|(?P<lower>[a-z]|{_ROMAN})"
    rf"|(?P<upper>[A-Z]|{_ROMAN.translate(_CAPITALS)}))(?P<close>[.)])(?P<blank>[ \t]+)(?=\S)"
)
"""`#. `, `(1) `, `a) `, `iv. `, `B. `, `(@key) `."""
_EXAMPLE = pattern(r"^[ \t>]*\((@[\w-]*)\)[ \t]+(?=\S)", re.M)
_AT = pattern(r"@[\w-]+")
_REFERENCE = pattern(r"\((@[\w-]+)\)")
MOST_DIGITS = 9
"""Digits of a list's number, as CommonMark has it."""
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


class _Style(NamedTuple):
    """How the items of a list are numbered: `kind` is HTML's `type` or "auto", "example", "1"; `edges` what
    stands around a number; `first` the number of the first item."""

    kind: str
    edges: str
    first: int

    def has(self, marker: re.Match[str]) -> bool:
        """Whether a marker may number another item of the list."""
        if marker["open"] + marker["close"] != self.edges:
            return False
        if self.kind in ("a", "i", "A", "I"):
            sign = marker["lower" if self.kind in "ai" else "upper"] or ""
            return bool(sign) and (
                len(sign) == 1 if self.kind in "aA" else set(sign.lower()) <= _VALUES.keys()
            )
        return marker[{"1": "decimal"}.get(self.kind, self.kind)] is not None


def fancy_list(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A list whose first marker no plain list has."""
    if state.is_code_block(startLine) or (silent and state.listIndent < 0):
        return False
    first = _marker(state, startLine)
    style = _style(first) if first else None
    if first is None or style is None:
        return False
    if silent:
        return True
    source, begins = state.src, list(state.bMarks)
    state.src = _numbered(state, startLine, endLine, style, first)
    index = len(state.tokens)
    list_block(state, startLine, endLine, False)
    state.src, state.bMarks = source, begins
    number = style.first
    if style.kind == "example":
        before = source.count("\n", 0, begins[startLine])
        number = 1 + sum(line < before for line in _examples(state.env, source)[1])
    attributes: dict[str, str | int | float] = {"type": style.kind} if style.kind in "aiAI" else {}
    if number > 1:
        attributes["start"] = number
    state.tokens[index].attrs = attributes
    return True


def _style(marker: re.Match[str]) -> _Style | None:
    """How a list that begins with this marker is numbered; None where it is plain, or the marker is no number
    (`B. Russell` is a name: a capital with a full stop needs two blanks)."""
    edges = marker["open"] + marker["close"]
    if edges == "(.":
        return None
    if marker["auto"]:
        return None if marker["open"] else _Style("auto", edges, 1)
    if marker["example"]:
        return _Style("example", edges, 1) if edges == "()" else None
    if marker["decimal"]:
        return _Style("1", edges, int(marker["decimal"])) if edges == "()" else None
    sign, kinds = (marker["lower"], "ai") if marker["lower"] else (marker["upper"], "AI")
    if marker["upper"] and edges == "." and marker["blank"] == " ":
        return None
    if len(sign) == 1 and sign not in "iI":
        return _Style(kinds[0], edges, ord(sign.lower()) - ord("a") + 1)
    return _Style(kinds[1], edges, _roman(sign.lower()))


def _roman(sign: str) -> int:
    values = [_VALUES[letter] for letter in sign]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _numbered(state: StateBlock, start: int, end: int, style: _Style, first: re.Match[str]) -> str:
    """The text in which the markers of this style, on lines that begin left of the first item's text, are
    numbers. What belongs to an example stands four columns in, however long its marker is."""
    source = state.src
    pieces, done = [], 0
    column = state.sCount[start] + len(first[0].expandtabs(4))
    for line in range(start, end):
        if not state.blkIndent <= state.sCount[line] < column:
            continue
        found = _marker(state, line)
        if found is None or not style.has(found):
            continue
        length = len(found[0].rstrip())
        digits = min(length - 1, 2 if style.kind == "example" else MOST_DIGITS)
        pieces += [
            source[done : found.start()],
            f"{' ' * (length - 1 - digits)}{1:0{digits}}{found['close']}",
        ]
        state.bMarks[line] += length - 1 - digits  # the blanks that are left are no part of the line
        done = found.start() + length
    return "".join(pieces) + source[done:]


def _marker(state: StateBlock, line: int) -> re.Match[str] | None:
    return _MARKER.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])


def _examples(env: MutableMapping[str, Any], text: str) -> tuple[dict[str, int], list[int]]:
    """The number of each named example, and the lines of all of them."""
    known = env.get("examples")
    if isinstance(known, tuple):
        return known
    numbers: dict[str, int] = {}
    lines: list[int] = []
    line = counted = 0
    for count, found in enumerate(_EXAMPLE.finditer(text), 1):
        line += text.count("\n", counted, found.start(1))
        counted = found.start(1)
        lines.append(line)
        if len(found[1]) > 1:
            numbers.setdefault(found[1], count)
    env["examples"] = (numbers, lines)
    return numbers, lines


def example_at(state: StateInline, silent: bool) -> bool:
    """`@name`, where an example has that name."""
    known = state.env.get("examples")
    if not isinstance(known, tuple) or (state.pos and state.src[state.pos - 1].isalnum()):
        return False
    found = _AT.match(state.src, state.pos, state.posMax)
    if found is None or found[0] not in known[0]:
        return False
    if not silent:
        state.append_pending(str(known[0][found[0]]))
    state.pos = found.end()
    return True


def example_reference(state: StateInline, silent: bool) -> bool:
    """`(@name)`, where an example has that name."""
    found = _REFERENCE.match(state.src, state.pos, state.posMax)
    known = state.env.get("examples")
    if found is None or not isinstance(known, tuple) or found[1] not in known[0]:
        return False
    if not silent:
        state.append_pending(f"({known[0][found[1]]})")
    state.pos = found.end()
    return True
