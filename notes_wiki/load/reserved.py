"""Characters that no text of a note holds.

In:  a text, of a file or of an escape in it. Out: the same without them.
"""

from __future__ import annotations

from notes_wiki.pattern import pattern

# Marks of holes are written with the first of these while a note is one string (docs/architecture.md). Halves
# of a character are none, and cannot be written into any file: only an escape (`\ud800`) brings them in.
_RESERVED = pattern("[\x00-\x03\ud800-\udfff]")


def without_reserved(text: str) -> str:
    """The text with U+FFFD in the place of each."""
    return _RESERVED.sub("\ufffd", text) if _RESERVED.search(text) else text
