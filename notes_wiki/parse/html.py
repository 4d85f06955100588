"""Escaping text for HTML.

In:  text as the author typed it.
Out: the text with HTML's special characters escaped. Quotes are escaped only in attributes; a text without
     special characters, as most are, is not copied.
"""

from __future__ import annotations


def escape(text: str) -> str:
    """The text for use in an element."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text


def attribute(text: str) -> str:
    """The text for use in an attribute between double quotes."""
    return escape(text).replace('"', "&quot;")
