"""Images by Markdown's syntax, and the keys of what has a caption.

In:  `![words|300](address)`, whose caption or attributes may give it a key.
Out: `<img>`, or a link to a file that is not a picture; a label for references to a figure, a table or a
     listing.
"""

from __future__ import annotations

import re

from markdown_it.token import Token

from notes_wiki.model import OF_GROUP, IdHole, Image, ImageHole, Label, NumberHole, Span
from notes_wiki.parse.addresses import Inside, Outside, classify
from notes_wiki.parse.attribute_lists import Attributes
from notes_wiki.parse.emit.emitter import Emitter, Handler
from notes_wiki.parse.emit.figure_parts import next_part
from notes_wiki.parse.emit.inlines import plain
from notes_wiki.parse.files import SCHEMES, type_of
from notes_wiki.parse.html import attribute, escape
from notes_wiki.parse.pieces import Part
from notes_wiki.parse.statements import counted
from notes_wiki.pattern import pattern

_SIZE = pattern(r"^(?:(.*?)\|)?\s*+(\d{1,5})(?:\s*+x\s*+(\d{1,5}))?\s*$", re.S)
"""A size behind the words of a picture: `words|300`, `300x200`."""
_SIZE_ALONE = pattern(r"\d{2,4}(?:x\d{2,4})?")
_FILM = pattern(
    r"https?://(?:www\.|m\.)?(?:youtube\.com/(?:watch|shorts|embed|live)|youtu\.be/|vimeo\.com/\d|"
    r"player\.vimeo\.com/|(?:twitter|x)\.com/\w+/status/)"
)
"""Addresses of films and posts: Obsidian shows them where a picture is written, here they are links."""
_FILE = pattern(r"[^\\/:*?\"<>|]+\.(?:png|jpe?g|gif|svg|webp|avif|bmp|tiff?|heic)$", re.I)
"""The name of a file at the end of an address, `C:\\pictures\\a.png`."""
_SIDE = pattern(r"(?:^|\|)\s*(?:left|center|right)\s*(?=\||$)")
RASTER = pattern(r"data:image/(?:png|gif|jpe?g|webp|avif);base64,[A-Za-z0-9+/=]+$")
"""An address that holds a picture itself, in a format that can run nothing."""


def size(typed: str) -> tuple[str, int, int]:
    """Obsidian's `words|300x200` after an image: words, width and height (0 where not given). A side that a
    theme of Obsidian would put it on (`|center`) is left out."""
    typed = _SIDE.sub("", typed)
    if found := _SIZE.match(typed):
        return (found[1] or "").strip(), int(found[2]), int(found[3] or 0)
    return typed, 0, 0


def pixels(typed: str) -> int:
    """A length in CSS pixels, "300" or "300px"; 0 for any other."""
    number = typed.strip().removesuffix("px")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0


def image(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """`![words](address)`."""
    token = tokens[index]
    address = str(token.attrs.get("src", ""))
    title = str(token.attrs.get("title", ""))
    words, width, height = plain(emitter, token.children or []), 0, 0
    if "|" in words or _SIZE_ALONE.fullmatch(words):
        words, width, height = size(words)
    attributes: Attributes | None = token.meta.get("attributes")
    if attributes is not None:
        width = pixels(attributes.values.get("width", "")) or width
        height = pixels(attributes.values.get("height", "")) or height
        if key := attributes.key:
            anchor = emitter.collector.anchors.take(key)
            emitter.out += ["<span", IdHole(anchor), "></span>"]
            kind = "figure" if title and emitter.grammar.dialect.name == "wiki" else ""
            token.meta["numbered"] = label_of(emitter, key, anchor, emitter.place(token), kind)
    if RASTER.match(address):
        emitter.out.append(f'<img loading="lazy" src="{address}" alt="{attribute(words)}">')
        return index + 1
    meant = classify(address)
    if isinstance(meant, Inside):
        scheme = meant.fragment if meant.fragment in SCHEMES else ""
        shown = Image(meant.target, words, width, height, title, scheme)
        hole = emitter.collector.image(shown, emitter.place(token))
        emitter.out.append(ImageHole(hole))
    elif isinstance(meant, Outside) and (_FILM.match(meant.url) or _is_no_picture(meant.url)):
        url = attribute(meant.url)
        emitter.out.append(f'<a class="external" href="{url}" rel="noopener">{escape(words) or url}</a>')
    elif isinstance(meant, Outside) and meant.url.startswith(("http://", "https://")):
        emitter.out.append(remote_image(meant.url, words, title, width, height))
    else:
        emitter.out.append(words_instead(words, address))
        tell_no_picture(emitter, emitter.place(token))
    return index + 1


def words_instead(words: str, address: str) -> str:
    """What stands where a picture cannot be shown: its words, or the name of its file."""
    found = None if words else _FILE.search(address)
    return escape(found[0] if found else words)


def tell_no_picture(emitter: Emitter, place: Span) -> None:
    """Report a picture whose address is not allowed."""
    emitter.collector.tell(
        "unsafe-address",
        "An image's address must be a file of the wiki or begin with http or https.",
        place,
        hint="Put the image beside the note and show it by its path.",
    )


def _is_no_picture(url: str) -> bool:
    """Whether an address ends like a film, a sound or a document."""
    known = type_of(re.split("[?#]", url, maxsplit=1)[0])
    return known is not None and known.shown != "picture"


def label_of(emitter: Emitter, key: str, anchor: str, place: Span, kind: str = "") -> list[Part]:
    """Register what a key of a figure, a table or a listing names; what precedes its caption
    ("Figure 2", or "(a)" in another figure), and nothing where the key is none of these."""
    if not (kind := counted(key) or kind):
        return []
    part = next_part(emitter, kind)
    number = emitter.collector.label(Label(key, kind, anchor, part and OF_GROUP + part), place)
    if part:
        return [f'<span class="label">({part})</span> ']
    return [f'<span class="label">{escape(emitter.wording.statement(kind))} ', NumberHole(number), "</span> "]


def numbered(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """What precedes a caption that says its key itself; references lead here."""
    token = tokens[index]
    anchor = emitter.collector.anchors.take(token.content)
    emitter.out += ["<span", IdHole(anchor), "></span>"]
    emitter.out += label_of(emitter, token.content, anchor, emitter.place(token))
    return index + 1


def remote_image(url: str, alt: str, title: str, width: int, height: int) -> str:
    """An image on another host."""
    sizes = (f' width="{width}"' if width else "") + (f' height="{height}"' if height else "")
    titled = f' title="{attribute(title)}"' if title else ""
    scheme = SCHEMES.get(url.rpartition("#")[2], "")
    classed = f' class="{scheme}"' if scheme else ""
    return f'<img loading="lazy" src="{attribute(url)}" alt="{attribute(alt)}"{classed}{titled}{sizes}>'


HANDLERS: dict[str, Handler] = {"image": image, "numbered": numbered}
