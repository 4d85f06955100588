"""Pandoc's metadata among the text: `% Title` blocks at its beginning, YAML blocks anywhere.

Nothing of them but authors and date is text of the page; `env["metadata"]` has the fields that they give.
"""

from __future__ import annotations

import re
from bisect import bisect_right

import msgspec
from markdown_it.rules_block import StateBlock

from notes_wiki.load.front_matter import split
from notes_wiki.model import Meta
from notes_wiki.parse.environment import env_of
from notes_wiki.parse.rules.leaf_blocks import push_leaf
from notes_wiki.parse.rules.lines import whole_line
from notes_wiki.pattern import pattern

_TITLE = pattern(
    r"%[ \t]+(?P<title>[^\n]*(?:\n[ \t]+\S[^\n]*)*)(?:\n%(?P<authors>[^\n]*(?:\n[ \t]+\S[^\n]*)*))?"
    r"(?:\n%(?P<date>[^\n]*))?(?=\n|$)"
)
"""`% title`, `% authors`, `% date`; what is indented goes on with the line above."""

_YEAR = pattern(r"\d{4}")
_CLOSING = pattern(r"(?:---|\.\.\.)[ \t]*$")
MOST_LINES = 400
"""Lines of a block of metadata."""


def title_block(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """The lines `% title`, `% authors`, `% date` that a note begins with."""
    if startLine or silent or state.level or env_of(state).get("metadata") is not None:
        return False
    found = _TITLE.match(state.src)
    if found is None:
        return False
    title = " ".join(found["title"].split())
    date = (found["date"] or "").strip()
    env_of(state)["metadata"] = split(f"---\ntitle: {_quoted(title)}\n---\n").meta
    authors = "; ".join(part.strip() for part in re.split(r";|\n", found["authors"] or "") if part.strip())
    state.line = found[0].count("\n") + 1
    if authors or date:
        words = "\n".join(part for part in (authors, date) if part)
        push_leaf(state, "p", words, [0, state.line]).inline.meta = {"breaks": True}
    return True


def title_lines(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """The same where such lines may also be comments: two of them, or three with a year below the first."""
    if startLine or endLine < 2:
        return False
    lines = [whole_line(state, line) for line in range(min(endLine, 4))]
    marked = next((line for line, text in enumerate(lines) if not text.startswith("%")), len(lines))
    if not 2 <= marked <= 3 or (marked < len(lines) and lines[marked].strip()):
        return False
    return (marked == 2 or any(map(_YEAR.search, lines[1:3]))) and title_block(state, 0, endLine, silent)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def metadata(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """`---`, fields, `---` or `...`, with a blank line before it and none after its first."""
    if silent or state.level or whole_line(state, startLine).rstrip() != "---" or startLine + 1 >= endLine:
        return False
    if (startLine and not state.isEmpty(startLine - 1)) or state.isEmpty(startLine + 1):
        return False
    closing = _closing(state, startLine + 1)
    if not startLine + 1 < closing < min(endLine, startLine + MOST_LINES):
        return False
    block = "\n".join(whole_line(state, line) for line in range(startLine + 1, closing))
    found = split(f"---\n{block}\n---\n")
    if found.text.strip() or any(problem.code == "front-matter" for problem in found.problems):
        return False  # a rule and text after it
    known = env_of(state).get("metadata") or Meta()
    title, published = known.title or found.meta.title, known.published and found.meta.published
    env_of(state)["metadata"] = msgspec.structs.replace(known, title=title, published=published)
    state.line = closing + 1
    return True


def _closing(state: StateBlock, line: int) -> int:
    """The first line after `line` that closes a block, or -1. All are looked for once."""
    if "metadata_ends" not in state.env:
        lines = state.src.split("\n")
        state.env["metadata_ends"] = [number for number, text in enumerate(lines) if _CLOSING.match(text)]
    ends: list[int] = state.env["metadata_ends"]
    place = bisect_right(ends, line)
    return ends[place] if place < len(ends) else -1
