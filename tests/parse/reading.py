"""Reading notes for tests: the body as one text in which every hole can be seen.

Fixture files are in markdown-it's format: a title, `.`, the input, `.`, what is expected, `.`; problems
are written after the HTML, one a line: `! code line:column message`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from notes_wiki.model import (
    EmbedHole,
    FragmentHole,
    Hole,
    IdHole,
    ImageHole,
    LinkFacts,
    LinkHole,
    NumberHole,
    Parsed,
    Piece,
    ReferenceHole,
    Source,
    TagHole,
    TitleHole,
)
from notes_wiki.parse.note import Parser
from notes_wiki.parse.settings import ParseSettings

_MATH = re.compile(r"<math\b.*?</math>", re.S)


class Fixture(NamedTuple):
    """One case of a fixture file."""

    line: int
    title: str
    text: str
    expected: str


@cache
def parser(dialect: str) -> Parser:
    return Parser(ParseSettings(dialect))


def read(text: str, dialect: str = "wiki", path: str = "note.md") -> Parsed:
    return parser(dialect).parse(Source(path, text, "digest"))


def html(text: str, dialect: str = "wiki") -> str:
    """The body with its holes written out."""
    parsed = read(text, dialect)
    return "".join(shown(piece, parsed.linking) for piece in parsed.body.pieces)


def whole(text: str, dialect: str) -> str:
    """The body with its holes written out and its formulas as bare `<math>`, then the problems."""
    parsed = read(text, dialect)
    body = "".join(shown(piece, parsed.linking) for piece in parsed.body.pieces)
    body = _MATH.sub("<math>", body)
    told = [
        f"! {found.code} {found.span.line}:{found.span.column} {found.message}"
        if found.span
        else f"! {found.code} {found.message}"
        for found in parsed.facts.problems
    ]
    return "\n".join([*([body.rstrip("\n")] if body.strip() else []), *told])


def codes(text: str, dialect: str = "wiki") -> list[str]:
    return [found.code for found in read(text, dialect).facts.problems]


def shown(piece: Piece, linking: LinkFacts) -> str:
    texts = [piece.texts[0]]
    for hole, text in zip(piece.holes, piece.texts[1:], strict=True):
        texts += [_hole(hole, linking), text]
    return "".join(texts)


def _hole(hole: Hole, linking: LinkFacts) -> str:
    match hole:
        case IdHole(name):
            return f' id="{name}"'
        case FragmentHole(name):
            return f' href="#{name}"'
        case LinkHole(number) | TitleHole(number) | EmbedHole(number):
            link = linking.links[number]
            target = link.target + (f"#{link.fragment}" if link.fragment else "")
            target = target.replace("<", "&lt;").replace(">", "&gt;")
            match hole:
                case LinkHole():
                    return f'<a {link.kind}="{target}">'
                case TitleHole():
                    return f"[title of {target}]"
            return f"[embed {target}]\n"
        case ImageHole(number):
            image = linking.images[number]
            size = f" {image.width}x{image.height}" if image.width or image.height else ""
            return f"[image {image.target} {image.alt!r}{size}]"
        case ReferenceHole(number, linked):
            reference = linking.references[number]
            return f"[{'' if linked else 'words of '}{reference.command} {reference.key}]"
        case NumberHole(number):
            return f"[number {number}]"
        case TagHole(name):
            return f'<a tag="{name}">'


def fixtures(path: Path) -> Iterator[Fixture]:
    """The cases of a file. Lines that hold a single `.` part input from output."""
    lines = path.read_text(encoding="utf-8").split("\n")
    index = 0
    title = ""
    while index < len(lines):
        if lines[index] != ".":
            title = lines[index] or title
            index += 1
            continue
        middle = lines.index(".", index + 1)
        end = lines.index(".", middle + 1)
        text = "\n".join(lines[index + 1 : middle])
        yield Fixture(index + 1, title, text, "\n".join(lines[middle + 1 : end]))
        index = end + 1


def rewritten(path: Path, results: Mapping[str, str]) -> str:
    """The file's text with other results, by the title of each case."""
    lines = path.read_text(encoding="utf-8").split("\n")
    for case in sorted(fixtures(path), key=lambda case: -case.line):
        if case.title in results:
            middle = lines.index(".", case.line)
            end = lines.index(".", middle + 1)
            result = results[case.title]
            lines[middle + 1 : end] = result.split("\n") if result else []
    return "\n".join(lines)
