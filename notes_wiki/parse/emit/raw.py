"""Raw HTML in a note: kept by an allow-list, its links and images like any other.

In:  `html_block` and `html_inline` tokens.
Out: tags and texts in the emitter's output, with holes for what depends on other notes; problems for what was
     removed.

Inline tags are balanced within the text of their block, and formatting elements within their block of HTML;
only block elements may extend from one block of HTML to another.
"""

from __future__ import annotations

import re

from markdown_it.token import Token

from notes_wiki.model import IdHole, Image, ImageHole, Link, LinkHole, Span
from notes_wiki.parse.addresses import Inside, Outside, classify
from notes_wiki.parse.emit.emitter import Emitter, Handler
from notes_wiki.parse.emit.html_formulas import Words, with_formulas, write_words
from notes_wiki.parse.emit.images import RASTER, remote_image, tell_no_picture, words_instead
from notes_wiki.parse.emit.open_tags import OpenTag, close_all, close_until
from notes_wiki.parse.files import SCHEMES
from notes_wiki.parse.formula_pictures import formula_in
from notes_wiki.parse.html import attribute, escape
from notes_wiki.parse.pieces import Mark, Raw
from notes_wiki.parse.raw_html import FORMATTING, UNCLOSED, VOID, MathMl, Removed, Tag, Text, read
from notes_wiki.pattern import pattern

_PIXELS = pattern(r"(\d{1,5})(?:px)?$")
_PER_CENT = pattern(r"\d{1,3}")
MOST_OPEN = 16
"""Formatting elements open at once; more are left out, because balancing them takes the cube of their
number."""

MOST_DEEP = 200
"""Elements inside each other; deeper ones are left out, because balancing them takes the square of their
number."""

_EXPORTED = pattern(r"\.(?:csl|org|ox-hugo|table|src-block|figure)-")
"""What the style sheets are about that exporters put among a note's text."""
_COMMENT = pattern(r"\s*<!--(?:(?!-->).)*-->\s*", re.S)


