"""Blocks: headings, lists, quotes, tables, rules.

In:  the tokens of a note, and the index of the first one of a block.
Out: parts appended to the emitter's; the index of the token after the block.
"""

from __future__ import annotations

from markdown_it.token import Token

from notes_wiki.model import FragmentHole, Heading, IdHole, Label, Text
from notes_wiki.parse.anchors import slug
from notes_wiki.parse.emit.emitter import Emitter, Handler, bare
from notes_wiki.parse.emit.images import label_of
from notes_wiki.parse.emit.inlines import plain, tag
from notes_wiki.parse.emit.paragraphs import paragraph
from notes_wiki.parse.html import attribute, escape
from notes_wiki.parse.pieces import Begin, End, Part
from notes_wiki.parse.statements import counted
from notes_wiki.pattern import pattern

_DISPLAYS = ("$$", "\\[", "\\begin{")
"""What a paragraph begins with whose first part is a display."""
_TASK = pattern(r"(?:\[([^\[\]\n])\]|\{\{(?:\[\[)?(TODO|DONE)(?:\]\])?\}\})(?:[ \t]+|$)")
"""What a task begins with: `[x]`, and Roam's `{{[[DONE]]}}`."""


def section_open(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """A block that has an id of its own."""
    anchor = emitter.collector.anchors.take(tokens[index].content)
    emitter.out += [Begin(anchor, "block"), "<div", IdHole(anchor), ">\n"]
    return index + 1


def section_close(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """The end of a block that has an id of its own."""
    emitter.out += ["</div>\n", End()]
    return index + 1


def heading(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """A heading with its id; the note's title is not written again."""
    opening, inline = tokens[index], tokens[index + 1]
    collector = emitter.collector
    explicit = str(opening.attrs.get("id", ""))
    children = emitter.children(inline)
    words = " ".join(plain(emitter, children).split())
    anchor = collector.anchors.take(explicit or slug(words))
    if anchor == (explicit or slug(words)) and _is_referred_to(emitter, anchor):
        place = emitter.places.of_line(opening.map[0] if opening.map else 0)
        collector.label(Label(anchor, "section", anchor, "", words, numbered=False), place)
    block = collector.anchors.take(opening.meta["block"]) if opening.meta.get("block") else ""
    own: list[Part] = ["<span", IdHole(block), "></span>"] if block else []
    if opening.meta.get("title") or not (words or children):
        if anchor in (places := emitter.env.get("places", {})):
            places[anchor] = inline.content  # there is no heading below that a link to it could show
        emitter.out += ["<div", IdHole(anchor), ">", *own, "</div>\n"]
        return index + 3
    level = min(int(opening.tag[1]) + emitter.shift, 6)
    if opening.level == 0:
        emitter.out.append(Begin(anchor, "heading", level))
    kept = emitter.sub()
    emitter.naming += 1
    emitter.phrasing_piece(children)
    emitter.naming -= 1
    written = emitter.back(kept)
    html = bare(written, collector).strip()
    typed = inline.content if "[[" in inline.content and "|" in inline.content else ""
    collector.headings.append(Heading(level, anchor, Text(html, words), typed))
    if block:
        emitter.out.append(Begin(block, "block"))
    emitter.out += _heading_element(level, anchor, [*own, *written])
    if block:
        emitter.out.append(End())
    return index + 3


def _heading_element(level: int, anchor: str, inside: list[Part]) -> list[Part]:
    """The heading and the link to it. That is hidden from screen readers: it would be read as a part of the
    heading, and the table of contents has it too."""
    end_of_link = f' tabindex="-1" aria-hidden="true">#</a></h{level}>\n'
    link: list[Part] = [' <a class="anchor"', FragmentHole(anchor), end_of_link]
    return [f"<h{level}", IdHole(anchor), ">", *inside, *link]


def _is_referred_to(emitter: Emitter, key: str) -> bool:
    """Whether references may use a heading's key: Quarto's `sec-x`; MyST's names above a heading; any key in
    Pandoc's dialect, and in LaTeX's text."""
    if counted(key) == "section" or emitter.grammar.dialect.name == "pandoc" or emitter.env.get("tex_text"):
        return True
    return key in emitter.env.get("places", {})


def inline(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """The text of a block that has no handler of its own for it (a table's cell)."""
    emitter.inline(tokens[index])
    return index + 1


def list_item(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """A list item, or a task."""
    if index + 2 < len(tokens) and tokens[index + 1].type == "paragraph_open":
        text = tokens[index + 2]
        if text.content.startswith(("[", "{{")) and (task := _TASK.match(text.content)):
            text.content = text.content[task.end() :]
            opening, box = _task(emitter, task[1] or (" " if task[2] == "TODO" else "x"))
            emitter.out.append(opening)
            # In a list with blank lines the text is a paragraph of its own, and the box stands in its line.
            (emitter.out if tokens[index + 1].hidden else emitter.label).append(box)
            return index + 1
    emitter.out.append("<li>")
    return index + 1


def _task(emitter: Emitter, sign: str) -> tuple[str, str]:
    """The opening tag of a task, and its box. Obsidian's themes have more signs than done and to do: a task
    that is begun (`/`), moved (`>`) or dropped (`-`) counts as not done, and shows its sign."""
    words = emitter.wording
    done = sign in "xX"
    checked = " checked" if done else ""
    label = attribute(words.task_done if done else words.task_open)
    mark = "" if done or sign == " " else f'<span class="task-sign">{escape(sign)}</span> '
    kind = "task dropped" if sign == "-" else "task"
    return f'<li class="{kind}">', f'<input type="checkbox" disabled{checked} aria-label="{label}"> {mark}'


def ordered_list(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """A numbered list, from the number it begins with."""
    start, kind = tokens[index].attrs.get("start"), tokens[index].attrs.get("type")
    begins = f' start="{int(start)}"' if start is not None else ""
    counts = f' type="{kind}"' if kind else ""
    emitter.out.append(f"<ol{begins}{counts}>\n")
    return index + 1


def cell(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """A cell of a table, aligned by class."""
    token = tokens[index]
    side = token.attrs.get("align", "")
    aligned = f' class="{side}"' if side in ("right", "center") else ""
    for name in ("colspan", "rowspan"):
        if name in token.attrs:
            aligned += f' {name}="{token.attrs[name]}"'
    emitter.out.append(f"<{token.tag}{aligned}>")
    return index + 1


def caption(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """The beginning of a table's caption: its number, where the table has a key."""
    token = tokens[index]
    emitter.out.append("<caption>")
    if token.content:
        anchor = emitter.collector.anchors.take(token.content)
        place = emitter.places.of_line(token.map[0] if token.map else 0)
        emitter.out += ["<span", IdHole(anchor), "></span>"]
        emitter.out += label_of(emitter, token.content, anchor, place, token.info)
    return index + 1


def target(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """A name for the block below, unless that is a heading, which has it already. It becomes the label of a
    displayed formula, or the key of a box, so that references to it have a number."""
    name = tokens[index].content
    block = _with_key(emitter, tokens, index + 1) if name else None
    if block is not None:
        block.meta["key"] = block.meta.get("key") or name
    if name and (block is None or block.meta["key"] != name):
        emitter.out += ["<div", IdHole(emitter.collector.anchors.take(name)), "></div>\n"]
    return index + 1


def _with_key(emitter: Emitter, tokens: list[Token], index: int) -> Token | None:
    """The token at `index` if it can have a key: a box, a `{math}` fence, or the displayed formula at the
    beginning of a paragraph."""
    if index >= len(tokens):
        return None
    token = tokens[index]
    if token.type == "box_open" or (token.type == "fence" and token.info.startswith("{math}")):
        return token
    if token.type == "paragraph_open" and tokens[index + 1].content.startswith(_DISPLAYS):
        first = emitter.children(tokens[index + 1])[0]
        return first if first.type == "math" and first.info == "display" else None
    return None


def macros(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """Definitions of macros: nothing of them is shown."""
    emitter.formulas.define(tokens[index].content)
    return index + 1


def too_deep(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """Text that was nested too deeply to be parsed."""
    token = tokens[index]
    emitter.out.append(f"<pre>{escape(token.content)}</pre>\n")
    line = token.map[0] if token.map else 0
    emitter.collector.tell(
        "nested-too-deeply",
        "Quotes and lists are nested too deeply here, so the rest is shown as typed.",
        emitter.places.of_line(line),
        hint="Use fewer levels.",
    )
    return index + 1


HANDLERS: dict[str, Handler] = {
    "paragraph_open": paragraph,
    "heading_open": heading,
    "inline": inline,
    "bullet_list_open": tag("<ul>\n"),
    "bullet_list_close": tag("</ul>\n"),
    "ordered_list_open": ordered_list,
    "ordered_list_close": tag("</ol>\n"),
    "list_item_open": list_item,
    "list_item_close": tag("</li>\n"),
    "blockquote_open": tag("<blockquote>\n"),
    "blockquote_close": tag("</blockquote>\n"),
    "hr": tag("<hr>\n"),
    "table_open": tag('<div class="table"><table>\n'),
    "table_close": tag("</table></div>\n"),
    "caption_open": caption,
    "caption_close": tag("</caption>\n"),
    "thead_open": tag("<thead>\n"),
    "thead_close": tag("</thead>\n"),
    "tbody_open": tag("<tbody>\n"),
    "tbody_close": tag("</tbody>\n"),
    "tr_open": tag("<tr>"),
    "tr_close": tag("</tr>\n"),
    "th_open": cell,
    "th_close": tag("</th> "),
    "td_open": cell,
    "td_close": tag("</td>"),
    "dl_open": tag("<dl>\n"),
    "dl_close": tag("</dl>\n"),
    "dt_open": tag("<dt>"),
    "dt_close": tag("</dt>\n"),
    "dd_open": tag("<dd>"),
    "dd_close": tag("</dd>\n"),
    "section_open": section_open,
    "section_close": section_close,
    "macros": macros,
    "attributes_above": tag(""),
    "target": target,
    "too_deep": too_deep,
}
