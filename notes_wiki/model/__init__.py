"""The shared records: what one stage passes to the next.

Every record is a frozen `msgspec.Struct`: six times faster to create than a slotted dataclass, compared and
hashed by value, and encoded by `msgspec.msgpack` without pickling. Records that are remembered between builds
(`LinkFacts`, `Facts`, `Body`) hold no path and no id, so that a note that moved is not parsed again; `Note`
adds id and path.

This package imports nothing else of the program.
"""

from notes_wiki.model.body import (
    Body,
    EmbedHole,
    Formula,
    FragmentHole,
    Hole,
    IdHole,
    ImageHole,
    LinkHole,
    NumberHole,
    Piece,
    ReferenceHole,
    Section,
    TagHole,
    Text,
    TitleHole,
)
from notes_wiki.model.facts import (
    OF_GROUP,
    Context,
    Facts,
    Heading,
    Image,
    Label,
    Link,
    LinkFacts,
    LinkKind,
    Note,
    Parsed,
    Reference,
)
from notes_wiki.model.graph import Backlink, Found, FoundFile, Graph, Missing, ReferenceTarget, Resolution
from notes_wiki.model.problems import Problem, Severity, Span
from notes_wiki.model.record import Record
from notes_wiki.model.report import Explained, Renamed, Report
from notes_wiki.model.source import DIALECT_NAMES, DialectName, Meta, Source

__all__ = [
    "DIALECT_NAMES",
    "OF_GROUP",
    "Backlink",
    "Body",
    "Context",
    "DialectName",
    "EmbedHole",
    "Explained",
    "Facts",
    "Formula",
    "Found",
    "FoundFile",
    "FragmentHole",
    "Graph",
    "Heading",
    "Hole",
    "IdHole",
    "Image",
    "ImageHole",
    "Label",
    "Link",
    "LinkFacts",
    "LinkHole",
    "LinkKind",
    "Meta",
    "Missing",
    "Note",
    "NumberHole",
    "Parsed",
    "Piece",
    "Problem",
    "Record",
    "Reference",
    "ReferenceHole",
    "ReferenceTarget",
    "Renamed",
    "Report",
    "Resolution",
    "Section",
    "Severity",
    "Source",
    "Span",
    "TagHole",
    "Text",
    "TitleHole",
]
