"""The engine latex2mathml: pure Python, more tolerant, less exact.

Its string output is not safe (text is not escaped), so its element tree is filtered by the allow-list of
`mathml_core.py`. For odd input it raises exceptions without a common base class.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from latex2mathml.converter import convert_to_element

from notes_wiki.math.engine import Refused
from notes_wiki.math.latex2mathml_names import with_latex2mathml_names
from notes_wiki.math.repair_latex2mathml import repair_latex2mathml


class Latex2MathML:
    """As in `engine.Engine`."""

    name = "latex2mathml"

    def convert(self, tex: str, *, display: bool) -> str | Refused:
        """As in `engine.Engine`."""
        try:
            element = convert_to_element(
                with_latex2mathml_names(tex), display="block" if display else "inline"
            )
            unknown = next(filter(None, map(_unknown, element.iter())), None)
            if unknown is not None:
                return Refused(f"The command {unknown} is not known to the engine", tex.find(unknown))
            return repair_latex2mathml(element, limits="\\nolimits" not in tex)
        # It raises StopIteration, IndexError, KeyError, RecursionError, TypeError and errors of its own.
        except Exception as error:
            return Refused(f"{type(error).__name__}: {error}".rstrip(": "))


def _unknown(element: Element) -> str | None:
    r"""A command in the output as text, which is how it writes commands that it does not know; None if there
    is none."""
    text = element.text or ""
    return text if element.tag != "mtext" and re.match(r"\\[a-zA-Z]", text) else None
