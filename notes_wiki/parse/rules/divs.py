"""Fenced divs, `::: theorem {#thm:key title="…"}` … `:::`, as in pandoc, Quarto, MyST and Docusaurus.

Divs nest. Opening and closing lines are paired once for the whole text (`env["divs"]`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from notes_wiki.parse.attribute_lists import read_attributes
from notes_wiki.parse.environment import env_of, kinds_of
from notes_wiki.parse.rules.block_captions import take_caption
from notes_wiki.parse.rules.boxes import close_box, inner_blocks, open_box
from notes_wiki.parse.rules.directive_boxes import Opening, directive_box
from notes_wiki.parse.rules.directives import read_options
from notes_wiki.parse.rules.div_pairs import pairs
from notes_wiki.parse.rules.from_latex import take_label
from notes_wiki.parse.rules.glossary import glossary
from notes_wiki.parse.rules.lines import line_text
from notes_wiki.parse.rules.myst_directives import COLONS, expand
from notes_wiki.parse.rules.options import OPTION
from notes_wiki.parse.rules.paired_lines import is_inside
from notes_wiki.parse.rules.tabsets import CLASSES, tabset
from notes_wiki.parse.statements import CALLOUTS, counted, statement
from notes_wiki.pattern import pattern

_DIRECTIVE = pattern(r"\{([\w:-]+)\}[ \t]*(.*)$")
_HEADING = pattern(r"#{1,6}[ \t]+(|.*?[^ \t])(?:[ \t]+#+)?[ \t]*(?:\{[^{}]*\})?$")
"""A heading that gives a box its title: its text, without signs and attributes behind it."""
_UNCLOSED = pattern(r"[^{}]*\{[^}]*$")
_LONGEST = 20
"""Lines that the attributes of a div may have."""
_PREFIXES = frozenset("thm lem cor prp cnj def exm exr sol rem alg".split())
"""What the keys of Quarto's statements begin with."""
_FOLDS = {"true": "-", "false": "+"}
_ATTRIBUTES = pattern(r"(?:^[\w.:-]*|(?<=[\s\]]))\{((?:\"[^\"]*\"|'[^']*'|[^{}\"'])*)\}")
"""The attributes in an opening line: behind its name or between words, not the braces of a formula."""
_NAMED = pattern(r":{3,}[ \t]*(?:\{|[^\W\d_][\w:-]*(?:[ \t{[]|$))")
"""A line that looks like an opening one."""
_BRACED = pattern(r"\{([^{}]+)\}")
"""A title whose capitals braces keep, as in BibTeX: `title="{Divisor Model}"`."""
_QUOTED = pattern(r"[\"“]([^\"“”]+)[\"”]")
"""A title between quotes, `::: lemma "Zorn"`, as MkDocs' `!!!` has it."""
_CAPTION = pattern(r"\[([^\]]*)\](.*)$")


class _Header(NamedTuple):
    """What a div's opening line says: its kind, its title, its id, its classes, and other values by name."""

    kind: str
    title: str
    key: str
    classes: tuple[str, ...]
    values: Mapping[str, str]


class _Box(NamedTuple):
    """A box as a div's opening line, its options and its first heading describe it.

    `title_line` is the line that the title stands on, `first` the line its blocks begin on, `proves` the key
    of the statement that it is the proof of."""

    kind: str
    title: str
    title_line: int
    first: int
    key: str
    classes: tuple[str, ...] = ()
    fold: str = ""
    proves: str = ""


