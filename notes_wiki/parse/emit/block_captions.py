"""Blocks with captions behind them: `<figure>` and `<figcaption>` around any blocks.

In:  the opening token of the box around both, or of the caption (see `rules/block_captions.py`).
Out: the tag, with the id that the caption says, or that its number needs; the caption begins with the number.
"""

from __future__ import annotations

from markdown_it.token import Token

from notes_wiki.model import OF_GROUP, IdHole, Label, NumberHole
from notes_wiki.parse.emit.emitter import Emitter
from notes_wiki.parse.emit.figure_parts import next_part
from notes_wiki.parse.emit.open_tags import OpenBox
from notes_wiki.parse.html import escape
from notes_wiki.parse.pieces import Begin, Part
from notes_wiki.parse.statements import counted


def figure(emitter: Emitter, token: Token) -> None:
    """The beginning of a block and its caption."""
    caption: Token = token.meta["figure"]
    kind, own = caption.meta["caption"]
    key = token.meta["key"]
    kind = counted(key) or kind
    caption.meta["shown"] = []
    if not (key or kind):
        emitter.out.append("<figure>\n")
        emitter.boxes.append(OpenBox("</figure>\n"))
        return
    part = next_part(emitter, kind) if key else ""
    anchor = emitter.collector.anchors.take(key or kind)
    emitter.out += [Begin(anchor, kind or "block"), "<figure", IdHole(anchor), ">\n"]
    emitter.boxes.append(OpenBox("</figure>\n", section=True, parts=[] if kind == "figure" else None))
    if kind:
        place = emitter.places.of_line(caption.map[0] if caption.map else 0)
        tag = OF_GROUP + part if part and not own else own
        number = NumberHole(emitter.collector.label(Label(key, kind, anchor, tag), place))
        called = escape(emitter.wording.statement(kind))
        shown: list[Part] = [f"({part})"] if part else [f"{called} ", number]
        caption.meta["shown"] = ['<span class="label">', *shown, "</span> "]


def figcaption(emitter: Emitter, token: Token, following: str) -> None:
    """The beginning of a caption; `following` is the type of the token behind it."""
    emitter.out.append("<figcaption>\n")
    emitter.boxes.append(OpenBox("</figcaption>\n"))
    if following in ("paragraph_open", "box_close"):
        emitter.label = token.meta["shown"]
    elif token.meta["shown"]:
        emitter.out += ["<p>", *token.meta["shown"], "</p>\n"]
