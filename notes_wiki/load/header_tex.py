r"""TeX that front matter puts before a document, as for Pandoc, R Markdown and Quarto:
`header-includes: \newcommand{\E}{\mathbb{E}}`, also below `format` or `output`.

In:  the fields of front matter.
Out: the TeX, in which whoever reads it must expect what only LaTeX knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from notes_wiki.load.block import Value

_FIELDS = frozenset(("header-includes", "include-in-header", "include-before", "include-before-body"))


def header_tex(data: Mapping[str, tuple[Value, int]]) -> str:
    """All TeX in fields of these names. Dollars around definitions, which hide them from Markdown, are left
    out."""
    texts = (text for key, (value, _) in data.items() for text in _below(key, value))
    return "\n".join(text.replace("$$", "\n") for text in texts if "\\" in text)


def _below(key: str, value: Value) -> Iterator[str]:
    """The texts of a field, or of those below it, however deep."""
    if key in _FIELDS:
        yield from _texts(value)
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _below(name, inner)


def _texts(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)
