"""GFM's tables. Cells remember their columns, so that the places of their contents are known.

A `|` inside `[[target|words]]` never ends a cell. One inside code or a formula does, as in GFM, unless the
row would then have too many cells: in that case the author meant it as part of the code or formula. What is
behind the last column, which GFM leaves out, stays in that column as it is typed. A
backslash before a bar is not part of the text, as in GFM, not even in a formula; but in `pandoc`, and in a
table whose formulas have bars without a backslash, it belongs to the TeX.
"""

from __future__ import annotations

import re
from itertools import pairwise

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from notes_wiki.parse.grammar import grammar_of
from notes_wiki.pattern import pattern

_DELIMITERS = pattern(
    r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$|[ \t]*\|:?-+:?(?:\+:?-+:?)+\|[ \t]*$"
)
"""The row under the header; org's has a plus where columns meet."""
_PIECES = pattern(r"\\.|\[\[[^\[\]\n]*\]\]|\||[^\\|\[]+|.", re.S)
"""A row in pieces: an escaped character, a wikilink, a bar, and what is between them."""
_GUARDED = pattern(
    r"\\\\?\(.*?\\\\?\)|\\.|\[\[[^\[\]\n]*\]\]|(`+)(?!`).*?(?<!`)\1(?!`)|\$\$.+?\$\$|\$[^\s$](?:[^$]*[^\s$\\])?\$|\||.",
    re.S,
)
"""The same, but code and formulas are pieces too, so that bars in them end no cell."""
_WIKILINK = pattern(r"\[\[[^\[\]\n]*\]\]")
_BAR = pattern(r"(?<!\\)\|")
_FORMULAS = ("$", "\\(", "\\\\(")
_CAPTION = pattern(r"(?:[Tt]able:|:(?!:))[ \t]+(?=\S)")
_BLOCK_ID = pattern(r"\^[A-Za-z0-9-]+[ \t]*$")
"""Obsidian's name for the table, right under it."""
_DISPLAY = pattern(r"\$\$(?:(?:(?!\$\$)[^\n])*\$\$[ \t]*|(?:(?!\$\$)[^\n|])*)$")
"""A displayed formula alone in its line, or where one of several lines begins."""
_KEY = pattern(r"(?<!\s)\s*\{#([^\s{}]++)[^{}\n]*\}$")
"""What a caption ends with as Quarto has it: the table's name."""
_BOOKDOWN_KEY = pattern(r"\(\\#([\w:.-]+)\)\s*")
MOST_CELLS = 50_000
"""Cells of one table, those that short rows leave empty included."""


