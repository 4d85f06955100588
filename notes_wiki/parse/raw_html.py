"""Raw HTML, tag by tag: what a note may hold of it.

In:  a run of HTML as typed.
Out: `Tag`s and texts. Tags are complete, and their attributes are filtered by an allow-list. Comments and
     processing instructions are dropped, and so are scripts and styles with their contents. What only looks
     like a tag (`<keyword>`) is text.

nh3 balances the whole body later (`sanitize.py`). This module makes sure that nh3's parser never sees half a
tag, an element with raw text, or an unknown name.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from notes_wiki.pattern import pattern

_ATTRIBUTE = r"""\s+[a-zA-Z_:@][\w:.@-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?"""
# A comment, CDATA, a processing instruction, a declaration, a tag, or a `<` that begins none of these. The
# first three run to the end of the text if nothing closes them.
_TAG = pattern(
    r"<!--(?:.*?-->|.*)|<!\[CDATA\[(?:.*?\]\]>|.*)|<\?(?:.*?\?>|.*)|<![A-Za-z][^<>]*>"
    rf"|<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<attributes>(?:{_ATTRIBUTE})*)\s*/?>|<",
    re.S,
)
_COMMENTS = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"))
_PAIR = pattern(r"""([a-zA-Z_:@][\w:.@-]*)(?:\s*=\s*(?:([^\s"'=<>`]+)|'([^']*)'|"([^"]*)"))?""")
"""One attribute of a tag, with or without a value; the value bare or between quotes."""

VOID = frozenset("br hr img wbr col source track input embed area base link meta param".split())
FORMATTING = frozenset("a abbr b bdi bdo cite code del dfn em i ins kbd mark q s samp small span strong sub "
                       "sup time u var".split())  # fmt: skip
BLOCKS = frozenset(
    "address article aside blockquote caption col colgroup dd details div dl dt figcaption figure footer "
    "h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr "
    "ul".split()
)
ALLOWED = (
    FORMATTING | BLOCKS | frozenset("br wbr img video audio source iframe ruby rb rt rp".split())
) - frozenset("main nav header footer".split())
_INSTEAD = {
    "center": "div", "font": "span", "big": "span", "tt": "code", "strike": "s", "acronym": "abbr",
    "h1": "h2", "main": "div", "nav": "div", "header": "div", "footer": "div", "dir": "ul", "nobr": "span",
}  # fmt: skip
"""Elements that are obsolete, or the page's own, and what stands for them."""
_WITH_TEXT = frozenset("script style template noscript noembed noframes title textarea xmp plaintext".split())
"""Elements that are removed together with what they hold."""
ELEMENTS = ALLOWED | _WITH_TEXT | frozenset(_INSTEAD) | frozenset(
    "html head body base link meta form input button select option optgroup label fieldset legend output "
    "progress meter datalist object embed param track area map canvas svg math picture dialog slot "
    "frame frameset marquee blink applet hgroup menu search data keygen basefont".split()
)  # fmt: skip
"""All of HTML's elements; a tag of any other name is text."""

_ANYWHERE = frozenset("class title lang dir".split())
_ATTRIBUTES = {
    "td": frozenset("colspan rowspan headers".split()),
    "th": frozenset("colspan rowspan headers scope abbr".split()),
    "ol": frozenset("start reversed type".split()),
    "li": frozenset(["value"]),
    "col": frozenset(["span"]),
    "colgroup": frozenset(["span"]),
    "details": frozenset(["open"]),
    "time": frozenset(["datetime"]),
    "ins": frozenset(["datetime"]),
    "del": frozenset(["datetime"]),
}


UNCLOSED = "!"
"""The name of a comment, or what a browser takes for one, that takes the rest of the text with it."""
_SIZE = pattern(r"(?<![\w-])(?:(width|height):\s*(\d{1,5}px)|(zoom):\s*(\d{1,3})%)\s*(?:;|$)", re.I)
"""What a style says of the size of a picture; Typora writes `zoom: 50%`."""


_UNSEEN = pattern(r"(?<![\w-])(?:display:\s*none|visibility:\s*hidden)", re.I)
"""What a style says of an element that nobody is to see."""


_HIDDEN = {"hidden": "", "data-pagefind-ignore": "all"}


class Tag(NamedTuple):
    """A tag that is allowed in a note. `attributes`: those that are kept, by name, with decoded values; `id`,
    `href` and `src` must still be checked by the emitter."""

    name: str
    closing: bool
    attributes: dict[str, str]
    id: str = ""
    href: str = ""
    src: str = ""


class Text(NamedTuple):
    """Text between tags, with entities as typed and `<` escaped."""

    html: str


class Removed(NamedTuple):
    """An element that is not allowed and was removed: its tag or, for scripts and styles, also its
    contents."""

    name: str
    typed: str


class MathMl(NamedTuple):
    """A formula in MathML, with its tags."""

    typed: str


def read(raw: str, *, trusted: bool = False) -> Iterator[Tag | Text | Removed | MathMl]:
    """The tags and texts of a run of raw HTML, in order. `trusted` HTML is kept completely: what Markdown has
    too (links, pictures, ids) as tags, anything else (scripts, SVG, frames) as typed."""
    position = 0
    last_math = raw.rfind("</math>")
    while (found := _TAG.search(raw, position)) is not None:
        if found.start() > position:
            yield Text(raw[position : found.start()].replace("<", "&lt;"))
        position = found.end()
        name = (found["name"] or "").lower()
        if found[0] == "<":
            yield Text("&lt;")
        elif not name:
            if not _is_closed(found[0]):
                yield Removed(UNCLOSED, found[0])
        elif name in _WITH_TEXT:
            if not found["close"]:
                closed = re.compile(rf"</{name}\s*>", re.I).search(raw, position)
                position = closed.end() if closed else len(raw)
                typed = raw[found.start() : position]
                yield Text(typed) if trusted else Removed(name, typed)
        elif name == "math" and not found["close"] and position <= last_math:
            position = raw.index("</math>", position) + len("</math>")
            yield MathMl(raw[found.start() : position])
        elif trusted and (name not in ALLOWED or name == "iframe"):
            yield Text(found[0])
        elif name not in ELEMENTS:
            yield Text(html.escape(found[0], quote=False))
        else:
            name = name if trusted else _INSTEAD.get(name, name)
            yield _tag(name, found, trusted=trusted) if name in ALLOWED else Removed(name, found[0])
    if position < len(raw):
        yield Text(raw[position:])


def _is_closed(comment: str) -> bool:
    """Whether what begins like a comment ends, rather than the text does."""
    return not any(comment.startswith(begin) and not comment.endswith(end) for begin, end in _COMMENTS)


def _tag(name: str, found: re.Match[str], *, trusted: bool) -> Tag:
    """A tag with the attributes that may stay; of several of one name the first counts, as in browsers. What
    holds an address or an id is kept apart, for whoever resolves it."""
    if found["close"]:
        return Tag(name, True, {})
    kept: dict[str, str] = {}
    special = {"id": "", "href": "", "src": ""}
    allowed = _ANYWHERE | _ATTRIBUTES.get(name, frozenset())
    for pair in _PAIR.finditer(found["attributes"]):
        attribute = pair[1].lower()
        value = html.unescape(next((group for group in pair.groups()[1:] if group is not None), ""))
        if attribute == "class" and value == "katex-html":  # KaTeX's drawing of the MathML before it
            kept |= _HIDDEN
        if attribute in special:
            special[attribute] = special[attribute] or value.strip()
        elif attribute == "name" and name == "a":
            special["id"] = special["id"] or value.strip()
        elif (
            trusted
            or attribute in allowed
            or (name in ("img", "video", "audio") and attribute in ("alt", "width", "height"))
        ):
            kept.setdefault(attribute, value)
        elif attribute == "hidden" or (attribute == "style" and _UNSEEN.search(value)):
            kept |= _HIDDEN
        elif name == "img" and attribute == "style":
            sizes = _SIZE.findall(value)
            kept |= {(side or zoom).lower(): size or scale for side, size, zoom, scale in sizes}
    return Tag(name, False, kept, special["id"], special["href"], special["src"])
