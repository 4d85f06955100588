r"""The beginnings and ends of environments, in the engine's terms: names, options, columns.

In:  mended tokens, and the place after a `\begin` or `\end` among them.
Out: the engine's name for the environment, with the columns that it takes. Options are dropped; what columns
     add to their cells (templates, colours, spaces) is written into the rows.
"""

from __future__ import annotations

from notes_wiki.math.cell_marks import BOTTOM, LINES, PAIRS, RELATIONS, TOP, CellMark, cell_mark
from notes_wiki.math.expand import Expander
from notes_wiki.math.packages import columns
from notes_wiki.math.packages.columns import MOST_COLUMNS, RULES
from notes_wiki.math.packages.environment_names import (
    ENGINE_NAMES,
    STRETCHED,
    WITH_COLUMNS,
    WITH_COUNT,
    WITH_IEEE_COLUMNS,
    WITH_POSITION,
)
from notes_wiki.math.tokens import ENGINE, Token, after_spaces, find_closer, join, whole_number
from notes_wiki.pattern import pattern

MOST_STRETCH = 10.0
"""How many times as high as others the rows of a table may be made."""
_NUMBER = pattern(r"[0-9]{1,3}(?:\.[0-9]{0,6})?|\.[0-9]{1,6}")

_COLUMN_COLOUR = "\x02cell:column "
_BASELINES = {"t": TOP, "c": "", "b": BOTTOM}
# Environments whose columns are aligned otherwise than those of the engine's `aligned`.
_WITH_EDGES = frozenset({"array", "darray", "tabular"})
_COLUMNS = {"alignat": PAIRS, "alignedat": PAIRS, "eqnarray": RELATIONS, "lgathered": LINES}


def write_begin_or_end(
    tokens: list[Token],
    place: int,
    token: Token,
    found: list[Token],
    expander: Expander,
    open_: list[str],
) -> int:
    r"""Write a `\begin` or `\end` by the engine's name for the environment, which is kept in `open_`
    meanwhile; returns the position after it."""
    end = place
    while end < len(tokens) and tokens[end][0] != "}":
        end += 1
    name = "".join(text for text, _ in tokens[place + 1 : end]).strip()
    ours = ENGINE_NAMES.get(name, name)
    end += 1
    if token[0] == "\\begin":
        end, baseline = _read_options(tokens, end, token, name, expander)
        ours = _with_columns(tokens, end, token, ours, expander)
        columns_of = _COLUMNS.get(name.rstrip("*"), "")
        if name in WITH_IEEE_COLUMNS:
            end, columns_of = _ieee_columns(tokens, end)
        if columns_of:
            _mark_table(tokens, end, token, expander, cell_mark(CellMark.COLUMNS, columns_of))
        if name == "multlined":
            _mark_table(tokens, end, token, expander, cell_mark(CellMark.MULTLINED))
        if name in _WITH_EDGES:
            _mark_table(tokens, end, token, expander, cell_mark(CellMark.EDGES))
        if name in STRETCHED and (stretch := _stretch(expander)) != 1:
            _mark_table(tokens, end, token, expander, cell_mark(CellMark.STRETCH, f"{stretch:g}"))
        if baseline:
            _mark_table(tokens, end, token, expander, cell_mark(CellMark.BASELINE, baseline))
        open_.append(ours)
    elif open_:
        ours = open_.pop()
    if ours:
        found += [(f"{token[0]}{{{ours}}}{ENGINE}", token[1])]
        if name in WITH_COLUMNS and token[0] == "\\begin":
            return _copy_columns(tokens, end, found, expander)
        if ours == "subarray" and token[0] == "\\begin":
            found.append(("{" + "c" * MOST_COLUMNS + f"}}{ENGINE}", token[1]))
    return end


def _stretch(expander: Expander) -> float:
    r"""The author's `\arraystretch`, at most `MOST_STRETCH`; 1 if there is none, or if it is not a number."""
    macro = expander.own_macro("\\arraystretch")
    given = "".join(macro.body).strip() if macro is not None else ""
    return min(float(given), MOST_STRETCH) if _NUMBER.fullmatch(given) else 1.0


def _read_options(
    tokens: list[Token], place: int, token: Token, name: str, expander: Expander
) -> tuple[int, str]:
    """The place after the options of an environment and the count of `alignat`, and on which row's baseline
    the table is set by `[t]` or `[b]`. Any other bracket begins the first row."""
    baseline = ""
    start = after_spaces(tokens, place)
    option = [text for text, _ in tokens[start : start + 3]]
    if name in WITH_POSITION and option in (["[", "t", "]"], ["[", "c", "]"], ["[", "b", "]"]):
        baseline = _BASELINES[option[1]]
        place = start + 3
        start = after_spaces(tokens, place)
    elif name in WITH_COLUMNS and option[2:] == ["]"]:  # another letter, which tells nothing
        columns_follow = [text for text, _ in tokens[after_spaces(tokens, start + 3) :][:1]] == ["{"]
        place = start + 3 if option[0] == "[" and columns_follow else place
    if name == "multlined":
        place = after_option(tokens, after_option(tokens, place))
        start = after_spaces(tokens, place)
    if name in WITH_COUNT:
        place = _after_count(tokens, start, token, name, expander)
    return place, baseline


