"""All handlers by token type."""

from __future__ import annotations

from notes_wiki.parse.emit import (
    blocks,
    boxes,
    citations,
    code,
    footnotes,
    images,
    inlines,
    links,
    raw,
    shortcodes,
)
from notes_wiki.parse.emit.emitter import Handler

HANDLERS: dict[str, Handler] = {
    **inlines.HANDLERS,
    **links.HANDLERS,
    **images.HANDLERS,
    **blocks.HANDLERS,
    **boxes.HANDLERS,
    **footnotes.HANDLERS,
    **citations.HANDLERS,
    **code.HANDLERS,
    **shortcodes.HANDLERS,
    **raw.HANDLERS,
}
