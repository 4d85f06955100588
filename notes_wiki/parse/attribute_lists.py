"""Lists of attributes as Pandoc, kramdown and others write them behind what they belong to.

In:  what stands between the braces.
Out: `Attributes`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from notes_wiki.pattern import pattern

_ATTRIBUTE = pattern(r"#([^\s}]+)|\.([^\s.}#]+)|([\w-]+)=(?:\"([^\"]*)\"|'([^']*)'|([^\s}]+))|([^\s}]+)")
"""One of `#key`, `.class`, `name="value"`, `word`."""


class Attributes(NamedTuple):
    """What a list of attributes holds: an id ("" for none), classes, values by name, and words without a
    sign."""

    key: str = ""
    classes: Sequence[str] = ()
    values: Mapping[str, str] = {}
    words: Sequence[str] = ()


def read_attributes(text: str) -> Attributes:
    r"""Pandoc's `#id .class key="value" word`; in a value `\\` is a backslash."""
    key = ""
    classes: list[str] = []
    values: dict[str, str] = {}
    words: list[str] = []
    for match in _ATTRIBUTE.finditer(text):
        identifier, name, attribute, double, single, bare, word = match.groups()
        if identifier:
            key = key or identifier
        elif name:
            classes.append(name)
        elif attribute:
            typed = next(value for value in (double, single, bare) if value is not None)
            values[attribute] = typed.replace("\\\\", "\\") if "\\\\" in typed else typed
        else:
            words.append(word)
    return Attributes(key, classes, values, words)
