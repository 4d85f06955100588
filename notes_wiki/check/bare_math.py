r"""Bare math: TeX outside formulas, such as `\theta` in a sentence or a whole line without delimiters.

In:  a line of prose.
Out: `Run`s: where TeX begins and ends in it, and whether there is nothing else in the line.

A line is split into words; spaces in braces, or in the brackets of a function call, do not end a word. A word
that holds a math command (or `x_{…}`) starts a run, which grows over the operators and operands around it: in
`for U(\theta) = y we` the run is `U(\theta) = y`. What looks like a Windows path, an escape in a regular
expression or LaTeX for text is left alone.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, NamedTuple

from notes_wiki.check.prose import BLANK
from notes_wiki.pattern import pattern

LONGEST_LINE = 4_000
"""Characters of a line that is examined; a longer one was written by a program."""

NOT_MATH = frozenset(
    "\\" + name
    for name in (
        "text textbf textit texttt textrm textsf textsc textup textnormal emph underline url href cite ref "
        "eqref cref Cref autoref pageref label tag begin end item section subsection paragraph footnote "
        "caption input include usepackage documentclass newcommand renewcommand def let newline newpage "
        "noindent tiny small large Large LARGE huge Huge rm bf it tt sf LaTeX TeX copyright dots ldots par "
        "title author chapter subsubsection enquote ss ae AE oe OE aa AA "
        "bigskip medskip smallskip hfill vfill qedhere pause centering raggedright clearpage cleardoublepage "
        "pagebreak nopagebreak scriptsize footnotesize normalsize "
        "quad qquad hspace vspace hskip vskip kern "
        "left right big Big bigg Bigg and not of to in over top bot bar vec dot"
    ).split()
)
"""Commands that alone do not make a word mathematics: LaTeX for text, and names that are also folders."""

_COMMAND = pattern(r"\\[A-Za-z]+")
# In a dialect without single-dollar math, dollars in a line were probably meant as delimiters: adding ours
# would not help.
_DOLLARS = pattern(r"\$(?=\S)[^$]*(?<=\S)\$(?!\d)")
_ENTITY = pattern(r"&(?:[A-Za-z][A-Za-z0-9]*|#\d+|#x[0-9A-Fa-f]+);")
_SCRIPT = pattern(
    r"(?<![A-Za-z0-9_$\\])(?:(?:\d+[A-Za-z]{1,3}|[A-Za-z])'*[_^]\{|[A-Za-z]{1,3}\^\{-?\d+\})|[)\]}][_^]\{"
)
"""A script with braces outside every formula: `x_{1}`, `2n^{k}`, `)^{2}`, `CO^{2}` with a number only."""
_PATH = pattern(
    r"[A-Za-z]:\\|^\\\\|[\w.~%-]{2,}\\[A-Za-z]|[.~%/]\\[A-Za-z]|\\[\w.-]*\.[a-z]{2,4}\b|\\\\[A-Za-z]"
)
r"""A path or an address on Windows, whose backslashes begin no commands: `C:\temp`, `\\server`,
`src\main`."""
_OPERATOR = pattern(r"(?:[=+\-−<>≤≥≈≠/*·×|∈→⇒&:]|\\[,;!:>])+$|\\\\$")
_OPERAND = pattern(
    r"[(\[{|]*[-−]?(?:\d+(?:\.\d+)?|(?:\d*[A-Za-zα-ωΑ-Ω])(?:[_^](?:\w|\{[^{}]*\}))*['’]*(?:\([^\s()]*\))?|…|\.\.\.)"
    r"[)\]}|]*[!%]?$"
)
"""A number or one letter, with scripts, primes, an argument and brackets: `2.5`, `x_1`, `f'(x)`, `(n!`."""
_TRAILING = ".,;:!?…"
_TRIMMED = frozenset(_TRAILING + "\"'“”* \t")
_CLAUSE_ENDS = (".", ";", ",", ":", "!", "?")
_PAIRS = {"(": ")", "[": "]"}
_ARTICLES = ("a", "A", "I")
"""Words of one letter that begin a sentence more often than a product."""
_BINARY = (
    r"\\(?:times|cdot|leq?|geq?|neq?|approx|equiv|sim|pm|mp|subset(?:eq)?|cup|cap|mapsto|otimes|oplus|in|to)"
)
_WANTS_BEHIND = pattern(rf"(?:{_BINARY}|\\(?:Delta|nabla|partial|log|ln|exp|sin|cos|tan|det|max|min))$")
_WANTS_BEFORE = pattern(rf"{_BINARY}(?![A-Za-z])")

Kind = Literal["math", "operator", "operand", "prose"]


class Run(NamedTuple):
    """Characters `start` to `end` of a line are TeX; `whole`: there is nothing else in the line."""

    start: int
    end: int
    whole: bool


class _Word(NamedTuple):
    start: int
    end: int
    kind: Kind
    ends: bool
    """A sentence or clause ends here."""
    wants_before: bool
    wants_behind: bool
    """It begins or ends in an operator that wants an operand there."""


def runs(line: str, commands: Collection[str]) -> list[Run]:
    """The runs of bare TeX in a line of prose. `commands`: the known commands, with backslashes."""
    if len(line) > LONGEST_LINE or ("\\" not in line and "{" not in line):
        return []
    line = _DOLLARS.sub(lambda found: BLANK * len(found[0]), line)
    if "&" in line:
        line = _ENTITY.sub(lambda found: BLANK * len(found[0]), line)
    words = [_word(line, start, end, commands) for start, end in _split(line)]
    found: list[Run] = []
    index = 0
    while index < len(words):
        if words[index].kind != "math":
            index += 1
            continue
        after = found[-1].end if found else 0
        first, last = _grow(words, index, after)
        if _is_article(line, words, first):
            first += 1
        start, end = _trim(line, words[first].start, words[last].end)
        if start < end and start >= after:
            found.append(Run(start, end, first == 0 and last == len(words) - 1 and BLANK not in line))
        index = last + 1
    return found


def _is_article(line: str, words: list[_Word], first: int) -> bool:
    """Whether the first word of a run is "a" or the like, before mathematics that lacks nothing before it."""
    if line[words[first].start : words[first].end] not in _ARTICLES:
        return False
    after = words[first + 1]  # there is one, because no run is an article alone
    return after.kind == "math" and not after.wants_before


def _split(line: str) -> list[tuple[int, int]]:
    """The words as (start, end). Spaces in braces, or in a function's brackets, do not end a word."""
    words = []
    closings = _closings(line)
    position = 0
    while position < len(line):
        if line[position].isspace() or line[position] == BLANK:
            position += 1
            continue
        start = position
        while position < len(line) and not line[position].isspace() and line[position] != BLANK:
            char = line[position]
            closed = -1
            if char == "{" or (char in _PAIRS and position > start and _calls(line[position - 1])):
                closed = closings.get(position, -1)
            position = closed + 1 if closed > 0 else position + 1
        words.append((start, position))
    return words


