"""The fingerprint of everything that pages are made from, except the texts of single notes.

In:  what a build read, and the fingerprint that the last build into the same folder left.
Out: the notes whose text has changed, if nothing else has, so that only pages that show them need a new key;
     None if every page does.

Computing the keys of all pages takes a second for 10,000 notes, and most edits change only the text of one
note: no title, heading, link or label, no file, setting or template. Then every page that does not show that
note keeps its key. `wiki serve` follows the same rule (`Renderer.pages_showing`).
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from notes_wiki.model import Record
from notes_wiki.render.key import digest
from notes_wiki.render.page import Renderer
from notes_wiki.render.values import Sizes
from notes_wiki.stages.link import MOST_EDITED, LinkableFiles
from notes_wiki.stages.read import Notes

_decode = msgspec.msgpack.Decoder(dict[str, tuple[str, str]]).decode
_encode = msgspec.msgpack.Encoder().encode


class Fingerprint(Record, frozen=True):
    """`shared`: the digest of everything that pages depend on except the texts of notes. `notes`: for each
    id, the store's key of the note and the date of its last change; encoded."""

    shared: str
    notes: bytes


class Edited(Record, frozen=True):
    """The ids of the notes whose text has changed, and whether the date of any of them has."""

    notes: tuple[str, ...]
    dated: bool


def fingerprint(
    renderer: Renderer,
    notes: Notes,
    files: LinkableFiles,
    sizes: Sizes,
    modified: Mapping[str, str],
    settings: object,
) -> Fingerprint:
    """The fingerprint of a build. `settings`: what its pages depend on besides the configuration."""
    shared = (renderer.chrome, notes.link_digest, files, list(sizes.items()), settings)
    texts = {note.id: (notes.keys[note.id], modified.get(note.id, "")) for note in notes.published}
    return Fingerprint(digest(shared), _encode(texts))


def keys_of(fingerprint: Fingerprint) -> dict[str, str]:
    """What the text of each note was remembered under, by id."""
    return {id: key for id, (key, _) in _decode(fingerprint.notes).items()}


def edited(before: Fingerprint | None, now: Fingerprint) -> Edited | None:
    """The notes that differ from the last build; None if anything else differs, or if too many notes do."""
    if before is None or before.shared != now.shared:
        return None
    if before.notes == now.notes:
        return Edited((), dated=False)
    known, found = _decode(before.notes), _decode(now.notes)
    others = tuple(id for id, text in found.items() if known.get(id) != text)
    if known.keys() != found.keys() or len(others) > MOST_EDITED:
        return None
    return Edited(others, dated=any(known[id][1] != found[id][1] for id in others))
