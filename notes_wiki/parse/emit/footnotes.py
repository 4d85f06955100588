"""Footnotes: references in the text, the notes at its end."""

from __future__ import annotations

from markdown_it.token import Token

from notes_wiki.model import FragmentHole, IdHole
from notes_wiki.parse.emit.emitter import Emitter, Handler
from notes_wiki.parse.html import attribute
from notes_wiki.parse.pieces import Mark, Part
from notes_wiki.wording import Wording


def _refer(emitter: Emitter, number: int) -> None:
    """Write a reference to a footnote, and note its place for the way back."""
    notes = emitter.footnotes
    anchor = emitter.collector.anchors.take(f"fnref-{number}")
    notes.references[number].append(anchor)
    emitter.out += [
        '<sup class="footnote-ref"', IdHole(anchor), "><a", FragmentHole(notes.anchors[number]),
        f">{number}</a></sup>",
    ]  # fmt: skip


def reference(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """`[^label]`."""
    _refer(emitter, emitter.footnotes.number(tokens[index].content, emitter.collector))
    return index + 1


def inline_note(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """`^[text]`: its words are kept for the end."""
    end = index + 1
    depth = 1
    while depth:
        depth += tokens[end].nesting if tokens[end].type.startswith("footnote_") else 0
        end += 1
    unique = f"\x00{len(emitter.footnotes.anchors)}"  # no label that an author could type
    number = emitter.footnotes.number(unique, emitter.collector)
    kept = emitter.sub()
    emitter.phrasing_piece(tokens[index + 1 : end - 1])
    emitter.footnotes.texts[number] = ["<p>", *emitter.back(kept), "</p>\n"]
    _refer(emitter, number)
    return end


def write_footnotes(emitter: Emitter) -> None:
    """The section at the end of the note; notes that nothing refers to come last."""
    notes = emitter.footnotes
    if not notes.definitions and not notes.texts:
        return
    written: list[Part] = []
    unused = iter(notes.definitions)
    number = 0
    # Writing a note may give numbers to others that it refers to, so the end is looked for after each.
    while True:
        number += 1
        if number > len(notes.anchors):
            label = next((label for label in unused if label not in notes.numbers), None)
            if label is None:
                break
            notes.number(label, emitter.collector)
        if number not in notes.texts:
            kept = emitter.sub()
            emitter.blocks(notes.definitions.get(notes.labels[number], []), top=False)
            notes.texts[number] = emitter.back(kept)
    for number, anchor in notes.anchors.items():
        written += [
            "<li",
            IdHole(anchor),
            ">",
            *_with_way_back(notes.texts[number], notes.references[number], emitter.wording),
            "</li>\n",
        ]
    emitter.out += [Mark.CUT, '<section class="footnotes">\n<ol>\n', *written, "</ol>\n</section>\n"]


def _with_way_back(text: list[Part], references: list[str], words: Wording) -> list[Part]:
    """The note's blocks with links back to where it is referred to, in its last paragraph."""
    back: list[Part] = []
    label = f' aria-label="{attribute(words.back_to_text)}">↩</a>'
    for anchor in references:
        back += [' <a class="footnote-backref"', FragmentHole(anchor), label]
    if text and text[-1] == "</p>\n":
        return [*text[:-1], *back, "</p>\n"]
    return [*text, *back]


HANDLERS: dict[str, Handler] = {"footnote_ref": reference, "footnote_open": inline_note}
