"""Front matter without a line above it: Hexo's, which only ends with `---`; Pelican's, which ends with a
blank line and which MkDocs reads too; and Nikola's, lines such as `.. title: words` in a comment.

In:  a note's text.
Out: the block, and whether it is YAML.

Words with colons may begin any note. So a block is only taken for one of these if it has a title, and a date
or, above `---`, another field that posts have; and in Pelican's, nothing that could be meant to be seen.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from notes_wiki.load.block import Block
from notes_wiki.pattern import pattern

_BLOCK = pattern(
    r"(?P<fields>(?:[A-Za-z][\w-]{0,30}:(?:[ \t][^\n]*)?\n(?:(?:[ \t]+|-[ \t]+)\S[^\n]*\n)*){2,60})"
    r"(?P<end>-{3,}[ \t]*(?:\n|$)|[ \t]*(?:\n|$))"
)
"""Lines of fields, with those that go on indented, and the fence or blank line that ends them."""
_COMMENT = pattern(r"<!--[ \t]*\n(?P<fields>(?:[ \t]*\.\.[ \t]+\w+:[^\n]*\n){1,60})[ \t]*-->[ \t]*(?:\n|$)")
"""Nikola's comment."""
_IN_COMMENT = pattern(r"\.\.[ \t]+(\w+):[ \t]*([^\n]*)()")
"""A field in it, `.. title: words`; the empty group stands for the lines on which one of `_FIELD` goes on."""
_HIDING = frozenset(("draft", "private"))
"""Tags with which Nikola keeps a note back."""
_FIELD = pattern(r"([A-Za-z][\w-]*):[ \t]*([^\n]*)((?:\n[ \t]+\S[^\n]*)*)")
"""A field with the indented lines on which it goes on."""
_OF_POSTS = frozenset("date tags categories layout mathjax permalink".split())
_PELICAN = frozenset(
    "title date modified category tags keywords slug author authors summary description lang status".split()
)
_LISTS = frozenset(("tags", "keywords"))


class Unfenced(NamedTuple):
    """The block at the beginning of a text, up to `end`: `yaml`, or else the fields that were read from it,
    at lines from `line` on."""

    end: int
    yaml: str
    fields: Block


def unfenced(text: str, start: int, line: int) -> Unfenced | None:
    """The block of fields that begins at `start`, which is on this line of the file (from 1)."""
    found = _COMMENT.match(text, start)
    if found is not None:
        read = _fields(found["fields"], line + 1, _IN_COMMENT)
        return Unfenced(found.end(), "", _nikola(read)) if "title" in read else None
    found = _BLOCK.match(text, start)
    if found is None:
        return None
    block = found["fields"]
    named = _FIELD.findall(block)
    names = {name.lower() for name, *_ in named}
    if "title" not in names or len(names) < len(named):
        return None
    if found["end"].startswith("-"):
        return Unfenced(found.end(), block, {}) if names & _OF_POSTS else None
    if "date" not in names or not names <= _PELICAN or "[[" in block or "\n-" in block:
        return None
    return Unfenced(found.end(), "", _fields(block, line, _FIELD))


def _fields(block: str, line: int, field: re.Pattern[str]) -> Block:
    """Pelican's fields, or Nikola's: whatever stands behind a name, and tags between commas."""
    read: Block = {}
    for found in field.finditer(block):
        name, place = found[1].lower(), line + block.count("\n", 0, found.start())
        value = " ".join((found[2] + found[3]).split())
        read[name] = (_items(value) if name in _LISTS else value, place)
    return read


def _nikola(fields: Block) -> Block:
    """Nikola's fields, with `draft` for the tags that mean it."""
    tags, line = fields.get("tags", ((), 0))
    return {**fields, "draft": ("true", line)} if _HIDING.intersection(tags) else fields


def _items(value: str) -> tuple[str, ...]:
    return tuple(filter(None, (item.strip() for item in re.split(r"[,;]", value))))
