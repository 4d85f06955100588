"""The parameters of a shortcode: `src="a.png" 200`.

In:  the text after the shortcode's name.
Out: values by name, or by position ("0", "1", …) if they have none.
"""

from __future__ import annotations

import re

from notes_wiki.pattern import pattern

_PARAMETER = pattern(r"(?:([\w-]+)\s*=\s*)?(?:\"((?:[^\"\\]|\\.)*)\"|`([^`]*)`|([^\s\"`]+))")
"""One parameter: `src="a.png"`, `"a.png"`, `` `raw` ``, `200`."""


def parameters(text: str) -> dict[str, str | int | float]:
    """Named parameters by name, others by position; escaped quotes are unescaped."""
    found: dict[str, str | int | float] = {}
    for match in _PARAMETER.finditer(text):
        name, quoted, raw, bare = match.groups()
        value = re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else (raw if raw is not None else bare)
        found.setdefault(name or str(len(found)), value)
    return found
