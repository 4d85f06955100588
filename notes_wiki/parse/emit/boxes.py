"""Boxes: statements, callouts, tabs, plain divs; proofs are in `proofs.py`."""

from __future__ import annotations

from markdown_it.token import Token

from notes_wiki.model import IdHole, Label, NumberHole, Reference, ReferenceHole, Span
from notes_wiki.parse.emit.block_captions import figcaption, figure
from notes_wiki.parse.emit.box_parts import anchor_of, title_of
from notes_wiki.parse.emit.emitter import Emitter, Handler
from notes_wiki.parse.emit.open_tags import OpenBox
from notes_wiki.parse.emit.proofs import proof, sign_proof
from notes_wiki.parse.html import attribute, escape
from notes_wiki.parse.pieces import Begin, End, Part, Refs
from notes_wiki.parse.statement_names import elsewhere
from notes_wiki.parse.statements import CALLOUTS, FOLDED, TABS, counted_callout, statement
from notes_wiki.parse.titles import says_kind, take_number

_SENTENCE_ENDS = frozenset(".?!。？！")


def box_open(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """The beginning of a box, by what its kind is."""
    token = tokens[index]
    kind = statement(token.info, emitter.env["kinds"])
    if kind and kind != token.info and (called := elsewhere(token.info.rstrip("*"))[1]):
        token.info, token.meta["called"] = kind, token.meta.get("called") or called
    if token.meta.get("callout") and token.info in CALLOUTS:
        kind = ""
    if kind == "proof":
        proof(emitter, tokens, index)
    elif kind:
        _statement(emitter, tokens, index, kind)
    elif token.info in TABS:
        _tabs(emitter, tokens, index)
    elif token.info in FOLDED:
        token.meta["fold"] = token.meta["fold"] or "-"
        _callout(emitter, token)
    elif token.meta.get("callout") or token.info in CALLOUTS:
        _callout(emitter, token)
    elif "figure" in token.meta:
        figure(emitter, token)
    elif "shown" in token.meta:
        figcaption(emitter, token, tokens[index + 1].type)
    else:
        _div(emitter, token)
    return index + 1


def _end(tokens: list[Token], index: int) -> int:
    """The index of the token that closes the box opened at `index`."""
    level = tokens[index].level
    while index < len(tokens) - 1:
        index += 1
        if tokens[index].level == level and tokens[index].type == "box_close":
            break
    return index


def box_close(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """The end of a box."""
    box = emitter.boxes.pop()
    emitter.stated = box.stated
    if emitter.label:  # the box was empty
        emitter.out += ["<p>", *emitter.label, "</p>\n"]
        emitter.label = []
    if box.proof:
        sign_proof(emitter)
    emitter.out.append(box.end)
    if box.section:
        emitter.out.append(End())
    return index + 1


def _statement(emitter: Emitter, tokens: list[Token], index: int, kind: str) -> None:
    """The beginning of a theorem, a definition, …: its label, which goes into its first paragraph."""
    token = tokens[index]
    place = emitter.places.of_line(token.map[0] if token.map else 0)
    take_number(token)
    title, plain_title = title_of(emitter, token)
    named = token.meta.get("label", "")
    key = token.meta["key"] = token.meta["key"] or named
    hole, anchor = anchor_of(emitter, token, kind)
    is_block = key.startswith("^")  # Obsidian's name of a block, which asks for no number
    name = named or ("" if is_block else key)
    number = token.meta.get("number", "auto" if anchor and not is_block else "")
    numbered = bool(number) or (emitter.number_all and "number" not in token.meta)
    if not anchor and (numbered or _is_proved(tokens, index)):
        anchor = emitter.collector.anchors.take(kind)
        emitter.out.append(Begin(anchor, kind))
        hole = [IdHole(anchor)]
    shown: list[Part] = []
    if numbered:
        own = Label(name, kind, anchor, "" if number == "auto" else number, plain_title)
        shown = [" ", NumberHole(emitter.collector.label(own, place))]
    elif key:
        emitter.collector.label(Label(name, kind, anchor, "", plain_title, numbered=False), place)
    following = tokens[index + 1].type if index + 1 < len(tokens) else ""
    is_empty = following == "box_close"
    label, text = _label(emitter, token, kind, (title, plain_title), shown, place, is_empty=is_empty)
    fold = "" if is_empty else token.meta["fold"]
    tag = "details" if fold else "div"
    emitter.out += [f'<{tag} class="statement {kind}"', *hole, " open>\n" if fold == "+" else ">\n"]
    emitter.boxes.append(OpenBox(f"</{tag}>\n", bool(anchor), stated=anchor))
    if fold:
        emitter.out += ["<summary>", *label, *text, "</summary>\n"]
    elif following == "paragraph_open" and not text:
        emitter.label = label
    else:
        emitter.out += ["<p>", *label, *text, "</p>\n"]


def _label(
    emitter: Emitter,
    token: Token,
    kind: str,
    titled: tuple[list[Part], str],
    number: list[Part],
    place: Span,
    *,
    is_empty: bool,
) -> tuple[list[Part], list[Part]]:
    """What a statement begins with, "Theorem 2 (Spectral) ", and its title if that is its text. `titled`: its
    title as parts and as plain text; `number`: the parts that show its number; `is_empty`: it holds nothing
    but its title."""
    title, plain_title = titled
    called = token.meta.get("called") or emitter.wording.statement(kind)
    label: list[Part] = [f'<span class="label">{escape(called)}', *number]
    text: list[Part] = []
    if title and says_kind(plain_title, kind, called):
        label = ['<span class="label">', *title]
        if "number" in token.meta and not any(sign.isdigit() for sign in plain_title):
            label += number
    elif title and token.meta.get("quote") and (is_empty or _is_sentence(token, plain_title)):
        text = title  # the title of such a callout is its text, and what follows may be the proof
    elif title and plain_title.startswith("(") and plain_title.endswith(")"):
        label += [' <span class="name">', *title, "</span>"]
    elif title:
        label += [' <span class="name">(', *title, ")</span>"]
    elif solved := token.meta.get("of", ""):
        reference = ReferenceHole(emitter.collector.reference(Reference(solved, "cref"), place))
        label += [' <span class="name">(', reference, ")</span>"]
    return [*label, "</span> "], text


def _is_sentence(token: Token, title: str) -> bool:
    """Whether a title says the whole statement: it ends as a sentence does, or holds a display."""
    return title[-1:] in _SENTENCE_ENDS or "$$" in token.meta["title"].content


def _is_proved(tokens: list[Token], index: int) -> bool:
    """Whether a proof follows the statement that begins at `index`, which then needs an id."""
    after = _end(tokens, index) + 1
    return (
        after < len(tokens) and tokens[after].type == "box_open" and statement(tokens[after].info) == "proof"
    )


def _tabs(emitter: Emitter, tokens: list[Token], index: int) -> None:
    """A set of tabs, or one tab: of a set the browser itself keeps one open, by its `name`."""
    token = tokens[index]
    if TABS[token.info] == "tabs":
        emitter.tab_sets += 1
        end, first = _end(tokens, index), True
        for inner in tokens[index + 1 : end]:
            if inner.level == token.level + 1 and inner.type == "box_open" and inner.info in TABS:
                inner.meta["set"], inner.meta["fold"] = emitter.tab_sets, "+" if first else "-"
                first = False
        emitter.out.append('<div class="tabs">\n')
        emitter.boxes.append(OpenBox("</div>\n"))
        return
    title, _ = title_of(emitter, token)
    name = f' name="tabs-{token.meta["set"]}"' if "set" in token.meta else ""
    state = "" if token.meta["fold"] == "-" else " open"
    emitter.out += [f'<details class="tab"{name}{state}><summary>', *(title or ["Tab"]), "</summary>\n"]
    emitter.boxes.append(OpenBox("</details>\n"))


def _callout(emitter: Emitter, token: Token) -> None:
    title, plain_title = title_of(emitter, token)
    hole, anchor = anchor_of(emitter, token, "callout")
    key: str = token.meta["key"]
    kind = "".join(char if char.isalnum() else "-" for char in token.info)
    words: list[Part] = title or [escape(token.meta.get("called") or emitter.wording.statement(token.info))]
    if counted := counted_callout(key):
        place = emitter.places.of_line(token.map[0] if token.map else 0)
        number = NumberHole(emitter.collector.label(Label(key, counted, anchor, "", plain_title), place))
        words = [f"{escape(emitter.wording.statement(counted))} ", number, *([": ", *title] if title else [])]
    fold = token.meta["fold"]
    tag = "details" if fold else "aside"
    state = " open" if fold == "+" else ""
    emitter.out += [f'<{tag} class="callout callout-{attribute(kind)}"', *hole, f"{state}>\n"]
    if fold:
        emitter.out += ["<summary>", *words, "</summary>\n"]
    elif not token.meta.get("untitled"):
        emitter.out += ['<p class="callout-title">', *words, "</p>\n"]
    emitter.boxes.append(OpenBox(f"</{tag}>\n", bool(anchor)))


def _div(emitter: Emitter, token: Token) -> None:
    hole, anchor = anchor_of(emitter, token, "block")
    names = dict.fromkeys([token.info, *token.meta["classes"]])
    classes = " ".join(name for name in names if name)
    emitter.out += ["<div", *hole, f' class="{attribute(classes)}">\n' if classes else ">\n"]
    title, _ = title_of(emitter, token)
    if title:
        emitter.out += ['<p class="callout-title">', *title, "</p>\n"]
    if token.meta["key"] == "refs" and "citations" in emitter.env:
        emitter.out.append(Refs())
    emitter.boxes.append(OpenBox("</div>\n", bool(anchor)))


HANDLERS: dict[str, Handler] = {"box_open": box_open, "box_close": box_close}
