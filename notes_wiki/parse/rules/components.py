"""MDX components around blocks: `<Theorem title="…" id="…">` … `</Theorem>`, each tag alone on its line.

In:  a line that is the opening tag of a component, which has a capitalised name that is not one of HTML's.
Out: the blocks between the tags, which may be indented: in a box if the name is that of a statement, a
     callout, a folded box or a tab, or if there is a title; otherwise as if the tags were not there, as
     within text.

Opening and closing tags are paired once for the whole text.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from notes_wiki.parse.environment import kinds_of
from notes_wiki.parse.raw_html import ALLOWED
from notes_wiki.parse.rules.boxes import arranged_blocks, begin_at, close_box, inner_blocks, open_box
from notes_wiki.parse.rules.inner_inlines import inner_inlines
from notes_wiki.parse.rules.jsx_math import NAMES as FORMULAS
from notes_wiki.parse.rules.lookahead import is_ahead
from notes_wiki.parse.rules.paired_lines import closing_line, paired_lines
from notes_wiki.parse.statements import CALLOUTS, FOLDED, statement
from notes_wiki.pattern import pattern

_REST = r"(?P<rest>(?:\s(?:[^<>\n]|\n(?!\s*\n))*)?)"
_LINE = pattern(rf"^[ \t>]*<(?P<end>/?)(?P<name>[A-Z]\w*){_REST}>[ \t]*$", re.M)
"""A tag alone on its line or lines: `<Theorem title="x">`, `</Theorem>`."""
_TAG = pattern(rf"<(?P<name>[A-Z]\w*){_REST}>[ \t]*$", re.M)
_WHOLE = pattern(r"<(?P<name>[A-Z]\w*)(?P<rest>(?:\s[^<>\n]*)?)>(?P<inside>.*)</(?P=name)>[ \t]*$", re.M)
"""A component whose tags are on one line, with words between them."""
_SPAN = pattern(r"<(?P<name>[A-Z]\w*)(?P<rest>(?:\s[^<>]*[^<>/])?)>")
"""The tag of a component within text."""
_VALUE = pattern(r"(?<![\w-])([A-Za-z][\w-]*+)=(?:\{?[\"'`]([^\"'`\n]*)[\"'`]\}?)")
"""An attribute of a component: `title="x"`, `title={"x"}`."""
_LABEL = pattern(
    r"\{\s*label:\s*([\"'])(?P<label>[^\"'\n]{0,200})\1\s*,\s*value:\s*([\"'])(?P<value>[^\"'\n]*)\3"
)
"""What Docusaurus' `<Tabs values={[…]}>` calls a tab: a few words, for the tab may come often."""
_TABS = {"tabs": "tab-set", "tabitem": "tab-item", "tab": "tab"}
_TYPED = frozenset(("Admonition", "Callout", "Aside"))
"""Components that name their kind in `type`."""


def component(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A component that is closed."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if whole := _WHOLE.match(state.src, start, state.eMarks[startLine]):
        return _on_one_line(state, startLine, whole, silent)
    opening = _TAG.match(state.src, start, state.eMarks[endLine - 1])
    if opening is None or opening["name"] in FORMULAS or _is_html(opening["name"], state):
        return False
    closing = closing_line(state, "components", _pairs, startLine, endLine)
    if closing < 0:
        return False
    if silent:
        return True
    first = startLine + 1 + opening[0].count("\n")
    box = _open(state, startLine, opening)
    indent = state.blkIndent
    inside = (state.sCount[line] for line in range(first, closing) if not state.isEmpty(line))
    state.blkIndent = max(indent, min(inside, default=indent))
    (inner_blocks if box else arranged_blocks)(state, first, closing)
    state.blkIndent = indent
    if box:
        box.map = [startLine, closing + 1]
        close_box(state)
    state.line = closing + 1
    return True


def _open(state: StateBlock, line: int, opening: re.Match[str]) -> Token | None:
    """The token of the box that a component is, if it is one."""
    kind = _kind(opening["name"], state)
    values = dict(_VALUE.findall(opening["rest"]))
    title = values.get("title") or values.get("label") or values.get("name") or values.get("summary", "")
    labels: dict[str, str] = state.env.setdefault("tab_labels", {})
    if kind == "tab-set":
        labels.update((found["value"], found["label"]) for found in _LABEL.finditer(opening["rest"]))
    elif kind == "tab-item" and "value" in values:
        title = title or labels.get(values["value"], values["value"])
    if not kind and not title:
        return None
    named = values.get("type", "note") if opening["name"] in _TYPED else kind or opening["name"]
    token = open_box(state, named, line, title)
    token.meta["key"] = values.get("id", "")
    token.meta["callout"] = not kind or (kind in CALLOUTS and not statement(kind))
    return token


def _on_one_line(state: StateBlock, line: int, whole: re.Match[str], silent: bool) -> bool:
    """A component that is a box and has both its tags on a line: `<TabItem value="a">Words</TabItem>`."""
    if not _kind(whole["name"], state):
        return False
    if silent:
        return True
    box = _open(state, line, whole)
    limit = state.eMarks[line]
    begin_at(state, line, whole.start("inside"))
    state.eMarks[line] = whole.end("inside")
    inner_blocks(state, line, line + 1)
    state.eMarks[line] = limit
    if box:
        box.map = [line, line + 1]
        close_box(state)
    state.line = line + 1
    return True


def _pairs(text: str) -> dict[int, int]:
    return paired_lines(text, _LINE, _opens, _closes)


def _kind(name: str, state: StateBlock) -> str:
    """The kind of box that a component is, or ""."""
    bare = name.lower()
    if bare in _TABS:
        return _TABS[bare]
    if name in _TYPED:
        return "admonition"
    known = bare in CALLOUTS or bare in FOLDED or statement(bare, kinds_of(state))
    return bare if known else ""


def _is_html(name: str, state: StateBlock) -> bool:
    """Whether a tag is one of HTML's, which may be typed with capitals."""
    return (name.isupper() or name.lower() in ALLOWED) and not _kind(name, state)


def _opens(tag: re.Match[str]) -> str | None:
    return None if tag["end"] or tag["rest"].endswith("/") else tag["name"]


def _closes(tag: re.Match[str]) -> str | None:
    return tag["name"] if tag["end"] else None


def component_span(state: StateInline, silent: bool) -> bool:
    """`<Highlight color="red">words</Highlight>` within text: its words. A tag without attributes and with a
    blank behind it may be one that the text is about."""
    found = _SPAN.match(state.src, state.pos, state.posMax)
    if found is None or found["name"].lower() in ALLOWED:
        return False
    start, closing = found.end(), f"</{found['name']}>"
    if not is_ahead(state, closing, start) or not (found["rest"] or not state.src[start].isspace()):
        return False
    # Where no closing tag is left, none is looked for again.
    missing: set[tuple[str, int, str]] = state.env.setdefault("unclosed_components", set())
    key = (closing, state.posMax, state.src)
    end = -1 if key in missing else state.src.find(closing, start, state.posMax)
    if end < 0:
        missing.add(key)
        return False
    if not silent:
        state.level += 1  # there is a limit to how deep these may be
        inner_inlines(state, (start, end))
        state.level -= 1
    state.pos = end + len(closing)
    return True
