"""MyST's links that say where the number or the name of their target stands: `[Section %s](#key)`,
`[see {name}](#key)`.

In:  running text.
Out: the words, and between them a `reference` or `wikilink` token.
"""

from __future__ import annotations

from markdown_it.rules_inline import StateInline

from notes_wiki.pattern import pattern

_LINK = pattern(r"\[(?P<words>[^\[\]\n]*+)\]\(#(?P<key>[\w:./-]++)\)")
_SIGNS = pattern(r"%s|\{number\}|\{name\}")


def numbered_link(state: StateInline, silent: bool) -> bool:
    """A link with such a sign in its words."""
    found = _LINK.match(state.src, state.pos, state.posMax)
    sign = _SIGNS.search(found["words"]) if found else None
    if found is None or sign is None:
        return False
    if not silent:
        state.append_pending(found["words"][: sign.start()])
        if sign[0] == "{name}":
            token = state.push("wikilink", "", 0)
            token.content = f"#{found['key']}"
        else:
            token = state.push("reference", "", 0)
            token.content, token.info = found["key"], "ref"
        token.meta = {"start": state.pos, "end": found.end()}
        state.append_pending(found["words"][sign.end() :])
    state.pos = found.end()
    return True
