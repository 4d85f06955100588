"""Hand-made notes for tests of the packages that come after parsing."""

from notes_wiki.model import (
    Context,
    Facts,
    Heading,
    Image,
    Label,
    Link,
    LinkFacts,
    Meta,
    Note,
    Reference,
    Span,
    Text,
)


def text(words: str) -> Text:
    return Text(words, words)


def wiki(target: str, *, embed: bool = False) -> Link:
    """`[[target]]`, with its fragment split off as the parser does."""
    name, _, fragment = target.partition("#")
    return Link(name, fragment, "wiki", target, embed)


def note(
    id: str,
    *,
    title: str = "",
    aliases: tuple[str, ...] = (),
    tags: tuple[str, ...] = (),
    links: tuple[Link, ...] = (),
    headings: tuple[str, ...] = (),
    labels: tuple[Label, ...] = (),
    references: tuple[str, ...] = (),
    images: tuple[str, ...] = (),
    slug: str = "",
    modified: str = "",
    weight: int = 0,
) -> Note:
    """A note whose every link stands in a context of its own, of this weight, on a line of its own."""
    meta = Meta(title=title, aliases=aliases, tags=tags, slug=slug, modified=modified)
    made = tuple(Heading(2, heading.lower().replace(" ", "-"), text(heading)) for heading in headings)
    linking = LinkFacts(
        title=text(title or id.rpartition("/")[2]),
        meta=meta,
        links=links,
        headings=made,
        anchors=(*(heading.anchor for heading in made), *(label.anchor for label in labels)),
        labels=labels,
        references=tuple(Reference(key, "cref") for key in references),
        images=tuple(Image(target) for target in images),
    )
    facts = Facts(
        link_places=tuple(Span(line + 1) for line in range(len(links))),
        link_contexts=tuple(range(len(links))),
        reference_places=tuple(Span(1) for _ in references),
        image_places=tuple(Span(1) for _ in images),
        label_places=tuple(Span(1) for _ in labels),
        contexts=tuple(
            Context(place, f"digest-{place}", (place,), weight=weight) for place in range(len(links))
        ),
    )
    return Note(id, f"{id}.md", f"digest of {id}", linking, facts, f"body of {id}")
