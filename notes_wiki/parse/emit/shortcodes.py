"""Hugo's shortcodes: `figure`; any other is left readable and told."""

from __future__ import annotations

import re

from markdown_it.token import Token

from notes_wiki.model import Image, ImageHole
from notes_wiki.parse.addresses import Inside, Outside, classify
from notes_wiki.parse.emit.emitter import Emitter, Handler, escape
from notes_wiki.parse.emit.links import remote_image

_TAG = re.compile(r"<[^>]*>")


def shortcode(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """One shortcode."""
    token = tokens[index]
    if token.info == "figure" and ("src" in token.attrs or "0" in token.attrs):
        _figure(emitter, token)
    else:
        emitter.collector.tell_once(
            "unknown-shortcode",
            token.info,
            f"The shortcode {token.info} is not known, so it is shown as it was typed.",
            emitter.place(token),
            hint="Write what it stands for in Markdown.",
        )
        emitter.out.append(f"<code>{escape(token.content)}</code>")
    return index + 1


def _figure(emitter: Emitter, token: Token) -> None:
    get = {name: str(value) for name, value in token.attrs.items()}
    address = get.get("src") or get.get("0", "")
    caption = get.get("caption", "") or get.get("title", "")
    alt = get.get("alt", "") or _TAG.sub("", caption)
    width, height = _pixels(get.get("width", "")), _pixels(get.get("height", ""))
    meant = classify(address)
    emitter.out.append("<figure>")
    if isinstance(meant, Inside):
        number = emitter.collector.image(Image(meant.target, alt, width, height), emitter.place(token))
        emitter.out.append(ImageHole(number))
    elif isinstance(meant, Outside):
        emitter.out.append(remote_image(meant.url, alt, "", width, height))
    if caption:
        emitter.out.append("<figcaption>")
        emitter.phrasing(emitter.grammar.inlines_of(_TAG.sub("", caption), emitter.env))
        emitter.out.append("</figcaption>")
    emitter.out.append("</figure>\n")


def _pixels(typed: str) -> int:
    number = typed.removesuffix("px")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0


HANDLERS: dict[str, Handler] = {"shortcode": shortcode}
