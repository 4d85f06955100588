"""The index of all texts, made by Pagefind from the written pages.

In:  a folder of pages, in which `data-pagefind-body` marks what is a note's text.
Out: the files of the index by address, or a Problem: that search finds titles and headings only is no
     reason for a site not to be published.

Pagefind is a program of its own that reads pages and writes files (https://pagefind.app). Formulas are left
out of the index: MathML read as text is letters without sense.
"""

from __future__ import annotations

import subprocess
from importlib.util import find_spec
from pathlib import Path

from notes_wiki import problem
from notes_wiki.model import Problem

FOLDER = "-/pagefind"
_LEFT_OUT = "math, .anchor, .number, .footnote-ref, .footnote-backref"
LONGEST = 900.0
"""Seconds Pagefind may take; ten thousand notes take 13."""
_NO_WORDS = "did not contain any html files"
"""How Pagefind says that no page holds a word: a wiki that was begun a minute ago."""
_WANTED = ("pagefind.js", "pagefind-entry.json", "*.pf_meta", "wasm.*", "index/*", "fragment/*")
"""What search.js uses; the rest are interfaces of Pagefind's own."""


def available() -> bool:
    """Whether Pagefind is installed."""
    return find_spec("pagefind_bin") is not None


def make(site: Path, language: str, scratch: Path) -> dict[str, bytes] | Problem:
    """Index the pages in `site` as one collection, whatever their languages; `scratch` is an empty folder
    for Pagefind to write into."""
    if not available():
        return _failed("Pagefind is not installed", "Install it: pip install 'pagefind[bin]'.")
    import pagefind_bin

    command = (
        *(str(pagefind_bin.get_executable()), "--silent", "--keep-index-url"),
        *("--site", str(site), "--output-path", str(scratch)),
        *("--force-language", language, "--exclude-selectors", _LEFT_OUT),
    )
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=LONGEST, check=False, cwd=scratch, stdin=subprocess.DEVNULL
        )
    except (OSError, ValueError, subprocess.SubprocessError) as error:  # ValueError: a language with a NUL
        return _failed(f"Pagefind cannot be run: {error}")
    if done.returncode != 0:
        said = (done.stderr or done.stdout).decode("utf-8", "replace").strip().splitlines()
        if said and _NO_WORDS in said[-1]:
            return {}
        return _failed(f"Pagefind ended with code {done.returncode}" + (f": {said[-1]}" if said else ""))
    found = {path for pattern in _WANTED for path in scratch.glob(pattern)}
    return {f"{FOLDER}/{path.relative_to(scratch).as_posix()}": path.read_bytes() for path in sorted(found)}


def _failed(what: str, hint: str = "") -> Problem:
    return problem.make(
        "no-text-index",
        f"{what}; search finds titles and headings, but not the texts.",
        hint=hint or "Build again; --no-text-index does without.",
    )
