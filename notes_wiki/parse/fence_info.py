"""The info string after the ``` of a code fence.

In:  the info string, in any of the ways people write it: `js {1,3-4} title="a.js"` (Docusaurus, MkDocs),
     `go {linenos=table,hl_lines=[1,"2-3"]}` (Hugo), `{#id .python .numberLines startFrom="10"}` (pandoc),
     `{code-block} python` (MyST).
Out: `FenceInfo`: language, title, lines to highlight, the number of the first line.
"""

from __future__ import annotations

from typing import NamedTuple

from notes_wiki.math.tokens import whole_number
from notes_wiki.parse.attribute_lists import read_attributes
from notes_wiki.pattern import pattern

_LANGUAGE = pattern(r"[\w+#.\-]+")
_DIRECTIVE = pattern(r"\{(code-block|code-cell|code|sourcecode|ipython3)\}[ \t]*")
_LINES = pattern(r"\{([\d,\s-]+)\}")
_RANGE = pattern(r"(\d{1,5})(?:-(\d{1,5}))?")
_HUGO = pattern(r"(?<![\w-])([\w-]++)\s*+=\s*+(\[[^\[\]]*\]|\"[^\"]*\"|'[^']*'|[^\s,}]+)")
"""An attribute of a code fence: `hl_lines=[1,"3-5"]`, `title="a.py"`, `linenos=true`."""
_NAMED = pattern(r"[ \t]\[([^\[\]\n]+)\][ \t]*$")
"""VitePress' title of a fence: `js [config.js]`."""
_TITLES = ("title", "name", "filename", "caption", "file")
_MARKED = ("hl_lines", "hl-lines", "emphasize-lines", "highlight")
_NUMBERED = ("linenos", "linenums", "startfrom", "linenostart", "lineno-start", "ln")
_NUMBER_CLASSES = ("numberlines", "number-lines", "linenos", "shownumbers", "showlinenumbers", "linenums")
MOST_LINES = 100_000
"""A line number above this is a mistake."""


class FenceInfo(NamedTuple):
    """What an info string says. `first`: the number of the first line, 0 if lines are not numbered."""

    language: str = ""
    title: str = ""
    marked: frozenset[int] = frozenset()
    first: int = 0


def read_info(info: str) -> FenceInfo:
    """What an info string says."""
    info = info.strip()
    if not info:
        return FenceInfo()
    if directive := _DIRECTIVE.match(info):
        found = _LANGUAGE.match(info, directive.end())
        return FenceInfo(found[0] if found else "")
    language = ""
    rest = info
    if found := _LANGUAGE.match(info):
        language, rest = found[0], info[found.end() :]
    if not rest:
        return FenceInfo(language)
    lines = _LINES.search(rest)
    marked = _numbers(lines[1]) if lines else frozenset()
    if lines:
        rest = rest[: lines.start()] + rest[lines.end() :]
    values = {name.lower(): value.strip("\"'") for name, value in _HUGO.findall(rest)}
    read = read_attributes(_HUGO.sub(" ", rest).replace("{", " ").replace("}", " "))
    if not language:
        named = [name for name in read.classes if name.lower() not in _NUMBER_CLASSES]
        language = next(iter(named or read.words), "").strip(",")
    title = next((values[name] for name in _TITLES if values.get(name)), "")
    if not title and (bracketed := _NAMED.search(rest)):
        title = bracketed[1].strip()
    for name in _MARKED:
        marked |= _numbers(values.get(name, ""))
    return FenceInfo(language, title, marked, _first({*read.classes, *read.words}, values))


def _first(flags: set[str], values: dict[str, str]) -> int:
    numbered = any(flag.lower() in _NUMBER_CLASSES for flag in flags)
    first = 1
    for name in _NUMBERED:
        value = values.get(name, "")
        if value and value.lower() not in ("false", "no", "0"):
            numbered = True
            if (number := whole_number(value)) is not None:
                first = number
    return min(first, MOST_LINES) if numbered else 0


def _numbers(typed: str) -> frozenset[int]:
    """`1,3-5` or `1 3-5` as numbers."""
    found: set[int] = set()
    for first, last in _RANGE.findall(typed):
        found.update(range(int(first), min(int(last or first), int(first) + MOST_LINES) + 1))
    return frozenset(found)
