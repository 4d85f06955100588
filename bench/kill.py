"""Kill builds at random moments: each page must be old or new, and the next build equal to a clean one.

    python bench/kill.py [--notes 300] [--kills 500] [--work /dev/shm] [--seed 1]

In:  nothing; a wiki of so many notes is made up.
Out: one line for every fifty kills; at the first mistake a message and exit code 1.

Two states of the wiki, A and B, are built from scratch. Then, again and again, a build takes the output from
one state to the other and is killed (SIGKILL; its children have to notice by themselves) after a random part
of the time that a whole build takes: every page must then be A's or B's, byte for byte. Another build
follows, to the end: the folder must then equal the clean one, with no temporary file left.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

NOTE = "# Note {n} of {state}\n\nTo [[note-{other}]] and $\\frac{{{n}}}{{{state}}}$. {words}\n"


def write_state(content: Path, notes: int, state: int) -> None:
    """Write state 1 or 2: every note differs, and a tenth of them exist in only one of the two."""
    for n in range(notes):
        path = content / f"note-{n}.md"
        if n % 10 == state:
            path.unlink(missing_ok=True)
        else:
            path.write_text(NOTE.format(n=n, state=state, other=(n * 7) % notes, words="word " * (n % 50)))
        if path.exists():
            os.utime(path, ns=(1_600_000_000 * 10**9 + state, 1_600_000_000 * 10**9 + state))


def command(home: Path, out: Path, *more: str) -> list[str]:
    wiki = str(Path(sys.executable).with_name("wiki"))
    options = ["--no-text-index", "--jobs", "2", "--out", str(out), *more]
    return [wiki, "build", "--config", str(home / "wiki.toml"), *options]


def build(home: Path, out: Path, *more: str) -> None:
    subprocess.run(command(home, out, *more), check=True, capture_output=True)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def main() -> None:
    """Read the arguments, then build and kill."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--notes", type=int, default=300)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="wiki-kill-", dir=options.work) as folder:
        home, out = Path(folder, "home"), Path(folder, "out")
        (home / "content").mkdir(parents=True)
        (home / "wiki.toml").write_text("")
        clean = {}
        for state in (1, 2):
            write_state(home / "content", options.notes, state)
            build(home, Path(folder, f"clean-{state}"), "--clean")
            clean[state] = files(Path(folder, f"clean-{state}"))
        build(home, out)
        write_state(home / "content", options.notes, 1)
        started = time.monotonic()
        build(home, out)
        whole, state = time.monotonic() - started, 1
        for number in range(1, options.kills + 1):
            state = 3 - state
            write_state(home / "content", options.notes, state)
            kill(command(home, out), chance.uniform(0.1, 1.0) * whole)
            check_killed(files(out), clean)
            build(home, out)
            found = files(out)
            if found != clean[state]:
                wrong = [
                    name for name in found.keys() | clean[state] if found.get(name) != clean[state].get(name)
                ]
                sys.exit(f"kill {number}: the next build does not equal a clean one in {sorted(wrong)[:9]}")
            if number % 50 == 0:
                print(f"{number} kills: every page old or new, every next build equal to a clean one")
        shutil.rmtree(out)


def kill(build: list[str], after: float) -> None:
    """Start a build and kill it, if it has not ended by then."""
    process = subprocess.Popen(build, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()


def check_killed(found: dict[str, bytes], clean: dict[int, dict[str, bytes]]) -> None:
    """Every page is that of one state or the other."""
    for name, data in found.items():
        if name.endswith(".html") and data not in (clean[1].get(name), clean[2].get(name)):
            sys.exit(f"{name} is neither old nor new: {len(data)} bytes")


if __name__ == "__main__":
    main()
