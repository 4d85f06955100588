"""What is open while a note is written, boxes and raw HTML tags, and what closes it.

In:  the tags that were opened, the innermost last.
Out: parts that close them.
"""

from __future__ import annotations

from typing import NamedTuple

from notes_wiki.parse.pieces import Mark, Part, Raw


class OpenTag(NamedTuple):
    """`context`: whether it is a link that is its own context, so that a piece ends with it."""

    name: str
    context: bool = False


class OpenBox(NamedTuple):
    """`end` closes its element. `section`: it has an id, so that a section ends with it. `stated`: the id of
    a statement, for the proof that may follow. `proof`: it ends with the sign. `parts`: the figures in a
    figure that has a number."""

    end: str
    section: bool = False
    stated: str = ""
    proof: bool = False
    parts: list[str] | None = None


def close(opened: list[OpenTag]) -> list[Part]:
    """Take the innermost tag off and close it."""
    tag = opened.pop()
    end = Raw(f"</{tag.name}>")
    return [end, Mark.CLOSE] if tag.context else [end]


def close_until(opened: list[OpenTag], name: str) -> list[Part]:
    """Close the innermost element of a name and all that was opened in it; nothing where none is open."""
    parts: list[Part] = []
    closed = "" if any(tag.name == name for tag in opened) else name
    while closed != name:
        closed = opened[-1].name
        parts += close(opened)
    return parts


def close_all(opened: list[OpenTag], depth: int = 0) -> list[Part]:
    """Close whatever is open, but for so many, the innermost first."""
    parts: list[Part] = []
    while len(opened) > depth:
        parts += close(opened)
    return parts
