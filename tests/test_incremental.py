"""The promise that matters most: what an incremental build leaves is what a clean build would have made.

A machine edits, renames and deletes notes, settings, templates, macros and files at random, and spoils the
output; after every step the folder is compared, byte for byte, with a clean build of a copy elsewhere.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from notes_wiki.model import Report
from tests.wikis import build_wiki, files_of, write

NAMES = ("index.md", "alpha.md", "beta.md", "gamma.md", "sub/alpha.md", "sub/delta.md", "Big Name.md")
FRONT = (
    "",
    "---\ntitle: One\n---\n",
    "---\ntitle: Two $x$\naliases: [beta, other]\ntags: [a/b, c]\n---\n",
    "---\ndraft: true\n---\n",
    "---\ntags: [a]\ndate: 2024-02-03\nlanguage: de\n---\n",
    "---\nmacros:\n  '\\foo': 'y'\n---\n",
    "---\ntitle: [broken\n---\n",
)
BLOCKS = (
    "A link to [[alpha]] and [[sub/delta]].\n",
    "Back to [[gamma#Part]], [[beta|with words]], [[other]], [[missing]] and [[Big Name]].\n",
    "See [path](sub/alpha.md#part) and [[#Part]].\n",
    "## Part\n\nText under a heading, longer than the rest.\n",
    "## Part of $\\foo$\n\nOther text.\n",
    "![[alpha]]\n",
    "![[beta#Part]]\n",
    "![[gamma]]\n",
    "Math $\\foo + \\frac{a}{b}$, $\\nambla$, and $\\bar$.\n",
    "\\begin{equation}\\label{eq:one} E = \\foo \\end{equation}\n",
    "$$ a^b^c \\tag{T} \\label{eq:two} $$\n",
    "By \\eqref{eq:one} and \\cref{eq:two}.\n",
    "![picture](picture.png) and ![[sub/sound.ogg]] and [file](data.csv).\n",
    "```python\nprint('x')\n```\n",
    "> [!theorem] Named\n> Statement of [[delta]]. ^thm\n",
    "Tagged #c and a footnote[^1].\n\n[^1]: To [[alpha]].\n",
)
LINKING = "A link to"
"""What begins a paragraph that `lengthen` makes so long that no page has room for it among its backlinks."""
LONG = "Many words that all differ a little " * 400
NOTES = st.builds(
    lambda front, blocks: front + "\n".join(blocks),
    st.sampled_from(FRONT),
    st.lists(st.sampled_from(BLOCKS), min_size=0, max_size=4),
)
CONFIGS = (
    "",
    'title = "Other"\n',
    'base-url = "https://example.org/n/"\n',
    'urls = "folder"\n',
    'ignore = ["sub/"]\n',
    'static = ["static"]\nstatement-counters = "separate"\n',
    'publish = "explicit"\n',
    '[math]\nnumber = "all"\n',
    '[math.macros]\n"\\\\bar" = "b"\n',
    '[dialects]\n"sub" = "hugo"\n',
)
FILES = {
    "content/picture.png": (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x10\x00\x00\x00\x20\x08\x06\x00\x00\x00",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x40\x00\x00\x00\x20\x08\x06\x00\x00\x00",
    ),
    "content/sub/sound.ogg": (b"sound", b"noise"),
    "static/data.csv": (b"1", b"2"),
    "content/preamble.tex": (rb"\newcommand{\foo}{x}", rb"\newcommand{\foo}{\bar}", rb"\newcommand"),
    "templates/_title.html": (b"<h1>{{ page.title.html | safe }}</h1>", b"<h1>{{ page.title.plain }}</h1>"),
    "templates/assets/prose.css": (b"p{}", b"q{}"),
}


class Edits(RuleBasedStateMachine):
    """A wiki, its incremental output, and whatever may happen to them."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="wiki-incremental-"))
        self.home = self.root / "home"
        self.out = self.root / "out"
        self.reports: list[Report] = []

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    @initialize(notes=st.lists(NOTES, min_size=3, max_size=3))
    def begin(self, notes: list[str]) -> None:
        write(self.home, {"wiki.toml": ""})
        write(self.home / "content", dict(zip(NAMES[:3], notes, strict=True)))

    @rule(name=st.sampled_from(NAMES), text=NOTES)
    def write_note(self, name: str, text: str) -> None:
        write(self.home / "content", {name: text})

    @rule(name=st.sampled_from(NAMES), block=st.sampled_from(BLOCKS))
    def add_to_note(self, name: str, block: str) -> None:
        path = self.home / "content" / name
        if path.exists():
            path.write_text(path.read_text() + "\n" + block)

    @rule(name=st.sampled_from(NAMES))
    def lengthen_or_shorten(self, name: str) -> None:
        """An edit of words alone, after which a page of all backlinks is there, or there no more."""
        path = self.home / "content" / name
        if path.exists():
            text = path.read_text()
            short = text.replace(LONG + LINKING, LINKING)
            path.write_text(short if short != text else text.replace(LINKING, LONG + LINKING, 1))

    @rule(name=st.sampled_from(NAMES))
    def delete_note(self, name: str) -> None:
        (self.home / "content" / name).unlink(missing_ok=True)

    @rule(old=st.sampled_from(NAMES), new=st.sampled_from(NAMES))
    def rename_note(self, old: str, new: str) -> None:
        path = self.home / "content" / old
        if path.exists():
            (self.home / "content" / new).parent.mkdir(exist_ok=True)
            path.replace(self.home / "content" / new)

    @rule(text=st.sampled_from(CONFIGS))
    def change_settings(self, text: str) -> None:
        write(self.home, {"wiki.toml": text})

    @rule(name=st.sampled_from(sorted(FILES)), which=st.integers(0, 3))
    def change_file(self, name: str, which: int) -> None:
        versions = FILES[name]
        if which < len(versions):
            write(self.home, {name: versions[which]})
        else:
            (self.home / name).unlink(missing_ok=True)

    @rule(which=st.integers(0, 40), how=st.sampled_from(["remove", "spoil"]))
    def spoil_output(self, which: int, how: str) -> None:
        pages = sorted(self.out.rglob("*.html"))
        if pages:
            page = pages[which % len(pages)]
            if how == "remove":
                page.unlink()
            else:
                page.write_text("spoilt")

    @rule()
    def build_again(self) -> None:
        self.reports.append(build_wiki(self.home, self.out))

    @invariant()
    def incremental_equals_clean(self) -> None:
        report = build_wiki(self.home, self.out)
        if any(one.code == "no-content" for one in report.problems):
            # All notes are gone at once: the site stays as it is until that is confirmed, as it says.
            report = build_wiki(self.home, self.out, clean=True)
        copy = self.root / "copy"
        shutil.copytree(self.home, copy, ignore=shutil.ignore_patterns(".wiki"))
        try:
            clean = build_wiki(copy, self.root / "clean")
            assert files_of(self.out) == files_of(self.root / "clean")
            assert _told(report) == _told(clean)
        finally:
            shutil.rmtree(copy)
            shutil.rmtree(self.root / "clean")


def _told(report: Report) -> tuple[object, ...]:
    found = [
        (one.code, one.path.rpartition("/")[2], one.message.replace(report.content, "content"), one.span)
        for one in report.problems
    ]
    return report.notes, report.formulas, report.links, sorted(map(repr, found))


TestEdits = Edits.TestCase
TestEdits.settings = settings(
    max_examples=18,
    stateful_step_count=8,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking takes minutes; the steps are short
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