def _ieee_columns(tokens: list[Token], place: int) -> tuple[int, str]:
    """The place after the options and the columns of an `IEEEeqnarray`, and what its columns are most like:
    three around relations, pairs, or lines."""
    place = start = after_spaces(tokens, after_option(tokens, after_option(tokens, place)))
    if start < len(tokens) and tokens[start][0] == "{":
        place = find_closer(tokens, start, "{", "}") + 1
    count = sum(text in set("rclRCLsS") for text, _ in tokens[start:place])
    return place, RELATIONS if count and count % 3 == 0 else LINES if count == 1 else PAIRS


def _after_count(tokens: list[Token], start: int, token: Token, name: str, expander: Expander) -> int:
    """The place after the count of pairs of columns of an `alignat`, or after the space of `spreadlines`."""
    end = start
    if start < len(tokens) and tokens[start][0] == "{":
        end = find_closer(tokens, start, "{", "}") + 1
    count = join(tokens[start:end]).strip("{} ")
    if whole_number(count) is None and name != "spreadlines":
        message = f"\\begin{{{name}}} needs the number of its pairs of columns."
        hint = f"Write \\begin{{{name}}}{{2}} for two pairs."
        expander.fault("missing-argument", message, token, hint)
    return end


def after_option(tokens: list[Token], place: int) -> int:
    """The position after an option in brackets, if one comes next."""
    start = after_spaces(tokens, place)
    if start >= len(tokens) or tokens[start][0] != "[":
        return place
    while start < len(tokens) and tokens[start][0] not in {"]", "\\\\", "\\end", "\\left"}:
        start += 1
    return start + 1 if start < len(tokens) and tokens[start][0] == "]" else place


def _with_columns(tokens: list[Token], place: int, token: Token, ours: str, expander: Expander) -> str:
    """What to set in place of `gathered`, which has one column, where there are more."""
    if ours != "gathered":
        return ours
    depth = 0
    for text, _ in tokens[place:]:
        depth += (text in {"{", "\\begin"}) - (text in {"}", "\\end"})
        if depth < 0 or (depth == 0 and text == "\\end"):
            break
        if depth == 0 and text == "&":
            message = "This environment has only one column, so it cannot hold an &."
            expander.fault("misplaced-column", message, token, "Use align or aligned instead.")
            return "aligned"
    return ours


def _mark_table(tokens: list[Token], place: int, token: Token, expander: Expander, mark: str) -> None:
    """Say something of a whole table, in the first cell after `place`."""
    first = _end_of_cell(tokens, place)
    tokens[first:first] = expander.end_mark(mark, token[1])


def _end_of_cell(tokens: list[Token], place: int) -> int:
    """The position after the first cell that begins here."""
    depth = 0
    while place < len(tokens):
        text = tokens[place][0]
        if depth == 0 and text in {"&", "\\\\", "\\end"}:
            break
        depth += (text in {"{", "\\begin"}) - (text in {"}", "\\end"})
        place += 1
    return place


def _copy_columns(tokens: list[Token], place: int, found: list[Token], expander: Expander) -> int:
    """Copy an array's columns as the engine takes them: l, c, r and rules. What columns put into their cells
    is put into the rows, and their colours stand in the first."""
    start = after_spaces(tokens, place)
    if start >= len(tokens) or tokens[start][0] != "{":
        found.append(("{c}", tokens[place - 1][1]))
        return place
    end = find_closer(tokens, start, "{", "}")
    inside = tokens[start + 1 : end]
    plain = [token for token in inside if not expander.marks.meaning(token[0]).startswith(_COLUMN_COLOUR)]
    read = columns.read(plain, expander.own_macro)
    letters = read.letters or "c"
    if not read.letters and any(not text.isspace() and text not in "{}" for text, _ in plain):
        message = "These are not the columns of a table: each column is l, c or r."
        expander.fault(
            "missing-argument", message, tokens[start], "Write \\begin{array}{lcr} for three columns."
        )
    if letters.endswith("||") and read.columns:  # of which the engine draws one
        letters = letters[:-1]
        read.columns[-1].after += expander.end_mark(cell_mark(CellMark.DOUBLE, "right"), tokens[start][1])
    found.append((f"{{{letters}}}{ENGINE}", tokens[start][1]))
    end += 1
    for column in read.columns:
        for side in dict.fromkeys(column.snug):
            column.after += expander.end_mark(cell_mark(CellMark.SNUG, side), tokens[start][1])
    if read.has_templates():
        close = find_closer(tokens, end, "\\begin", "\\end", depth=1)
        tokens[end:close] = columns.filled(read, tokens[end:close])
    colours = _column_colours(inside, expander)
    if not colours:
        return end
    while end < len(tokens) and (tokens[end][0].isspace() or tokens[end][0] in RULES):
        found.append(tokens[end])
        end += 1
    found += colours
    return end


def _column_colours(inside: list[Token], expander: Expander) -> list[Token]:
    """The colours of columns, as marks that say which column each is of."""
    colours: list[Token] = []
    number = depth = 0
    for text, offset in inside:
        depth += (text == "{") - (text == "}")
        number += depth == 0 and len(text) == 1 and text.isascii() and text.isalpha()
        if (mark := expander.marks.meaning(text)).startswith(_COLUMN_COLOUR):
            colours.append((expander.mark(mark.replace("column ", f"column{number} ")), offset))
    return colours
