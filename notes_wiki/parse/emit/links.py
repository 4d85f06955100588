"""Links, wikilinks and embeds."""

from __future__ import annotations

from markdown_it.token import Token

from notes_wiki.model import (
    EmbedHole,
    Image,
    ImageHole,
    Link,
    LinkHole,
    LinkKind,
    Reference,
    ReferenceHole,
    TitleHole,
)
from notes_wiki.parse.addresses import PROJECTS, Inside, Outside, Refused, classify, is_place
from notes_wiki.parse.emit.emitter import Emitter, Handler
from notes_wiki.parse.emit.images import size
from notes_wiki.parse.emit.inlines import plain
from notes_wiki.parse.emit.nested_links import unlinked
from notes_wiki.parse.emit.program_links import INTERLINK, begin, close, into_program, of_documenter
from notes_wiki.parse.files import is_file
from notes_wiki.parse.html import attribute, escape
from notes_wiki.parse.rules.documenter import DESTINATION
from notes_wiki.parse.rules.logseq import named_block


def link_open(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """`[words](address)` and `<address>`."""
    token = tokens[index]
    address = str(token.attrs.get("href", ""))
    if address.startswith("@") and DESTINATION.match(f"{address})"):
        return of_documenter(emitter, tokens, index)
    program = token.meta.get("program") or ("quartodoc" if emitter.grammar.dialect.name == "pandoc" else "")
    if program and (named := INTERLINK.match(address)):
        return into_program(emitter, tokens, index, named, program)
    meant = classify(address)
    if isinstance(meant, Refused) and emitter.grammar.dialect.name == "wiki" and is_place(address):
        meant = Inside(address, "", "path")  # a target of MyST's, perhaps another note's
    is_empty = tokens[index + 1].type == "link_close"
    if isinstance(meant, Outside):
        if is_empty and emitter.grammar.dialect.name != "wiki":  # a web page's heading that leads to itself
            return index + 2
        title = str(token.attrs.get("title", ""))
        titled = f' title="{attribute(title)}"' if title else ""
        emitter.out.append(f'<a class="external" href="{attribute(meant.url)}"{titled} rel="noopener">')
        if is_empty:  # MyST's way to show the address
            emitter.out.append(escape(meant.url))
    elif isinstance(meant, Inside):
        words = plain(emitter, tokens[index + 1 : close(tokens, index)])
        number = _inside(emitter, token, address, meant, words)
        if is_empty:  # MyST's `[](#key)`
            emitter.out.append(TitleHole(number))
    else:
        _tell_refused(emitter, token, meant)
        emitter.out.append(f'<span class="inert" title="{attribute(address)}">')
        if is_empty:
            emitter.out.append(escape(address))
    begin(emitter, "</span>" if isinstance(meant, Refused) else "</a>")
    return index + 1


def _inside(emitter: Emitter, token: Token, address: str, meant: Inside, words: str) -> int:
    """Open a link into the wiki; its number."""
    if meant.target in emitter.env.get("places", ()):  # MyST's `[words](name)` for its `(name)=`
        meant = Inside("", meant.target, "path")
    elif block := named_block(address):
        meant = Inside("", f"^{block}", "path")
    words = words or meant.fragment or meant.target
    number = emitter.collector.link(
        Link(meant.target, meant.fragment, meant.kind, words), emitter.place(token)
    )
    emitter.out.append(LinkHole(number))
    return number


def _tell_refused(emitter: Emitter, token: Token, meant: Refused) -> None:
    """Report an address with a scheme that is not allowed, or that only another program can look up."""
    if meant.scheme in PROJECTS:
        emitter.collector.tell_once(
            "unknown-construct",
            meant.scheme,
            f"Only MyST can look up where {meant.scheme}: leads, so these words are not a link.",
            emitter.place(token),
            hint="Link to the page itself, with https.",
        )
    else:
        emitter.collector.tell(
            "unsafe-address",
            f"Links to {meant.scheme}: are not allowed, so these words are not a link.",
            emitter.place(token),
            hint="Use http, https or mailto, or link to a file of the wiki by its path.",
        )


def link_close(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """The end of any link."""
    closer, start = emitter.closers.pop()
    if closer == "</a>":
        emitter.out[start:] = unlinked(emitter.out[start:])
    emitter.out.append(closer)
    emitter.naming -= 1
    return index + 1


def _split(typed: str) -> tuple[str, str]:
    target, _, fragment = typed.partition("#")
    return target.strip(), fragment.strip()


def wikilink(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """`[[target]]`."""
    token = tokens[index]
    target, fragment = _split(token.content)
    number = emitter.collector.link(Link(target, fragment, "wiki", token.content), emitter.place(token))
    emitter.out += [LinkHole(number), TitleHole(number), "</a>"]
    return index + 1


def wikilink_open(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """`[[target|words]]`."""
    token = tokens[index]
    target, fragment = _split(token.content)
    words = plain(emitter, tokens[index + 1 : close(tokens, index)])
    number = emitter.collector.link(Link(target, fragment, "wiki", words), emitter.place(token))
    emitter.out.append(LinkHole(number))
    begin(emitter, "</a>")
    return index + 1


def reference_open(emitter: Emitter, tokens: list[Token], index: int) -> int:
    r"""`\hyperref[key]{words}`."""
    token = tokens[index]
    number = emitter.collector.reference(Reference(token.content, token.info), emitter.place(token))
    emitter.out.append(ReferenceHole(number, opening=True))
    begin(emitter, "</a>")
    return index + 1


def embed(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """`![[file.png|300]]`; a note embedded in the middle of a sentence becomes a link."""
    token = tokens[index]
    if is_file(token.content):
        target, fragment = _split(token.content)
        alt, width, height = size(token.markup)
        image = Image(target, alt or _name(target), width, height, fragment=fragment)
        emitter.out.append(ImageHole(emitter.collector.image(image, emitter.place(token))))
        return index + 1
    target, fragment = _split(token.content)
    words = token.markup or token.content
    number = emitter.collector.link(Link(target, fragment, _kind(token), words), emitter.place(token))
    emitter.out += [LinkHole(number), escape(token.markup) if token.markup else TitleHole(number), "</a>"]
    return index + 1


def block_embed(emitter: Emitter, token: Token) -> None:
    """`![[note]]` alone on its line. Its context is the embed itself."""
    target, fragment = _split(token.content)
    words = token.markup or token.content
    link = Link(target, fragment, _kind(token), words, embed=True)
    emitter.out.append(EmbedHole(emitter.collector.link(link, emitter.place(token))))


def _kind(token: Token) -> LinkKind:
    """How the target of an embed is meant: `![words](note.md)` has a path."""
    return "path" if token.info == "path" else "wiki"


def _name(target: str) -> str:
    return target.rpartition("/")[2].rpartition(".")[0]


HANDLERS: dict[str, Handler] = {
    "link_open": link_open,
    "link_close": link_close,
    "wikilink": wikilink,
    "wikilink_open": wikilink_open,
    "wikilink_close": link_close,
    "embed": embed,
    "reference_open": reference_open,
}
