"""A folder of notes that tests write, build, change and build again."""

from __future__ import annotations

import contextlib
import gzip
import html
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

from notes_wiki.build import build
from notes_wiki.model import Report
from notes_wiki.stages.options import BuildOptions

_ESCAPE = re.compile(r"\\u([0-9a-f]{4})|\\x([0-9a-f]{2})")


class Vault:
    """`notes` lie in `content/`, the site in `site/`, settings in `wiki.toml`."""

    def __init__(self, home: Path, notes: Mapping[str, str | bytes], settings: str = "") -> None:
        self.home = home
        self.content = home / "content"
        self.site = home / "site"
        self.content.mkdir(exist_ok=True)
        (home / "wiki.toml").write_text(settings, encoding="utf-8")
        self.write(notes)

    def write(self, notes: Mapping[str, str | bytes]) -> None:
        """Put files into the content folder."""
        for name, text in notes.items():
            path = self.content / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode() if isinstance(text, str) else text)

    def build(self, **options: Any) -> Report:
        """Build the site as `wiki build` does."""
        return build(self.options(**options))

    def options(self, **options: Any) -> BuildOptions:
        """What `build` is asked for."""
        return BuildOptions(**{"config": self.home / "wiki.toml", "jobs": 1, **options})

    def page(self, name: str) -> str:
        """A page of the site."""
        return (self.site / name).read_text(encoding="utf-8")

    def body(self, name: str) -> str:
        """What the note itself makes of a page, without the theme around it."""
        page = self.page(name)
        return page[page.index("<article") : page.index("</article>")]

    def files(self) -> list[str]:
        """Every file of the site, by its address, the theme's and dotfiles apart."""
        return sorted(name for name in tree(self.site) if not name.startswith((".", "-/theme/")))


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, dotfiles included: address to bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def codes(report: Report) -> list[str]:
    """The codes of all problems, sorted."""
    return sorted(problem.code for problem in report.problems)


def seen_in(folder: Path, words: list[str]) -> dict[str, list[str]]:
    """Which of these words (lower case) stand in which files below a folder, in any disguise: names and
    bytes, packed or not, spelt as JSON, URL or HTML."""
    found: dict[str, list[str]] = {}
    any_of_them = re.compile(b"|".join(re.escape(word.encode()) for word in words))  # few files hold one
    for name, data in tree(folder).items():
        forms = [form for view in _unpacked(data) for form in _forms(view)] + [*_forms(name.encode())]
        views = [form for form in forms if any_of_them.search(form)]
        for word in words:
            if any(word.encode() in view for view in views):
                found.setdefault(word, []).append(name)
    return found


def _unpacked(data: bytes) -> Iterator[bytes]:
    yield data
    if data.startswith(b"\x1f\x8b"):
        yield gzip.decompress(data)
    with contextlib.suppress(zlib.error):
        yield zlib.decompress(data)


def _forms(data: bytes) -> Iterator[bytes]:
    lowered = data.lower()
    yield lowered
    if b"%" in data:
        yield unquote_to_bytes(lowered)
    if b"&" in data:
        yield html.unescape(lowered.decode("utf-8", "replace")).encode("utf-8", "replace")
    if b"\\" in data:
        yield _ESCAPE.sub(
            lambda found: chr(int(found[1] or found[2], 16)), lowered.decode("utf-8", "replace")
        ).encode("utf-8", "replace")
    with contextlib.suppress(ValueError, RecursionError):
        yield json.dumps(json.loads(data), ensure_ascii=False).lower().encode()


GOOD = {"good.md": "# Good\n\n[[other]] $x^2$\n", "other.md": "# Other\n"}
"""Two notes that must be built whatever is wrong beside them."""


def built_beside_good(
    tmp_path: Path, notes: dict[str, str | bytes], settings: str = ""
) -> tuple[Vault, Report]:
    """Build these notes beside the `GOOD` ones, whose pages must be there."""
    made = Vault(tmp_path, {**GOOD, **notes}, settings)
    report = made.build()
    assert not report.failed
    assert "<msup>" in made.body("good.html")
    assert (made.site / "other.html").exists()
    return made, report
