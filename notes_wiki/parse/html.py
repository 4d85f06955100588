"""Text as HTML.

In:  text as the author typed it.
Out: the same, with the characters that mean something in HTML escaped. Quotes are left where none need be
     escaped, and a text without such characters, as most are, is not copied.
"""

from __future__ import annotations


def escape(text: str) -> str:
    """Text for an element."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text


def attribute(text: str) -> str:
    """Text for an attribute's value between double quotes."""
    return escape(text).replace('"', "&quot;")