def html_block(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """A block of HTML."""
    token = tokens[index]
    if _COMMENT.fullmatch(token.content):
        return index + 1
    if emitter.html == "escape":
        emitter.out.append(f"<p>{escape(_COMMENT.sub('', token.content).strip())}</p>\n")
        return index + 1
    emitter.inline_token = token
    opened: list[OpenTag] = []
    place = emitter.places.of_line(token.map[0] if token.map else 0)
    parts = read(token.content, trusted=emitter.html == "trusted")
    for part in with_formulas(parts) if emitter.html_math is not None else parts:
        if isinstance(part, Tag) and part.name in FORMATTING:
            _formatting(emitter, part, opened, place)
        elif isinstance(part, Words):
            write_words(emitter, part, place)
        else:
            _part(emitter, part, place)
    emitter.close_tags(close_all, opened)
    return index + 1


def html_inline(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """A tag in running text."""
    token = tokens[index]
    if emitter.html == "escape":
        emitter.out.append(escape(_COMMENT.sub("", token.content)))
        return index + 1
    for part in read(token.content, trusted=emitter.html == "trusted"):
        if isinstance(part, Tag) and part.name not in VOID:
            _formatting(emitter, part, emitter.raw_open, emitter.place(token))
        else:
            _part(emitter, part, emitter.place(token))
    return index + 1


def mathml(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """MathML in running text."""
    typed = tokens[index].content
    if emitter.html == "escape":
        emitter.out.append(escape(typed))
    else:
        _part(emitter, MathMl(typed), emitter.place(tokens[index]))
    return index + 1


def _formatting(emitter: Emitter, tag: Tag, opened: list[OpenTag], place: Span) -> None:
    """A tag that must be balanced: a closing tag also closes what was opened after its element."""
    if tag.closing:
        emitter.close_tags(lambda tags: close_until(tags, tag.name), opened)
    elif len(opened) < MOST_OPEN and tag.name not in VOID:
        opened.append(OpenTag(tag.name, context=_part(emitter, tag, place)))


def _part(emitter: Emitter, part: Tag | Text | Removed | MathMl, place: Span) -> bool:
    """Write a tag or text. Returns True if it opened a link that is its own context."""
    out = emitter.out
    emitter.raw = True
    if isinstance(part, Tag) and part.name == "details":
        emitter.unfolded = emitter.unfolded[:-1] if part.closing else [*emitter.unfolded, place]
    if isinstance(part, Text):
        out.append(Raw(part.html))
    elif isinstance(part, MathMl):
        out += emitter.formulas.pasted(part.typed) or []
    elif isinstance(part, Removed):
        _tell_removed(emitter, part, place)
    elif part.closing:
        emitter.raw_depth = max(0, emitter.raw_depth - 1)
        if emitter.raw_depth < MOST_DEEP:
            out.append(Raw(f"</{part.name}>"))
    elif part.name not in VOID and _is_too_deep(emitter, place):
        return False
    elif part.name == "a":
        return _anchor(emitter, part, place)
    elif part.name in ("img", "video", "audio", "source"):
        _media(emitter, part, place)
    elif part.name == "iframe":
        _frame(emitter, part)
    else:
        _opening(emitter, part, "")
    return False


def _tell_removed(emitter: Emitter, part: Removed, place: Span) -> None:
    """Report what was removed, except style sheets of exporters, which the author did not write."""
    if part.name == "style" and _EXPORTED.search(part.typed):
        return
    if part.name == UNCLOSED:
        emitter.collector.tell(
            "unclosed-comment",
            "A comment is never closed, so everything after it is left out.",
            place,
            hint="Close it with -->, or write &lt; for the sign itself.",
        )
        return
    emitter.collector.tell_once(
        "html-removed",
        part.name,
        f"The HTML element <{part.name}> is not allowed in a note and was removed.",
        place,
        hint='Use Markdown instead, or set html = "trusted" in wiki.toml if all notes are your own.',
    )


def _is_too_deep(emitter: Emitter, place: Span) -> bool:
    """Count another open element; whether it is nested too deeply."""
    emitter.raw_depth += 1
    if emitter.raw_depth <= MOST_DEEP:
        return False
    emitter.collector.tell_once(
        "html-removed",
        "",
        f"More than {MOST_DEEP} HTML elements are open here, so this one and those inside it are left out; "
        "their text is kept.",
        place,
        hint="Close elements where they end.",
    )
    return True


def _opening(emitter: Emitter, tag: Tag, more: str) -> None:
    """Write an opening tag with its attributes, and `more` of them as given."""
    out = emitter.out
    attributes = "".join(f' {name}="{attribute(value)}"' for name, value in tag.attributes.items())
    out.append(f"<{tag.name}")
    if tag.id:
        out.append(IdHole(emitter.collector.anchors.take(tag.id)))
    out.append(f"{attributes}{more}>")


def _anchor(emitter: Emitter, tag: Tag, place: Span) -> bool:
    """A link. One into the wiki is resolved like any other; if it is not in a paragraph, it is its own
    context."""
    if not tag.href:
        _opening(emitter, tag, "")
        return False
    meant = classify(tag.href)
    if isinstance(meant, Outside):
        more = f' href="{attribute(meant.url)}" rel="noopener"'
        tag.attributes["class"] = " ".join(["external", *tag.attributes.get("class", "").split()])
        _opening(emitter, tag, more)
        return False
    if not isinstance(meant, Inside):
        _opening(emitter, tag, "")
        return False
    alone = emitter.inline_token.map is None
    if tag.id:
        emitter.out += ["<span", IdHole(emitter.collector.anchors.take(tag.id)), "></span>"]
    number = emitter.collector.link(Link(meant.target, meant.fragment, meant.kind, tag.href), place)
    if alone:
        emitter.out.append(Mark.OPEN)
    emitter.out.append(LinkHole(number))
    return alone


def _media(emitter: Emitter, tag: Tag, place: Span) -> None:
    """An image, a video, a sound: by its own `src`, or by that of the `source` in it."""
    alt = tag.attributes.get("alt", "")
    width, height = (_pixels(tag.attributes.get(side, "")) for side in ("width", "height"))
    meant = classify(tag.src) if tag.src else None
    if tex := formula_in(tag.src, alt):
        emitter.out += emitter.formulas.inline(tex, lambda *_: place)
    elif isinstance(meant, Inside):
        title, scale = tag.attributes.get("title", ""), _scale(tag.attributes.get("zoom", ""))
        scheme = meant.fragment if meant.fragment in SCHEMES else ""
        image = Image(meant.target, alt, width, height, title, scheme, scale)
        emitter.out.append(ImageHole(emitter.collector.image(image, place)))
    elif tag.name == "img" and RASTER.match(tag.src):
        emitter.out.append(remote_image(tag.src, alt, tag.attributes.get("title", ""), width, height))
    elif isinstance(meant, Outside) and tag.name == "img":
        emitter.out.append(remote_image(meant.url, alt, tag.attributes.get("title", ""), width, height))
    elif isinstance(meant, Outside):
        _address(emitter, meant)
    elif meant is not None:
        emitter.out.append(words_instead(alt, tag.src))
        tell_no_picture(emitter, place)


def _frame(emitter: Emitter, tag: Tag) -> None:
    """An `iframe` becomes a link, because pages load nothing from other hosts."""
    meant = classify(tag.src)
    if isinstance(meant, Outside):
        _address(emitter, meant)


def _address(emitter: Emitter, meant: Outside) -> None:
    url = attribute(meant.url)
    emitter.out += [f'<a class="external" href="{url}" rel="noopener">', url, "</a>"]


def _pixels(typed: str) -> int:
    found = _PIXELS.match(typed.strip())
    return int(found[1]) if found else 0


def _scale(typed: str) -> int:
    """The per cent that a picture is zoomed to; 100 where nothing sensible is said, as trusted HTML may."""
    return int(typed) if _PER_CENT.fullmatch(typed) else 100


HANDLERS: dict[str, Handler] = {"html_block": html_block, "html_inline": html_inline, "mathml": mathml}
