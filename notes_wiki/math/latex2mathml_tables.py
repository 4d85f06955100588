"""Tables of latex2mathml: their styles and rules, from the marks that `latex2mathml_names` put into cells.

In:  latex2mathml's element tree, changed in place.
Out: tables of displays have `displaystyle`; cells beside a rule have an attribute `rules`, which holds the
     classes that draw it; no cell holds a mark.
"""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from notes_wiki.math.latex2mathml_names import FIRST_DASH, FIRST_RULE, HDASHLINE, HLINE, LINES, MARK

_ACROSS = {HLINE: "rule", HDASHLINE: "dash"}
_MOST_COLUMNS = 60


def style_tables(element: Element) -> None:
    """Give the tables what their marks say, and take the marks away."""
    for table in list(element.iter("mtable")):
        first = table.find("mtr/mtd")
        for mark in [] if first is None else _taken(first, _is_of_table):
            _style(table, mark)
        _rule_rows(table)


def _taken(cell: Element, wanted: Callable[[str], bool]) -> list[str]:
    """The marks that a cell begins with, which are taken out of it."""
    marks: list[str] = []
    while len(cell) and cell[0].tag == "mi" and wanted(cell[0].text or ""):
        marks.append(cell[0].text or "")
        cell.remove(cell[0])
    return marks


def _is_of_table(text: str) -> bool:
    return text in {MARK, LINES} or (len(text) == 1 and FIRST_RULE <= ord(text) <= FIRST_DASH + _MOST_COLUMNS)


def _style(table: Element, mark: str) -> None:
    if mark in {MARK, LINES}:
        table.set("displaystyle", "true")
        if mark == LINES and len(table) > 1:
            table[0][0].set("columnalign", "left")
            table[-1][0].set("columnalign", "right")
        return
    dashed = ord(mark) >= FIRST_DASH
    column = ord(mark) - (FIRST_DASH if dashed else FIRST_RULE)
    name = "dash" if dashed else "rule"
    for row in table:
        if column == 0 and len(row):
            _add(row[0], f"{name}-left")
        elif column <= len(row):
            _add(row[column - 1], f"{name}-right")


def _rule_rows(table: Element) -> None:
    before: Element | None = None
    for row in list(table):
        marks = _taken(row[0], _ACROSS.__contains__) if len(row) else []
        if marks and before is not None and not any(len(cell) or cell.text for cell in row):
            table.remove(row)
            for cell in before:
                _add(cell, f"{_ACROSS[marks[0]]}-bottom")
        elif marks:
            for cell in row:
                _add(cell, f"{_ACROSS[marks[0]]}-top")
        before = row


def _add(cell: Element, name: str) -> None:
    names = cell.get("rules", "").split()
    if name not in names:
        cell.set("rules", " ".join([*names, name]))
