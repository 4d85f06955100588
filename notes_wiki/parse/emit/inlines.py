"""Running text: words, emphasis, code, breaks, formulas."""

from __future__ import annotations

from markdown_it.token import Token

from notes_wiki.math.pasted import pasted
from notes_wiki.math.plain import plain as plain_mathml
from notes_wiki.model import IdHole, Label, Reference, ReferenceHole, Span, TagHole
from notes_wiki.parse.emit.emitter import Emitter, Handler
from notes_wiki.parse.html import attribute, escape
from notes_wiki.parse.pieces import Part
from notes_wiki.parse.places import Locate
from notes_wiki.parse.rules.abbreviations import Abbreviations
from notes_wiki.parse.rules.math import escaped_offset


def text(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """Words."""
    content = tokens[index].content
    if content:
        emitter.collector.words += content.count(" ")
        emitter.out.append(escape(emitter.words(content, _before(tokens, index))))
    return index + 1


def _before(tokens: list[Token], index: int) -> str:
    """The character before a token's words: white space where something opens, a letter where it closes."""
    if not index:
        return " "
    last = tokens[index - 1]
    if last.type in ("text", "text_special"):
        return last.content[-1:] or _before(tokens, index - 1)
    return " " if last.nesting > 0 or last.type in ("softbreak", "hardbreak") else "x"


def abbreviating(known: Abbreviations) -> Handler:
    """A handler of words in which these abbreviations say what they stand for."""

    def write(emitter: Emitter, tokens: list[Token], index: int) -> int:
        before = _before(tokens, index)
        for words, meaning in known.marked(tokens[index].content):
            if not words:
                continue
            emitter.collector.words += words.count(" ")
            shown = escape(emitter.words(words, before))
            emitter.out.append(f'<abbr title="{attribute(meaning)}">{shown}</abbr>' if meaning else shown)
            before = words[-1]
        return index + 1

    return write


def escaped(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """A character that a backslash or an entity stands for."""
    emitter.out.append(escape(tokens[index].content))
    return index + 1


def soft_break(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """A line's end, which a dialect may show."""
    breaks = emitter.grammar.dialect.breaks or (emitter.inline_token.meta or {}).get("breaks")
    emitter.out.append("<br>\n" if breaks and not _is_behind_display(tokens, index) else "\n")
    return index + 1


def hard_break(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """A line break."""
    emitter.out.append("\n" if _is_behind_display(tokens, index) else "<br>\n")
    return index + 1


def _is_behind_display(tokens: list[Token], index: int) -> bool:
    """Whether a display has ended the line: a break of its own would leave an empty one."""
    return index > 0 and tokens[index - 1].type == "math" and tokens[index - 1].info == "display"


def code(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """A code span."""
    emitter.out.append(f"<code>{escape(tokens[index].content)}</code>")
    return index + 1


_ELEMENTS = {"underline": "u", "ul": "u", "mark": "mark", "highlight": "mark", "kbd": "kbd"}


def span_open(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """Words with classes or an id of their own."""
    token = tokens[index]
    hole: list[Part] = [IdHole(emitter.collector.anchors.take(token.content))] if token.content else []
    classes = f' class="{attribute(token.info)}"' if token.info and token.info not in _ELEMENTS else ""
    emitter.out += [f"<{_ELEMENTS.get(token.info, 'span')}", *hole, f"{classes}>"]
    emitter.open_ours()
    return index + 1


def span_close(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """The end of words with classes."""
    emitter.close_ours()
    emitter.out.append(f"</{_ELEMENTS.get(tokens[index].info, 'span')}>")
    return index + 1


def anchor(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """A place with an id. If it is a label, references show its words, or else the heading above it."""
    token, collector = tokens[index], emitter.collector
    if token.info == "work":
        id = emitter.env["citations"].anchor_of_listed(collector, token.content)
    else:
        id = collector.anchors.take(token.content)
    if token.info == "label":
        above = collector.headings[-1].text.plain if collector.headings else token.content
        label = Label(token.content, "section", id, "", token.meta["words"] or above, numbered=False)
        collector.label(label, emitter.place(token))
    emitter.out += ["<span", IdHole(id), "></span>"]
    return index + 1


def tag(opening: str) -> Handler:
    """A handler that writes a fixed string."""

    def write(emitter: Emitter, tokens: list[Token], index: int) -> int:
        emitter.out.append(opening)
        return index + 1

    return write


def opening(html: str) -> Handler:
    """A handler that writes the beginning of an element."""

    def write(emitter: Emitter, tokens: list[Token], index: int) -> int:
        emitter.out.append(html)
        emitter.open_ours()
        return index + 1

    return write


def closing(html: str) -> Handler:
    """A handler that writes the end of an element."""

    def write(emitter: Emitter, tokens: list[Token], index: int) -> int:
        emitter.close_ours()
        emitter.out.append(html)
        return index + 1

    return write


def locate(emitter: Emitter, token: Token) -> Locate:
    """How offsets in a formula's TeX map to places in the file; to the whole of a picture that showed it."""
    if token.markup == "![":
        whole = emitter.place(token)
        return lambda *_: whole
    inline, start, raw = emitter.inline_token, token.meta["tex"], token.meta["raw"]

    def place(offset: int, length: int) -> Span:
        if raw:
            end = escaped_offset(raw, offset + length)
            offset = escaped_offset(raw, offset)
            length = end - offset
        return emitter.places.of(inline, start + offset, length)

    return place


def math(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """A formula."""
    token = tokens[index]
    if token.info == "display" and not _is_phrase(emitter, token):
        key = token.meta.get("key", "")
        parts = emitter.formulas.display(token.content, locate(emitter, token), block=False, key=key)
    else:
        named = emitter.naming > 0
        parts = emitter.formulas.inline(token.content, locate(emitter, token), named=named)
    emitter.out.extend(parts)
    return index + 1


def _is_phrase(emitter: Emitter, token: Token) -> bool:
    """Whether a formula alone in its cell is set as within words: kramdown has displays in no cell."""
    return (
        token.markup == "$$"
        and "column" in emitter.inline_token.meta
        and emitter.grammar.dialect.name == "jekyll"
    )


def hashtag(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """A tag in the text, which joins those of the front matter."""
    name = tokens[index].content
    emitter.collector.tags[name] = None
    emitter.out += [TagHole(name), f"#{escape(name)}", "</a>"]
    return index + 1


def reference(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """A reference to an equation or a statement."""
    token = tokens[index]
    number = emitter.collector.reference(Reference(token.content, token.info), emitter.place(token))
    emitter.out.append(ReferenceHole(number))
    return index + 1


def role(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """A role that only MyST knows the meaning of."""
    token = tokens[index]
    emitter.collector.tell_once(
        "unknown-construct",
        token.info,
        f"The role {token.info} is not known, so it is shown as typed.",
        emitter.place(token),
        hint="Write what it stands for in Markdown.",
    )
    emitter.out.append(f"{{{escape(token.info)}}}<code>{escape(token.content)}</code>")
    return index + 1


def plain(emitter: Emitter, tokens: list[Token]) -> str:
    """The words of inline tokens as plain text, formulas as Unicode."""
    texts: list[str] = []
    for token in tokens:
        kind = token.type
        if kind in ("text", "text_special", "code_inline", "role"):
            texts.append(emitter.quiet(token.content) if kind == "text" else token.content)
        elif kind in ("softbreak", "hardbreak"):
            texts.append(" ")
        elif kind == "mathml":
            texts.append(plain_mathml(pasted(token.content) or ""))
        elif kind == "math":
            texts.append(emitter.formulas.plain(token.content))
        elif kind in ("image",):
            texts.append(plain(emitter, token.children or []))
        elif kind == "hashtag":
            texts.append("#" + token.content)
        elif kind in ("wikilink", "reference"):
            texts.append(token.content)
    return "".join(texts)


def field_open(emitter: Emitter, children: list[Token], index: int) -> int:
    """A field of Dataview's, with its key if that is shown."""
    key = children[index].meta["key"]
    emitter.out.append('<span class="field">' + (f'<span class="key">{escape(key)}</span> ' if key else ""))
    emitter.open_ours()
    return index + 1


HANDLERS: dict[str, Handler] = {
    "text": text,
    "text_special": escaped,
    "softbreak": soft_break,
    "hardbreak": hard_break,
    "code_inline": code,
    "em_open": tag("<em>"),
    "em_close": tag("</em>"),
    "strong_open": tag("<strong>"),
    "strong_close": tag("</strong>"),
    "s_open": tag("<s>"),
    "s_close": tag("</s>"),
    "mark_open": opening("<mark>"),
    "mark_close": closing("</mark>"),
    "field_open": field_open,
    "field_close": closing("</span>"),
    "ins_open": opening("<ins>"),
    "ins_close": closing("</ins>"),
    "sub_open": opening("<sub>"),
    "sub_close": closing("</sub>"),
    "sup_open": opening("<sup>"),
    "sup_close": closing("</sup>"),
    "span_open": span_open,
    "span_close": span_close,
    "anchor": anchor,
    "hashtag": hashtag,
    "reference": reference,
    "role": role,
    "math": math,
}
