"""Pages of the last build whose notes have other names now.

In:  what the last build into the same folder was made of, the notes of this one, what was removed.
Out: each former address, with the file in which the note's text stands now.

A site is made of what lies on the disk alone, so that it is the same bytes whatever was built before: it
cannot lead an old address on by itself. Its author can be told, once, while it is known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from notes_wiki.link.addresses import former_address
from notes_wiki.model import Note, Renamed
from notes_wiki.stages.fingerprint import Fingerprint, keys_of
from notes_wiki.write.output import Written

MOST = 200
"""New notes up to which each is held against every one that is gone; of more, only those of the same name."""

KeyOf = Callable[[str, str], str]
"""What a note is remembered under: from its path and the digest of its bytes."""


def renamed(
    before: Fingerprint | None,
    notes: Iterable[Note],
    urls: str,
    key_of: Callable[[], KeyOf],
    remembered: Iterable[str],
    written: Written,
) -> tuple[Renamed, ...]:
    """The addresses among the `remembered` that are no more though just one new note has the same bytes as
    theirs had. `key_of` is asked for where any note is gone."""
    if before is None or not written.removed:
        return ()
    known = keys_of(before)
    now = {note.id: note for note in notes}
    gone = known.keys() - now.keys()
    new = [note for id, note in now.items() if id not in known]
    if not gone or not new:
        return ()
    was = set(remembered) - written.digests.keys()
    found = []
    for id, note in _same(sorted(gone), new, known, key_of()):
        address = former_address(id, note, urls)
        if address in was:
            found.append(Renamed(address, note.path))
    return tuple(found)


def _same(
    gone: list[str], new: list[Note], known: Mapping[str, str], key_of: KeyOf
) -> list[tuple[str, Note]]:
    """The notes that are gone with the new one that has their bytes, where either is the only one."""
    by_name: dict[str, list[Note]] = {}
    for note in new:
        by_name.setdefault(note.id.rpartition("/")[2], []).append(note)
    pairs: list[tuple[str, Note]] = []
    for id in gone:
        candidates = new if len(new) <= MOST else by_name.get(id.rpartition("/")[2], [])
        # A key holds the name that the file had, because that may be the title.
        same = [note for note in candidates if key_of(f"{id}.md", note.digest) == known[id]]
        if len(same) == 1:
            pairs.append((id, same[0]))
    takers = Counter(note.id for _, note in pairs)
    return [(id, note) for id, note in pairs if takers[note.id] == 1]
