"""Pandoc's attributes in running text: `[words]{.smallcaps #id}`, `` `code`{.python} ``, `[x](y){#id}`.

A span becomes `span_open` … `span_close` (`info`: its classes, `content`: its id). Attributes after code or a
link are removed, and an id becomes an `anchor` token; those after an image are read by the image's own rule.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

from notes_wiki.parse.attribute_lists import read_attributes
from notes_wiki.parse.environment import env_of
from notes_wiki.parse.rules.closing_brackets import parse_link_label
from notes_wiki.parse.rules.inner_inlines import inner_inlines
from notes_wiki.parse.rules.lookahead import is_ahead
from notes_wiki.pattern import pattern

_ATTRIBUTES = pattern(r"\{:?(?=\s*[#.=]|\s*[\w-]+=)([^{}]*)\}")
"""`{#id .class key="value"}`, and kramdown's `{: .class}`."""
_NAMES = pattern(r"\{:?(?=\s*[#.][A-Za-z])([^{}]*)\}")
"""Those that begin with an id or a class."""
_COMMANDS = frozenset(("ref", "eqref", "autoref", "cref", "Cref"))
_REFERENCES = {"ref": "cref", "eqref": "eqref"}
"""Classes of a link without an address that make it a reference, `[key](){.ref}`, and what it is in LaTeX."""
_BEARERS = frozenset(("code_inline", "link_close", "math"))
"""Types of tokens that attributes may follow."""
_MARKS = frozenset(("mark_close", "sub_close", "sup_close", "span_close"))
_NEAR = 50
"""How many openings of emphasis are looked at."""


def span(state: StateInline, silent: bool) -> bool:
    """`[words]{attributes}`."""
    start, limit = state.pos, state.posMax
    if not is_ahead(state, "]{", start):
        return False
    end = parse_link_label(state, start, False)
    if end < 0 or not (found := _ATTRIBUTES.match(state.src, end + 1, limit)):
        return False
    if not silent:
        read = read_attributes(found[1])
        if read.key and state.src[start + 1 : end] == f"\\[{read.key}\\]":  # Pandoc's, of LaTeX's label
            state.push("anchor", "span", 0).content = read.key
            state.pos = found.end()
            return True
        token = state.push("span_open", "span", 1)
        token.info, token.content = " ".join(read.classes), read.key
        inner_inlines(state, (start + 1, end))
        state.push("span_close", "span", -1).info = token.info
    state.pos = found.end()
    return True


def attributes(state: StateInline, silent: bool) -> bool:
    """`{attributes}` right after what they belong to."""
    if state.src.startswith("{:", state.pos):
        # Kramdown's follow emphasis and pictures too.
        if state.pos == 0 or state.src[state.pos - 1].isspace():
            return False
    elif state.pending or not state.tokens or state.tokens[-1].type not in _BEARERS:
        return False
    return _take(state, _ATTRIBUTES, silent)


def attributes_of_words(state: StateInline, silent: bool) -> bool:
    """The same, and MkDocs' after emphasis and marks: `**words**{ .class }`."""
    if attributes(state, silent):
        return True
    if state.pending or not state.tokens:
        return False
    return (state.tokens[-1].type in _MARKS or _ends_emphasis(state)) and _take(state, _NAMES, silent)


def _ends_emphasis(state: StateInline) -> bool:
    """Whether the last token is a sign that may end emphasis, and some other sign may begin it."""
    signs = state.delimiters[-_NEAR:]
    return (
        bool(signs)
        and signs[-1].token == len(state.tokens) - 1
        and signs[-1].close
        and any(sign.open and sign.marker == signs[-1].marker for sign in signs[:-1])
    )


def _take(state: StateInline, form: re.Pattern[str], silent: bool) -> bool:
    """Attributes of this form, of which only the id and a reference leave anything."""
    found = form.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        read = read_attributes(found[1])
        if read.key:
            state.push("anchor", "span", 0).content = read.key
        label = read.values.get("reference", "")
        if label in env_of(state).get("tex_labels", ()) and state.tokens[-1].type == "link_close":
            _refer(state, label, read.values.get("reference-type", "ref"), found.end())
        elif (name := _REFERENCES.get(" ".join(read.classes))) and (label := _label_of_empty_link(state)):
            _refer(state, label, name, found.end())
    state.pos = found.end()
    return True


def _label_of_empty_link(state: StateInline) -> str:
    """The words of the link without an address that ends here, or ""."""
    last = state.tokens[-3:]
    kinds = [token.type for token in last]
    return (
        last[1].content if kinds == ["link_open", "text", "link_close"] and not last[0].attrs["href"] else ""
    )


def _refer(state: StateInline, label: str, command: str, end: int) -> None:
    """Put a reference in place of the link that ends here, Pandoc's for LaTeX's `\\eqref`."""
    start = len(state.tokens) - 1
    while state.tokens[start].type != "link_open":
        start -= 1
    place = state.tokens[start].meta
    del state.tokens[start:]
    token = state.push("reference", "", 0)
    token.content, token.info = label, command if command in _COMMANDS else "ref"
    token.meta = {"start": place.get("start", state.pos), "end": end}
