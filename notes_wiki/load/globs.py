"""Globs for files and folders, as used in settings.

In:  globs, or a table of globs with a choice for each.
Out: a function that maps a path (POSIX, relative to the content folder) to what applies to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from fnmatch import translate
from typing import TypeVar
from unicodedata import normalize

_Choice = TypeVar("_Choice", bound=str)


def ignore_matcher(globs: Iterable[str]) -> Callable[[str, bool], bool | None]:
    """A function of (path, whether it is a folder) that says whether it is ignored; None if no glob matches.

    Globs are a subset of .gitignore's: `name` or `*.ext` at any depth, `folder/` folders only, `a/b` and `/a`
    (or `./a`) from the content folder, `**` any number of folders, `!` before what is not ignored; the last
    that matches decides. Composed and decomposed accents are the same: some file systems decompose names.
    """
    patterns: list[tuple[re.Pattern[str], bool, bool]] = []
    for glob in globs:
        bare = normalize("NFC", glob).removeprefix("!").rstrip("/")
        anchored = "/" in bare
        bare = bare.removeprefix("./").lstrip("/")
        while bare.startswith("**/"):
            anchored, bare = False, bare.removeprefix("**/").lstrip("/")
        if bare:
            expression = translate(bare) if anchored else rf"(?:.*/)?{translate(bare)}"
            patterns.append((re.compile(expression), glob.endswith("/"), not glob.startswith("!")))
    patterns.reverse()

    def ignored(path: str, is_folder: bool) -> bool | None:
        path = path if path.isascii() else normalize("NFC", path)
        for pattern, folders_only, answer in patterns:
            if (is_folder or not folders_only) and pattern.match(path) is not None:
                return answer
        return None

    return ignored


def folder_chooser(rules: Mapping[str, _Choice], default: _Choice) -> Callable[[str], _Choice]:
    """A function that maps a note's path to the choice for its folder (a dialect, a level of trust in HTML):
    that of the longest matching glob, else the default."""
    patterns = [
        (re.compile(translate(folder) + "|" + translate(folder + "/*")), choice)
        for glob, choice in sorted(rules.items(), key=lambda item: (-len(item[0]), item[0]))
        for folder in [normalize("NFC", glob).removeprefix("./").strip("/")]
    ]
    if not patterns:
        return lambda path: default

    def chosen(path: str) -> _Choice:
        path = path if path.isascii() else normalize("NFC", path)
        return next((choice for pattern, choice in patterns if pattern.match(path)), default)

    return chosen
