"""All settings of wiki.toml, with their defaults.

In:  nothing; these are records, and the names that some values are chosen from.
Out: `Config` and `MathConfig`.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from notes_wiki.model import DialectName
from notes_wiki.theme import ThemeConfig
from notes_wiki.wording import Wording

FILE = "wiki.toml"
HtmlTrust = Literal["safe", "escape", "trusted"]


class MathConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """`[math]`: how formulas are read and typeset."""

    engine: Literal["auto", "math-core", "latex2mathml"] = "auto"
    """"auto": math-core first, latex2mathml for what it refuses. Either name: that engine alone."""
    number: Literal["referenced", "all", "none"] = "referenced"
    preamble: tuple[str, ...] = ("preamble.tex", "preamble.sty", "macros.tex", "_macros.tex", "_macros.qmd")
    """Files of macro definitions, in the content folder or beside wiki.toml."""
    macros: dict[str, str] = {}
    """Macro name (with backslash) to body; arguments as #1, #2."""
    packages: tuple[str, ...] = ()
    """Packages to load besides those that only add commands, e.g. "siunitx"."""
    single_dollar: bool | None = None
    """Whether `$…$` is math; None leaves it to the dialect."""


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """wiki.toml, with defaults for the keys it does not have. Folders are relative to wiki.toml."""

    title: str = "Notes"
    description: str = ""
    author: str = ""
    base_url: str = ""
    """The address of the published site ("https://example.org/notes/"), for canonical links, feeds and the
    sitemap."""
    language: str = "en"
    content: str = "content"
    output: str = "site"
    templates: str = "templates"
    static: tuple[str, ...] = ()
    """Folders whose files are addressed from the site's root (`/ox-hugo/x.png`)."""
    ignore: tuple[str, ...] = ()
    """Globs of files and folders that are not notes, besides those that are ignored by default
    (`load/ignoring.py`)."""
    urls: Literal["flat", "folder"] = "flat"
    publish: Literal["all", "explicit"] = "all"
    """"explicit": only notes whose front matter says `publish: true`."""
    html: HtmlTrust = "safe"
    """What becomes of raw HTML: "safe" keeps what can do no harm, "escape" shows it as text, "trusted" keeps
    all of it."""
    html_folders: dict[str, HtmlTrust] = {}
    """Folder glob to trust; the longest glob that matches wins."""
    bibliography: tuple[str, ...] = ()
    """BibTeX files, relative to wiki.toml; if none is named, those found among the notes."""
    dialect: DialectName | None = None
    dialects: dict[str, DialectName] = {}
    """Folder glob to dialect; the longest glob that matches wins."""
    redirects: dict[str, str] = {}
    """Addresses of an earlier site to notes: "/posts/{slug}/" = "{slug}", "/about/" = "me"."""
    statements: tuple[str, ...] = ()
    """Kinds of statements besides theorems, lemmas, definitions …: "scenario", "protocol"."""
    statement_counters: Literal["shared", "separate"] = "shared"
    """"shared": theorems, lemmas, definitions … of a note are counted in one row; "separate": each kind in
    its own."""
    editor: str = ""
    """The editor that `wiki serve` opens at a problem ("vscode", "emacs", "vim", …), or the address of a
    link with {path}, {line} and {column} in it."""
    math: MathConfig = MathConfig()
    theme: ThemeConfig = ThemeConfig()
    words: Wording = Wording()
    """The words of the interface: those of `language`, as changed by `[words]`."""


PACKAGES = ("commath", "units", "physics", "siunitx", "derivative", "diffcoeff", "esdiff")
"""Packages that `packages` loads: those that change what a command means."""
ALWAYS_LOADED = (
    *("amsmath", "amssymb", "amsfonts", "amsthm", "mathtools", "bm", "cancel", "braket", "mhchem"),
    *("mathrsfs", "color", "xcolor", "tikz-cd"),
)
"""Packages whose commands are known whether `packages` names them or not."""
PLACEHOLDERS = ("{slug}", "{name}", "{path}")
"""Placeholders for the note in an address of `redirects`."""
