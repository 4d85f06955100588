"""Which files and folders of the content folder do not count.

In:  the globs that the author wrote, the content folder, and the dialect of a path.
Out: a function that says whether a path is ignored.

What the author wrote decides first, `!glob` for what is not ignored. The rest is as its program has it: some
names are ignored by default, but not where a program itself gives such names to what it publishes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from notes_wiki.load.globs import ignore_matcher
from notes_wiki.load.jekyll_config import published_collections
from notes_wiki.load.logseq_config import hidden_paths
from notes_wiki.load.markers import has_no_templates, is_zola
from notes_wiki.load.obsidian_config import template_folders
from notes_wiki.load.suffixes import NOTE_SUFFIXES

SECTION = "_index.md"
PRIVATE = "_*"
"""The glob among those ignored by default that covers `SECTION` and `POSTS`."""
TEMPLATES = "templates/"
"""The glob among those ignored by default that also covers a section of that name in Hugo."""
DEFAULT = ("Templates/", TEMPLATES, "node_modules/", PRIVATE, "README.md.bak")
"""What is ignored unless the author says otherwise."""
POSTS = "_posts"
"""Jekyll's and Hexo's folder of notes."""
BIBLIOGRAPHY = "_bibliography"
"""jekyll-scholar's folder of bibliographies."""
ATTACHMENTS = frozenset("_resources _static _images _img _assets _attachments _media _figures".split())
"""Folders in which Joplin, Sphinx and others keep the pictures and files of notes."""

IsIgnored = Callable[[str, bool], bool]
"""Of a path (POSIX, relative to the content folder), and whether it is a folder."""
IsTold = Callable[[str, bool], bool | None]
"""The same, or None where nothing is said of the path."""
DialectOf = Callable[[str], str]


def ignoring(globs: Iterable[str], content: Path, dialect_of: DialectOf | None = None) -> IsIgnored:
    """Whether a path is ignored: by the author's `globs`, of which the last that matches decides, else by
    default."""
    by_author = told(globs)
    by_default = _ByDefault(content, dialect_of)

    def is_ignored(path: str, is_folder: bool) -> bool:
        answer = by_author(path, is_folder)
        return by_default(path, is_folder) if answer is None else answer

    return is_ignored


def told(globs: Iterable[str]) -> IsTold:
    """What the author's `globs` say of a path, but for those that are ignored by default anyway."""
    written = tuple(globs)
    # A glob that is one of the default's has its exceptions; `templates/` alone is written on purpose.
    purpose = () if set(DEFAULT) <= set(written) else (TEMPLATES,)
    return ignore_matcher(glob for glob in written if glob not in DEFAULT or glob in purpose)


class _ByDefault:
    """`DEFAULT` with the exceptions of the program that a folder of notes belongs to: Hugo's and Zola's
    `_index.md`, Hugo's section `templates`, the folders that Jekyll publishes, folders of pictures, and
    `templates` in sites of MkDocs and others, where that is a folder like any other. Ignored besides are the
    folders that Obsidian is told to take templates from, and what Logseq does not show as pages."""

    def __init__(self, content: Path, dialect_of: DialectOf | None) -> None:
        self._dialect_of = dialect_of
        self._hidden = template_folders(content) | hidden_paths(content)
        self._of_jekyll = {POSTS, BIBLIOGRAPHY, *published_collections(content)}
        self._is_zola = is_zola(content)
        of_all = (TEMPLATES,) if has_no_templates(content) else ()
        self._ignored = _default_without(*of_all)
        self._ignored_but_private = _default_without(PRIVATE, *of_all)
        self._ignored_in_hugo = _default_without(TEMPLATES)
        self._ignored_in_hugo_but_private = _default_without(PRIVATE, TEMPLATES)

    def __call__(self, path: str, is_folder: bool) -> bool:
        """Whether a path is ignored."""
        if path in self._hidden:
            return True
        parts = path.split("/")
        of_jekyll = not self._of_jekyll.isdisjoint(parts)
        if not (of_jekyll or ATTACHMENTS.isdisjoint(parts)):
            return self._among_attachments(parts, is_folder)
        is_section = parts[-1] == SECTION
        if self._dialect_of is None or not (is_section or of_jekyll or TEMPLATES[:-1] in parts):
            return self._ignored(path, is_folder)
        dialect = self._dialect_of(path)
        if dialect == "hugo":
            ignored = self._ignored_in_hugo_but_private if is_section else self._ignored_in_hugo
            return ignored(path, is_folder)
        if self._is_zola and is_section and not is_folder:
            return self._ignored_but_private(path, is_folder)
        if of_jekyll and dialect == "jekyll":
            return self._in_jekyll(parts, is_folder)
        return self._ignored(path, is_folder)

    def _among_attachments(self, parts: list[str], is_folder: bool) -> bool:
        """Folders of pictures hold pictures and files, which count, but no notes."""
        path = "/".join(part[1:] if part in ATTACHMENTS else part for part in parts)
        return self._ignored(path, is_folder) or (not is_folder and path.lower().endswith(NOTE_SUFFIXES))

    def _in_jekyll(self, parts: list[str], is_folder: bool) -> bool:
        """Jekyll publishes `_posts` and the collections that it is told to; of `_bibliography` only the
        bibliographies count."""
        if BIBLIOGRAPHY in parts and not is_folder and not parts[-1].endswith(".bib"):
            return True
        # Only these names are excepted: in them, and above them, other private names are ignored.
        as_public = "/".join(part[1:] if part in self._of_jekyll else part for part in parts)
        return self._ignored(as_public, is_folder)


def _default_without(*exceptions: str) -> IsIgnored:
    told = ignore_matcher(glob for glob in DEFAULT if glob not in exceptions)
    return lambda path, is_folder: told(path, is_folder) is True