def _calls(before: str) -> bool:
    """Whether an opening bracket after this character is that of a function call."""
    return before.isalpha() or before in "})]'"


def _closings(line: str) -> dict[int, int]:
    """The position of each opening bracket -> that of the closing one; none spans text that was blanked
    out."""
    found: dict[int, int] = {}
    waiting: dict[str, list[int]] = {"}": [], ")": [], "]": []}
    opened = {"{": waiting["}"], "(": waiting[")"], "[": waiting["]"]}
    for position, char in enumerate(line):
        if char in opened:
            opened[char].append(position)
        elif char in waiting:
            if waiting[char]:
                found[waiting[char].pop()] = position
        elif char == BLANK:
            for places in opened.values():
                places.clear()
    return found


def _word(line: str, start: int, end: int, commands: Collection[str]) -> _Word:
    typed = line[start:end]
    bare = typed.rstrip(_TRAILING).strip("\"'“”*")
    ends = typed.endswith(_CLAUSE_ENDS) and not typed.endswith("\\" + typed[-1])
    if "$" in typed or "`" in typed or _PATH.search(typed):  # a delimiter in the word could pair with ours
        kind: Kind = "prose"
    elif _is_math(bare, commands):
        kind = "math"
    elif _OPERATOR.match(typed):
        kind = "operator"
    elif _OPERAND.match(bare):
        kind = "operand"
    else:
        kind = "prose"
    return _Word(
        start,
        end,
        kind,
        ends=ends and kind != "operator",
        wants_before=_WANTS_BEFORE.match(bare) is not None,
        wants_behind=_WANTS_BEHIND.search(bare) is not None,
    )


def _is_math(word: str, commands: Collection[str]) -> bool:
    named = _COMMAND.findall(word)
    known = [name for name in named if name in commands]
    if "{" not in word and "_" not in word and "^" not in word and len(known) < len(named):
        return False  # backslashes that are not commands: a path, an escape
    if any(name not in NOT_MATH and len(name) > 2 for name in known):
        return True
    if known and any(char in word for char in "_^"):
        return True
    return bool(known and named[0] in ("\\left", "\\right", "\\quad", "\\qquad")) or (
        _SCRIPT.search(word) is not None
    )


def _grow(words: list[_Word], index: int, after: int) -> tuple[int, int]:
    """The first and last word of the run around a mathematical one; none begins before position `after`."""
    return _grow_left(words, index, after), _grow_right(words, index)


def _grow_right(words: list[_Word], index: int) -> int:
    last = index
    while last + 1 < len(words) and not words[last].ends:
        following = words[last + 1]
        beyond = words[last + 2].kind if last + 2 < len(words) else "prose"
        if following.kind == "math" or (following.kind == "operand" and _belongs(words, last, beyond)):
            last += 1
        elif following.kind == "operator" and beyond in ("math", "operand"):
            last += 2
        elif following.kind == "operator" and last + 2 == len(words):
            last += 1
        else:
            break
    return last


def _grow_left(words: list[_Word], index: int, after: int) -> int:
    first = index
    while first > 0 and words[first - 1].start >= after and not words[first - 1].ends:
        before = words[first - 1]
        beyond = words[first - 2] if first > 1 and words[first - 2].start >= after else None
        is_operand = beyond is not None and beyond.kind in ("math", "operand") and not beyond.ends
        if before.kind == "math":
            first -= 1
        elif before.kind == "operator" and is_operand:
            first -= 2
        elif before.kind == "operand" and (first == 1 or words[first].wants_before):
            first -= 1
        else:
            break
    return first


def _belongs(words: list[_Word], last: int, beyond: Kind) -> bool:
    """Whether an operand right after a mathematical word is a factor, and not the next word of prose."""
    return words[last].wants_behind or last + 2 == len(words) or beyond in ("math", "operator")


def _trim(line: str, start: int, end: int) -> tuple[int, int]:
    """The range without punctuation of the sentence at its ends: full stops, quotes, unmatched brackets."""
    while start < end:
        text = line[start:end]
        first, last = text[0], text[-1]
        if last in _TRIMMED and not text.endswith("\\" + last):
            end -= 1
        elif first in _TRIMMED or (first in _PAIRS and text.count(first) > text.count(_PAIRS[first])):
            start += 1
        elif last in _PAIRS or (last in ")]" and text.count(last) > text.count(_opening(last))):
            end -= 1
        else:
            break
    return start, end


def _opening(closing: str) -> str:
    return "(" if closing == ")" else "["
