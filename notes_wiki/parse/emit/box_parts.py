"""What every box may have: a title, and an id with the section that it begins."""

from __future__ import annotations

from markdown_it.token import Token

from notes_wiki.model import IdHole
from notes_wiki.parse.emit.emitter import Emitter
from notes_wiki.parse.emit.inlines import plain
from notes_wiki.parse.pieces import Begin, Part


def title_of(emitter: Emitter, token: Token) -> tuple[list[Part], str]:
    """A box's title as parts and as plain text."""
    inline: Token | None = token.meta["title"]
    if inline is None:
        return [], ""
    kept = emitter.sub()
    children = emitter.children(inline)
    emitter.naming += 1
    emitter.phrasing_piece(children)
    emitter.naming -= 1
    return emitter.back(kept), " ".join(plain(emitter, children).split())


def anchor_of(emitter: Emitter, token: Token, kind: str) -> tuple[list[Part], str]:
    """The id of a box that has a key, and the section it begins."""
    key = token.meta["key"]
    if not key:
        return [], ""
    anchor = emitter.collector.anchors.take(key)
    emitter.out.append(Begin(anchor, kind))
    return [IdHole(anchor)], anchor
