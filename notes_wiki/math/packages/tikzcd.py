r"""tikz-cd's diagrams: `A \arrow[r, "f"] \arrow[d, "g"'] & B`.

In:  what follows the command of an arrow.
Out: the arrow, and whether it is straight, and drawn in a way that a table can show.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.packages.diagram_arrows import DASHED, EQUAL
from notes_wiki.math.packages.diagram_grid import Arrow, Syntax
from notes_wiki.math.reader import Reader, text_of
from notes_wiki.math.tokens import Token, trim, ungrouped
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


def _read(arrow: Arrow, command: str, reader: Reader) -> bool:
    r"""Read what follows `\arrow`: options, or in the older syntax a direction and labels in braces; `\rar`
    has its direction in its name. Returns whether a table can show it."""
    short = command in _SHORT
    if short:
        arrow.turn(command[1:-2])
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
    if options is None and not short and not arrow.turn(text_of(reader.group() or [])):
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
    return arrow.turn(text) or text == "swap" or text.startswith(_LITTLE)


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


SYNTAX = Syntax(frozenset({"\\arrow", "\\ar"} | _SHORT), frozenset({"|", "["}), _read)
