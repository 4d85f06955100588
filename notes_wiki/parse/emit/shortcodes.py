"""Hugo's shortcodes: `figure`; any other is left readable and reported."""

from __future__ import annotations

from urllib.parse import quote

from markdown_it.token import Token

from notes_wiki.model import Image, ImageHole, Link, LinkHole, TitleHole
from notes_wiki.parse.addresses import Inside, Outside, classify
from notes_wiki.parse.emit.emitter import Emitter, Handler
from notes_wiki.parse.emit.images import pixels, remote_image, tell_no_picture
from notes_wiki.parse.html import attribute, escape
from notes_wiki.parse.statements import is_box
from notes_wiki.pattern import pattern

_TAG = pattern(r"<[^>]*>")
_COMMENTED = pattern(r"(?<=\{\{[<%])\s*/\*|\*/\s*(?=[>%]\}\})")
"""The marks in `{{</* name */>}}`, which shows a shortcode instead of running it."""


_LEFT_OUT = frozenset(
    ("toc", "table-of-contents", "tableofcontents", "pagebreak", "raw", "rawhtml", "raw-html", "unsafe")
)
"""Shortcodes for what every page has anyway, or none, and around HTML."""
_ICONS = frozenset(("fa", "fab", "fas", "far", "bi", "icon", "icons", "iconify", "fontawesome", "faicon"))
"""Shortcodes that draw an icon by its name."""
_SWITCHES = frozenset(("katex", "mathjax", "math", "mermaid", "chart"))
"""Shortcodes that, alone, make a page of some theme load a script."""
_PLAYERS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "gist": "https://gist.github.com/{}",
    "instagram": "https://www.instagram.com/p/{}/",
}
"""Shortcodes that would load something from another host: they become links to it."""


