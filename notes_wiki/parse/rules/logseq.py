"""Logseq's blocks: `((id))` leads to one, `{{embed ((id))}}` shows it, `id:: …` in its own lines names it;
its macros, `{{video address}}`, and marks, `^^words^^`; and `key:: value` lines, Logseq's and Dataview's.

In:  running text; the block tokens of a note.
Out: `wikilink` and `embed` tokens whose target is `#^id`; links, words, or a `foreign` token (`content` as
     typed, `markup` what it is called) for macros; properties taken off the paragraphs that they
     stand in: `id` becomes the paragraph's block id, what Logseq keeps for itself goes, any other stands on
     a line of its own.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from notes_wiki.parse.environment import Environment
from notes_wiki.parse.rules.inner_inlines import inner_inlines
from notes_wiki.pattern import pattern

_ID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_REFERENCE = pattern(rf"\(\(({_ID})\)\)")
_EMBED = pattern(rf"\{{\{{embed\s+(?:\(\((?P<id>{_ID})\)\)|\[\[(?P<page>[^\[\]|\n]+)\]\])\s*\}}\}}", re.I)
"""`{{embed ((id))}}`, `{{embed [[page]]}}`."""
# Of bounded length, for each of many that never end would be read to the end of its line.
_HIDDEN = r"(?:\$[^$\n]++\$|(?!\{\{)[^$\n]|\$(?![^$\n]++\$)){1,500}?"
_MACRO = pattern(
    r"\{\{(?:(?:video|youtube|vimeo|bilibili|tweet|twitter)\s+(?P<address>https?://[^\s{}]+)"
    rf"|cloze\s+(?P<words>{_HIDDEN})"
    rf"|c\d+::(?P<answer>{_HIDDEN})(?:::[^{{}}$:\n]*)?"
    r"|(?P<name>query|renderer|cards|namespace|function|zotero-[\w-]+|youtube-timestamp)\b[^{}]*)\s*\}\}",
    re.I,
)
"""`{{video address}}`, `{{cloze words}}`, Anki's `{{c1::words::hint}}`, `{{query …}}`."""
_PROPERTY = pattern(r"(?P<key>[A-Za-z][\w./-]*)::(?:[ \t]+(?P<value>.*))?$")
_OWN = pattern(
    r"(?:collapsed|heading|background-color|logseq\..*|hl-.*|ls-type|card-(?:last|next|ease|rep).*"
    r"|query-(?:table|properties|sort-by|sort-desc))$"
)
"""Properties that Logseq itself does not show."""
_NAMED = pattern(_ID)
_SLUG = pattern(r"[\w.-]+")
_MOST_WORDS = 80


def block_reference(state: StateInline, silent: bool) -> bool:
    """`((id))`."""
    found = _REFERENCE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push("wikilink", "", 0)
        token.content, token.meta = f"#^{found[1].lower()}", {"start": state.pos, "end": found.end()}
    state.pos = found.end()
    return True


def block_embed(state: StateInline, silent: bool) -> bool:
    """`{{embed ((id))}}`, `{{embed [[page]]}}`."""
    found = _EMBED.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push("embed", "", 0)
        token.content = f"#^{found['id'].lower()}" if found["id"] else found["page"].strip()
        token.meta = {"start": state.pos, "end": found.end()}
    state.pos = found.end()
    return True


def macro(state: StateInline, silent: bool) -> bool:
    """`{{video address}}` is a link, `{{cloze words}}` and `{{c1::words}}` are words; only Logseq can answer
    `{{query …}}`."""
    found = _MACRO.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        if found["address"]:
            state.push("link_open", "a", 1).attrs = {"href": found["address"]}
            state.tokens[-1].meta = {"start": state.pos, "end": found.end()}
            state.push("text", "", 0).content = found["address"]
            state.push("link_close", "a", -1)
        elif found["words"] or found["answer"]:
            inner_inlines(state, found.span("words" if found["words"] else "answer"))
        else:
            token = state.push("foreign", "", 0)
            token.content, token.markup = found[0], f"the macro {found['name'].lower()}"
            token.meta = {"start": state.pos, "end": found.end()}
    state.pos = found.end()
    return True


def named_block(address: str) -> str:
    """The id that an address `((id))` means, or ""."""
    found = _REFERENCE.fullmatch(address)
    return found[1].lower() if found else ""


def take_properties(tokens: list[Token], env: Environment) -> None:
    """Take properties off the paragraphs they stand in, in place; what an id names goes into
    `env["places"]` with the words that it begins with."""
    for index, token in enumerate(tokens):
        if token.type == "paragraph_open" and "::" in tokens[index + 1].content:
            above = index >= 3 and tokens[index - 3].type == "heading_open"
            _take(tokens, index, index - 3 if above else index, env)


def _take(tokens: list[Token], index: int, named: int, env: Environment) -> None:
    """Take them off the paragraph at `index`; the id names the block at `named`, it or the heading above."""
    inline = tokens[index + 1]
    # Logseq's blocks are items of lists; an id outside them may be anything of Dataview's.
    named_by = _SLUG if tokens[index].level else _NAMED
    lines = inline.content.split("\n")
    shown: list[str] = []
    id = ""
    words = tokens[named + 1].content if named != index else ""
    for number, line in enumerate(lines):
        found = _PROPERTY.match(line.strip())
        if found is None:
            shown.append(line)
            words = words or line.strip()
        elif found["key"].lower() == "id" and named_by.fullmatch((found["value"] or "").strip()):
            id = "^" + (found["value"] or "").strip().lower()
        elif _OWN.match(found["key"].lower()):
            pass
        else:
            if number and shown:
                shown[-1] = _broken(shown[-1])
            shown.append(_broken(line) if number + 1 < len(lines) else line)
    if id:
        block = tokens[named]
        block.meta = {**block.meta, "block": id}
        env.setdefault("places", {})[id] = words if len(words) <= _MOST_WORDS else ""
    while shown and not shown[-1].strip():
        shown.pop()
    if shown:
        shown[-1] = shown[-1].rstrip().removesuffix("\\")
    inline.content = "\n".join(shown)


def _broken(line: str) -> str:
    """A line behind which the next begins on its own."""
    return line if line.endswith("\\") else line.rstrip() + "  "
