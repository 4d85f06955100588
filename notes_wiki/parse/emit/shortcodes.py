"""Hugo's shortcodes: `figure`; any other is left readable and reported."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from markdown_it.token import Token

from notes_wiki.model import Image, ImageHole, Link, LinkHole, TitleHole
from notes_wiki.parse.addresses import Inside, Outside, classify
from notes_wiki.parse.emit.emitter import Emitter, Handler
from notes_wiki.parse.emit.images import pixels, remote_image, tell_no_picture
from notes_wiki.parse.files import type_of
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
    writer = _WRITERS.get(token.info)
    if not (writer and writer(emitter, token)):
        _other(emitter, token)
    return index + 1


def _other(emitter: Emitter, token: Token) -> None:
    """A shortcode that shows nothing, that is itself shown instead of run, or that is not known."""
    if is_left_out(token) or (token.info == "include" and "macro" in str(token.attrs.get("0"))):
        return
    if token.content[3:].lstrip().startswith("/*"):
        emitter.out.append(f"<code>{escape(_COMMENTED.sub('', token.content))}</code>")
    else:
        _unknown(emitter, token)


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


def _figure(emitter: Emitter, token: Token) -> bool:
    get = {name: str(value) for name, value in token.attrs.items()}
    if "src" not in get and "0" not in get:
        return False
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
    return True


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


def _reference(emitter: Emitter, token: Token) -> bool:
    """`relref` and `ref`: a link with the title of the note that it leads to."""
    meant = classify(token.content)
    if not isinstance(meant, Inside):
        return False
    link = Link(meant.target, meant.fragment, meant.kind, meant.target or meant.fragment)
    number = emitter.collector.link(link, emitter.place(token))
    emitter.out += [LinkHole(number), TitleHole(number), "</a>"]
    return True


def _player(emitter: Emitter, token: Token) -> bool:
    wanted = token.attrs.get("id", token.attrs.get("0"))
    if not wanted:
        return False
    path = "/".join(quote(str(part)) for part in (wanted, token.attrs.get("1")) if part is not None)
    _external(emitter, _PLAYERS[token.info].format(path))
    return True


def _post(emitter: Emitter, token: Token) -> bool:
    if "id" not in token.attrs:
        return False
    user, number = quote(str(token.attrs.get("user", "i"))), quote(str(token.attrs["id"]))
    _external(emitter, f"https://x.com/{user}/status/{number}")
    return True


def _video(emitter: Emitter, token: Token) -> bool:
    """A film: one among the files is shown, one elsewhere is linked to."""
    meant = classify(str(token.attrs.get("0", "") or token.attrs.get("src", "")))
    if isinstance(meant, Outside):
        _external(emitter, meant.url)
    elif isinstance(meant, Inside) and _is_film(meant.target):
        words = str(token.attrs.get("title", ""))
        number = emitter.collector.image(Image(meant.target, words, 0, 0), emitter.place(token))
        emitter.out.append(ImageHole(number))
    else:
        return False
    return True


def _is_film(path: str) -> bool:
    known = type_of(path)
    return known is not None and known.shown == "film"


def _external(emitter: Emitter, address: str) -> None:
    """A link to another host, in the words of its address."""
    url = attribute(address)
    emitter.out.append(f'<a class="external" href="{url}" rel="noopener">{url}</a>')


def _qr(emitter: Emitter, token: Token) -> bool:
    """The words that the square would stand for."""
    if "text" not in token.attrs:
        return False
    emitter.phrasing(emitter.grammar.inlines_of(str(token.attrs["text"]), emitter.env))
    return True


def _key(emitter: Emitter, token: Token) -> bool:
    if "0" not in token.attrs:
        return False
    emitter.out.append(f"<kbd>{escape(str(token.attrs['0']))}</kbd>")
    return True


def _parameter(emitter: Emitter, token: Token) -> bool:
    """What the note's front matter has for a name."""
    value = emitter.env["params"].get(str(token.attrs.get("0")))
    if not value:
        return False
    emitter.out.append(escape(value))
    return True


def _variable(emitter: Emitter, token: Token) -> bool:
    """What Quarto's `_variables.yml` has for a name: words, of which none is such a name again."""
    value = emitter.env.get("substitutions", {}).get(f"var {token.attrs.get('0')}")
    if not value or "{{" in value:
        return False
    _words(emitter, value)
    return True


_WRITERS: dict[str, Callable[[Emitter, Token], bool]] = {
    "figure": _figure,
    **dict.fromkeys(("relref", "ref"), _reference),
    **dict.fromkeys(_PLAYERS, _player),
    **dict.fromkeys(("x", "tweet", "twitter", "x_simple", "twitter_simple"), _post),
    "video": _video,
    "qr": _qr,
    "kbd": _key,
    **dict.fromkeys(("param", "meta"), _parameter),
    "var": _variable,
}
"""What writes a shortcode, by its name; False where it lacks what it needs, and nothing is written."""


def is_left_out(token: Token) -> bool:
    """Whether a shortcode shows nothing."""
    name = token.info.lstrip("/")
    if name in _LEFT_OUT or name in _ICONS or name.endswith(".inline"):
        return True
    return name in _SWITCHES and not token.attrs


def foreign(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """What only another program understands. One without content is a tag that shows nothing; it is a token
    because a tag between those of HTML would otherwise stay."""
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
