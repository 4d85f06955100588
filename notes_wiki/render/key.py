"""A page's key: the hash of everything its view depends on.

In:  what a page shows, as addresses, titles, numbers and digests; never the HTML of a body.
Out: a hex digest. If a page has the same key in two builds, it has the same bytes in both.

A link is hashed as its target (the address from the root, and the title there), not as the relative address
in the page. Since the page's own address is part of its key, that is equivalent, and each target is hashed
once for all pages. Whatever `values.py` reads of another note must be hashed here; tests compare the two.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import msgspec

from notes_wiki.link.names import folded
from notes_wiki.model import Found, FoundFile, Graph, LinkFacts, ReferenceTarget, Resolution
from notes_wiki.render.values import Sizes, TagAddresses

encode = msgspec.msgpack.Encoder().encode


def digest(parts: object) -> str:
    """The digest of nested tuples, lists, strings, numbers, bytes and records."""
    return hashlib.blake2b(encode(parts), digest_size=16).hexdigest()


def check_sums(parts: Mapping[str, object]) -> dict[str, int]:
    """A short checksum of each part, enough to tell later which of them has changed."""
    return {name: zlib.crc32(encode(part)) for name, part in parts.items()}


_PACKAGE = Path(__file__).parents[1]
MADE_BY = (
    "link",
    "render",
    "wording",
    "load/days.py",
    "load/suffixes.py",
    "parse/addresses.py",
    "parse/excalidraw.py",
    "parse/files.py",
    "parse/parameters.py",
    "parse/statement_names.py",
    "parse/statements.py",
    "parse/titles.py",
)
"""The packages that turn parsed notes into pages, and the modules of others that these import."""


@lru_cache(maxsize=1)
def code_digest(package: Path = _PACKAGE) -> str:
    """The digest of all source and wording files that turn parsed notes into pages (recursively): any change
    to them may change the pages."""
    found = hashlib.blake2b(digest_size=16)
    for name in MADE_BY:
        place = package / name
        files = (path for path in place.rglob("*") if path.suffix in (".py", ".toml"))
        for path in sorted(files) if place.is_dir() else (place,):
            found.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()


class Keys:
    """What the parts of notes depend on, computed once for all pages that show them."""

    def __init__(self, graph: Graph, sizes: Sizes, tags: TagAddresses) -> None:
        self._graph = graph
        self._sizes = sizes
        self._tags = tags
        self._places: dict[Found, bytes] = {}
        self._nodes: dict[str, bytes] = {}
        self._bodies: dict[str, bytes] = {}
        self._contexts: dict[tuple[str, int], bytes] = {}

    def shown(self, id: str) -> list[str]:
        """The note and all notes that it may embed, directly or indirectly."""
        found = [id]
        known = {id}
        for home in found:
            links, leads = self._graph.notes[home].linking.links, self._graph.links[home]
            for link, lead in zip(links, leads, strict=True):
                if link.embed and isinstance(lead, Found) and lead.id not in known:
                    known.add(lead.id)
                    found.append(lead.id)
        return found

    def body(self, id: str) -> list[bytes]:
        """What a note's whole body depends on, including what it embeds, directly or indirectly."""
        return [self._body(home) for home in self.shown(id)]

    def contexts(self, source: str, numbers: Iterable[int]) -> list[bytes]:
        """What these paragraphs of a note depend on when shown as backlinks on another page."""
        return [self._context(source, number) for number in numbers]

    def node(self, id: str) -> bytes:
        """What a note's dot in the picture of a neighbourhood depends on."""
        if (known := self._nodes.get(id)) is None:
            title = self._graph.notes[id].linking.title.plain
            known = self._nodes[id] = encode((title, self._graph.addresses[id]))
        return known

    def _body(self, id: str) -> bytes:
        if (known := self._bodies.get(id)) is None:
            graph, linking = self._graph, self._graph.notes[id].linking
            parts = (
                id,
                graph.addresses[id],
                graph.notes[id].body_digest,
                self._links(id, range(len(linking.links))),
                [self._reference(target) for target in graph.references[id]],
                [reference.key for reference in linking.references],
                [reference.command for reference in linking.references],
                self._images(id, range(len(linking.images))),
                graph.numbers[id],
                linking.meta.language,
                self._tagged(linking),
            )
            known = self._bodies[id] = hashlib.blake2b(encode(parts), digest_size=16).digest()
        return known

    def _context(self, id: str, number: int) -> bytes:
        key = (id, number)
        if (known := self._contexts.get(key)) is None:
            note = self._graph.notes[id]
            context = note.facts.contexts[number]
            targets = self._graph.references[id]
            references = note.linking.references
            parts = (
                context.digest,
                self._links(id, context.links),
                [(references[place], self._reference(targets[place])) for place in context.references],
                self._images(id, context.images),
                self._graph.numbers[id] if note.linking.labels else (),
                note.linking.meta.language,
                self._tagged(note.linking),
            )
            known = self._contexts[key] = hashlib.blake2b(encode(parts), digest_size=16).digest()
        return known

    def _tagged(self, linking: LinkFacts) -> list[str]:
        """The addresses of the tags in a note's text."""
        return [self._tags.get(folded(tag), "") for tag in linking.meta.tags]

    def _links(self, id: str, numbers: Iterable[int]) -> list[tuple[str, str, object]]:
        links, found = self._graph.notes[id].linking.links, self._graph.links[id]
        return [
            (links[number].words, links[number].fragment, self._target(found[number])) for number in numbers
        ]

    def _target(self, resolution: Resolution) -> object:
        if isinstance(resolution, Found):
            if (known := self._places.get(resolution)) is None:
                known = self._places[resolution] = self._place(resolution)
            return known
        if isinstance(resolution, FoundFile):
            return resolution.path, resolution.static, self._sizes.get(resolution)
        return None

    def _place(self, found: Found) -> bytes:
        linking = self._graph.notes[found.id].linking
        return encode(
            (
                found,
                self._graph.addresses[found.id],
                linking.title,
                [heading.text for heading in linking.headings if heading.anchor == found.anchor][:1],
                self._label(found.id, linking, found.anchor),
            )
        )

    def _label(self, id: str, linking: LinkFacts, anchor: str) -> object:
        for number, label in enumerate(linking.labels):
            if anchor and label.anchor == anchor:
                return label, self._graph.numbers[id][number]
        return None

    def _reference(self, target: ReferenceTarget | None) -> object:
        if target is None:
            return None
        linking = self._graph.notes[target.id].linking
        return (
            target.id,
            self._graph.addresses[target.id],
            linking.title.plain,
            linking.labels[target.label],
            self._graph.numbers[target.id][target.label],
        )

    def _images(self, id: str, numbers: Iterable[int]) -> list[object]:
        images, found = self._graph.notes[id].linking.images, self._graph.images[id]
        return [(images[number], self._target(found[number])) for number in numbers]
