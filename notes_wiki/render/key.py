"""A page's key: the hash of everything its view depends on.

In:  what a page shows, as addresses, titles, numbers and digests: never HTML of a body.
Out: a hex digest. Two builds in which a page has the same key give the page the same bytes.

The values that fill a body's holes are part of the key as they stand, so a dependency cannot be missed:
what a page shows of another note, it shows through one of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec

from notes_wiki.model import Found, Graph
from notes_wiki.render.values import Sizes, Values

_encode = msgspec.msgpack.Encoder().encode


def digest(parts: object) -> str:
    """The digest of nested tuples, lists, texts, numbers and records."""
    return hashlib.blake2b(_encode(parts), digest_size=16).hexdigest()


def body_parts(graph: Graph, id: str, page: str, sizes: Sizes) -> list[object]:
    """What a note's whole body, filled on a page, depends on; what it embeds in turn included."""
    return _body_parts(graph, id, Values(graph, id, page, sizes), set())


def _body_parts(graph: Graph, id: str, values: Values, seen: set[str]) -> list[object]:
    seen.add(id)
    note = graph.notes[id]
    linking = note.linking
    parts: list[object] = [
        note.body_digest,
        [values.link(number) for number in range(len(linking.links))],
        [values.title(number) for number, link in enumerate(linking.links) if link.kind == "wiki"],
        [values.image(number) for number in range(len(linking.images))],
        [values.reference(number) for number in range(len(linking.references))],
        graph.numbers[id],
    ]
    for number, link in enumerate(linking.links):
        if link.embed and isinstance(found := values.resolution(number), Found):
            parts.append(found)
            if found.id not in seen:
                parts.append(_body_parts(graph, found.id, values.of(found.id), seen))
    return parts


def context_parts(graph: Graph, source: str, numbers: Iterable[int], values: Values) -> list[object]:
    """What a note's paragraphs, shown as backlinks on another's page, depend on."""
    note = graph.notes[source]
    parts: list[object] = [note.linking.title.html, values.home_url]
    for number in numbers:
        context = note.facts.contexts[number]
        parts.append(
            (
                context.digest,
                [values.link(link) for link in context.links],
                [values.title(link) for link in context.links if note.linking.links[link].kind == "wiki"],
                [values.reference(reference) for reference in context.references],
                [values.image(image) for image in context.images],
            )
        )
        if note.linking.labels:
            parts.append(graph.numbers[source])
    return parts
