"""What pages were made of, the texts of single notes apart.

In:  what a build read, and what the last build into the same folder left of its own.
Out: the notes whose text is another where nothing else is, so that only pages which show these need to be
     looked at; None where all pages must be.

Working out the key of every page takes a second for 10,000 notes, and most edits change the text of one:
no title, heading, link or label of any note, no file, setting or template. Then every page that shows
nothing of that note has the key it had. `wiki serve` goes by the same rule (`Renderer.pages_showing`).
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from notes_wiki.model import Record
from notes_wiki.render.key import digest
from notes_wiki.render.page import Renderer
from notes_wiki.render.values import Sizes
from notes_wiki.stages.link import Beside
from notes_wiki.stages.read import Notes

MOST_EDITED = 50
"""Edited notes up to which it is quicker to ask which pages show them than to look at all."""

_decode = msgspec.msgpack.Decoder(dict[str, tuple[str, str]]).decode
_encode = msgspec.msgpack.Encoder().encode


class Fingerprint(Record, frozen=True):
    """`shared` is the digest of all that pages depend on but for the texts of notes; `notes` gives, by id,
    the key a note's text is remembered under and the day it was changed, encoded."""

    shared: str
    notes: bytes


class Edited(Record, frozen=True):
    """The notes that are others, by id, and whether the day of any of them is."""

    notes: tuple[str, ...]
    dated: bool


def fingerprint(
    renderer: Renderer,
    notes: Notes,
    beside: Beside,
    sizes: Sizes,
    modified: Mapping[str, str],
    settings: object,
) -> Fingerprint:
    """The fingerprint of a build. `settings` are those that its pages depend on beside the configuration."""
    shared = (renderer.chrome, notes.linked, beside, list(sizes.items()), settings)
    texts = {note.id: (notes.keys[note.id], modified.get(note.id, "")) for note in notes.published}
    return Fingerprint(digest(shared), _encode(texts))


def edited(before: Fingerprint | None, now: Fingerprint) -> Edited | None:
    """The notes that differ from the last build; None where anything else does, or too many do."""
    if before is None or before.shared != now.shared:
        return None
    if before.notes == now.notes:
        return Edited((), dated=False)
    known, found = _decode(before.notes), _decode(now.notes)
    others = tuple(id for id, text in found.items() if known.get(id) != text)
    if known.keys() != found.keys() or len(others) > MOST_EDITED:
        return None
    return Edited(others, dated=any(known[id][1] != found[id][1] for id in others))
