r"""Macros that a site's own scripts and templates give to MathJax or KaTeX: `macros: {R: "\\mathbb{R}"}` in a
script, `\newcommand`s in a hidden part of a template.

In:  the content folder; the files where programs have such settings, in it and next to it.
Out: names of macros, each with its body and how many arguments it takes; TeX definitions as typed.

A script is not run: what is no plain text in it is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from notes_wiki.load.markers import folders_of_markers
from notes_wiki.pattern import pattern

FOLDERS = (
    "javascripts", "js", "assets/js", "assets/javascripts", "static/js", "_static", "_includes", "_layouts",
    "layouts/partials", "layouts/_partials", "overrides", "overrides/partials", "theme",
    ".vitepress", ".vuepress",
)  # fmt: skip
"""Folders of scripts and templates: MkDocs', Jekyll's, Hugo's, mdBook's, VitePress'."""
FILES = (
    "quartz.config.ts", "docusaurus.config.js", "docusaurus.config.ts", "index.html", "mathjax.js",
    "katex.js", "astro.config.mjs", "logseq/custom.js",
)  # fmt: skip
_SUFFIXES = (".js", ".mjs", ".ts", ".mts", ".html", ".hbs")
_LARGEST = 200_000
_MOST = 100
"""Files that are looked through."""

_OPENING = pattern(r"\b(?:customMacros|macros)[\"']?\s*:\s*\{", re.I)
"""Where a table of macros begins: `macros: {`."""
_SPACE = pattern(r"(?:[\s,]|//[^\n]*|/\*.*?(?:\*/|\Z))*", re.S)
"""What may stand between entries. A comment that is never closed reaches to the end, so that others in it are
not looked at one by one."""
_KEY = pattern(r"(?:\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|([A-Za-z_]\w*))\s*:\s*")
"""The name of an entry, between quotes or bare, and its colon."""
_TEXT = r"(?:\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|(String\.raw)?`([^`]*)`)"
"""A string of JavaScript, as a part of a pattern."""
_VALUE = pattern(rf"{_TEXT}|\[\s*+{_TEXT}\s*+(?:,\s*+(\d))?+[^\[\]]*+\]")
"""The value of an entry: a text, or a list of a text and how many arguments it has."""
_NAME = pattern(r"[A-Za-z]+")
_ESCAPE = pattern(r"\\(.)", re.S)
_DEEP = r"\{(?:[^{}]++|\{(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+\})*+\}"
"""A group in which groups may lie three deep."""
_COMMAND = r"(?:\{\\[A-Za-z]+\}|\\[A-Za-z]+)"
_DEFINITION = pattern(
    rf"\\(?:(?:re|provide)?newcommand\*?[ \t]*{_COMMAND}[ \t]*+(?:\[\d\](?:\[[^\[\]\n]*\])?)?+[ \t]*+"
    rf"|DeclareMathOperator\*?[ \t]*{_COMMAND}[ \t]*+|def\\[A-Za-z]+(?:#\d)*){_DEEP}"
)
"""A definition in a template."""


def macro_files(content: Path) -> list[Path]:
    """The scripts and templates that may define macros."""
    found: list[Path] = []
    for folder in folders_of_markers(content):
        found += [folder / name for name in FILES]
        for name in FOLDERS:
            try:
                entries = sorted((folder / name).iterdir())
            except OSError:
                continue
            found += [path for path in entries if path.suffix in _SUFFIXES]
    return found[:_MOST]


def macro_folders(content: Path) -> list[Path]:
    """The folders of such files, whether they exist or not."""
    return [folder / name for folder in folders_of_markers(content) for name in FOLDERS]


def script_macros(content: Path) -> Iterator[tuple[str, dict[str, list[object]], list[str]]]:
    """Each file that defines macros: its name, `{name: [body, arguments]}`, and definitions in TeX."""
    for path in macro_files(content):
        try:
            if path.stat().st_size > _LARGEST:
                continue
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        named: dict[str, list[object]] = {}
        place = 0
        while opening := _OPENING.search(text, place):
            entries, place = _entries(text, opening.end())
            named |= entries
        typed: list[str] = []
        if path.suffix in (".html", ".hbs") and "\\" in text:
            typed = [found[0] for found in _DEFINITION.finditer(text)]
        if named or typed:
            yield path.name, named, typed


def _entries(text: str, place: int) -> tuple[dict[str, list[object]], int]:
    """The entries of an object from the place behind its brace, up to the first that is no text; and where
    that stands."""
    found: dict[str, list[object]] = {}
    while True:
        gap = _SPACE.match(text, place)
        place = gap.end() if gap else place
        key = _KEY.match(text, place)
        value = _VALUE.match(text, key.end()) if key else None
        if key is None or value is None:
            return found, place
        name = _plain(key[1] or key[2] or "") or key[3]
        raw = value[3] or value[7]
        body = next((part for part in value.group(1, 2, 4, 5, 6, 8) if part is not None), "")
        if _NAME.fullmatch(name.removeprefix("\\")):
            found[name] = [body if raw else _plain(body), int(value[9] or 0)]
        place = value.end()


def _plain(text: str) -> str:
    """A text of a script as it is meant."""
    return _ESCAPE.sub(lambda escape: escape[1], text)
