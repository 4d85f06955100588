"""Collecting a note's facts while its body is written.

In:  links, images, references, labels, formulas and headings, in the order of the text.
Out: their indices (which holes refer to them); at the end `LinkFacts` and `Facts`.
"""

from __future__ import annotations

from notes_wiki import problem
from notes_wiki.model import (
    Context,
    Facts,
    Formula,
    Heading,
    Image,
    Label,
    Link,
    LinkFacts,
    Meta,
    Problem,
    Reference,
    Span,
    Text,
)
from notes_wiki.parse.anchors import Anchors

MOST_LEAD = 300


class Collector:
    """What has been found so far, in lists parallel to their places, as in `LinkFacts` and `Facts`."""

    def __init__(self) -> None:
        self.anchors = Anchors()
        self.links: list[Link] = []
        self.link_places: list[Span] = []
        self.images: list[Image] = []
        self.image_places: list[Span] = []
        self.references: list[Reference] = []
        self.reference_places: list[Span] = []
        self.labels: list[Label] = []
        self.label_places: list[Span] = []
        self.headings: list[Heading] = []
        self.formulas: list[Formula] = []
        self.problems: list[Problem] = []
        self.features: set[str] = set()
        self.tags: dict[str, None] = {}
        self.places: dict[str, str] = {}
        self.words = 0
        self.lead = ""
        self._reported: set[tuple[str, str]] = set()

    def link(self, link: Link, place: Span) -> int:
        """Add a link; its index."""
        self.links.append(link)
        self.link_places.append(place)
        return len(self.links) - 1

    def image(self, image: Image, place: Span) -> int:
        """Add an image; its index."""
        self.images.append(image)
        self.image_places.append(place)
        return len(self.images) - 1

    def reference(self, reference: Reference, place: Span) -> int:
        """Add a reference; its index."""
        self.references.append(reference)
        self.reference_places.append(place)
        return len(self.references) - 1

    def label(self, label: Label, place: Span) -> int:
        """Add a label; its index."""
        self.labels.append(label)
        self.label_places.append(place)
        return len(self.labels) - 1

    def tell(self, code: str, message: str, place: Span | None, *, hint: str = "") -> None:
        """Report a problem."""
        self.problems.append(problem.make(code, message, place, hint=hint))

    def tell_once(self, code: str, kind: str, message: str, place: Span | None, *, hint: str = "") -> None:
        """Report a problem, but only once for each kind of construct (`kind`)."""
        if (code, kind) not in self._reported:
            self._reported.add((code, kind))
            self.tell(code, message, place, hint=hint)

    @property
    def weight(self) -> int:
        """The number of characters in all links and images: a short reference can stand for a long
        address."""
        links = sum(len(link.target) + len(link.fragment) + len(link.words) for link in self.links)
        return links + sum(len(image.target) + len(image.alt) for image in self.images)

    def begin_lead(self, text: str) -> None:
        """Take this text as the lead, if it is the first that has words."""
        if not self.lead and text:
            self.lead = text if len(text) <= MOST_LEAD else text[: MOST_LEAD - 1].rstrip() + "…"

    def link_facts(self, title: Text, meta: Meta) -> LinkFacts:
        """The facts that other notes depend on."""
        return LinkFacts(
            title=title,
            meta=meta,
            links=tuple(self.links),
            headings=tuple(self.headings),
            anchors=self.anchors.given,
            labels=tuple(self.labels),
            references=tuple(self.references),
            images=tuple(self.images),
            places=self.places,
        )

    def facts(self, contexts: tuple[Context, ...], link_contexts: tuple[int, ...]) -> Facts:
        """The facts that only the note's own page depends on."""
        return Facts(
            link_places=tuple(self.link_places),
            link_contexts=link_contexts,
            reference_places=tuple(self.reference_places),
            image_places=tuple(self.image_places),
            label_places=tuple(self.label_places),
            contexts=contexts,
            lead=self.lead,
            words=self.words,
            formulas=len(self.formulas),
            problems=tuple(self.problems),
            features=tuple(sorted(self.features)),
        )
