"""Tags of Hexo's themes: folded boxes, quotes, tabs that are parted by comments, words with a look.

`{% hideToggle Title %}`, `{% fold info @Title %}`, `{% tabs Name %}` with `<!-- tab Title -->` …
`<!-- endtab -->`, `{% label primary@words %}`, `{% kbd Ctrl %}`, `{% btn address, words %}`.

In:  the name of a tag and the rest of it; the lines between two tags.
Out: the kind and the title of a box; where tabs begin and end; tokens of words.
"""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from notes_wiki.pattern import pattern

_FOLDED = frozenset("fold folding hidetoggle hideblock toggle".split())
_QUOTES = frozenset("blockquote cq centerquote".split())
BOXES = _FOLDED | _QUOTES
"""Tags around a folded box or a quote."""
INLINE = frozenset("label kbd btn button post_link".split())
"""Tags that are words, or a link."""
_COMMENT = pattern(r"[ \t>]*<!--[ \t]*(?:(?P<end>endtab)[ \t]*|tab(?P<title>[ \t][^\n]*)?)-->[ \t]*$")
"""`<!-- tab Title -->` or `<!-- endtab -->`."""
_ICON = pattern(r"[ \t]*@[\w -]+$")
"""The icon behind the title of a tab."""


def box_of(name: str, rest: str) -> tuple[str, str]:
    """The kind and the title of a box. What else themes have in such a tag are colours."""
    if name in _QUOTES:
        return "quote", rest
    if name == "fold":
        return "details", rest.rpartition("@")[2]
    words = rest.split(",")
    return "details", (words[-1] if name == "folding" else words[0]).removeprefix("::").strip()


def tab_lines(state: StateBlock, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The lines on which each tab between two lines begins and ends, and its title."""
    opened: tuple[int, str] | None = None
    for line in range(start + 1, end):
        begin = state.bMarks[line] + state.tShift[line]
        if not state.src.startswith("<!--", begin):
            continue
        found = _COMMENT.match(state.src, begin, state.eMarks[line])
        if found is None:
            continue
        if not found["end"]:
            opened = line, _ICON.sub("", (found["title"] or "").strip())
        elif opened is not None:
            yield opened[0], line, opened[1]
            opened = None


def in_words(name: str, rest: str) -> list[Token]:
    """What a tag within text stands for; nothing if it lacks what it needs."""
    rest = rest.strip()
    if name == "post_link":
        slug, _, words = rest.partition(" ")
        if not words.strip():
            return []
        opening, closing = Token("wikilink_open", "a", 1, content=slug), Token("wikilink_close", "a", -1)
        return [opening, Token("text", "", 0, content=words.strip("\"' ")), closing]
    if name in ("btn", "button"):
        address, _, words = (part.strip() for part in rest.partition(","))
        words = words.partition(",")[0].strip()
        opening, closing = Token("link_open", "a", 1), Token("link_close", "a", -1)
        opening.attrs = {"href": address}
        return [opening, Token("text", "", 0, content=words), closing] if address and words else []
    words = rest.rpartition("@")[2] if name == "label" else rest
    kind = "mark" if name == "label" else "kbd"
    opening, closing = Token("span_open", "span", 1, info=kind), Token("span_close", "span", -1, info=kind)
    return [opening, Token("text", "", 0, content=words), closing] if words else []
