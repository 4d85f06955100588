"""Backlinks: which notes link to a note, and in which paragraphs.

In:  the notes, and what their links and references resolve to.
Out: for each note that is linked to, the linking notes and the paragraphs that hold the links.

A reference to another note's equation or statement counts as a link.
"""

from __future__ import annotations

from collections.abc import Mapping

from notes_wiki.model import Backlink, Found, Note, ReferenceTarget, Resolution

_Sources = dict[str, dict[str, dict[int, None]]]


def backlinks(
    notes: Mapping[str, Note],
    links: Mapping[str, tuple[Resolution, ...]],
    references: Mapping[str, tuple[ReferenceTarget | None, ...]],
) -> dict[str, tuple[Backlink, ...]]:
    """The backlinks of each note, by its id: linking notes in the order of their titles, each with its
    paragraphs in the order of its text, without repetition. A note's links to itself do not count."""
    found: _Sources = {}
    for id, resolutions in links.items():
        _leading(found, notes[id], resolutions, references[id])
    by_title = sorted(notes, key=lambda id: _title_order(notes[id]))
    order = {id: place for place, id in enumerate(by_title)}
    return {
        id: tuple(
            Backlink(source, tuple(sorted(contexts)))
            for source, contexts in sorted(sources.items(), key=lambda item: order[item[0]])
        )
        for id, sources in found.items()
    }


def backlinks_after(
    before: Mapping[str, tuple[Backlink, ...]],
    notes: Mapping[str, Note],
    note: Note,
    links: tuple[Resolution, ...],
    references: tuple[ReferenceTarget | None, ...],
) -> dict[str, tuple[Backlink, ...]]:
    """The same table after `note` alone was edited; `links` and `references` are its new resolutions."""
    found: _Sources = {}
    _leading(found, note, links, references)
    table = dict(before)
    for id, sources in before.items():
        if id not in found and any(one.source == note.id for one in sources):
            found[id] = {}
    for id, by_source in found.items():
        kept = [one for one in before.get(id, ()) if one.source != note.id]
        kept += [Backlink(note.id, tuple(sorted(contexts))) for contexts in by_source.values()]
        table[id] = tuple(sorted(kept, key=lambda one: _title_order(notes[one.source])))
        if not kept:
            del table[id]
    return table


def _title_order(note: Note) -> tuple[str, str]:
    return note.linking.title.plain.casefold(), note.id


def _leading(
    found: _Sources,
    note: Note,
    links: tuple[Resolution, ...],
    references: tuple[ReferenceTarget | None, ...],
) -> None:
    for resolution, context in zip(links, note.facts.link_contexts, strict=True):
        if isinstance(resolution, Found) and resolution.id != note.id:
            paragraphs = found.setdefault(resolution.id, {}).setdefault(note.id, {})
            if context >= 0:  # -1 for a link outside any paragraph (a whole embed, a picture's caption)
                paragraphs[context] = None
    if references:
        _referring(found, note, references)


def _referring(found: _Sources, note: Note, targets: tuple[ReferenceTarget | None, ...]) -> None:
    for number, context in enumerate(note.facts.contexts):
        for reference in context.references:
            target = targets[reference]
            if target is not None and target.id != note.id:
                found.setdefault(target.id, {}).setdefault(note.id, {})[number] = None
