"""The engine latex2mathml: pure Python, more forgiving, less exact.

Its string output is not safe (text comes out unescaped), so its element tree is taken and put through the
allow-list of `mathml_core.py`. It raises exceptions of no common base for odd input.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from latex2mathml.converter import convert_to_element

from notes_wiki.math.engine import Refused
from notes_wiki.math.repair_latex2mathml import repair_latex2mathml


class Latex2MathML:
    """As in `engine.Engine`."""

    name = "latex2mathml"

    def convert(self, tex: str, *, display: bool) -> str | Refused:
        """As in `engine.Engine`."""
        try:
            # It sets nothing apart for what is to be set apart (`\dd{x}`): a thin space comes nearest.
            spaced = tex.replace("\\mathinner{", "\\,{")
            element = convert_to_element(spaced, display="block" if display else "inline")
            unknown = next(filter(None, map(_unknown, element.iter())), None)
            if unknown is not None:
                return Refused(f"The command {unknown} is not known to the engine", tex.find(unknown))
            return repair_latex2mathml(element)
        # It raises StopIteration, IndexError, KeyError, RecursionError, TypeError and errors of its own.
        except Exception as error:
            return Refused(f"{type(error).__name__}: {error}".rstrip(": "))


def _unknown(element: Element) -> str | None:
    r"""A command that came through as it is written, for that is what it makes of one it does not know."""
    text = element.text or ""
    return text if element.tag != "mtext" and re.match(r"\\[a-zA-Z]", text) else None
