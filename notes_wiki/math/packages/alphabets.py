"""The mathematical alphabets of Unicode.

In:  a letter or digit, and the styles it may be set in.
Out: the character that Unicode has for it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def styled(text: str, styles: Sequence[str]) -> str | None:
    """A letter or digit in the first of these styles ("SCRIPT", "BOLD FRAKTUR") that Unicode has it in; None
    if it has none of them, or if this is neither a letter nor a digit."""
    kind = unicodedata.name(text, "") if len(text) == 1 and text.isalnum() else ""
    name = kind.replace("LATIN ", "").replace("GREEK ", "").replace("LETTER ", "")
    for style in styles if name else ():
        # Some letters had a name before Unicode had these alphabets: SCRIPT CAPITAL L.
        for full in (f"MATHEMATICAL {style} {name}", f"{style} {name}"):
            try:
                return unicodedata.lookup(full)
            except KeyError:
                continue
    return None
