"""Characters that are reserved: no text of a note holds them.

In:  a text, of a file or of an escape in it. Out: the same without them.
"""

from __future__ import annotations

from notes_wiki.pattern import pattern

# U+0000 to U+0003 write the markers of holes while a note is one string (docs/architecture.md). Surrogates
# are not characters and cannot be written to a file; only an escape (`\ud800`) can bring them in.
_RESERVED = pattern("[\x00-\x03\ud800-\udfff]")


def without_reserved(text: str) -> str:
    """The text with each reserved character replaced by U+FFFD."""
    return _RESERVED.sub("\ufffd", text) if _RESERVED.search(text) else text
