"""The prose of a note: its text with formulas, code, links and HTML blanked out.

In:  a `Source` and the dialect it is written in.
Out: `Line`s with their places in the file.
"""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it.token import Token

from notes_wiki.load.front_matter import split
from notes_wiki.model import Record, Source
from notes_wiki.parse.dialects import DIALECTS, grammar
from notes_wiki.parse.environment import Environment
from notes_wiki.parse.papers import tex_text
from notes_wiki.parse.places import Places
from notes_wiki.parse.rules.long_lines import long_lines
from notes_wiki.pattern import pattern

BLANK = "\x00"
"""Takes the place of each character that is not prose; `load` lets it into no note."""

_TICKS = pattern("`+")
_ADDRESS = pattern(r"\]\([^()\s]*\)|<[a-z][^<>\s]*>|(?:https?|ftp|file)://\S+")


class Line(Record, frozen=True):
    """A line of prose: `text` is at `line` and `column` (from 1) of the file, and as long there.

    `whole`: this line of the block holds nothing else, so a formula in it can be displayed.
    """

    text: str
    line: int
    column: int
    whole: bool


def prose(source: Source, dialect: str, single_dollar: bool | None = None) -> Iterator[Line]:
    """The lines of prose of a note, in order. Code blocks and HTML blocks hold none."""
    front = split(source.text)
    name = front.meta.dialect if front.meta.dialect in DIALECTS else dialect
    parser = grammar(name, single_dollar)
    env: Environment = {
        "displays": long_lines(front.text, name),
        "problems": [],
        "tex_text": tex_text(front.text),
    }
    tokens = parser.blocks_of(front.text, env)
    places = Places(front.text, front.line)
    for index, token in enumerate(tokens):
        if token.type == "inline" and ("\\" in token.content or "{" in token.content):
            in_paragraph = index > 0 and tokens[index - 1].type == "paragraph_open"
            yield from _lines(token, parser.inlines_of(token.content, env), places, in_paragraph)


def _lines(inline: Token, children: list[Token], places: Places, in_paragraph: bool) -> Iterator[Line]:
    text = blanked(inline.content, children)
    offset = 0
    for line in text.split("\n"):
        shown = line.strip()
        if shown.strip(BLANK + " "):
            start = offset + len(line) - len(line.lstrip())
            place = places.of(inline, start, len(shown))
            yield Line(shown, place.line, place.column, in_paragraph and BLANK not in shown)
        offset += len(line) + 1


def blanked(text: str, children: list[Token]) -> str:
    """An inline text with everything but prose blanked out; its length and line breaks stay."""
    characters = list(text)

    def blank(start: int, end: int) -> None:
        for index in range(start, end):
            if characters[index] != "\n":
                characters[index] = BLANK

    for child in children:
        if child.meta and "start" in child.meta and "end" in child.meta:
            blank(child.meta["start"], child.meta["end"])
    for start, end in (*_code(text), *_between(text, "%%", "%%"), *_between(text, "<!--", "-->")):
        blank(start, end)
    for found in _ADDRESS.finditer(text):
        blank(found.start(), found.end())
    return "".join(characters)


def _code(text: str) -> Iterator[tuple[int, int]]:
    """Code spans as (start, end): from a run of backticks to the next run of the same length."""
    marks = [found.span() for found in _TICKS.finditer(text)]
    closing = [-1] * len(marks)
    following: dict[int, int] = {}
    for index in reversed(range(len(marks))):
        length = marks[index][1] - marks[index][0]
        closing[index] = following.get(length, -1)
        following[length] = index
    index = 0
    while index < len(marks):
        end = closing[index]
        if end >= 0:
            yield marks[index][0], marks[end][1]
        index = max(index, end) + 1


def _between(text: str, opening: str, closing: str) -> Iterator[tuple[int, int]]:
    """The ranges from an opening sign to the closing one, both included."""
    start = text.find(opening)
    while start >= 0 and (end := text.find(closing, start + len(opening))) >= 0:
        yield start, end + len(closing)
        start = text.find(opening, end + len(closing))
