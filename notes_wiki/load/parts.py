"""Texts that other notes include and that are no notes themselves: Quarto's `_part.qmd`, Docusaurus'
`_part.mdx`, MyST's `_part.md`.

In:  the content folder, the paths of the private notes in it, and whether the wiki publishes only what asks
     for it.
Out: their texts by path, without front matter. One that would not be published as a note, by its own front
     matter, or cannot be read, is left out.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

from notes_wiki.load import publication_terms as terms
from notes_wiki.load.front_matter import split
from notes_wiki.load.markers import folders_of_markers, marked_dialect
from notes_wiki.load.reserved import without_reserved
from notes_wiki.model import Meta
from notes_wiki.there import is_file

_ALWAYS = (".qmd", ".rmd", ".mdx")
"""Formats of programs that include such files."""
_PROGRAMS = frozenset(("wiki", "pandoc"))
"""Dialects of programs that also include such files if they are Markdown."""
_DOCUSAURUS = tuple(f"docusaurus.config.{suffix}" for suffix in ("js", "ts", "mjs", "cjs"))
_LONGEST = 500_000
_MOST = 4_000_000
"""Bytes that all parts may have together; further ones are left out."""


def read_parts(content: Path, paths: Iterable[str], *, only_asked: bool = False) -> dict[str, str]:
    """The texts of the private notes that others may include. With `only_asked`, as in a wiki that publishes
    no note unless it says `publish: true`, the same holds of its parts."""
    wanted = sorted(paths)
    if not wanted:
        return {}
    if not _includes_markdown(content):
        wanted = [path for path in wanted if path.lower().endswith(_ALWAYS)]
    texts: dict[str, str] = {}
    room = _MOST
    for path in wanted:
        try:
            size = (content / path).stat().st_size
            if size > min(_LONGEST, room):
                continue
            text = (content / path).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            continue
        room -= size
        front = split(without_reserved(text))
        if _is_published(front.meta, only_asked):
            texts[path] = front.text
    return texts


def _is_published(meta: Meta, only_asked: bool) -> bool:
    """Whether a part may be shown, by its own front matter and the time."""
    asks = meta.extra.get("publish") == "explicit"
    return meta.published and (asks or not only_asked) and terms.is_time(meta.extra, time.time())


def _includes_markdown(content: Path) -> bool:
    """Whether the notes are those of a program that includes files of Markdown."""
    folders = folders_of_markers(content)
    return marked_dialect(content) in _PROGRAMS or any(
        is_file(folder / name) for folder in folders for name in _DOCUSAURUS
    )
