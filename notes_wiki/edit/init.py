"""`wiki init`: a new wiki that builds at once.

In:  a folder, and the wiki's title.
Out: the files that were written. Nothing is overwritten: if any of the files exists, none is written and a
     Problem names them. There are two exceptions: an existing `.gitignore` stays as it is, and in a folder
     that is a wiki already the workflow alone can be added.
"""

from __future__ import annotations

import json
from pathlib import Path

from notes_wiki import problem
from notes_wiki.config import FILE
from notes_wiki.edit.create import advice, create
from notes_wiki.model import Problem

IGNORED = ".gitignore"
WORKFLOW = ".github/workflows/publish.yml"

WIKI_TOML = """\
title = {title}
# base-url = "https://example.org/notes/"   # the address of the published site, for feeds and the sitemap
# language = "en"
# dialect = "obsidian"                       # if the notes are not written in wiki's own dialect

[math]
# Macros can also be defined in content/preamble.tex.
macros = {{ "\\\\R" = "\\\\mathbb{{R}}" }}
"""

INDEX = """\
---
title: {title}
---

This is the front page. It links to [[First note]], and that note's page says so at its end.

Write notes as Markdown files in this folder. Math goes between dollars, $e^{{i\\pi}} + 1 = 0$, or on
lines of its own:

$$
\\int_{{-\\infty}}^{{\\infty}} e^{{-x^2}} \\, dx = \\sqrt{{\\pi}}
$$
"""

FIRST_NOTE = """\
---
title: First note
tags: [beginning]
---

A link is a title between double square brackets: [[index|the front page]]. A link to a note that is not
written yet looks different: [[Second note]].

For $x \\in \\R$,

\\begin{align}
  (1 + x)^2 &= 1 + 2x + x^2 \\label{square} \\\\
            &\\geq 1 + 2x,
\\end{align}

and \\eqref{square} is a link.
"""

GITIGNORE = """\
.wiki/
site/
"""

GITHUB_PAGES = """\
# Builds the wiki and publishes it on GitHub Pages, at every push to main.
name: Publish the wiki
on:
  push:
    branches: [main]
  workflow_dispatch:
permissions:
  contents: read
  pages: write
  id-token: write
concurrency:
  group: pages
  cancel-in-progress: true
jobs:
  publish:
    runs-on: ubuntu-latest
    environment:
      name: github-pages
      url: ${{ steps.deployment.outputs.page_url }}
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0  # "recently changed" comes from the history
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      # Where wiki itself comes from: anything that pip can install. If it is set, the repository's variable
      # NOTES_WIKI (Settings, Secrets and variables, Actions, Variables) replaces what is written here.
      - env:
          NOTES_WIKI: ${{ vars.NOTES_WIKI || 'FROM' }}
        run: |
          if [ -z "$NOTES_WIKI" ]; then
            echo "::error::Set the variable NOTES_WIKI of this repository to what pip can install wiki from."
            exit 1
          fi
          pip install "$NOTES_WIKI"
      - run: wiki build
      - uses: actions/upload-pages-artifact@v3
        with:
          path: site
      - id: deployment
        uses: actions/deploy-pages@v4
"""


def files(title: str, *, github_pages: bool = False, origin: str = "") -> dict[str, str]:
    """The files of a new wiki: text by path, relative to its folder. `origin` is what pip can install wiki
    from, "" if that is not known. Pure."""
    quoted = json.dumps(title, ensure_ascii=False)  # a JSON string is also a valid TOML and YAML string
    made = {
        FILE: WIKI_TOML.format(title=quoted),
        "content/index.md": INDEX.format(title=quoted),
        "content/first-note.md": FIRST_NOTE,
        IGNORED: GITIGNORE,
    }
    if github_pages:
        made[WORKFLOW] = GITHUB_PAGES.replace("FROM", origin)
    return made


def init(
    folder: Path, title: str, *, github_pages: bool = False, origin: str = ""
) -> tuple[Path, ...] | Problem:
    """Write a new wiki into `folder`, which is created if needed. Returns the files written, or a Problem.
    `origin` is what the workflow installs wiki from."""
    made = files(title, github_pages=github_pages, origin=origin)
    wanted = {folder / name: text for name, text in made.items()}
    if (folder / IGNORED).exists():
        del wanted[folder / IGNORED]
    if github_pages and (folder / FILE).exists():
        wanted = {folder / WORKFLOW: made[WORKFLOW]}
    if there := [str(path) for path in wanted if path.exists()]:
        return problem.make(
            "file-exists",
            f"A new wiki would overwrite {', '.join(there)}; nothing was written.",
            hint="Choose another folder, or move these files away first.",
        )
    made_now: list[Path] = []
    try:
        for path, text in wanted.items():
            create(path, text)
            made_now.append(path)
    except OSError as error:
        for half in made_now:  # or the next attempt would find its own files in the way
            half.unlink(missing_ok=True)
        return problem.make(
            "not-writable",
            f"The new wiki could not be written: {error.strerror or error} ({error.filename or path}).",
            hint=advice(error, "Choose a folder in which you have permission to write."),
        )
    return tuple(wanted)


def not_ignored(folder: Path) -> list[str]:
    """What git should ignore, but the folder's existing `.gitignore` does not name."""
    try:
        lines = (folder / IGNORED).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    ignored = {line.strip().strip("/") for line in lines}
    return [name for name in GITIGNORE.split() if name.strip("/") not in ignored]
