r"""tikz-cd's diagrams: `A \arrow[r, "f"] \arrow[d, "g"'] & B`.

In:  the tokens of a `tikzcd` environment.
Out: the objects and the arrows between them; None if an arrow is bent, or is drawn in another way that a
     table cannot show.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.packages.diagram_arrows import DASHED, EQUAL
from notes_wiki.math.packages.diagram_grid import Arrow
from notes_wiki.math.reader import Reader, text_of
from notes_wiki.math.tokens import Token, split, trim, ungrouped
from notes_wiki.pattern import pattern

_SHORT = {f"\\{way}ar" for way in ("r", "l", "u", "d", "ur", "ul", "dr", "dl", "rr", "ll", "uu", "dd")}
_STYLES = {
    "hook": "hook",
    "hook'": "hook",
    "hookrightarrow": "hook",
    "two heads": "two heads",
    "twoheadrightarrow": "two heads",
    "maps to": "maps to",
    "mapsto": "maps to",
    "tail": "tail",
    "rightarrowtail": "tail",
    "dashed": DASHED,
    "dashrightarrow": DASHED,
    "dotted": DASHED,
    "equal": EQUAL,
    "equals": EQUAL,
    "=": EQUAL,
    "Rightarrow": "double",
    "leftrightarrow": "both",
    "no head": "line",
    "dash": "line",
    "phantom": "none",
    "draw=none": "none",
}
# What changes where an arrow or its label stands by a little.
_LITTLE = (
    "shift left",
    "shift right",
    "near ",
    "very near",
    "pos",
    "sloped",
    "crossing over",
    "shorten",
    "inner sep",
    "outer sep",
    "no tail",
    "rightarrow",
    "to head",
    "description",
    "marking",
    "allow upside down",
    "anchor",
    "yshift",
    "xshift",
    "line width",
    "color",
    "draw=",
)
_OBJECT = pattern(r"(from|to)=(\d{1,2})-(\d{1,2})")
"""An end of an arrow by the row and the column of its object, from 1 on."""
_IN_CELL = frozenset({"|", "["})
"""How a cell begins that has options of its own."""


def read(body: Sequence[Token]) -> tuple[list[list[list[Token]]], list[Arrow]] | None:
    """The objects, row by row, and the arrows; None if a table cannot show them."""
    objects: list[list[list[Token]]] = []
    arrows: list[Arrow] = []
    rows = split(body, "\\\\")
    if not trim(rows[-1]):
        rows.pop()
    for row in rows:
        objects.append([])
        for cell in split(row, "&"):
            shown = _cell(cell, len(objects) - 1, len(objects[-1]), arrows)
            if shown is None:
                return None
            objects[-1].append(shown)
    return objects, arrows


def _cell(cell: list[Token], row: int, column: int, arrows: list[Arrow]) -> list[Token] | None:
    """The object in a cell; its arrows are added to `arrows`."""
    reader = Reader(cell)
    found: list[Token] = []
    if reader.peek() in _IN_CELL:
        return None
    while reader:
        token = reader.pop()
        if token[0] not in {"\\arrow", "\\ar"} and token[0] not in _SHORT:
            found.append(token)
            continue
        arrow = Arrow(row, column)
        if token[0] in _SHORT and not _turn(arrow, token[0][1:-2]):
            return None
        if not _read_arrow(arrow, reader, short=token[0] in _SHORT):
            return None
        arrows.append(arrow)
    return trim(found)


def _read_arrow(arrow: Arrow, reader: Reader, *, short: bool) -> bool:
    r"""Read what follows `\arrow`: options, or in the older syntax a direction and labels in braces. Returns
    whether a table can show it."""
    options = reader.optional()
    parts = _parts(options or [])
    ends = {found[1]: found for part in parts if (found := _OBJECT.fullmatch(_plain(part)))}
    if not all(_option(arrow, part) for part in parts if not _OBJECT.fullmatch(_plain(part))):
        return False
    if "from" in ends:
        arrow.row, arrow.column = int(ends["from"][2]) - 1, int(ends["from"][3]) - 1
    if "to" in ends:
        arrow.down = int(ends["to"][2]) - 1 - arrow.row
        arrow.right = int(ends["to"][3]) - 1 - arrow.column
    if options is None and not short and not _turn(arrow, text_of(reader.group() or [])):
        return False
    while reader.peek() in {"[", "{"}:  # \arrow{r}{f}[swap]{g}
        on_right = "swap" in text_of(reader.optional() or [])
        label = reader.group()
        if label is None:
            return False
        (arrow.on_right if on_right else arrow.on_left).extend(label)
    if any(_plain(part) == "swap" for part in parts):
        arrow.on_left, arrow.on_right = arrow.on_right, arrow.on_left
    return bool(arrow.down or arrow.right)


def _parts(options: Sequence[Token]) -> list[list[Token]]:
    """Options, cut at commas that stand in no braces and between no quotation marks."""
    parts: list[list[Token]] = [[]]
    depth = 0
    quoted = False
    for token in options:
        depth += (token[0] == "{") - (token[0] == "}")
        quoted ^= token[0] == '"' and depth == 0
        if token[0] == "," and depth == 0 and not quoted:
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for one in parts if (part := trim(one))]


def _option(arrow: Arrow, part: list[Token]) -> bool:
    """Take note of one option; returns whether a table can show it."""
    if part[0][0] == '"':
        return _label(arrow, part)
    text = _plain(part)
    if text in _STYLES:
        kinds = {arrow.kind, _STYLES[text]}
        arrow.kind = EQUAL if kinds == {"double", "line"} else _STYLES[text]
        return True
    return _turn(arrow, text) or text == "swap" or text.startswith(_LITTLE)


def _plain(part: Sequence[Token]) -> str:
    return "".join(text for text, _ in part).strip()


def _label(arrow: Arrow, part: list[Token]) -> bool:
    """Read a label and what follows it: `"f"'`, `"f" swap`, `"f"{near start}`, `"f"{description}`."""
    texts = [text for text, _ in part]
    if '"' not in texts[1:]:
        return False
    end = texts.index('"', 1)
    label, after = ungrouped(part[1:end]), "".join(texts[end + 1 :])
    on_right = "'" in after or "swap" in after
    (arrow.on_right if on_right else arrow.on_left).extend(label)
    return True


def _turn(arrow: Arrow, way: str) -> bool:
    """Take a direction such as `dr`; returns whether it is one."""
    way = way.strip()
    if not way or set(way) - set("rlud"):
        return False
    arrow.right, arrow.down = way.count("r") - way.count("l"), way.count("d") - way.count("u")
    return True
