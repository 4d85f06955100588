"""mdBook's: boxes in fences of its Admonish plug-in, and what it puts in for `{{#include path}}`.

In:  ` ```admonish warning title="Title" `, whose body is Markdown; `{{#include path}}`, `{{#title words}}`.
Out: a box; an `embed` token; nothing for the title of a page; a `foreign` token for what runs code.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from notes_wiki.parse.rules.boxes import close_box, inner_blocks, open_box
from notes_wiki.parse.rules.fences import fence
from notes_wiki.pattern import pattern

_FENCE = pattern(
    r"[`~]{3,}[ \t]*admonish(?![\w-])(?P<kind>[ \t]+[A-Za-z][\w-]*(?![\w-]*[ \t]*=))?(?P<rest>[^\n]*)"
)
"""The opening line of a box: its kind, which no `name=` is, and its values."""
_VALUE = pattern(
    r"(?P<name>title|id|collapsible)[ \t]*=[ \t]*"
    r"(?:\"(?P<double>(?:[^\"\\]|\\.)*)\"|'(?P<single>[^']*)'|(?P<bare>\w+))"
    r"|(?<![=\w])\"(?P<words>[^\"]*)\""
)
"""`title="x"`, `collapsible=true`; and a title alone, as older books have it."""
_CALL = pattern(
    r"\{\{[ \t]*#(?P<name>include|rustdoc_include|playground|title)[ \t]+(?P<rest>[^{}\n]*?)[ \t]*\}\}"
)
"""`{{#include path}}` and its like."""
_PART = pattern(r":(?:[\w-]*)(?::\d*)?$")
"""The lines, or the named part, that are wanted of a file: `file.rs:2:10`, `file.rs:part`."""


def admonish(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A box in a fence."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    found = _FENCE.match(state.src, start, state.eMarks[startLine])
    if found is None:
        return False
    if silent or not fence(state, startLine, endLine, False):
        return fence(state, startLine, endLine, silent)
    code = state.tokens.pop()
    end = code.map[1] if code.map else endLine
    last = state.src[state.bMarks[end - 1] : state.eMarks[end - 1]].strip()
    closed = end - 1 > startLine and last.startswith(code.markup) and not last.strip(code.markup[0])
    values: dict[str, str] = {}
    for value in _VALUE.finditer(found["rest"]):
        words = next(text for text in value.group("double", "single", "bare", "words") if text is not None)
        values[value["name"] or "title"] = words
    kind = (found["kind"] or "note").strip()
    fold = "-" if values.get("collapsible") == "true" else ""
    token = open_box(state, kind, startLine, values.get("title", ""), fold=fold)
    token.map = [startLine, end]
    token.meta["key"] = values.get("id") or token.meta["key"]
    token.meta["callout"] = True  # unless its kind is a statement's
    token.meta["untitled"] = values.get("title") == ""
    inner_blocks(state, startLine + 1, end - 1 if closed else end)
    close_box(state)
    state.line = end
    return True


def call(state: StateInline, silent: bool) -> bool:
    """`{{#include path}}` and the like."""
    found = _CALL.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    place = {"start": state.pos, "end": found.end()}
    if silent or found["name"] == "title":
        pass
    elif found["name"] == "include" and found["rest"]:
        token = state.push("embed", "", 0)
        token.content, token.info, token.meta = _PART.sub("", found["rest"]), "path", place
    else:
        token = state.push("foreign", "", 0)
        token.content, token.markup, token.meta = found[0], f"the call #{found['name']}", place
    state.pos = found.end()
    return True
