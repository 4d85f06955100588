"""wiki.toml -> Config.

In:  the folder a command runs in, and what the command line overrides.
Out: a typed, frozen `Config`. An unknown key or a wrong type is a Problem with its file and line, what
     was expected and the nearest known key; the rest of the file still counts.
"""

from __future__ import annotations

from typing import Literal

import msgspec

DialectName = Literal["wiki", "obsidian", "hugo", "pandoc"]


class MathConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """`[math]`: how formulas are read and set."""

    engine: Literal["auto", "math-core", "latex2mathml"] = "auto"
    """"auto": math-core first, latex2mathml for what it refuses. Either name: that engine alone."""
    number: Literal["referenced", "all", "none"] = "referenced"
    preamble: tuple[str, ...] = ("preamble.tex", "preamble.sty")
    """Files of macro definitions, in the content folder or beside wiki.toml; missing ones are skipped."""
    macros: dict[str, str] = {}
    """Macro name (with backslash) to body; arguments as #1, #2."""
    packages: tuple[str, ...] = ()
    """Packages to load besides those that only add commands, e.g. "siunitx"."""
    single_dollar: bool | None = None
    """Whether `$…$` is math; None leaves it to the dialect."""


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """wiki.toml, with the defaults for what it does not say. Folders are relative to wiki.toml."""

    title: str = "Notes"
    description: str = ""
    author: str = ""
    base_url: str = ""
    """Where the site will stand ("https://example.org/notes/"): canonical links, feeds and the sitemap."""
    language: str = "en"
    content: str = "content"
    output: str = "site"
    templates: str = "templates"
    static: tuple[str, ...] = ()
    """Folders whose files are addressed from the site's root (`/ox-hugo/x.png`)."""
    ignore: tuple[str, ...] = ("Templates/", "templates/", "node_modules/", "_*", "README.md.bak")
    """Globs of files and folders that are not notes; dotfiles and dotfolders never are."""
    urls: Literal["flat", "folder"] = "flat"
    publish: Literal["all", "explicit"] = "all"
    """"explicit": only notes whose front matter says `publish: true`."""
    html: Literal["safe", "escape", "trusted"] = "safe"
    dialect: DialectName | None = None
    dialects: dict[str, DialectName] = {}
    """Folder glob to dialect; the longest glob that matches wins."""
    math: MathConfig = MathConfig()
