"""MyST's links that say where the number or the name of their target stands: `[Section %s](#key)`,
`[see {name}](#key)`.

In:  running text.
Out: the words, and between them a `reference` or `wikilink` token.
"""

from __future__ import annotations

from markdown_it.rules_inline import StateInline

from notes_wiki.pattern import pattern

_LINK = pattern(
    r"\[(?P<before>[^\[\]\n]*?)(?P<sign>%s|\{number\}|\{name\})(?P<after>[^\[\]\n]*)\]\(#(?P<key>[\w:./-]+)\)"
)


def numbered_link(state: StateInline, silent: bool) -> bool:
    """A link with such a sign in its words."""
    if "%s" not in state.src and "{n" not in state.src:
        return False
    found = _LINK.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.append_pending(found["before"])
        if found["sign"] == "{name}":
            token = state.push("wikilink", "", 0)
            token.content = f"#{found['key']}"
        else:
            token = state.push("reference", "", 0)
            token.content, token.info = found["key"], "ref"
        token.meta = {"start": state.pos, "end": found.end()}
        state.append_pending(found["after"])
    state.pos = found.end()
    return True
