"""The numbers of rows that stand beside something else, as those of `numcases` beside a brace.

In:  the engine's MathML of the whole formula, in which rows with a number are marked.
Out: a table with one row: the formula, and at the right edge a table of the numbers, whose rows are as high
     as those that they number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from notes_wiki.pattern import pattern

_ROW = pattern(r"<mtr[^>]*>|</mtr>|<mtable[^>]*>|</mtable>")
_TAG = pattern(r"<(?P<end>/)?(?P<name>\w+)[^<>]*?(?P<empty>/)?>")
_FLAT = frozenset({"mi", "mn", "mo", "mtext", "mspace", "mrow", "mtd"})
_FIRST = pattern(r'<mtd class="left tight-right">')
_STRUT = '<mspace height="0.7em" depth="0.3em"/>'
_RUN = pattern(r"<mrow>(?:<(m[ino]|mtext)[^<>]*>[^<]*</\1>|<mspace[^<>]*/>){2,}</mrow>")
"""A row of signs and spaces alone, two at least."""
_ONE = '<mo stretchy="false">(</mo>'
"""A sign as high as most, in place of several."""


def with_numbers_beside(mathml: str, mark: re.Pattern[str], number: Callable[[str], str], group: str) -> str:
    """The formula with its numbers. `mark`: what stands in a row with a number, its group 1 the label;
    `number`: what is shown of a label; `group`: the id of all rows together, or ""."""
    opening, _, rest = mathml.partition(">")
    body = rest.removesuffix("</math>")
    table, rows = _marked_table(body, mark)
    shown = "".join(_row(row, mark, number) for row in rows)
    numbers = f'<mtd class="number rows">{table}{shown}</mtable></mtd>'
    whole = f'<mtd class="pad"></mtd><mtd>{mark.sub("", body)}</mtd>{numbers}'
    table = f'<mtable displaystyle="true" class="numbered"{group}><mtr>{whole}</mtr></mtable>'
    return f"{opening}>{table}</math>"


def _marked_table(body: str, mark: re.Pattern[str]) -> tuple[str, list[str]]:
    """The opening tag of the outermost table that has marks, and what is in each of its rows."""
    depth = start = 0
    table = ""
    rows: list[str] = []
    for found in _ROW.finditer(body):
        tag = found[0]
        if tag.startswith("<mtable"):
            depth += 1
            if depth == 1:
                table, rows = tag, []
        elif tag == "</mtable>":
            depth -= 1
            if depth == 0 and any(map(mark.search, rows)):
                return table, rows
        elif depth == 1 and tag == "</mtr>":
            rows.append(body[start : found.start()])
        elif depth == 1:
            start = found.end()
    return "<mtable>", []


def _row(row: str, mark: re.Pattern[str], number: Callable[[str], str]) -> str:
    """The row of a number: as high as the row that it numbers, by what is high in that, unseen."""
    labelled = mark.search(row)
    unseen = "".join(
        f'<mpadded width="0"><mphantom>{part}</mphantom></mpadded>' for part in _high_parts(mark.sub("", row))
    )
    name = f"\x02id:{labelled[1]}\x03" if labelled else ""
    shown = number(labelled[1]) if labelled else ""
    first = _FIRST.match(row)  # by its classes the theme knows how far apart the rows of such a table are
    beginning = f"{first[0]}</mtd>" if first else ""
    return f'<mtr{name}>{beginning}<mtd class="number">{unseen}{shown}{_STRUT}</mtd></mtr>'


def _high_parts(row: str) -> Iterator[str]:
    """What is in a row besides single signs: fractions, roots, scripts, tables. Their own signs in a row are
    made one, so that they are narrow."""
    depth = start = 0
    for tag in _TAG.finditer(row):
        if depth == 0 and tag["name"] in _FLAT and ("height" not in tag[0] or tag[0] == _STRUT):
            continue
        if tag["empty"]:
            if depth == 0:
                yield tag[0]
            continue
        if not tag["end"]:
            if depth == 0:
                start = tag.start()
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                yield _RUN.sub(_ONE, row[start : tag.end()])
