"""Formulas from outside a wiki: `wiki math`.

In:  one formula, or JSON lines of formulas: {"latex": …, "display": …}.
Out: MathML, or JSON lines in the same order: {"mathml": … or null, "problems": [{"code", "severity",
     "message", "column"}]}. Equation numbers are left out, so references are ??? as MathJax writes them.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator

import msgspec

from notes_wiki.config import MathConfig
from notes_wiki.math.preamble import Preamble, read_preamble
from notes_wiki.math.result import Typeset
from notes_wiki.math.typeset import Typesetter
from notes_wiki.pattern import pattern
from notes_wiki.problem import CODES

_HOLE = pattern("\x02([a-z]+):(\\d+)\x03")
# Half of a pair that JSON may spell alone; no text can hold it.
_SURROGATE = pattern("[\ud800-\udfff]")
# Characters that some readers, such as Python's `splitlines`, take for the end of a line, though JSON does
# not.
_LINE_ENDS = {ord(char): f"\\u{ord(char):04x}" for char in "\x85\u2028\u2029"}


def run(lines: Iterable[str], preamble: str = "", config: MathConfig | None = None) -> Iterator[str]:
    """One output line for each input line. For a line that holds no formula, it says so. `lines` may hold
    single surrogates, which stand for what is not UTF-8."""
    typesetter = _typesetter(read_preamble(preamble), config or MathConfig())
    for line in lines:
        if line.strip():
            yield json.dumps(_answer(line, typesetter), ensure_ascii=False).translate(_LINE_ENDS) + "\n"


def _answer(line: str, typesetter: Typesetter) -> dict[str, object]:
    """The answer to one line: MathML and problems, or why the line holds no formula."""
    try:
        row = json.loads(line)
        tex, display = str(row["latex"]), bool(row.get("display", False))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return _refused('The line is not a JSON object like {"latex": "x^2", "display": false}.')
    if half := _SURROGATE.search(tex):
        return _refused(
            f"The formula holds U+{ord(half[0]):04X}, which is not a character. Save the line as UTF-8, with "
            "each character written as itself."
        )
    found = typesetter.typeset(tex, display=display)
    problems = [
        {
            "code": one.code,
            "severity": CODES[one.code].severity,
            "message": one.message + (f" {one.hint}" if one.hint else ""),
            "column": one.offset + 1,
        }
        for one in found.problems
    ]
    return {"mathml": filled(found), "problems": problems}


def _refused(message: str) -> dict[str, object]:
    problem = {"code": "bad-line", "severity": "error", "message": message, "column": 1}
    return {"mathml": None, "problems": [problem]}


_FULL_WIDTH = '<mtable displaystyle="true" class="full">'
_NUMBERS = pattern('<mtd class="(?:pad"></mtd>|number rows">.*?</mtable></mtd>|number">.*?</mtd>)')
"""The cells for numbers that `with_numbers` has put at the edges of a display."""


def filled(found: Typeset) -> str | None:
    """The MathML alone, without holes. Numbers belong to a page and are left out; a tagged display still
    becomes a table with one row, as it does on a page, unless it is one of full width itself: the number then
    stands in one of its rows."""
    if found.mathml is None:
        return None
    mathml = found.mathml
    if found.labels:
        mathml = _NUMBERS.sub("", mathml)
        opening, _, rest = mathml.partition(">")
        display = 'display="block"' in opening and found.numbered >= 0
        if display and found.labels[found.numbered].tag and not rest.startswith(_FULL_WIDTH):
            row = f"<mtr><mtd>{rest.removesuffix('</math>')}</mtd></mtr>"
            mathml = f'{opening}><mtable displaystyle="true">{row}</mtable></math>'

    def value(hole: re.Match[str]) -> str:
        if hole[1] != "reference":
            return ""
        return "(???)" if found.references[int(hole[2])].command == "eqref" else "???"

    return _HOLE.sub(value, mathml) if "\x02" in mathml else mathml


def show(tex: str, *, display: bool, explain: bool, preamble: str = "") -> int:
    """Print one formula's MathML, and its problems on standard error. Returns the exit code: 1 where only
    the source could be shown."""
    typesetter = _typesetter(read_preamble(preamble), MathConfig())
    found = typesetter.typeset(tex, display=display)
    if explain:
        explanation = typesetter.explain(tex, display=display)
        print(f"tokens    {' '.join(text for text, _ in explanation.tokens if not text.isspace())}")
        print(f"expanded  {explanation.expanded}")
        print(f"engine    {explanation.engine}")
    for one in found.problems:
        severity = CODES[one.code].severity
        print(f"{severity}[{one.code}] {one.message}", file=sys.stderr)
        print(f"    {tex}\n    {' ' * one.offset}{'^' * one.length}", file=sys.stderr)
        if one.hint:
            print(f"  hint: {one.hint}", file=sys.stderr)
    mathml = filled(found)
    if mathml is None:
        return 1
    print(mathml)
    return 0


def _typesetter(preamble: Preamble, config: MathConfig) -> Typesetter:
    packages = tuple(dict.fromkeys((*config.packages, *preamble.packages)))
    return Typesetter(msgspec.structs.replace(config, packages=packages), preamble.macros)