def table(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A table: a header, a row of dashes, and rows until a blank line or another block."""
    under = startLine + 1
    if under >= endLine or state.sCount[under] < state.blkIndent or state.is_code_block(under):
        return False
    start = state.bMarks[under] + state.tShift[under]
    if state.src[start : start + 1] not in ("|", "-", ":"):
        return False
    if not _DELIMITERS.match(state.src, start, state.eMarks[under]) or state.is_code_block(startLine):
        return False
    dashes = re.split(r"[|+]", state.src[start : state.eMarks[under]].strip(" \t|"))
    header = _line(state, startLine)
    if "|" not in state.src[start : state.eMarks[under]] and not _has_bar(header):
        return False
    sides = [alignment(dash.strip()) for dash in dashes]
    cells = split(header, len(sides))
    if len(cells) != len(sides):
        return False
    if not silent:
        _push(state, startLine, endLine, sides, cells)
    return True


def _has_bar(header: str) -> bool:
    """Whether a header over a row of dashes without bars has one, outside wikilinks, code and formulas."""
    if not _BAR.search(_WIKILINK.sub("", header)):
        return False
    return any(piece[0] == "|" for piece in _GUARDED.finditer(header))


def below_words(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Whether a table, its rows between bars, ends the paragraph right above it. It begins nothing itself."""
    return silent and table(state, startLine, endLine, True)


def _line(state: StateBlock, line: int) -> str:
    """A line with blanks for what precedes its text: its indentation, or the mark of the list item that it
    begins."""
    indent = state.tShift[line]
    return " " * indent + state.src[state.bMarks[line] + indent : state.eMarks[line]]


def alignment(dash: str) -> str:
    """The alignment that the colons at the ends of a row of dashes give a column, or ""."""
    if dash.endswith(":"):
        return "center" if dash.startswith(":") else "right"
    return "left" if dash.startswith(":") else ""


def split(line: str, wanted: int) -> list[tuple[int, str]]:
    """The cells of a row: where each begins in the line, and its text."""
    cells = _split(line, _PIECES)
    if len(cells) > wanted and ("$" in line or "`" in line or "\\(" in line):
        return _split(line, _GUARDED)
    return cells


def _row(line: str, wanted: int) -> list[tuple[int, str]]:
    """The cells of a row below the header; more than are `wanted` are one cell."""
    cells = split(line, wanted)
    while len(cells) > wanted and not cells[-1][1]:
        cells.pop()
    if len(cells) > wanted:
        begin, (last, text) = cells[wanted - 1][0], cells[-1]
        cells[wanted - 1 :] = [(begin, line[begin : last + len(text)])]
    return cells


def cells_of(state: StateBlock, line: int, wanted: int = 0) -> list[tuple[int, str]]:
    """The cells of a row of a table. Where nobody says how many there are, no bar in code or a formula ends
    one."""
    text = _line(state, line)
    return split(text, wanted) if wanted else _split(text, _GUARDED)


def _split(line: str, pieces: re.Pattern[str]) -> list[tuple[int, str]]:
    bars = [-1, *(piece.start() for piece in pieces.finditer(line) if piece[0] == "|"), len(line)]
    cells = []
    for number, (left, right) in enumerate(pairwise(bars)):
        text = line[left + 1 : right]
        if not text.strip() and (number == 0 or number == len(bars) - 2):
            continue
        begin = left + 1 + len(text) - len(text.lstrip())
        cells.append((begin, text.strip()))
    return cells


def _push(state: StateBlock, start: int, end: int, sides: list[str], header: list[tuple[int, str]]) -> None:
    literal = _literal(state, start, end, len(sides))
    opening = state.push("table_open", "table", 1)
    if any(text for _, text in header) or not grammar_of(state).dialect.captions:
        state.push("thead_open", "thead", 1)
        push_row(state, start, sides, header, "th", literal)
        state.push("thead_close", "thead", -1)
    terminators = state.md.block.ruler.getRules("blockquote")
    parent, state.parentType = state.parentType, "table"
    line = start + 2
    cells = 0
    while line < end and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        cells += len(sides)
        if state.is_code_block(line) or cells > MOST_CELLS:
            break
        if any(terminator(state, line, end, True) for terminator in terminators):
            break
        if _ends_table(state, line):
            break
        if line == start + 2:
            state.push("tbody_open", "tbody", 1)
        push_row(state, line, sides, _row(_line(state, line), len(sides)), "td", literal)
        line += 1
    if line > start + 2:
        state.push("tbody_close", "tbody", -1)
    state.parentType = parent
    close_table(state, opening, start, line, end)


def _ends_table(state: StateBlock, line: int) -> bool:
    """Whether a line right under a row is none: the table's name or its caption; in Obsidian, a displayed
    formula; in pandoc, a line without a bar."""
    start, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    if grammar_of(state).dialect.name == "pandoc" and "|" not in state.src[start:end]:
        return True
    sign = state.src[start]
    if sign in ":tT" and grammar_of(state).dialect.captions:
        return "|" not in state.src[start:end] and _CAPTION.match(state.src, start, end) is not None
    if sign == "$":
        return (
            grammar_of(state).dialect.name == "obsidian" and _DISPLAY.match(state.src, start, end) is not None
        )
    return _BLOCK_ID.match(state.src, start, end) is not None


def close_table(state: StateBlock, opening: Token, start: int, after: int, end: int) -> None:
    """Close a table that takes the lines from `start` to `after`. In a dialect
    that has captions the paragraph `Table: words` or `: words` behind it is one."""
    caption: Token | None = None
    if grammar_of(state).dialect.captions:
        caption = _caption_before(state, opening) or _caption(state, after, end)
    if caption is not None:
        key = _KEY.search(caption.content) or _BOOKDOWN_KEY.match(caption.content)
        if key is not None:
            caption.content = caption.content[: key.start()] + caption.content[key.end() :]
        after = max(after, caption.map[1]) if caption.map else after
        caption.level = opening.level + 2
        place = len(state.tokens)
        while state.tokens[place - 1] is not opening:
            place -= 1
        edges = [Token("caption_open", "caption", 1), Token("caption_close", "caption", -1)]
        edges[0].content = key[1] if key else ""
        edges[0].map = caption.map
        for edge in edges:
            edge.level = opening.level + 1
        state.tokens[place:place] = [edges[0], caption, edges[1]]
    state.push("table_close", "table", -1)
    opening.map = [start, after]
    state.line = after


def _caption_before(state: StateBlock, opening: Token) -> Token | None:
    """The text of the caption that precedes a table, a paragraph whose tokens are taken back."""
    tokens = state.tokens
    place = len(tokens) - 1
    while tokens[place] is not opening:
        place -= 1
    if place < 3 or tokens[place - 1].type != "paragraph_close" or tokens[place - 1].level != opening.level:
        return None
    inline = tokens[place - 2]
    found = _CAPTION.match(inline.content)
    if found is None:
        return None
    inline.content = inline.content[found.end() :]
    del tokens[place - 3 : place]
    return inline


def _caption(state: StateBlock, line: int, end: int) -> Token | None:
    """The text of the caption that follows a table."""
    while line < end and state.isEmpty(line):
        line += 1
    if line >= end or state.sCount[line] - state.blkIndent > 3:
        return None
    found = _CAPTION.match(state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]])
    if found is None:
        return None
    last = line + 1
    while last < end and not state.isEmpty(last):
        last += 1
    inline = Token("inline", "", 0)
    inline.content = state.getLines(line, last, state.blkIndent, False).strip()[found.end() :]
    inline.map = [line, last]
    return inline


