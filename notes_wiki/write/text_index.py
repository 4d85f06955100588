"""The full-text index, made by Pagefind from the written pages.

In:  a folder of pages, in which `data-pagefind-body` marks the text of notes.
Out: the files of the index by address, or a Problem. Without the index search still finds titles and
     headings, so this never keeps a site from being published.

Pagefind is a separate program that reads pages and writes files (https://pagefind.app). Formulas are left out
of the index: MathML read as text is meaningless letters.
"""

from __future__ import annotations

import zlib
from importlib.util import find_spec
from pathlib import Path

from notes_wiki import problem
from notes_wiki.model import Problem

FOLDER = "-/pagefind"
_LEFT_OUT = "math, .anchor, .number, .footnote-ref, .footnote-backref"
_GZIP = 31
"""zlib's name for the format of gzip, with the largest window."""
_STRATEGIES = {".pf_meta": zlib.Z_FILTERED, ".pf_index": zlib.Z_DEFAULT_STRATEGY}
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
    """Index the pages in `site` as one collection, whatever their languages. `scratch` is an empty folder for
    Pagefind to write into. Returns the files of the index by address, or why there is none."""
    import subprocess  # late: of all builds, few make an index

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
        output = (done.stderr or done.stdout).decode("utf-8", "replace").strip().splitlines()
        if output and _NO_WORDS in output[-1]:
            return {}
        return _failed(f"Pagefind ended with code {done.returncode}" + (f": {output[-1]}" if output else ""))
    found = {path for pattern in _WANTED for path in scratch.glob(pattern)}
    return {f"{FOLDER}/{path.relative_to(scratch).as_posix()}": packed(path) for path in sorted(found)}


def packed(path: Path) -> bytes:
    """The bytes of a file of the index, recompressed if it holds words or the table of all notes. Every first
    query loads the table, which consists almost only of digests: since they do not repeat, deflate does
    better when it looks for no short repetitions (55 KB instead of 62 KB at 10,000 notes)."""
    import gzip

    data = path.read_bytes()
    if path.suffix not in (".pf_meta", ".pf_index"):
        return data
    packer = zlib.compressobj(9, wbits=_GZIP, strategy=_STRATEGIES[path.suffix])
    return min(data, packer.compress(gzip.decompress(data)) + packer.flush(), key=len)


def _failed(what: str, hint: str = "") -> Problem:
    return problem.make(
        "no-text-index",
        f"{what}; search finds titles and headings, but not the texts.",
        hint=hint or "Build again, or add --no-text-index to do without the texts.",
    )
