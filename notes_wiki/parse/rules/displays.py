"""Displayed formulas that extend over several lines.

In:  a note's text, and which delimiters its dialect has.
Out: for each display of more than one line, the line on which it opens -> the line on which it closes.

The paragraph rule needs this, so that a line of TeX that begins with `-`, `>`, `#` or `=`, or a blank line
inside a display, does not end the paragraph. The text is scanned once: code is skipped, but not the fences
whose bodies are Markdown (` ```{note} `), and each closing delimiter is looked for only once.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from notes_wiki.parse.rules.directives import begins_blocks
from notes_wiki.pattern import pattern

ENVIRONMENTS = (
    "equation align alignat gather multline flalign eqnarray IEEEeqnarray displaymath math subequations "
    "xalignat xxalignat dmath empheq numcases subnumcases DispWithArrows mathpar prooftree "
    "aligned alignedat gathered split cases dcases rcases drcases array matrix pmatrix bmatrix Bmatrix "
    "vmatrix Vmatrix smallmatrix CD"
).split()
"""Environments that are a formula by themselves, starred or not (ox-hugo escapes the star)."""

BEGIN = r"\\begin\{(?P<environment>(?:" + "|".join(ENVIRONMENTS) + r")(?:\\?\*)?)\}"

_BEFORE_FENCE = pattern(r"[ \t>]*(?:[-*+] +|\d+[.)] +)?")
# After a blank line, something that no formula holds: the display was never closed.
_PROSE = pattern(r"^[ \t>]*(?:#{1,6} |`{3,}|~{3,}|\[\[|!\[)", re.M)
_BLANK = pattern(r"\n[ \t>]*\n")
MOST = 20_000
"""Characters of a display that may hold a blank line."""


@lru_cache
def _opener(double_backslash: bool) -> re.Pattern[str]:
    """The pattern for everything that can open a display or code. All begins with one of four characters, so
    the regular expression engine can skip from one to the next."""
    bracket = r"(?<!\\\\)\\?\[" if double_backslash else r"(?<!\\\\)\["
    return re.compile(
        r"[`~$\\](?:"
        r"(?P<run>(?<=`)`*|(?<=~)~~+)"
        rf"|(?<=\\){BEGIN[2:]}"
        r"|(?P<dollars>(?<=\$)(?<!\\\$)\$)"
        rf"|(?P<bracket>(?<=\\){bracket}))"
    )


def displays(text: str, *, double_backslash: bool = False) -> dict[int, int]:
    """Line (from 0) of each display's opening -> line of its closing, where these differ."""
    if "$$" not in text and "\\[" not in text and "\\begin{" not in text:
        return {}
    found: dict[int, int] = {}
    opener = _opener(double_backslash)
    closings = Closings(text)
    boxes: list[re.Match[str]] = []  # the lines that close the fences of boxes
    position, line, counted = 0, 0, 0
    while (match := opener.search(text, position)) is not None:
        while boxes and boxes[-1].start(1) < match.start():
            boxes.pop()
        if match["run"] is not None:
            if boxes and boxes[-1].start(1) == match.start():
                position = boxes.pop().end()
            else:
                position = _code_end(text, match, position, boxes)
            continue
        end = closings.display(match)
        if end < 0 or (boxes and end > boxes[-1].start()):
            position = match.end()
            continue
        if (lines := text.count("\n", match.start(), end)) > 0:
            line += text.count("\n", counted, match.start())
            counted = match.start()
            found[line] = line + lines
        position = end
    return found


def _code_end(text: str, opening: re.Match[str], position: int, boxes: list[re.Match[str]]) -> int:
    """The end of the code that a row of backticks or tildes opens, a fence where nothing else precedes
    it in its line. A code span ends in its paragraph; what has no end opens nothing. A fence whose body is
    Markdown is no code: the line that closes it is added to `boxes`."""
    run = opening[0]
    start = text.rfind("\n", 0, opening.start()) + 1
    fence = len(run) >= 3 and start >= position and _BEFORE_FENCE.fullmatch(text, start, opening.start())
    if fence:
        closed = re.compile(rf"^[ \t>]*({run[0]}{{{len(run)},}})[ \t]*$", re.M).search(text, opening.end())
        if begins_blocks(text, opening.end()):
            boxes += [closed] if closed else []
            return opening.end()
        return closed.end() if closed else len(text)
    if run[0] == "~":
        return opening.end()
    limit = text.find("\n\n", opening.end())
    limit = len(text) if limit < 0 else limit
    closed = re.compile(rf"(?<!`){run}(?!`)").search(text, opening.end(), limit)
    return closed.end() if closed else opening.end()


class Closings:
    """Where displays end in a text. Each kind of closing delimiter is looked for once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._brackets: dict[str, list[int]] = {}
        self._environments: dict[str, dict[int, int]] = {}
        self._refused: dict[int, int] = {}

    def display(self, opening: re.Match[str]) -> int:
        """The end of the display that a match of the opening pattern opens, or -1."""
        start = opening.end()
        if opening["environment"] is not None:
            return self.environment(opening["environment"], opening.start())
        if opening["dollars"] is not None:
            end = dollars_end(self._text, start)
        else:
            end = self._bracket_end(start, opening[0].replace("[", "]"))
        # Openings before a place that refused this end are refused for the same reason.
        if end < 0 or start <= self._refused.get(end, -1):
            return -1
        if (refused := _refusal(self._text, start, end)) >= 0:
            self._refused[end] = refused
            return -1
        return end

    def environment(self, name: str, start: int) -> int:
        """The end of the `\\end{name}` that matches the `\\begin{name}` at `start`, or -1."""
        if name not in self._environments:
            self._environments[name] = environment_ends(self._text, name)
        return self._environments[name].get(start, -1)

    def _bracket_end(self, start: int, closer: str) -> int:
        if closer not in self._brackets:
            self._brackets[closer] = [found.end() for found in re.finditer(re.escape(closer), self._text)]
        ends = self._brackets[closer]
        index = bisect_left(ends, start + len(closer))
        return ends[index] if index < len(ends) else -1


def _refusal(text: str, start: int, end: int) -> int:
    """The last place between that says the display was never closed: a display may hold blank lines, but
    no heading, fence or link after one, and not many pages. -1 if there is no such place."""
    if (blank := _BLANK.search(text, start, end)) is None:
        return -1
    if end - start > MOST:
        return end - MOST
    return max((prose.start() for prose in _PROSE.finditer(text, blank.start() + 1, end)), default=-1)


def dollars_end(text: str, start: int, limit: int | None = None) -> int:
    """The end of the first `$$` that no backslash escapes, or -1."""
    while (closed := text.find("$$", start, limit)) >= 0:
        backslashes = closed
        while backslashes > 0 and text[backslashes - 1] == "\\":
            backslashes -= 1
        if (closed - backslashes) % 2 == 0:
            return closed + 2
        start = closed + 1
    return -1


def environment_ends(text: str, name: str) -> dict[int, int]:
    """The start of each `\\begin{name}` -> the end of its `\\end{name}`."""
    ends: dict[int, int] = {}
    opened: list[int] = []
    for delimiter in re.finditer(rf"\\(begin|end)\{{{re.escape(name)}\}}", text):
        if delimiter[1] == "begin":
            opened.append(delimiter.start())
        elif opened:
            ends[opened.pop()] = delimiter.end()
    return ends
