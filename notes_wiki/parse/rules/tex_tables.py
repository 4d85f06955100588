r"""LaTeX's tables: `\begin{tabular}{lc} a & b \\ … \end{tabular}`, alone or in a `table` with a caption.

In:  the lines of the environment.
Out: Markdown's table, with each row in one line; None where a row cannot be read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from notes_wiki.pattern import pattern

_BEGIN = pattern(r"\\begin\{(tabular[x*]?|longtable|tabularx)\}")
_END = pattern(r"\\end\{(?:tabular[x*]?|longtable)\}")
_BRACES = pattern(r"(?:\[[^\[\]]*\])?\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}")
_COLUMN = pattern(r"[lcrXpmbS]")
_REPEATED = pattern(r"\*\{(\d{1,2})\}\{((?:[^{}]|\{[^{}]*\})*)\}")
_APART = pattern(r"\\[\\&%$_{}#]|[&{}$]|\\tabularnewline|\\(?:begin|end)\{\w+\*?\}")
"""What ends a cell or a row, and what they may not be ended within."""
_RULES = pattern(
    r"(?:\s*\\(?:hline|toprule|midrule|bottomrule|addlinespace|endhead|endfirsthead|endfoot|endlastfoot)"
    r"(?:\[[^\[\]]*\])?|\s*\\(?:cline|cmidrule)(?:\[[^\[\]]*\])?(?:\([lr]*\))?\{[^{}]*\})+\s*"
)
_SKIP = pattern(r"\*?[ \t]*\[[^\[\]\n]*\]")
r"""The space behind a row's end, `\\[2pt]`."""
_SPAN = pattern(r"\s*\\multicolumn\{(\d{1,2})\}\{[^{}]*\}\{(.*)\}\s*", re.S)
_ROWS = pattern(r"\s*\\multirow(?:\[[^\[\]]*\])?\{[^{}]*\}\{[^{}]*\}\{(.*)\}\s*", re.S)
MOST_COLUMNS = 60
"""Wider tables are shown as code: a few letters can repeat a column many times."""
_ALIGNED = {"l": ":--", "c": ":-:", "r": "--:", "S": "--:"}


def table(text: str, caption: str, key: str) -> str | None:
    """Markdown of the one table in `text`; `caption` and `key` stand below it, if there are any."""
    begin = _BEGIN.search(text)
    end = _END.search(text, begin.end()) if begin else None
    columns = _BRACES.match(text, begin.end()) if begin else None
    if begin is not None and columns is not None and begin[1] in ("tabularx", "tabular*"):
        columns = _BRACES.match(text, columns.end())
    if end is None or columns is None or _BEGIN.search(text, end.end()):
        return None
    rows, head = _rows(text[columns.end() : end.start()])
    alignment = _alignment(columns[1])
    width = max([len(alignment), *(len(row) for row in rows)], default=0)
    if not rows or not 0 < width <= MOST_COLUMNS:
        return None
    marks = [*alignment, *["---"] * width][:width]
    header = rows.pop(0) if head else [" "] * width
    lines = [_line([*header, *[" "] * (width - len(header))]), _line(marks), *map(_line, rows)]
    if caption or key:
        lines += ["", f"Table: {caption}" + (f" {{#{key}}}" if key else "")]
    return "\n".join(lines)


def _alignment(columns: str) -> list[str]:
    """What stands below the header, for each column of `{l|c@{}r}`."""
    columns = _REPEATED.sub(lambda found: found[2] * int(found[1]), columns)
    columns = re.sub(r"[@!<>]\{[^{}]*\}", "", columns)
    return [_ALIGNED.get(found[0], "---") for found in _COLUMN.finditer(re.sub(r"\{[^{}]*\}", "", columns))]


def _rows(text: str) -> tuple[list[list[str]], bool]:
    """The cells of each row; whether the first is a header, which a rule parts from the others."""
    rows: list[list[str]] = []
    head = False
    for place, part in enumerate(_split(text, "\\\\")):
        source = _SKIP.sub("", part, count=1) if place and _SKIP.match(part) else part
        rules = _RULES.match(source)
        head = head or (rules is not None and len(rows) == 1)
        row = source[rules.end() :] if rules else source
        if row.strip():
            rows.append([words for cell in _split(row, "&") for words in _cell(cell)])
    return rows, head and len(rows) > 1


def _split(text: str, at: str) -> list[str]:
    """The parts between cells' or rows' ends, none of which are within braces, formulas or environments."""
    parts: list[str] = []
    start = depth = 0
    dollar = False
    for found in _APART.finditer(text):
        sign = found[0]
        if sign in ("{", "}"):
            depth += 1 if sign == "{" else -1
        elif sign == "$":
            dollar = not dollar
        elif sign.startswith(("\\begin", "\\end")):
            depth += 1 if sign.startswith("\\begin") else -1
        elif not depth and not dollar and sign.replace("tabularnewline", "\\") == at:
            parts.append(text[start : found.start()])
            start = found.end()
    return [*parts, text[start:]]


def _cell(source: str) -> Sequence[str]:
    """The words of a cell, and empty cells for the others that it covers."""
    if span := _SPAN.fullmatch(source):
        return [_words(span[2]), *[" "] * (int(span[1]) - 1)]
    several = _ROWS.fullmatch(source)
    return [_words(several[1] if several else source)]


def _words(source: str) -> str:
    return re.sub(r"(?<!\\)\|", r"\\|", " ".join(source.split())) or " "


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
