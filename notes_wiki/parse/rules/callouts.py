"""Obsidian's and GitHub's callouts: a quote whose first line is `[!kind]± title`.

Which kinds there are, `parse/statements.py` says.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec
from markdown_it.rules_block import StateBlock, blockquote

from notes_wiki.parse.rules.boxes import fill_box
from notes_wiki.parse.rules.from_latex import take_label
from notes_wiki.parse.statement_names import SHORT
from notes_wiki.parse.statements import statement
from notes_wiki.pattern import pattern

_FIRST = pattern(r">[ \t]?\[!([^\]\n|\w]*+\w[^\]\n|]*+)(?:\|([^\]\n]*+))?+\]([+-]?)[ \t]*([^\n]*)")
"""`> [!kind|number]- title`: the number and the sign for folding may be absent."""
# The theorem plug-in writes what it knows of a statement as JSON, in which brackets may stand.
_MATH = pattern(r">[ \t]?\[!math\|(\{(?:[^\"{}\n]|\"(?:[^\"\\\n]|\\.)*\")*\})\]([+-]?)[ \t]*([^\n]*)")
_CALLED = pattern(r"([^\W\d_][^\d()]*?)[ \t]+(?:[\w.]*\d[\w.]*[ \t]*)?(?:\(.*\))?\.?$")
"""What the plug-in writes behind the JSON: "Satz 1.2 (Euler)."."""
_NUMBER = pattern(r"(?:[A-Z]\.?)?\d+(?:\.\d+)*[a-z']?$")
"""The number that an author gives a statement, `[!theorem|2.1]`; other metadata is for themes."""

_BOTH = pattern(
    r"(?P<kind>[^\W\d_]+)[ \t]*"
    r"(?:(?<![a-zA-Z])(?P<number>\d+(?:\.\d+)*)(?P<rest>(?:[^\w.].*)?)|(?P<name>[:：(（].+))"
)
"""A kind with its number, its name or both: `[!Theorem 3]`, `[!定理3.1：Riemann]`, `[!Lemma (Zorn)]`."""
_AROUND_NAMES = " \t:：,，、.-–—"
_PLUGIN = "ad-"
"""What the Admonition plug-in begins the names of kinds with."""
_UNTITLED = frozenset(("multi-column", "blank"))
"""Kinds by which themes only arrange what they hold."""
_BLOCK_ID = pattern(r"(?:^|[ \t])\^([A-Za-z0-9-]+)$")
"""Obsidian's name of the callout, behind its title."""


class _PluginData(msgspec.Struct):
    """What the JSON says of a statement."""

    type: str
    number: str = ""
    title: str = ""
    label: str = ""


class _First(NamedTuple):
    """What the first line says; `end` is where its `[!` begins."""

    end: int
    kind: str
    title: str
    fold: str
    number: str = ""
    data: _PluginData | None = None


def callout(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A callout; its blocks are read by upstream's quote, from which the first line is hidden."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    end = state.eMarks[startLine]
    first = None if silent else _first(state.src, start, end)
    if first is None:
        return False
    index = len(state.tokens)
    lazy = _is_lazy(state, startLine + 1, endLine)
    # A line that goes on without `>` needs one that it goes on from: the bracket stays until it is read.
    state.eMarks[startLine] = first.end + lazy
    blockquote(state, startLine, endLine, False)
    state.eMarks[startLine] = end
    _fill(state, index, startLine, first)
    state.tokens[index].meta["quote"] = True
    if lazy:
        _take_bracket(state, index + 1)
    if statement(state.tokens[index].info):
        take_label(state.tokens, index)
    closing = state.tokens[-1]
    closing.type, closing.tag = "box_close", "div"
    return True


def _first(source: str, start: int, end: int) -> _First | None:
    if (found := _MATH.match(source, start, end)) is not None:
        try:
            data = msgspec.json.decode(found[1], type=_PluginData)
        except msgspec.DecodeError:
            data = None
        if data is not None and statement(data.type.lower()):
            return _First(found.start(1) - len("[!math|"), data.type, found[3].rstrip(), found[2], data=data)
    if (found := _FIRST.match(source, start, end)) is None:
        return None
    end = found.start(1) - len("[!")
    kind = found[1][len(_PLUGIN) :] if found[1].lower().startswith(_PLUGIN) else found[1]
    if (both := _BOTH.fullmatch(kind)) and statement(both["kind"].lower()):
        title = f"{_name(both['rest'] or both['name'] or '')} {found[4]}".strip()
        return _First(end, both["kind"], title, found[3], both["number"] or "")
    kind = SHORT.get(kind.lower(), kind)
    number = _NUMBER.match(found[2].strip()) if found[2] else None
    return _First(end, kind, found[4].rstrip(), found[3], number[0] if number else "")


def _name(typed: str) -> str:
    """The name of a statement as it stands behind the kind or the number, without signs around it."""
    name = typed.strip(_AROUND_NAMES)
    inside = name[1:-1] if name[:1] + name[-1:] in ("()", "（）") else ""
    return inside if inside and not set("()（）") & set(inside) else name


def _fill(state: StateBlock, index: int, line: int, first: _First) -> None:
    """Make a box of the quote that begins at `index`."""
    opening, data = state.tokens[index], first.data
    if data is None:
        named = _BLOCK_ID.search(first.title)
        title = first.title[: named.start()] if named else first.title
        fill_box(opening, first.kind, line, title, fold=first.fold)
        opening.meta["key"] = opening.meta["key"] or (f"^{named[1]}" if named else "")
        if first.number and statement(opening.info):
            opening.meta["number"] = first.number
        else:
            opening.meta["callout"] = True
            opening.meta["untitled"] = opening.info in _UNTITLED and not title
        return
    called = _CALLED.match(first.title)
    fill_box(opening, first.kind, line, data.title or ("" if called else first.title), fold=first.fold)
    # The plug-in makes labels of titles, so that one may stand twice, or be nothing but a dash.
    taken: set[str] = state.env.setdefault("callout_labels", set())
    if any(sign.isalnum() for sign in data.label) and data.label not in taken:
        taken.add(data.label)
        opening.meta["label"] = data.label
    opening.meta["number"] = data.number.strip(" .")
    opening.meta["called"] = called[1] if called else ""


def _is_lazy(state: StateBlock, line: int, end: int) -> bool:
    """Whether a line without `>` goes on with the paragraph of the line before it."""
    if line >= end or state.isEmpty(line):
        return False
    if state.src[state.bMarks[line] + state.tShift[line]] == ">":
        return False
    terminators = state.md.block.ruler.getRules("blockquote")
    return not any(terminator(state, line, end, True) for terminator in terminators)


def _take_bracket(state: StateBlock, index: int) -> None:
    """Take the `[!` that held the first line's place off the paragraph at `index`."""
    opening, inline = state.tokens[index], state.tokens[index + 1]
    inline.content = inline.content[2:].lstrip(" \t\n")
    for token in (opening, inline):
        if token.map:
            token.map = [token.map[0] + 1, token.map[1]]
