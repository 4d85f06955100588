"""Characters that no text of a note holds.

In:  a text, of a file or of an escape in it. Out: the same without them.
"""

from __future__ import annotations

import re

# Marks of holes are written with these characters while a note is one string (docs/architecture.md).
_RESERVED = re.compile("[\x00-\x03]")


def without_reserved(text: str) -> str:
    """The text with U+FFFD in the place of each."""
    return _RESERVED.sub("\ufffd", text) if _RESERVED.search(text) else text
