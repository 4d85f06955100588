"""PyMdown's blocks: `/// note | Title` … `///`, their options in lines `    type: warning` below the first.

They nest; which `///` closes which is found once for the whole text, as for fenced divs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from notes_wiki.parse.environment import env_of
from notes_wiki.parse.rules.block_captions import Caption
from notes_wiki.parse.rules.boxes import close_box, inner_blocks, open_box
from notes_wiki.parse.rules.div_pairs import pairs
from notes_wiki.parse.rules.lines import line_text
from notes_wiki.parse.rules.paired_lines import closing_line
from notes_wiki.pattern import pattern

_LINE = pattern(
    r"^[ \t>]*(?:(?P<code>`{3,}|~{3,})|/{3,}(?P<rest>[ \t]+[a-z][\w-]*(?:[ \t]*\|[^\n]*)?)?[ \t]*$)", re.M
)
"""A fence of code, `/// note | Title`, or `///`."""
_OPTION = pattern(r"([\w-]+):[ \t]*(.*?)[ \t]*$")
_ID = pattern(r"(?<![\w-])id:[ \t]*[\"']?([^\s\"',{}]+)")
"""The id in `attrs: {class: x, id: name}`."""
_CAPTION = pattern(r"[<>]?[ \t]*(?:\^\d+|(?P<number>\d+(?:\.\d+)*))?[ \t]*(?:#(?P<id>[^\s.#\[]+))?")
"""What stands behind `/// figure-caption |`: its side, how deep it is or its number, its id."""
_CAPTIONS = {"caption": "", "figure-caption": "figure", "table-caption": "table"}
"""The blocks that are captions, and what they count."""
_TABS = "///"
"""The mark of the end of a set of tabs that are such blocks."""
_PLAIN = frozenset(("html", "define", "definition", *_CAPTIONS))


def slashes(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A block between slashes."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if not state.src.startswith("///", start):
        return False
    closing = closing_line(state, "slashes", _pairs, startLine, endLine)
    if closing < 0:
        return False
    if silent:
        return True
    kind, _, title = state.src[start : state.eMarks[startLine]].strip("/ \t").partition("|")
    kind = kind.strip()
    values, first = _options(state, startLine + 1, closing)
    if kind == "tab":
        _open_tabs(state, startLine, values)
    fold = {"True": "+", "true": "+"}.get(values.get("open", ""), "")
    kind, fold = _typed(kind, fold, values.get("type", ""))
    plain = kind in _PLAIN and not (kind == "definition" and title.strip())
    token = open_box(state, "" if plain else kind, startLine, "" if plain else title.strip(), fold=fold)
    token.map = [startLine, closing + 1]
    token.meta["classes"] = (kind,) if plain and kind != "html" else ()
    if (attributes := values.get("attrs")) and (named := _ID.search(attributes)):
        token.meta["key"] = token.meta["key"] or named[1]
    if kind in _CAPTIONS and (place := _CAPTION.match(title.strip())):
        token.meta["key"] = token.meta["key"] or place["id"] or ""
        token.meta["caption"] = Caption(_CAPTIONS[kind], place["number"] or "")
        env_of(state)["captions"] = True
    begin = len(state.tokens)
    inner_blocks(state, first, closing)
    close_box(state)
    if kind == "define":
        state.tokens[begin - 1 :] = _defined(state.tokens[begin - 1 :])
    if kind == "tab":
        close_box(state).markup = _TABS
    state.line = closing + 1
    return True


def _options(state: StateBlock, first: int, end: int) -> tuple[dict[str, str], int]:
    """The options in the indented lines from `first` on, by name, and the line after them."""
    values: dict[str, str] = {}
    while first < end and state.sCount[first] - state.blkIndent >= 4:
        found = _OPTION.match(line_text(state, first))
        if found is None:
            break
        values[found[1]] = found[2]
        first += 1
    return values, first


def _typed(kind: str, fold: str, meant: str) -> tuple[str, str]:
    """The kind of a block, and whether it is folded, given its option `type`."""
    if kind == "admonition":
        return meant or "note", fold
    return (meant, fold or "-") if kind == "details" and meant else (kind, fold)


def _defined(tokens: list[Token]) -> list[Token]:
    """A list of definitions, made of the tokens of a box: its paragraphs are terms, and its lists hold what
    they mean."""
    depth = tokens[0].level + 1
    meant = {("box", depth - 1): "dl", ("paragraph", depth): "dt", ("list_item", depth + 1): "dd"}
    done: list[Token] = []
    for token in tokens:
        kind, _, end = token.type.rpartition("_")
        if name := meant.get((kind, token.level)):
            token.type, token.tag = f"{name}_{end}", name
        if token.level != depth or not kind.endswith("_list"):
            done.append(token)
    return done


def _open_tabs(state: StateBlock, line: int, values: Mapping[str, str]) -> None:
    """Begin a set of tabs, or go on with the one that ends right above, unless the tab is `new`."""
    above = state.tokens[-1] if state.tokens else None
    begins = values.get("new", "").lower() == "true"
    if above is None or above.markup != _TABS or above.level != state.level or begins:
        open_box(state, "tabs", line)
    else:
        state.tokens.pop()
        state.level += 1


def _pairs(text: str) -> dict[int, int]:
    return pairs(text, _LINE).closings