def div(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A fenced div."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if not state.src.startswith(":::", start):
        return False
    if "divs" not in state.env:
        state.env["divs"] = pairs(state.src, kinds=kinds_of(state))
    closing = state.env["divs"].closings.get(startLine, -1)
    if not startLine < closing < endLine or not is_inside(state, startLine, closing):
        typed = state.src[start : state.eMarks[startLine]].strip()
        if _NAMED.match(typed):
            return _unclosed(state, startLine, endLine, silent, typed)
        return False
    if silent:
        return True
    typed, last = _opening(state, startLine, closing)
    if directive := _DIRECTIVE.match(typed):
        _directive(state, startLine, closing, directive)
    else:
        _plain_div(state, (startLine, last), closing, typed)
    state.line = closing + 1
    return True


def _unclosed(state: StateBlock, line: int, endLine: int, silent: bool, typed: str) -> bool:
    """A div that nothing closes. One that is hidden hides what follows, as for Pandoc it ends with the text;
    any other is text."""
    *_, classes, values = _header(typed.strip(": \t"))
    if not _is_hidden(classes, values):
        env_of(state).setdefault("unclosed_divs", {})[line] = typed
        return False
    if not silent:
        env_of(state).setdefault("hiding", {})[line] = (typed, typed[: len(typed) - len(typed.lstrip(":"))])
        state.line = endLine
    return True


def _opening(state: StateBlock, line: int, closing: int) -> tuple[str, int]:
    """What stands behind the colons, and the line it ends on: attributes may go on over some lines."""
    typed = line_text(state, line).strip(": \t")
    if not _UNCLOSED.match(typed):
        return typed, line
    parts = [typed]
    for last in range(line + 1, min(closing, line + _LONGEST)):
        parts.append(state.src[state.bMarks[last] : state.eMarks[last]].strip())
        if parts[-1].startswith(":::"):  # the braces were never closed
            break
        if parts[-1].endswith("}"):
            return " ".join(parts), last
    return typed, line


def _directive(state: StateBlock, line: int, closing: int, opening: re.Match[str]) -> None:
    """The div of a directive, `::: {name} argument`, MyST's: its options stand in lines above its blocks."""
    kind, title = opening[1].removeprefix("prf:"), opening[2]
    if kind in COLONS:
        token = state.push("fence", "code", 0)
        token.info, token.map = opening.string, [line, closing + 1]
        token.content = state.getLines(line + 1, closing, state.sCount[line], True)
        expand(state)
        return
    first, options = read_options(state, OPTION, line + 1, closing)
    title_line = line
    if not title and statement(kind):
        first, title_line, title = first_heading(state, first, closing)
    begin = len(state.tokens)
    # A div that ends with the first div inside it holds the line that closes both.
    last = closing + (line in state.env["divs"].lazy)
    found = Opening(kind.lower(), title.strip(), options, title_line)
    directive_box(state, found, (line, closing + 1), (first, last))
    if statement(kind):
        take_label(state.tokens, begin)


def _plain_div(state: StateBlock, lines: tuple[int, int], closing: int, typed: str) -> None:
    """A div whose opening lines have a name, or attributes in braces: pandoc's, Quarto's, Docusaurus'."""
    line = lines[0]
    kind, title, key, classes, values = _header(typed)
    if _is_hidden(classes, values):
        return
    first, title_line = lines[1] + 1, line
    if typed.startswith("{"):
        if not statement(kind):
            kind = _kind_by_key(key, kinds_of(state), callout=kind in CALLOUTS) or kind
        if not title and _is_named(kind, classes):
            first, title_line, title = first_heading(state, first, closing)
    if not CLASSES.isdisjoint(classes) and tabset(state, line, first, closing):
        return
    fold = "+" if values.get("state") == "open" else _FOLDS.get(values.get("collapse", ""), "")
    proves = (values.get("of") or values.get("data-ref", "")).lstrip("@")
    _push_box(state, line, closing, _Box(kind, title, title_line, first, key, classes, fold, proves))


def _push_box(state: StateBlock, line: int, closing: int, box: _Box) -> Token:
    """The tokens of a box from `line` to `closing`, with the blocks in it; returns the opening one."""
    begin = len(state.tokens)
    token = open_box(state, box.kind, box.title_line, box.title, fold=box.fold)
    token.map = [line, closing + 1]
    token.meta["key"] = box.key or token.meta["key"]
    token.meta["classes"] = box.classes
    if box.proves:
        token.meta["of"] = box.proves
    # A div that ends with the first div inside it holds the line that closes both.
    last = closing + (line in state.env["divs"].lazy)
    (glossary if box.kind == "glossary" else inner_blocks)(state, box.first, last)
    if statement(box.kind):
        take_label(state.tokens, begin)
    elif kind := counted(box.key):
        take_caption(state.tokens, begin, kind)
    elif box.key.startswith("eq-"):
        _name_display(state.tokens, begin, box.key)
    close_box(state)
    return token


def _name_display(tokens: list[Token], begin: int, key: str) -> None:
    """Give the key of an open div, which begins at `begin`, to the display that is all there is in it."""
    inside = tokens[begin + 1 :]
    if [token.type for token in inside] != ["paragraph_open", "inline", "paragraph_close"]:
        return
    typed = inside[1].content.rstrip()
    if typed.startswith("$$") and typed.find("$$", 2) == len(typed) - 2:
        inside[1].content = f"{typed} {{#{key}}}"
        tokens[begin].meta["key"] = ""


def _is_hidden(classes: tuple[str, ...], values: Mapping[str, str]) -> bool:
    """Whether Quarto's conditions (`when-format`, …) exclude a div from HTML."""
    wanted, barred = values.get("when-format", ""), values.get("unless-format", "")
    html = wanted.startswith("html") if wanted else not barred.startswith("html")
    if not (wanted or barred):
        return "content-hidden" in classes and not values
    return ("content-visible" in classes and not html) or ("content-hidden" in classes and html)


def _header(typed: str) -> _Header:
    """What an opening line says behind its colons."""
    if found := _ATTRIBUTES.search(typed):
        name, attributes, behind = typed[: found.start(1) - 1], found[1], typed[found.end() :].strip()
    elif "$" in typed:
        name, attributes, behind = typed, "", ""
    else:
        name, _, rest = typed.partition("{")
        attributes, behind = rest.rpartition("}")[0], ""
    key, classes, values, _ = read_attributes(attributes)
    words = name.strip().split(None, 1)
    if words and (caption := _CAPTION.match(name.strip()[len(words[0].partition("[")[0]) :])):
        kind, title = words[0].partition("[")[0], caption[1]
    else:
        kind, title = (words[0] if words else ""), (words[1] if len(words) > 1 else "")
    if not kind and classes:
        kind = classes[0].removeprefix("callout-")
        bare = kind.removeprefix("rmd")  # bookdown's
        kind = bare if bare in CALLOUTS else kind
    if quoted := _QUOTED.fullmatch(title):
        title = quoted[1]
    title = values.get("title") or values.get("name") or " ".join(filter(None, (title, behind)))
    if braced := _BRACED.fullmatch(title):
        title = braced[1]
    key = key or values.get("label") or (values.get("ref", "") if statement(kind) else "")
    return _Header(kind, title, key, tuple(classes), values)


def _kind_by_key(key: str, kinds: Collection[str], *, callout: bool) -> str:
    """The kind of statement that a key begins with, as Quarto has it: `{#thm-line}` is a theorem, also where
    its class says that it is to look like a callout."""
    prefix, dash, _ = key.partition("-")
    if not dash or (callout and prefix not in _PREFIXES):
        return ""
    return statement(prefix, kinds)


def _is_named(kind: str, classes: tuple[str, ...]) -> bool:
    """Whether a heading that begins the div is its title."""
    return bool(statement(kind)) or any(name.startswith("callout-") for name in classes)


def first_heading(state: StateBlock, first: int, end: int) -> tuple[int, int, str]:
    """The heading at the beginning of the lines from `first`: the line after it, its line, and its text. If
    there is none: `first`, the line before it, and ""."""
    line = first
    while line < end and state.isEmpty(line):
        line += 1
    found = _HEADING.match(line_text(state, line))
    return (line + 1, line, found[1]) if found and line < end else (first, first - 1, "")
