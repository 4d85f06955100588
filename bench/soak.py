"""Change a wiki at random while it is served: what is served must become what a clean build makes.

    python bench/soak.py NOTES [--minutes 15] [--notes 300] [--seed 1] [--work /dev/shm]

In:  a folder of notes, of which so many are copied.
Out: a line for every tenth round with the slowest time so far; at the first mistake the files that differ,
     what was done, and exit code 1.

A round is a burst of changes (`changing_wiki.py`). After it, every file of a clean build
must be served, byte for byte, and every other address of a former round must be answered with 404.
"""

from __future__ import annotations

import argparse
import http.client
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from urllib.parse import quote, urlsplit

from changing_wiki import ChangingWiki
from serving import serving

from notes_wiki.build import build
from notes_wiki.stages.options import BuildOptions

PATIENCE = 60.0
"""Seconds after which a difference is a mistake."""


def clean(home: Path, folder: Path, dialect: str) -> dict[str, bytes]:
    """The files of a clean build by their addresses, without the index of texts."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copy(home / "wiki.toml", folder)
    if (home / "templates").exists():
        shutil.copytree(home / "templates", folder / "templates")
    build(BuildOptions(config=folder / "wiki.toml", content=home / "content", dialect=dialect, live=True))
    out = folder / ".wiki" / "preview"
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def differing(address: str, wanted: dict[str, bytes], names: Iterable[str]) -> list[str]:
    """Those of these addresses that are not served as they should be."""
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=60)
    wrong = []
    for name in names:
        connection.request("GET", "/" + quote(name))
        answer = connection.getresponse()
        data = answer.read()
        expected = wanted.get(name)
        if answer.status == 404 if expected is None else data == expected:
            continue
        wrong.append(name)
    connection.close()
    return wrong


def main() -> None:
    """Read the arguments, then change and compare."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("--minutes", type=float, default=15.0)
    parser.add_argument("--notes", type=int, default=300)
    parser.add_argument("--dialect", default="wiki")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=Path)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="wiki-soak-", dir=options.work) as folder:
        wiki = ChangingWiki(Path(folder, "home"), chance)
        for path in sorted(options.source.rglob("*.md"))[: options.notes]:
            copied = wiki.content / path.relative_to(options.source)
            copied.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copied)
        (wiki.home / "wiki.toml").write_text("")
        with serving(wiki.home, options.dialect) as (address, _):
            made = partial(clean, wiki.home, Path(folder, "clean"), options.dialect)
            soak(wiki, address, made, chance, options.minutes * 60)


def soak(
    wiki: ChangingWiki,
    address: str,
    clean: Callable[[], dict[str, bytes]],
    chance: random.Random,
    seconds: float,
) -> None:
    """Change the wiki round after round, for so many seconds. `clean`: builds it; its files by address."""
    end, known, slowest, done = time.monotonic() + seconds, set[str](), 0.0, Counter[str]()
    number = 0
    while time.monotonic() < end:
        number += 1
        steps = []
        for _ in range(chance.choice((1, 1, 2, 5, 20))):
            steps.append(wiki.change())
            time.sleep(chance.choice((0.0, 0.0, 0.01, 0.1, 0.5)))
        wiki.mend()
        changed = time.monotonic()
        done.update(steps)
        wanted = clean()
        known |= wanted.keys()
        wrong = differing(address, wanted, sorted(known))
        while wrong and time.monotonic() < changed + PATIENCE:
            time.sleep(0.1)
            wrong = differing(address, wanted, wrong)
        if not wrong:
            wrong = differing(address, wanted, sorted(known))  # nothing goes back
        if wrong:
            sys.exit(f"round {number} ({', '.join(steps)}): {len(wrong)} files differ: {wrong[:9]}")
        slowest = max(slowest, time.monotonic() - changed)
        if number % 10 == 0:
            print(
                f"{number} rounds, {done.total()} changes, {len(wanted)} files: at most {slowest:.1f} s",
                flush=True,
            )
    print(f"{number} rounds: {dict(done)}")


if __name__ == "__main__":
    main()
