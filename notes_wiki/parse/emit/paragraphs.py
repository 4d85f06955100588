"""Paragraphs, and blocks that Markdown parses as paragraphs or lines of them: displayed formulas, embeds,
figures.

In:  the tokens of a paragraph.
Out: parts: the paragraph, or the blocks in it.
"""

from __future__ import annotations

from markdown_it.token import Token

from notes_wiki.model import IdHole
from notes_wiki.parse.emit.emitter import Emitter
from notes_wiki.parse.emit.figures import only_figures, write_figures
from notes_wiki.parse.emit.inlines import locate, plain
from notes_wiki.parse.emit.links import block_embed
from notes_wiki.parse.emit.shortcodes import is_left_out
from notes_wiki.parse.files import is_file
from notes_wiki.parse.pieces import Begin, End, Mark, Part
from notes_wiki.parse.raw_html import BLOCKS
from notes_wiki.pattern import pattern

_BREAKS = ("softbreak", "hardbreak")
_NAME = pattern(r"</?([a-zA-Z][a-zA-Z0-9]*)")


def paragraph(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """A paragraph; one that holds nothing but displays, embeds or figures becomes these blocks."""
    opening, inline = tokens[index], tokens[index + 1]
    out = emitter.out
    block = opening.meta.get("block", "") if opening.meta else ""
    if emitter.grammar.inline.special.search(inline.content) is not None:
        children = emitter.children(inline)
        if not children and not emitter.label and not opening.hidden and not opening.meta:
            return index + 3  # nothing but a comment
        if len(children) == 1 and children[0].markup == "![" and not opening.hidden:
            children[0].info = "display"
        if _only_blocks(emitter, children):
            _write_named(emitter, children, block)
            return index + 3
        if not block and only_figures(emitter, children):
            write_figures(emitter, children)
            return index + 3
    lead, emitter.label = emitter.label, []
    hole: list[Part] = []
    children = inline.children or []
    named = _last_display(children) if block else 0
    if block and not named:
        block = emitter.collector.anchors.take(block)
        out.append(Begin(block, "block"))
        hole = [IdHole(block)]
    if named:
        _write_apart(emitter, opening, _embeds_apart(children[:named]), lead, [])
        _write_named(emitter, [children[named]], block)
    elif "![" in inline.content and len(lines := _embeds_apart(children)) > 1:
        _write_apart(emitter, opening, lines, lead, hole)
    else:
        _write_paragraph(emitter, opening, inline, lead, hole)
    if block and not named:
        out.append(End())
    if opening.level == 0 and not emitter.collector.lead:
        emitter.collector.begin_lead(_words(emitter, inline))
    return index + 3


def _write_paragraph(
    emitter: Emitter, opening: Token, inline: Token, lead: list[Part], hole: list[Part]
) -> None:
    """Write a paragraph after its `lead`, with its id (`hole`); in a tight list only its words."""
    out = emitter.out
    if opening.hidden:
        if hole:
            out += ["<span", *hole, "></span>"]
        out.extend(lead)
        emitter.inline(inline)
        out.append("\n")
        return
    wrapper = "p"
    if hole or "<" in inline.content or "{{" in inline.content:
        wrapper = "div" if _holds_blocks(inline) else "p"
        out += [f"<{wrapper}", *hole, ">"]
    else:
        out.append("<p>")
    out.extend(lead)
    emitter.inline(inline)
    out.append(f"</{wrapper}>\n")


def _holds_blocks(inline: Token) -> bool:
    """Whether a text holds raw block elements or a figure, which are not allowed in a `p`."""
    return any(
        (token.type == "html_inline" and (name := _NAME.match(token.content)) and name[1].lower() in BLOCKS)
        or (token.type == "shortcode" and token.info == "figure")
        for token in inline.children or ()
    )


def _words(emitter: Emitter, inline: Token) -> str:
    if inline.children:
        return " ".join(plain(emitter, inline.children).split())
    return " ".join(emitter.quiet(inline.content).split())


def _only_blocks(emitter: Emitter, children: list[Token]) -> bool:
    """Whether inline tokens are displays, note embeds and figures, and nothing else."""
    if emitter.label or not children or children[0].type not in ("math", "embed", "shortcode"):
        return False
    for token in children:
        kind = token.type
        if kind == "math":
            if token.info != "display":
                return False
        elif kind == "embed":
            if is_file(token.content):
                return False
        elif kind == "shortcode":
            if token.info != "figure" and not is_left_out(token):
                return False
        elif kind not in _BREAKS and (kind != "text" or token.content.strip()):
            return False
    return True


def _write_blocks(emitter: Emitter, children: list[Token]) -> None:
    """Write displays, embeds and figures as blocks."""
    for token in children:
        if token.type == "math":
            place = locate(emitter, token)
            key = token.meta.get("key", "")
            emitter.out.extend(emitter.formulas.display(token.content, place, block=True, key=key))
            emitter.out.append("\n")
        elif token.type == "embed":
            emitter.out.append(Mark.OPEN)
            block_embed(emitter, token)
            emitter.out.append(Mark.CLOSE)
        elif token.type == "shortcode":
            emitter.phrasing([token])


def _write_named(emitter: Emitter, children: list[Token], name: str) -> None:
    """Write displays, embeds and figures as blocks, which may have a name."""
    if not name:
        _write_blocks(emitter, children)
        return
    anchor = emitter.collector.anchors.take(name)
    emitter.out += [Begin(anchor, "block"), "<div", IdHole(anchor), ">\n"]
    _write_blocks(emitter, children)
    emitter.out += ["</div>\n", End()]


def _is_note_embed(token: Token) -> bool:
    return token.type == "embed" and not is_file(token.content)


def _embeds_apart(children: list[Token]) -> list[list[Token]]:
    """A text split at the embeds of notes that are alone on their lines: each embed is a part, and so is what
    is between."""
    lines: list[list[Token]] = [[]]
    depth = 0
    for token in children:
        lines[-1].append(token)
        depth += token.nesting
        if token.type in _BREAKS and not depth:
            lines.append([])
    parts: list[list[Token]] = []
    apart = True
    for line in lines:
        words = [token for token in line if token.type not in _BREAKS and _shows(token)]
        if len(words) == 1 and _is_note_embed(words[0]):
            parts.append(words)
            apart = True
        elif apart:
            parts.append(line)
            apart = False
        else:
            parts[-1] += line
    return [part for part in parts if part]


def _write_apart(
    emitter: Emitter, opening: Token, parts: list[list[Token]], lead: list[Part], hole: list[Part]
) -> None:
    """Write the parts of a paragraph: embeds as blocks, others as paragraphs; `lead` goes before the
    first."""
    out = emitter.out
    tag, end = ("", "\n") if opening.hidden else ("<p>", "</p>\n")
    if hole:
        out += ["<div", *hole, ">\n"]
    for number, part in enumerate(parts):
        first = lead if number == 0 else []
        if _is_note_embed(part[0]) and len(part) == 1:
            out += [tag, *first, end] if first else []
            _write_blocks(emitter, part)
            continue
        while part and part[-1].type in _BREAKS:
            part.pop()
        if not (part or first):
            continue
        out += [tag, *first]
        emitter.phrasing_piece(part)
        out.append(end)
    if hole:
        out.append("</div>\n")


def _last_display(children: list[Token]) -> int:
    """The index of the display that a text of several lines ends with, alone on its line; 0 if there is
    none."""
    last = len(children) - 1
    while last > 0 and (children[last].type in _BREAKS or not _shows(children[last])):
        last -= 1
    if last < 1 or children[last].type != "math" or children[last].info != "display":
        return 0
    return last if children[last - 1].type in _BREAKS else 0


def _shows(token: Token) -> bool:
    return token.type != "text" or bool(token.content.strip())
