"""Pandoc's numbered lists: `#.`, `(1)`, `a)`, `i.`, and examples `(@name)`, counted through the whole note.

Upstream's rule for lists reads them from a text in which each marker has given way to a number as long as it.
A reference `(@name)` in running text becomes the example's number.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any

from markdown_it.rules_block import StateBlock, list_block
from markdown_it.rules_inline import StateInline

_MARKER = re.compile(
    r"(?:(?P<auto>#)[.)]|\((?P<example>@[\w-]*)\)|\((?P<round>\d{1,5}|[a-z]|[ivx]{1,4}|[A-Z])\)"
    r"|(?P<letter>[a-z]|[ivx]{1,4})[.)]|(?P<capital>[A-Z])(?:\)|\.(?= )))[ \t]+(?=\S)"
)
_EXAMPLE = re.compile(r"^[ \t>]*\((@[\w-]*)\)[ \t]+(?=\S)", re.M)
_REFERENCE = re.compile(r"\((@[\w-]+)\)")
MOST_DIGITS = 9
"""Digits of a list's number, as CommonMark has it."""
_BEGINNINGS = frozenset(("a", "i", "A", "I", "1"))


def fancy_list(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    """A list whose first marker no plain list has."""
    first = _marker(state, startLine)
    if first is None or silent:
        return False
    style = first.lastgroup or ""
    sign = first[style]
    if style not in ("auto", "example") and sign not in _BEGINNINGS:
        return False
    source, shifts = state.src, list(state.tShift)
    state.src = _numbered(state, startLine, endLine, style, first[0].rstrip()[-1])
    index = len(state.tokens)
    matched = list_block(state, startLine, endLine, False)
    state.src, state.tShift = source, shifts
    if matched:
        opening = state.tokens[index]
        kind = {"a": "a", "i": "i", "A": "A", "I": "I"}.get(sign, "")
        opening.attrs = {"type": kind} if kind else {}
        if style == "example":
            before = source.count("\n", 0, state.bMarks[startLine])
            count = 1 + sum(line < before for line in _examples(state.env, source)[1])
            opening.attrs = {"start": count} if count > 1 else {}
    return matched


def _numbered(state: StateBlock, start: int, end: int, style: str, closer: str) -> str:
    """The text in which the markers of this style, on lines as far in as the first, are numbers."""
    source = state.src
    pieces, done = [], 0
    for line in range(start, end):
        found = _marker(state, line) if state.sCount[line] == state.sCount[start] else None
        if found is None or found.lastgroup != style or not found[0].rstrip().endswith(closer):
            continue
        length = len(found[0].rstrip())
        digits = min(length - 1, MOST_DIGITS)
        pieces += [source[done : found.start()], f"{' ' * (length - 1 - digits)}{1:0{digits}}{closer}"]
        state.tShift[line] += length - 1 - digits
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
