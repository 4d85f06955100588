"""Sanitising and balancing a body that holds raw HTML, with nh3, as a whole.

In:  the parts of a note, some of them raw HTML, and a digest of all that the note shows.
Out: parts without `Raw`: tags balanced, only allowed elements, our own elements and holes intact.

Raw tags can open in one block and close in another, so the body has to be balanced as a whole. Our own HTML
must not change, but cannot be recognised by how it looks, because a source could imitate it. So before nh3
sees the body, the attributes of each opening tag of ours are replaced by one attribute whose name holds a
digest of the note and what it includes, and all else that is ours (formulas, code, holes, marks) by a word
with the same digest. Afterwards they are restored. A source cannot contain its own digest.
"""

from __future__ import annotations

import re

import nh3

from notes_wiki.load.reserved import without_reserved
from notes_wiki.model import IdHole, LinkHole, TagHole
from notes_wiki.parse.pieces import OwnHtml, Part, Raw
from notes_wiki.parse.raw_html import ALLOWED
from notes_wiki.pattern import pattern

_OPENING = pattern(r"<([a-z][a-z0-9]*)((?:[^>\"]|\"[^\"]*\")*)>")
_VOID = frozenset(("img", "input"))
"""Elements of ours without an end tag, which are replaced as a whole: they hold nothing to balance."""


class _Store:
    """What was replaced by placeholders, by number."""

    def __init__(self, nonce: str) -> None:
        self.nonce = nonce
        self.kept: list[list[Part]] = []

    def word(self, *parts: Part) -> str:
        self.kept.append(list(parts))
        return f"{self.nonce}x{len(self.kept) - 1}x"

    def attribute(self, parts: list[Part]) -> str:
        self.kept.append(parts)
        return f' data-{self.nonce}="{len(self.kept) - 1}"'


def sanitize(parts: list[Part], digest: str) -> list[Part]:
    """The parts with all raw HTML balanced and filtered."""
    store = _Store("k" + digest[:20])
    shown = "".join(_hide(parts, store))
    clean = nh3.clean(
        shown,
        tags=set(ALLOWED) | {"input"},  # the boxes of task lists, which no source may write itself
        attributes={"*": {f"data-{store.nonce}"}},
        link_rel=None,
        strip_comments=True,
        clean_content_tags=set(),
    )
    return _restore(without_reserved(clean), store)  # entities may have spelled such characters


def _hide(parts: list[Part], store: _Store) -> list[str]:
    """The body's text with placeholders. A tag of ours may be spread over several parts (` id=…` is a hole),
    so parts are collected until the tag is complete."""
    shown: list[str] = []
    tag: list[Part] = []
    for part in parts:
        if tag:
            if not isinstance(part, str) or ">" not in part:
                tag.append(part)
                continue
            head, _, part = part.partition(">")  # noqa: PLW2901  # the rest may begin the next tag
            shown.append(_hide_tag([*tag, head], store))
            tag = []
        if isinstance(part, Raw):
            shown.append(part.html)
        elif isinstance(part, LinkHole | TagHole):
            shown.append(f"<a{store.attribute([part])}>")
        elif isinstance(part, OwnHtml) or not isinstance(part, str):
            shown.append(store.word(part))
        elif part.rfind("<") > part.rfind(">"):
            start = part.rfind("<")
            shown.append(_hide_text(part[:start], store))
            tag = [part[start:]]
        else:
            shown.append(_hide_text(part, store))
    return shown


def _hide_text(text: str, store: _Store) -> str:
    def opening(found: re.Match[str]) -> str:
        name, attributes = found[1], found[2]
        if name in _VOID:
            return store.word(found[0])
        return f"<{name}{store.attribute([attributes])}>" if attributes else found[0]

    return _OPENING.sub(opening, text)


def _hide_tag(tag: list[Part], store: _Store) -> str:
    """A tag with holes among its attributes; its `>` is taken off."""
    first = str(tag[0])
    name = re.match(r"<([a-z0-9]+)", first)
    assert name is not None
    attributes: list[Part] = [first[name.end() :], *tag[1:]]
    return f"<{name[1]}{store.attribute(attributes)}>"


def _restore(clean: str, store: _Store) -> list[Part]:
    """The parts, with everything restored. If nh3 split an element in two, only the first keeps the id."""
    placeholder = re.compile(rf'<([a-z0-9]+) data-{store.nonce}="(\d+)">|{store.nonce}x(\d+)x')
    parts: list[Part] = []
    position = 0
    seen: set[int] = set()
    for found in placeholder.finditer(clean):
        parts.append(clean[position : found.start()])
        position = found.end()
        number = int(found[2] or found[3])
        kept = store.kept[number]
        if found[1] is None:
            parts.extend(kept)
        elif len(kept) == 1 and isinstance(kept[0], LinkHole | TagHole):
            parts.append(kept[0])
        else:
            parts.append(f"<{found[1]}")
            parts.extend(part for part in kept if number not in seen or not isinstance(part, IdHole))
            parts.append(">")
        seen.add(number)
    parts.append(clean[position:])
    return parts
