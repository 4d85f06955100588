"""The site that a build works on: settings, folders, the store.

In:  `BuildOptions`, `wiki.toml`.
Out: a `Site`, and the store of what is remembered, locked.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import msgspec

from notes_wiki import problem, there
from notes_wiki.config import FILE, Config, load, place_of
from notes_wiki.load import history, hugo_config, script_macros
from notes_wiki.load import walk as walking
from notes_wiki.load.globs import folder_chooser
from notes_wiki.load.markers import dialect_by_name, marked_dialect, places_of_markers
from notes_wiki.looking import Look, go_on
from notes_wiki.model import DialectName, Problem
from notes_wiki.stages.home import home_of
from notes_wiki.stages.options import BuildOptions
from notes_wiki.stages.unchanged import Inputs, program
from notes_wiki.write import cache
from notes_wiki.write.lock import Busy, lock
from notes_wiki.write.staging import digest

__all__ = ["Busy", "Site", "default_theme", "inputs", "open_site", "open_store"]

PACKAGE = Path(__file__).parents[1]


class Site(msgspec.Struct, frozen=True):
    """What one build works on: the configuration, and all folders."""

    options: BuildOptions
    config: Config
    home: Path
    """Where wiki.toml is, or would be."""
    content: Path
    output: Path
    state: Path
    """`.wiki/`, for what is remembered and for previews."""
    static: tuple[Path, ...]
    templates: tuple[Path, ...]
    dialect: DialectName | None
    """What is written in all folders that no setting names; None where each note is asked for its name."""
    cascade: tuple[str, ...] = ()
    """What Hugo's configuration withholds, in the form of `publication_terms.cascade`."""
    problems: tuple[Problem, ...] = ()
    failed: bool = False

    @property
    def jobs(self) -> int:
        """The maximum number of processes."""
        return self.options.jobs or _cores()

    def dialect_of(self) -> Callable[[str], DialectName]:
        """A function that gives the dialect for a note's path, unless the note itself names one."""
        rules = {} if self.options.dialect else self.config.dialects
        if self.dialect is not None:
            return folder_chooser(rules, self.dialect)
        named = folder_chooser(dict[str, str](rules), "")
        return lambda path: cast("DialectName", named(path) or dialect_by_name(path))


def _cores() -> int:
    """The cores that this process may use; all if the system cannot tell (macOS)."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def open_site(options: BuildOptions) -> Site:
    """Read the configuration and find the folders. A content folder that does not exist or cannot be read
    makes the build fail."""
    loaded = load(home_of(options), options.config, options.content)
    config, home = loaded.config, loaded.folder
    content = options.content or home / config.content
    state = home / ".wiki"
    preview = options.drafts or options.live
    output = options.out or (state / "preview" if preview else home / config.output)
    refusal = _refusal(content, output, home / config.output, preview=preview)
    cascade, unread = hugo_config.cascade(content)
    own_templates = home / config.templates
    return Site(
        options=options,
        config=config,
        home=home,
        content=content,
        output=output,
        state=state,
        static=_static(home, config, content),
        templates=tuple(folder for folder in (own_templates, default_theme()) if there.is_folder(folder)),
        dialect=_dialect(options, config, content),
        cascade=cascade,
        problems=(*loaded.problems, *([refusal] if refusal else []), *unread),
        failed=loaded.unsafe or refusal is not None,
    )


def _refusal(content: Path, output: Path, published: Path, *, preview: bool) -> Problem | None:
    """Why nothing may be written to `output`, or None. `published` is the folder of the published site, which
    a preview must leave alone."""
    if not there.is_folder(content):
        return problem.make(
            "no-content",
            f"There is no folder {content}, so there are no notes.",
            hint="Name the folder of notes with --content or as `content` in wiki.toml, or start a new wiki "
            "with `wiki init`.",
        )
    if not os.access(content, os.R_OK | os.X_OK):
        return problem.make(
            "unreadable",
            f"The folder of notes, {content}, cannot be read; the site stays as it is.",
            hint="Check that you have permission to read it, then build again.",
        )
    if content.resolve().is_relative_to(output.resolve()):
        return problem.make(
            "foreign-output",
            f"The notes in {content} are inside the output folder {output}; nothing was written.",
            hint="Choose another output folder with --out.",
        )
    if preview and _overlap(output.resolve(), published.resolve()):
        return problem.make(
            "foreign-output",
            f"Drafts are never written to {output}, because that folder is published; nothing was written.",
            hint="Leave out --out, and drafts are written to .wiki/preview.",
        )
    return None


def _overlap(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)


def _static(home: Path, config: Config, content: Path) -> tuple[Path, ...]:
    """The folders whose files are addressed from the root: those named in wiki.toml, else the `static` folder
    of the Hugo site that the notes belong to."""
    if config.static:
        return tuple(home / folder for folder in config.static)
    beside = content.resolve().parent / "static"
    marked = marked_dialect(content) == "hugo"
    return (beside,) if marked and there.is_folder(beside) else ()


def _dialect(options: BuildOptions, config: Config, content: Path) -> DialectName | None:
    asked = options.dialect or config.dialect or marked_dialect(content)
    return cast("DialectName | None", asked)  # the command line and wiki.toml let nothing else through


def default_theme() -> Path:
    """The folder of the default theme: inside the installed package; in a checkout, next to it."""
    inside = PACKAGE / "templates"
    return inside if inside.is_dir() else PACKAGE.parent / "templates"


def inputs(site: Site, walked: walking.Walk) -> Inputs:
    """Everything that a build of this site reads, or would read if it existed."""
    below = [Path(base) for root in (*site.static, *site.templates) for base, _, _ in os.walk(root)]
    content = [site.content / folder for folder in walked.folders]
    named = (*site.config.math.preamble, *site.config.bibliography)
    files = [place_of(folder, name) for folder in (site.home, site.content) for name in named]
    return Inputs(
        folders=(*content, *below, *program()),
        # Whatever else a setting can name next to wiki.toml (a bibliography, a preamble) is in this folder.
        files_of=(site.home, *script_macros.macro_folders(site.content)),
        places=(
            site.options.config or site.home / FILE,
            *([site.options.content / FILE] if site.options.content else []),
            site.home / site.config.templates,
            *site.static,
            *places_of_markers(site.content),
            *script_macros.macro_files(site.content),
            *hugo_config.places_of_config(site.content),
            *files,
            *history.witnesses(site.content),
        ),
    )


@contextmanager
def open_store(site: Site, look: Look = go_on) -> Iterator[cache.Store]:
    """The store of this content folder, locked against a second build. What waits for one looks up."""
    with lock(site.state, look=look), cache.Store.open(store_file(site), clean=site.options.clean) as store:
        yield store


def store_file(site: Site) -> Path:
    """The path of the store of this content folder."""
    name = digest(str(site.content.resolve()).encode())[:12]
    return site.state / f"store-{name}.sqlite"
