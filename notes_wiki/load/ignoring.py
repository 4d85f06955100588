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
DialectOf = Callable[[str], str]


def ignoring(globs: Iterable[str], content: Path, dialect_of: DialectOf | None = None) -> IsIgnored:
    """Whether a path is ignored: by the author's `globs`, of which the last that matches decides, else by
    default."""
    written = tuple(globs)
    # A glob that is one of the default's has its exceptions; `templates/` alone is written on purpose.
    purpose = () if set(DEFAULT) <= set(written) else (TEMPLATES,)
    told = ignore_matcher(glob for glob in written if glob not in DEFAULT or glob in purpose)
    by_default = _by_default(content, dialect_of)

    def is_ignored(path: str, is_folder: bool) -> bool:
        answer = told(path, is_folder)
        return by_default(path, is_folder) if answer is None else answer

    return is_ignored


def _by_default(content: Path, dialect_of: DialectOf | None) -> IsIgnored:
    """`DEFAULT` with exceptions: Hugo's `_index.md` and its section `templates`; Zola's `_index.md`; Jekyll's
    folder `_posts`, those of the collections that it publishes, and of `_bibliography` the bibliographies;
    of folders of pictures what is no note; `templates` in sites of MkDocs and others, where that is a folder
    like any other. Ignored besides are the folders that Obsidian is told to take templates from, and what
    Logseq does not show as pages."""
    hidden = template_folders(content) | hidden_paths(content)
    of_jekyll = {POSTS, BIBLIOGRAPHY, *published_collections(content)}
    sections = is_zola(content)
    of_all = (TEMPLATES,) if has_no_templates(content) else ()
    ignored = _default_without(*of_all)
    ignored_but_private = _default_without(PRIVATE, *of_all)
    ignored_in_hugo = _default_without(TEMPLATES)
    ignored_in_hugo_but_private = _default_without(PRIVATE, TEMPLATES)

    def is_ignored(path: str, is_folder: bool) -> bool:
        if path in hidden:
            return True
        parts = path.split("/")
        excepted = not of_jekyll.isdisjoint(parts)
        if not (excepted or ATTACHMENTS.isdisjoint(parts)):
            path = "/".join(part[1:] if part in ATTACHMENTS else part for part in parts)
            return ignored(path, is_folder) or (not is_folder and path.lower().endswith(NOTE_SUFFIXES))
        if dialect_of is None or not (parts[-1] == SECTION or excepted or TEMPLATES[:-1] in parts):
            return ignored(path, is_folder)
        dialect = dialect_of(path)
        if dialect == "hugo":
            is_section = parts[-1] == SECTION
            return (ignored_in_hugo_but_private if is_section else ignored_in_hugo)(path, is_folder)
        if sections and parts[-1] == SECTION and not is_folder:
            return ignored_but_private(path, is_folder)
        if excepted and dialect == "jekyll":
            if BIBLIOGRAPHY in parts and not is_folder and not path.endswith(".bib"):
                return True
            # Only these names are excepted: in them, and above them, other private names are ignored.
            as_public = "/".join(part[1:] if part in of_jekyll else part for part in parts)
            return ignored_but_private(path, is_folder) or ignored(as_public, is_folder)
        return ignored(path, is_folder)

    return is_ignored


def _default_without(*exceptions: str) -> IsIgnored:
    told = ignore_matcher(glob for glob in DEFAULT if glob not in exceptions)
    return lambda path, is_folder: told(path, is_folder) is True
