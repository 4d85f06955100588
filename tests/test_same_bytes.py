"""The same notes give the same bytes, whoever builds them, wherever and whenever."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.wikis import files_of, write

EXAMPLE = Path(__file__).parent.parent / "content"
BLOCKS = "# Head $x^2$\n\nTo [[note 1]], [[note 7#Head]], #tag/{n} and $\\frac{{{n}}}{{2}}$.\n\n![[note 3]]\n"
LONG_AGO = 1_600_000_000_000_000_000


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wiki of more notes than one process works on, all of one age."""
    folder = tmp_path_factory.mktemp("same")
    write(folder, {"wiki.toml": 'base-url = "https://example.org/"\n'})
    write(folder / "content", {f"note {n}.md": BLOCKS.format(n=n) for n in range(70)})
    write(folder / "content", {f"sub/Ünicode {n}.md": BLOCKS.format(n=n) for n in range(5)})
    age(folder)
    return folder


def age(folder: Path) -> None:
    for path in folder.rglob("*"):
        os.utime(path, ns=(LONG_AGO, LONG_AGO))


def built(
    home: Path, out: Path, *, jobs: int = 1, prefix: str = "", clean: bool = True, **environment: str
) -> dict[str, str]:
    """The files of a build by a new process, from its own state; with what is remembered, if not `clean`."""
    code = (
        f"{prefix}\nfrom pathlib import Path\nfrom notes_wiki.build import BuildOptions, build\n"
        f"report = build(BuildOptions(config=Path({str(home / 'wiki.toml')!r}), out=Path({str(out)!r}),"
        f" jobs={jobs}, clean={clean}))\nassert not report.failed"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, **environment})
    return files_of(out)


@pytest.fixture(scope="module")
def expected(home: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return built(home, tmp_path_factory.mktemp("expected"))


def test_four_processes_other_hashes_and_another_umask_give_the_same_bytes(
    home: Path, tmp_path: Path, expected: dict[str, str]
) -> None:
    prefix = "import os; os.umask(0o077)"
    assert built(home, tmp_path, jobs=4, prefix=prefix, PYTHONHASHSEED="12345") == expected


def test_another_time_zone_and_locale_give_the_same_bytes(
    home: Path, tmp_path: Path, expected: dict[str, str]
) -> None:
    found = built(home, tmp_path, TZ="Pacific/Kiritimati", LC_ALL="C", PYTHONHASHSEED="1")
    assert found == expected


def test_files_listed_in_another_order_give_the_same_bytes(
    home: Path, tmp_path: Path, expected: dict[str, str]
) -> None:
    prefix = """
import os
scan, listed = os.scandir, os.listdir
class Backwards:
    def __init__(self, path="."):
        with scan(path) as entries: self.entries = iter(sorted(entries, key=lambda e: e.name)[::-1])
    def __iter__(self): return self.entries
    def __next__(self): return next(self.entries)
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def close(self): pass
os.scandir = Backwards
os.listdir = lambda path=".": sorted(listed(path))[::-1]
"""
    assert built(home, tmp_path, prefix=prefix) == expected


def test_another_folder_gives_the_same_bytes(home: Path, tmp_path: Path, expected: dict[str, str]) -> None:
    (tmp_path / "else where").mkdir()
    for path in sorted(home.rglob("*")):
        if path.is_file() and ".wiki" not in path.parts:
            write(tmp_path / "else where", {path.relative_to(home).as_posix(): path.read_bytes()})
    age(tmp_path / "else where")
    assert built(tmp_path / "else where", tmp_path / "out") == expected


def test_a_source_date_makes_up_for_times_of_files_that_differ(home: Path, tmp_path: Path) -> None:
    first = built(home, tmp_path / "one", SOURCE_DATE_EPOCH="1000000000")
    for path in (home / "content").rglob("*.md"):
        os.utime(path, ns=(LONG_AGO + 10**17, LONG_AGO + 10**17))
    try:
        assert built(home, tmp_path / "two", SOURCE_DATE_EPOCH="1000000000") == first
        assert any(b"2001-09-09" in path.read_bytes() for path in (tmp_path / "two").glob("*.html"))
    finally:
        age(home)


def test_an_edit_parsed_by_a_process_of_its_own_gives_the_same_bytes(tmp_path: Path) -> None:
    write(tmp_path / "content", {f"note {n}.md": BLOCKS.format(n=n) for n in range(8)})
    write(tmp_path, {"wiki.toml": ""})
    built(tmp_path, tmp_path / "site")
    edited = {"content/note 3.md": "# Head $y$\n\nTo [[note 1]], $\\int_0^1$ and ![[note 7]].\n"}
    write(tmp_path, edited)
    age(tmp_path / "content")
    found = built(tmp_path, tmp_path / "site", clean=False)
    assert found == built(tmp_path, tmp_path / "anew")
    assert "∫" in (tmp_path / "site" / "note-3.html").read_text(encoding="utf-8")
