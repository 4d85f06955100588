"""The simplest front matter, read without a parser.

In:  the text between the fences, and the line of the file it begins at.
Out: a `Block`, or None if the block is not that simple.

Nearly all notes have one plain `key: value` or `key = "value"` per line. The full parsers read that the same
(a test compares them), but take a hundred times as long.
"""

from __future__ import annotations

import re

from notes_wiki.load.block import Block, Value
from notes_wiki.pattern import pattern

_YAML_LINE = pattern(r"([A-Za-z][\w-]*):(?: +((?!(?:null|Null|NULL) *\n)[A-Za-z0-9][\w ./()+-]*))? *\n")
"""`key: value`, whose value is plain words or numbers, or nothing."""
_TOML_STRING = r'"[^"\\\x00-\x1f\x7f]*"'
_TOML_LINE = pattern(
    rf"([A-Za-z][\w-]*) = (?:({_TOML_STRING})|(true|false)|\[((?:{_TOML_STRING}(?:, {_TOML_STRING})*)?)\])\n",
    re.ASCII,
)
"""`key = value`: a text without escapes, true or false, or a list of such texts in one line."""
_QUOTED = pattern(r'"([^"]*)"')


def read_simple(block: str, kind: str, line: int) -> Block | None:
    """The block, if every line is of the simplest kind and no key occurs twice, else None. `kind` is "yaml"
    or "toml"."""
    data: Block = {}
    place = 0
    simple_line = _TOML_LINE if kind == "toml" else _YAML_LINE
    while place < len(block):
        found = simple_line.match(block, place)
        if found is None or found[1].lower() in data:
            return None
        if kind == "yaml":
            value: Value = (found[2] or "").rstrip()
        elif found[2] is not None:
            value = found[2][1:-1]
        elif found[3] is not None:
            value = found[3]
        else:
            value = tuple(_QUOTED.findall(found[4]))
        data[found[1].lower()] = (value, line)
        place = found.end()
        line += 1
    return data