def shortcode(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """One shortcode."""
    token = tokens[index]
    name = token.info
    if name == "figure" and ("src" in token.attrs or "0" in token.attrs):
        _figure(emitter, token)
    elif name in ("relref", "ref") and isinstance(meant := classify(token.content), Inside):
        words = meant.target or meant.fragment
        number = emitter.collector.link(
            Link(meant.target, meant.fragment, meant.kind, words), emitter.place(token)
        )
        emitter.out += [LinkHole(number), TitleHole(number), "</a>"]
    elif name in _PLAYERS and (wanted := token.attrs.get("id", token.attrs.get("0"))):
        path = "/".join(
            [quote(str(wanted)), *(quote(str(token.attrs[n])) for n in ("1",) if n in token.attrs)]
        )
        url = attribute(_PLAYERS[name].format(path))
        emitter.out.append(f'<a class="external" href="{url}" rel="noopener">{url}</a>')
    elif name in ("x", "tweet", "twitter", "x_simple", "twitter_simple") and "id" in token.attrs:
        path = f"{quote(str(token.attrs.get('user', 'i')))}/status/{quote(str(token.attrs['id']))}"
        emitter.out.append(
            f'<a class="external" href="https://x.com/{path}" rel="noopener">https://x.com/{path}</a>'
        )
    elif name == "qr" and "text" in token.attrs:
        emitter.phrasing(emitter.grammar.inlines_of(str(token.attrs["text"]), emitter.env))
    elif name == "video" and isinstance(meant := classify(str(token.attrs.get("0", ""))), Outside):
        url = attribute(meant.url)
        emitter.out.append(f'<a class="external" href="{url}" rel="noopener">{url}</a>')
    elif name == "kbd" and "0" in token.attrs:
        emitter.out.append(f"<kbd>{escape(str(token.attrs['0']))}</kbd>")
    elif name in ("param", "meta") and (value := emitter.env["params"].get(str(token.attrs.get("0")))):
        emitter.out.append(escape(value))
    elif is_left_out(token) or (name == "include" and "macro" in str(token.attrs.get("0"))):
        pass
    elif token.content[3:].lstrip().startswith("/*"):
        emitter.out.append(f"<code>{escape(_COMMENTED.sub('', token.content))}</code>")
    else:
        _unknown(emitter, token)
    return index + 1


def _unknown(emitter: Emitter, token: Token) -> None:
    name, tell, place = token.info.lstrip("/"), emitter.collector.tell_once, emitter.place(token)
    if is_box(name, emitter.env["kinds"]):
        message = (
            f"The shortcode {name} is not closed, or opened, in the same block, so it is shown as typed."
        )
        tell(
            "unknown-shortcode", name, message, place, hint=f"Write {{{{< /{name} >}}}} where its text ends."
        )
    else:
        message = f"The shortcode {name} is not known, so it is shown as typed."
        tell("unknown-shortcode", name, message, place, hint="Write what it stands for in Markdown.")
    emitter.out.append(f"<code>{escape(token.content)}</code>")


def _figure(emitter: Emitter, token: Token) -> None:
    get = {name: str(value) for name, value in token.attrs.items()}
    address = get.get("src") or get.get("0", "")
    title, caption = get.get("title", ""), get.get("caption", "")
    source = get.get("attr", "")
    alt = get.get("alt", "") or _TAG.sub("", caption or title)
    width, height = pixels(get.get("width", "")), pixels(get.get("height", ""))
    meant = classify(address)
    emitter.out.append("<figure>")
    closer = _open_link(emitter, token, get.get("link", ""))
    if isinstance(meant, Inside):
        number = emitter.collector.image(Image(meant.target, alt, width, height), emitter.place(token))
        emitter.out.append(ImageHole(number))
    elif isinstance(meant, Outside):
        emitter.out.append(remote_image(meant.url, alt, "", width, height))
    else:
        tell_no_picture(emitter, emitter.place(token))
    emitter.out.append(closer)
    if title or caption or source:
        emitter.out.append("<figcaption>")
        if title:
            emitter.out.append("<strong>")
            _words(emitter, title)
            emitter.out.append("</strong> ")
        _words(emitter, caption)
        if source:
            emitter.out.append(" " if caption else "")
            closer = _open_link(emitter, token, get.get("attrlink", ""))
            _words(emitter, source)
            emitter.out.append(closer)
        emitter.out.append("</figcaption>")
    emitter.out.append("</figure>\n")


def _words(emitter: Emitter, typed: str) -> None:
    """A parameter's Markdown, without its tags."""
    emitter.phrasing(emitter.grammar.inlines_of(_TAG.sub("", typed), emitter.env))


def _open_link(emitter: Emitter, token: Token, address: str) -> str:
    """Open a link to an address that a parameter names; what closes it, "" where it leads nowhere."""
    meant = classify(address) if address else None
    if isinstance(meant, Outside):
        emitter.out.append(f'<a class="external" href="{attribute(meant.url)}" rel="noopener">')
    elif isinstance(meant, Inside):
        link = Link(meant.target, meant.fragment, meant.kind, address)
        emitter.out.append(LinkHole(emitter.collector.link(link, emitter.place(token))))
    else:
        return ""
    return "</a>"


def is_left_out(token: Token) -> bool:
    """Whether nothing is to be seen of a shortcode."""
    name = token.info.lstrip("/")
    if name in _LEFT_OUT or name in _ICONS or name.endswith(".inline"):
        return True
    return name in _SWITCHES and not token.attrs


def foreign(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """What only another program can make something of. One without content is a tag of which nothing is to be
    seen, which is a token because a tag between those of HTML would otherwise stay."""
    token = tokens[index]
    if not token.content:
        return index + 1
    emitter.collector.tell_once(
        "unknown-construct",
        token.markup,
        f"Only another program can show {token.markup}, so it is shown as typed.",
        emitter.place(token),
        hint="Write what it stands for in Markdown.",
    )
    emitter.out.append(f"<code>{escape(token.content)}</code>")
    return index + 1


HANDLERS: dict[str, Handler] = {"shortcode": shortcode, "foreign": foreign}
