"""What Excalidraw keeps in a note: its texts are shown, what it says to Obsidian's users is not.

In:  the front matter and the tokens of a note.
Out: the tokens without Excalidraw's notice.
"""

from __future__ import annotations

from markdown_it.token import Token

from notes_wiki.model import Meta

_NOTICE = "==\u26a0"


def is_drawing(meta: Meta) -> bool:
    """Whether a note is a drawing of Excalidraw's."""
    return "excalidraw-plugin" in meta.extra


def without_notice(tokens: list[Token]) -> list[Token]:
    """The tokens of a drawing without the paragraph at its top that says how to see it as one."""
    if len(tokens) > 2 and tokens[0].type == "paragraph_open" and tokens[1].content.startswith(_NOTICE):
        return tokens[3:]
    return tokens
