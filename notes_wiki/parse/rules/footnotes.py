"""Footnotes: `[^label]` with `[^label]: text` somewhere, and `^[text]` in place.

Definitions are read by mdit-py-plugins' rule, and taken out of the tokens by `definitions`. A reference
makes a `footnote_ref` token (`content` the label); an inline note stands between `footnote_open` and
`footnote_close`. A label that is never defined stays text and is reported.
"""

from __future__ import annotations

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from notes_wiki.parse.environment import env_of
from notes_wiki.parse.rules.closing_brackets import parse_link_label
from notes_wiki.parse.rules.inner_inlines import inner_inlines
from notes_wiki.pattern import pattern

_REFERENCE = pattern(r"\[\^([^\s\[\]^]+)\]")
_RAISED_LINK = pattern(r"\^\[[^\[\]\n]*\]\([^()\s]*\)\^")


def reference(state: StateInline, silent: bool) -> bool:
    """`[^label]`."""
    if not state.src.startswith("[^", state.pos):
        return False
    found = _REFERENCE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    known = env_of(state).get("footnotes", {}).get("refs", {})
    if ":" + found[1] not in known:
        if not silent:
            env_of(state)["problems"].append(("missing-footnote", state.pos, len(found[0])))
            state.append_pending(found[0])
    elif not silent:
        token = state.push("footnote_ref", "", 0)
        token.content = found[1]
    state.pos = found.end()
    return True


def inline_note(state: StateInline, silent: bool) -> bool:
    """`^[text]`."""
    start = state.pos
    if not state.src.startswith("^[", start):
        return False
    end = parse_link_label(state, start + 1)
    if end < 0:
        return False
    if not silent:
        state.push("footnote_open", "", 1)
        inner_inlines(state, (start + 2, end))
        state.push("footnote_close", "", -1)
    state.pos = end + 1
    return True


def note_beside_links(state: StateInline, silent: bool) -> bool:
    """The same where words may be raised, and a link too: `^[words](address)^` is no note."""
    return not _RAISED_LINK.match(state.src, state.pos, state.posMax) and inline_note(state, silent)


def definitions(tokens: list[Token]) -> dict[str, list[Token]]:
    """Take the definitions out of a note's tokens: label -> its block tokens. The first of a label counts,
    others of that label go under a name of their own."""
    found: dict[str, list[Token]] = {}
    kept: list[Token] = []
    stack: list[list[Token]] = [kept]
    for token in tokens:
        if token.type == "footnote_reference_open":
            label = str(token.meta["label"])
            if label in found:
                label = f"{label}\n{len(found)}"
            found[label] = []
            stack.append(found[label])
        elif token.type == "footnote_reference_close":
            stack.pop()
        else:
            stack[-1].append(token)
    tokens[:] = kept
    return found
