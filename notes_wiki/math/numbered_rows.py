"""The numbers of rows, which are put into the engine's table.

In:  the engine's MathML, and the labels that were `Taken` out of the formula, whose rows are marked.
Out: MathML whose numbered rows have their number as a cell at the right edge, with holes for id and number.
"""

from __future__ import annotations

from notes_wiki.math.numbering import ROW_MARK, Taken
from notes_wiki.math.numbers_beside import with_numbers_beside
from notes_wiki.pattern import pattern

_PART = pattern(r"<mtable[^>]*>|</mtable>|<mtr[^>]*>|</mtr>|<mtd[^>]*>")
_SPAN = pattern(r'columnspan="(\d+)"')
_WORDS = pattern(r'<mtd columnspan="(\d+)"(?= class="left tight-left words">)')
_MARK = pattern(ROW_MARK.format(r"(\d+)"))


def with_numbers(mathml: str, taken: Taken) -> str:
    """The formula with their numbers in the rows of its outermost table, and all rows equally long."""
    if not taken.by_row or "\x02row:" not in mathml:
        return _MARK.sub("", mathml)
    group = "" if taken.group is None else f"\x02id:{taken.group}\x03"
    if taken.beside:
        return with_numbers_beside(mathml, _MARK, lambda label: _shown(label, taken), group)
    parts: list[str] = []
    # Where each row is in `parts`, its cells, and how many columns they take.
    rows: list[tuple[int, str, int]] = []
    depth = place = row_start = width = 0
    for found in _PART.finditer(mathml):
        tag = found[0]
        if tag.startswith("<mtable"):
            depth += 1
            if depth == 1:
                parts.append(mathml[place : found.start()])
                parts.append(f'{tag[:-1]} class="numbered"{group}>')
                place = found.end()
        elif tag == "</mtable>":
            depth -= 1
        elif depth == 1 and tag.startswith("<mtr"):
            parts.append(mathml[place : found.start()])
            row_start = place = found.end()
            width = 0
        elif depth == 1 and tag.startswith("<mtd"):
            width += int(span[1]) if (span := _SPAN.search(tag)) else 1
        elif depth == 1 and tag == "</mtr>":
            rows.append((len(parts), mathml[row_start : found.start()], width))
            parts.append("")
            place = found.end()
    parts.append(mathml[place:])
    widest = max((width for _, _, width in rows), default=0)
    for at, cells, width in rows:
        parts[at] = _numbered_row(cells, widest - width, taken)
    return "".join(parts)


def _numbered_row(cells: str, missing: int, taken: Taken) -> str:
    """A row with its number, behind as many columns as are `missing` in it."""
    if words := _WORDS.match(cells):  # they have the whole width
        columns = int(words[1]) + missing + 2
        return f'<mtr><mtd columnspan="{columns}"{cells[words.end() :]}</mtr>'
    if missing:
        cells += f'<mtd columnspan="{missing}"></mtd>'
    mark = _MARK.search(cells)
    if mark is None:
        return f'<mtr><mtd class="pad"></mtd>{cells}<mtd class="pad"></mtd></mtr>'
    label = mark[1]
    cells = _MARK.sub("", cells)
    number = f'<mtd class="number">{_shown(label, taken)}</mtd>'
    return f'<mtr\x02id:{label}\x03><mtd class="pad"></mtd>{cells}{number}</mtr>'


def _shown(label: str, taken: Taken) -> str:
    """The number of a label, as it stands beside its row."""
    shown = f"\x02number:{label}\x03"
    return f"<mtext>{shown}</mtext>" if taken.labels[int(label)].bare else f"<mtext>({shown})</mtext>"
