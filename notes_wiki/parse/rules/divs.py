"""Fenced divs: `::: theorem {#thm:key title="…"}` … `:::`, pandoc's, Quarto's, MyST's and Docusaurus' alike.

Divs nest. Which `:::` closes which is found once for the whole text (`env["divs"]`).
"""

from __future__ import annotations

from collections.abc import Collection

from markdown_it.rules_block import StateBlock

from notes_wiki.parse.environment import kinds_of
from notes_wiki.parse.rules.boxes import close_box, inner_blocks, open_box, read_attributes
from notes_wiki.parse.rules.captioned_tables import captioned_table
from notes_wiki.parse.rules.directives import read_options, take_solved
from notes_wiki.parse.rules.div_pairs import pairs
from notes_wiki.parse.rules.from_latex import take_label
from notes_wiki.parse.rules.myst import COLONS, expand
from notes_wiki.parse.rules.options import OPTION, key_of
from notes_wiki.parse.rules.tabsets import CLASSES, tabset
from notes_wiki.parse.statements import CALLOUTS, statement
from notes_wiki.pattern import pattern

_DIRECTIVE = pattern(r"\{([\w:-]+)\}[ \t]*(.*)$")
_HEADING = pattern(r"#{1,6}[ \t]+(|.*?[^ \t])(?:[ \t]+#+)?[ \t]*(?:\{[^{}]*\})?$")
_FOLDS = {"true": "-", "false": "+"}
_CAPTION = pattern(r"\[([^\]]*)\](.*)$")


def div(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A fenced div."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if not state.src.startswith(":::", start):
        return False
    if "divs" not in state.env:
        state.env["divs"] = pairs(state.src, kinds=kinds_of(state))
    closing = state.env["divs"].closings.get(startLine, -1)
    if not startLine < closing < endLine:
        return False
    if silent:
        return True
    typed = state.src[start : state.eMarks[startLine]].strip(": \t")
    kind, title, key, classes, values = _header(typed)
    is_directive = _DIRECTIVE.match(typed) is not None
    if kind in COLONS and is_directive:
        token = state.push("fence", "code", 0)
        token.info, token.map = typed, [startLine, closing + 1]
        token.content = state.getLines(startLine + 1, closing, state.sCount[startLine], True)
        expand(state)
        state.line = closing + 1
        return True
    first, title_line = startLine + 1, startLine
    if is_directive:
        first, options = read_options(state, OPTION, first, closing)
        key, title = key_of(options), title or options.get("header", "")
    if kind == "table" and is_directive:
        captioned_table(state, first, closing, title, key, startLine)
        state.line = closing + 1
        return True
    if _is_hidden(classes, values):
        state.line = closing + 1
        return True
    if typed.startswith("{") and not is_directive and not statement(kind) and kind not in CALLOUTS:
        kind = _kind_by_key(key, kinds_of(state)) or kind
    if typed.startswith("{") and not title and _is_named(kind, classes):
        first, title_line, title = first_heading(state, first, closing)
    if not CLASSES.isdisjoint(classes) and tabset(state, startLine, first, closing):
        state.line = closing + 1
        return True
    begin = len(state.tokens)
    token = open_box(state, kind, title_line, title, fold=_FOLDS.get(values.get("collapse", ""), ""))
    token.map = [startLine, closing + 1]
    if is_directive:
        take_solved(token)
    token.meta["key"] = key or token.meta["key"]
    token.meta["classes"] = classes
    if "of" in values:
        token.meta["of"] = values["of"].lstrip("@")
    # One that ends with the first div in it holds the line that closes both.
    inner_blocks(state, first, closing + (startLine in state.env["divs"].lazy))
    if statement(kind):
        take_label(state.tokens, begin)
    close_box(state)
    state.line = closing + 1
    return True


def _is_hidden(classes: tuple[str, ...], values: dict[str, str]) -> bool:
    """Whether Quarto's conditions keep a div from a page of HTML."""
    wanted, barred = values.get("when-format", ""), values.get("unless-format", "")
    html = wanted.startswith("html") if wanted else not barred.startswith("html")
    if not (wanted or barred):
        return "content-hidden" in classes and not values
    return ("content-visible" in classes and not html) or ("content-hidden" in classes and html)


def _header(typed: str) -> tuple[str, str, str, tuple[str, ...], dict[str, str]]:
    """Kind, title, key, classes and other values of an opening line."""
    if directive := _DIRECTIVE.match(typed):
        return directive[1].removeprefix("prf:"), directive[2], "", (), {}
    name, brace, attributes = typed.partition("{")
    key, classes, values, _ = read_attributes(attributes.rpartition("}")[0]) if brace else ("", [], {}, [])
    words = name.strip().split(None, 1)
    if words and (caption := _CAPTION.match(name.strip()[len(words[0].partition("[")[0]) :])):
        kind, title = words[0].partition("[")[0], caption[1]
    else:
        kind, title = (words[0] if words else ""), (words[1] if len(words) > 1 else "")
    if not kind and classes:
        kind = classes[0].removeprefix("callout-")
    title = values.get("title") or values.get("name") or title
    return kind, title, key or values.get("label", ""), tuple(classes), values


def _kind_by_key(key: str, kinds: Collection[str]) -> str:
    """The kind of statement that a key begins with, as Quarto has it: `{#thm-line}` is a theorem."""
    prefix, dash, _ = key.partition("-")
    return statement(prefix, kinds) if dash else ""


def _is_named(kind: str, classes: tuple[str, ...]) -> bool:
    """Whether a heading that begins the div is its title."""
    return bool(statement(kind)) or any(name.startswith("callout-") for name in classes)


def first_heading(state: StateBlock, first: int, end: int) -> tuple[int, int, str]:
    """The heading that the lines from `first` begin with: the line after it, its own, and its words. Without
    one `first` itself, the line before it and ""."""
    line = first
    while line < end and state.isEmpty(line):
        line += 1
    found = _HEADING.match(state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]])
    return (line + 1, line, found[1]) if found and line < end else (first, first - 1, "")
