"""Pictures that stand alone in their paragraph and have a caption: figures.

In:  the inline tokens of a paragraph.
Out: `<figure>` with the picture and its `<figcaption>`: the picture's title, `![alt](x.png "Caption")`, or,
     as pandoc has it, its words, `![Caption](x.png)`. Formulas and links are in it as anywhere else.
"""

from __future__ import annotations

from markdown_it.token import Token

from notes_wiki.parse.emit.emitter import Emitter
from notes_wiki.parse.emit.images import image
from notes_wiki.parse.statements import counted


def only_figures(emitter: Emitter, children: list[Token]) -> bool:
    """Whether a paragraph holds nothing but pictures with captions."""
    if emitter.label or not children or children[0].type != "image":
        return False
    return all(
        bool(_caption(emitter, token)) if token.type == "image" else _is_blank(token) for token in children
    )


def write_figures(emitter: Emitter, children: list[Token]) -> None:
    """Write them, one figure a picture."""
    for token in children:
        if token.type != "image":
            continue
        caption = _caption(emitter, token)
        token.attrs.pop("title", None)
        emitter.out.append("<figure>")
        image(emitter, [token], 0)
        emitter.out.append("<figcaption>")
        emitter.out += token.meta.get("numbered", ())
        emitter.phrasing_piece(caption)
        emitter.out.append("</figcaption></figure>\n")


def _caption(emitter: Emitter, token: Token) -> list[Token]:
    """The tokens of a picture's caption; none where it has none, or a dialect's titles are only hints."""
    name = emitter.grammar.dialect.name
    title = str(token.attrs.get("title", "")).strip()
    if title and name not in ("pandoc", "hugo"):
        return emitter.grammar.inlines_of(title, emitter.env)
    key = token.meta["attributes"].key if "attributes" in token.meta else ""
    return list(token.children or ()) if name == "pandoc" or (key and counted(key)) else []


def _is_blank(token: Token) -> bool:
    return token.type in ("softbreak", "hardbreak") or (token.type == "text" and not token.content.strip())
