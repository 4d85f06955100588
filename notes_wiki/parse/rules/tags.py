"""`#tag` and `#nested/tag` in text: a `hashtag` token, `content` the tag without its sign."""

from __future__ import annotations

from markdown_it.rules_inline import StateInline

from notes_wiki.pattern import pattern

# A tag holds a character that is not a digit, and does not touch a word before it.
_TAG = pattern(r"#((?=[\d/_-]*[^\W\d_])[\w/-]+)")

_PRIORITY = pattern(r"\[#[A-C]\]")
"""What Org and Logseq write into a task: `TODO [#A] Read on`."""


def hashtag(state: StateInline, silent: bool) -> bool:
    """A tag."""
    start = state.pos
    if start > 0 and not (state.src[start - 1].isspace() or state.src[start - 1] in "([,;"):
        return False
    found = _TAG.match(state.src, start, state.posMax)
    if found is None or state.linkLevel or _PRIORITY.match(state.src, max(0, start - 1), state.posMax):
        return False
    if not silent:
        token = state.push("hashtag", "", 0)
        token.content = found[1].rstrip("/-")
    state.pos = start + 1 + len(found[1].rstrip("/-"))
    return True
