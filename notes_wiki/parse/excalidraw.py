"""What Excalidraw keeps in a note: its texts and formulas are shown. What it says to Obsidian's users, and
what it keeps for itself, is not.

In:  the front matter and the tokens of a note.
Out: the tokens of the drawing's texts, and of what the author wrote beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from notes_wiki.model import Meta
from notes_wiki.pattern import pattern

if TYPE_CHECKING:  # linking uses this module, and has no need of the parser
    from markdown_it.token import Token

_NOTICE = "==\u26a0"
_SECTIONS = frozenset(("excalidraw data", "text elements", "element links", "embedded files", "drawing"))
"""Excalidraw's own headings."""
_LISTED = pattern(r"^[ \t]*\w+:[ \t]*(\$\$.*)?.*$")
"""A line of the last two of them: the id of a file, or a formula."""


def is_drawing(meta: Meta) -> bool:
    """Whether a note is a drawing of Excalidraw's."""
    return "excalidraw-plugin" in meta.extra


def texts_of_drawing(tokens: list[Token]) -> list[Token]:
    """The tokens of a drawing without the paragraph at its top that says how to see it as one, without the
    headings of its sections, and without the ids of its files and links."""
    if len(tokens) > 2 and tokens[0].type == "paragraph_open" and tokens[1].content.startswith(_NOTICE):
        tokens = tokens[3:]
    kept: list[Token] = []
    section = ""
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            section = tokens[index + 1].content.strip().lower()
        if section not in _SECTIONS:
            kept.append(token)
        elif token.type == "paragraph_open" and section in ("element links", "embedded files"):
            inline = tokens[index + 1]
            formulas = (found[1] for line in inline.content.split("\n") if (found := _LISTED.match(line)))
            inline.content = "\n".join(filter(None, formulas))
            kept += tokens[index : index + 3] if inline.content else []
        elif section in ("text elements", "excalidraw data") and not _is_of_heading(tokens, index):
            kept.append(token)
    return kept


def _is_of_heading(tokens: list[Token], index: int) -> bool:
    """Whether a token is one of the three of a heading."""
    return tokens[index].type.startswith("heading_") or (
        index > 0 and tokens[index - 1].type == "heading_open"
    )
