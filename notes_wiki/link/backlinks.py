"""Who leads here.

In:  the notes, and what their links and references lead to.
Out: for each note that anything leads to, the notes it comes from and the paragraphs it stands in.

A reference to another note's equation or statement counts as a link does.
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
    """By note: its sources in the order of their titles, each with its paragraphs in the order of its
    text, each once. A note's links to itself do not count."""
    found: _Sources = {}
    for id, resolutions in links.items():
        contexts = notes[id].facts.link_contexts
        for resolution, context in zip(resolutions, contexts, strict=True):
            if isinstance(resolution, Found) and resolution.id != id:
                paragraphs = found.setdefault(resolution.id, {}).setdefault(id, {})
                if context >= 0:  # a link in no paragraph (a whole embed, a picture's caption) has none
                    paragraphs[context] = None
        if references[id]:
            _referring(found, notes[id], references[id])
    by_title = sorted(notes, key=lambda id: (notes[id].linking.title.plain.casefold(), id))
    order = {id: place for place, id in enumerate(by_title)}
    return {
        id: tuple(
            Backlink(source, tuple(sorted(contexts)))
            for source, contexts in sorted(sources.items(), key=lambda item: order[item[0]])
        )
        for id, sources in found.items()
    }


def _referring(found: _Sources, note: Note, targets: tuple[ReferenceTarget | None, ...]) -> None:
    for number, context in enumerate(note.facts.contexts):
        for reference in context.references:
            target = targets[reference]
            if target is not None and target.id != note.id:
                found.setdefault(target.id, {}).setdefault(note.id, {})[number] = None