def _literal(state: StateBlock, start: int, end: int, wanted: int) -> tuple[str, ...]:
    r"""What pieces of a table's cells begin with in which `\|` stays as it is."""
    if grammar_of(state).dialect.name == "pandoc":
        return (*_FORMULAS, "`")
    last = start
    while last < end and not state.isEmpty(last):
        last += 1
    if "\\|" not in state.src[state.bMarks[start] : state.eMarks[last - 1]]:
        return ()
    rows = (_line(state, line) for line in range(start, last))
    bare = any("$" in row and len(_split(row, _PIECES)) > len(split(row, wanted)) for row in rows)
    return _FORMULAS if bare else ()


def _unescaped(text: str, literal: tuple[str, ...]) -> str:
    """A cell's text without the backslashes before its bars, but for pieces that are literal."""
    if "\\|" not in text:
        return text
    pieces = (piece[0] for piece in _GUARDED.finditer(text)) if literal else (text,)
    return "".join(
        piece if literal and piece.startswith(literal) else piece.replace("\\|", "|") for piece in pieces
    )


def push_row(
    state: StateBlock,
    line: int,
    sides: list[str],
    cells: list[tuple[int, str]],
    tag: str,
    literal: tuple[str, ...],
) -> None:
    """A row: as many cells as there are sides. `literal`: what pieces begin with in which `\\|` stays."""
    state.push("tr_open", "tr", 1)
    begin = state.bMarks[line]
    head = state.src.rfind("\n", 0, begin) + 1
    for number, side in enumerate(sides):
        opening = state.push(f"{tag}_open", tag, 1)
        if side:
            opening.attrs = {"align": side}
        inline = state.push("inline", "", 0)
        offset, text = cells[number] if number < len(cells) else (0, "")
        inline.content = _unescaped(text, literal)
        inline.map = [line, line + 1]
        inline.meta = {"column": begin - head + offset}
        state.push(f"{tag}_close", tag, -1)
    state.push("tr_close", "tr", -1)
