"""The list of notes in MyST's `{toctree}`.

In:  the lines of the directive's body, `path`, `Title <path>` or an address.
Out: the tokens of a list of links.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from notes_wiki.pattern import pattern

_DOCUMENT = pattern(r"(?:(?P<title>.*?)\s*<(?P<path>[^<>]+)>|(?P<bare>\S.*?))\s*$")
"""A line of a table of contents: `Title <path>`, or `path`."""


def documents(state: StateBlock, fence: Token, lines: list[str]) -> None:
    """Links to the notes and addresses that a table of contents lists. What a pattern matches, and the list's
    own note, are left out."""
    entries = [link for line in filter(str.strip, lines) if (link := _document(line.strip()))]
    if not entries:
        return
    state.push("bullet_list_open", "ul", 1).map = fence.map
    for link in entries:
        state.push("list_item_open", "li", 1)
        inline = state.push("inline", "", 0)
        inline.content, inline.map = link, fence.map
        state.push("list_item_close", "li", -1)
    state.push("bullet_list_close", "ul", -1)


def _document(line: str) -> str:
    """The link that a line of a table of contents stands for, or ""."""
    found = _DOCUMENT.match(line)
    path = (found["path"] or found["bare"]).strip() if found else ""
    title = found["title"] if found else ""
    if path.startswith(("https://", "http://")):
        return f"[{title}](<{path}>)" if title else f"<{path}>"
    if path in ("", "self") or "*" in path:
        return ""
    return f"[[{path}|{title}]]" if title else f"[[{path}]]"
