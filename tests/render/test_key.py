"""What a page's key depends on: the program that makes it, and what it shows of other notes."""

from __future__ import annotations

from pathlib import Path

import grimp
import pytest

import notes_wiki
from notes_wiki.link.graph import link
from notes_wiki.model import FoundFile, Label, Note
from notes_wiki.render.key import MADE_BY, Keys, code_digest
from tests.records import note, wiki
from tests.wikis import write

CODE = {
    "link/resolve.py": "1",
    "link/deeper/rules.py": "1",
    "render/page.py": "1",
    "wording/__init__.py": "1",
    "wording/de.toml": "1",
    **{name: "1" for name in MADE_BY if name.endswith(".py")},
}


@pytest.mark.parametrize("name", [*CODE, "render/more.py"])
def test_a_change_in_what_makes_pages_changes_the_digest(tmp_path: Path, name: str) -> None:
    write(tmp_path / "one", CODE)
    write(tmp_path / "two", {**CODE, name: "2"})
    assert code_digest(tmp_path / "one") != code_digest(tmp_path / "two")


def test_every_part_of_the_program_that_counts_is_there() -> None:
    assert all((Path(notes_wiki.__file__).parent / name).is_file() for name in CODE if "deeper" not in name)


NOT_SHOWN = ("config", "theme", "model", "problem", "nearest", "looking", "pattern", "there")
"""What pages are not made by: settings and records, whose values are in the keys; messages to the author; and
what gives the same pages whatever it does."""


def test_every_module_that_linking_and_rendering_use_counts() -> None:
    imports = grimp.build_graph("notes_wiki", cache_dir=None)
    packages = ("notes_wiki.link", "notes_wiki.render")
    used = {one for package in packages for one in imports.find_upstream_modules(package, as_package=True)}
    names = {one.removeprefix("notes_wiki.").replace(".", "/") for one in used}
    paths = {name for name in names if not name.startswith((*NOT_SHOWN, "link/", "render/", "wording"))}
    assert {f"{path}.py" for path in paths} == {name for name in MADE_BY if name.endswith(".py")}


def test_compiled_files_do_not_count(tmp_path: Path) -> None:
    write(tmp_path / "one", CODE)
    write(tmp_path / "two", {**CODE, "link/__pycache__/resolve.pyc": "1"})
    assert code_digest(tmp_path / "one") == code_digest(tmp_path / "two")


def equation(key: str, tag: str = "") -> Label:
    return Label(key, "equation", key, tag)


SHOWING = note(
    "showing", links=(wiki("other"), wiki("other#Part")), references=("sum", "gone"), images=("graph.png",)
)
OTHER = note("other", headings=("Part",), labels=(equation("first"), equation("sum")))


def keys(*notes: Note, width: int = 10) -> tuple[list[bytes], list[bytes]]:
    """What the page of the note `showing` depends on, and its first paragraph as a backlink."""
    found = Keys(link(notes, ["graph.png"]), {FoundFile("graph.png"): (width, 10)}, {})
    return found.body("showing"), found.contexts("showing", [0])


@pytest.mark.parametrize(
    "other",
    [
        note("other", title="Renamed", headings=("Part",), labels=OTHER.linking.labels),
        note("other", slug="elsewhere", headings=("Part",), labels=OTHER.linking.labels),
        note("other", headings=("Part", "More"), labels=(equation("sum"),)),
        note("other", headings=("Part",), labels=(equation("first"), equation("sum", "∗"))),
        note(
            "other", headings=("Part",), labels=tuple(Label(key, "theorem", key) for key in ("first", "sum"))
        ),
        note("other", headings=("Part",), labels=(equation("first"),)),
        note("other", headings=("Other part",), labels=OTHER.linking.labels),
        note("another", headings=("Part",), labels=OTHER.linking.labels),
    ],
    ids=["title", "address", "number", "tag", "kind", "label gone", "heading gone", "note gone"],
)
def test_what_a_note_shows_of_another_counts(other: Note) -> None:
    assert keys(SHOWING, other)[0] != keys(SHOWING, OTHER)[0]


def test_what_a_note_does_not_show_of_another_does_not_count() -> None:
    longer = note("other", headings=("Part", "More"), labels=(*OTHER.linking.labels, equation("last")))
    assert keys(SHOWING, longer) == keys(SHOWING, OTHER)


def test_a_label_that_is_written_at_last_counts() -> None:
    written = note("third", labels=(equation("gone"),))
    assert keys(SHOWING, OTHER, written)[0] != keys(SHOWING, OTHER, note("third"))[0]


def test_the_size_of_a_picture_counts() -> None:
    assert keys(SHOWING, OTHER, width=20)[0] != keys(SHOWING, OTHER, width=10)[0]


def test_a_paragraph_depends_on_its_own_links_alone() -> None:
    elsewhere = note("other", headings=("Part",), labels=(equation("sum"),))
    assert keys(SHOWING, elsewhere)[1] == keys(SHOWING, OTHER)[1]
    renamed = note("other", title="Renamed", headings=("Part",), labels=OTHER.linking.labels)
    assert keys(SHOWING, renamed)[1] != keys(SHOWING, OTHER)[1]
