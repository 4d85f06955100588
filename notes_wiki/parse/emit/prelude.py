"""What front matter says of a text and its program shows above it: a subtitle and an abstract, as Pandoc,
Quarto and MyST have them.

In:  the emitter before the note's blocks are written, and the front matter.
Out: the two at the beginning of the note.
"""

from __future__ import annotations

from markdown_it.token import Token

from notes_wiki.model import Meta
from notes_wiki.parse.emit.emitter import Emitter

_DIALECTS = frozenset(("pandoc", "wiki"))


def write_prelude(emitter: Emitter, meta: Meta) -> None:
    """Write what there is of them."""
    subtitle, abstract = meta.extra.get("subtitle", ""), meta.extra.get("abstract", "")
    if not (subtitle or abstract) or emitter.grammar.dialect.name not in _DIALECTS:
        return
    if subtitle:
        emitter.out.append('<p class="subtitle"><em>')
        emitter.phrasing_piece(emitter.children(Token("inline", "", 0, content=subtitle)))
        emitter.out.append("</em></p>\n")
    if abstract:
        emitter.blocks(_box(abstract))


def _box(text: str) -> list[Token]:
    """A callout with the paragraphs of a text."""
    opening = Token("box_open", "div", 1, info="abstract")
    opening.meta = {"title": None, "fold": "", "key": "", "classes": (), "callout": True}
    tokens = [opening]
    for words in text.strip().split("\n\n"):
        tokens += [
            Token("paragraph_open", "p", 1, level=1),
            Token("inline", "", 0, content=words.strip(), level=2),
            Token("paragraph_close", "p", -1, level=1),
        ]
    return [*tokens, Token("box_close", "div", -1)]
