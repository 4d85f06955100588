"""Finding notes and reading them, whatever lies in the folder."""

import os
from pathlib import Path

import pytest

from notes_wiki.config import Config
from notes_wiki.load.ignoring import DEFAULT
from notes_wiki.load.walk import FileEntry, Walk, read, walk
from notes_wiki.model import Problem, Source
from tests.load.files import put


def entry(path: str) -> FileEntry:
    return FileEntry(path, 0, 0, 0)


def paths(walked: Walk) -> list[str]:
    return [found.path for found in walked.notes]


def test_notes_and_files_come_apart_in_the_order_of_their_paths(tmp_path: Path) -> None:
    put(tmp_path, "b.md", "a/c.markdown", "a.MD", "a/x.png", "notes.txt")
    walked = walk(tmp_path, Config())
    assert paths(walked) == ["a.MD", "a/c.markdown", "b.md"]
    assert [found.path for found in walked.files] == ["a/x.png", "notes.txt"]


def test_dotfiles_and_ignored_folders_never_count(tmp_path: Path) -> None:
    put(tmp_path, ".obsidian/a.md", ".a.md", "Templates/a.md", "x/node_modules/a.md", "_draft.md", "kept.md")
    assert paths(walk(tmp_path, Config())) == ["kept.md"]


def test_what_the_author_ignores_is_ignored_besides_what_is_by_default(tmp_path: Path) -> None:
    put(tmp_path, "Templates/a.md", "_private/b.md", "old/c.md", "kept.md")
    assert paths(walk(tmp_path, Config(ignore=("old/",)))) == ["kept.md"]


def test_what_is_ignored_by_default_can_be_taken_back(tmp_path: Path) -> None:
    put(tmp_path, "Templates/a.md", "_private/b.md", "_drafts/c.md", "kept.md")
    assert paths(walk(tmp_path, Config(ignore=("!Templates/",)))) == ["Templates/a.md", "kept.md"]
    open_but_for_drafts = Config(ignore=("!_*", "_drafts/"))
    assert paths(walk(tmp_path, open_but_for_drafts)) == ["_private/b.md", "kept.md"]


def test_all_that_is_ignored_by_default_may_be_written_out(tmp_path: Path) -> None:
    put(tmp_path, "templates/_index.md", "templates/a.md", "_b.md", "old/c.md")
    written = Config(ignore=(*DEFAULT, "old/"))
    assert paths(walk(tmp_path, written, lambda path: "hugo")) == ["templates/_index.md", "templates/a.md"]


@pytest.mark.parametrize(
    ("glob", "covered", "left"),
    [
        ("private/", "a/private/x.md", "private.md"),
        ("/private/", "private/x.md", "a/private/x.md"),
        ("*.draft.md", "a/x.draft.md", "x.md"),
        ("a/b", "a/b/x.md", "c/a/b/x.md"),
        ("a/*/x.md", "a/b/x.md", "a/x.md"),
        ("journal", "journal/x.md", "journals/x.md"),
        ("./private/", "private/x.md", "a/private/x.md"),
        ("**/private/", "private/x.md", "privates/x.md"),
        ("**/private/", "a/b/private/x.md", "a/privates/x.md"),
        ("priv\u00e9/", "prive\u0301/x.md", "prive/x.md"),
        ("prive\u0301/", "priv\u00e9/x.md", "prive/x.md"),
    ],
)
def test_an_ignore_glob_covers_what_it_says(tmp_path: Path, glob: str, covered: str, left: str) -> None:
    put(tmp_path, covered, left)
    assert paths(walk(tmp_path, Config(ignore=(glob,)))) == [left]


def test_a_link_to_a_folder_above_is_reported_and_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "a/x.md")
    (tmp_path / "a/again").symlink_to(tmp_path)
    (tmp_path / "a/self").symlink_to("self")
    walked = walk(tmp_path, Config())
    assert paths(walked) == ["a/x.md"]
    assert sorted(problem.code for problem in walked.problems) == ["link-loop", "unreadable"]


def test_a_link_to_a_folder_or_file_elsewhere_is_followed(tmp_path: Path) -> None:
    put(tmp_path, "elsewhere/x.md", "elsewhere/y.png", "content/a.md")
    (tmp_path / "content/far").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "content/b.md").symlink_to(tmp_path / "elsewhere/x.md")
    walked = walk(tmp_path / "content", Config())
    assert paths(walked) == ["a.md", "b.md", "far/x.md"]
    assert [found.path for found in walked.files] == ["far/y.png"]


def test_a_dangling_link_is_reported(tmp_path: Path) -> None:
    put(tmp_path, "a.md")
    (tmp_path / "gone.md").symlink_to("nowhere.md")
    walked = walk(tmp_path, Config())
    assert paths(walked) == ["a.md"]
    assert [(problem.code, problem.path) for problem in walked.problems] == [("unreadable", "gone.md")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_what_is_no_file_is_reported_and_never_opened(tmp_path: Path) -> None:
    put(tmp_path, "a.md")
    os.mkfifo(tmp_path / "pipe.md")
    os.mkfifo(tmp_path / "pipe.bib")
    (tmp_path / "zero.png").symlink_to("/dev/zero")
    walked = walk(tmp_path, Config())
    assert paths(walked) == ["a.md"]
    assert walked.files == ()
    assert [(problem.code, problem.path) for problem in walked.problems] == [
        ("unreadable", "pipe.bib"),
        ("unreadable", "pipe.md"),
        ("unreadable", "zero.png"),
    ]


def test_a_folder_that_cannot_be_listed_costs_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "a.md", "locked/b.md", "z.md")
    scandir = os.scandir

    def refuse(folder: str) -> object:
        if str(folder).endswith("locked"):
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    walked = walk(tmp_path, Config())
    assert paths(walked) == ["a.md", "z.md"]
    assert [(found.code, found.path) for found in walked.problems] == [("unreadable-folder", "locked")]
    assert walked.unread == ("locked/",)


def test_a_folder_that_may_be_listed_and_not_entered_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "a.md", "locked/b.md", "locked/c.md")
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: "locked" not in str(path) and access(path, mode))
    walked = walk(tmp_path, Config())
    assert paths(walked) == ["a.md"]
    assert [(found.code, found.path) for found in walked.problems] == [("unreadable-folder", "locked")]


def test_a_name_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    put(tmp_path, "a.md")
    try:
        (Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff.md"))).write_text("x")
    except OSError:
        pytest.skip("this file system takes no such name")
    walked = walk(tmp_path, Config())
    assert paths(walked) == ["a.md"]
    assert [(problem.code, problem.path) for problem in walked.problems] == [("bad-file-name", "bad\\xff.md")]


def source(tmp_path: Path, data: bytes) -> Source | Problem:
    (tmp_path / "a.md").write_bytes(data)
    return read(tmp_path, entry("a.md"))


def test_a_byte_order_mark_and_foreign_line_ends_go(tmp_path: Path) -> None:
    found = source(tmp_path, b"\xef\xbb\xbfone\r\ntwo\rthree\n")
    assert isinstance(found, Source)
    assert found.text == "one\ntwo\nthree\n"


def test_characters_that_mark_holes_never_come_from_a_file(tmp_path: Path) -> None:
    found = source(tmp_path, b"a\x01\x02id:0\x03b")
    assert isinstance(found, Source)
    assert found.text == "a\ufffd\ufffdid:0\ufffdb"


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [(b"one\ntw\xe9\n", "not-utf8", 2, 3), ("\ufeffé".encode("utf-16-le"), "not-utf8", 1, 1)],
)
def test_a_note_in_another_encoding_is_reported_with_its_place(
    tmp_path: Path, data: bytes, code: str, line: int, column: int
) -> None:
    found = source(tmp_path, data)
    assert isinstance(found, Problem)
    assert found.code == code
    assert found.span is not None
    assert (found.span.line, found.span.column) == (line, column)


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0", b"text\0more", b"PK\x03\x04\0\0"])
def test_a_binary_file_with_a_note_s_name_is_reported(tmp_path: Path, data: bytes) -> None:
    found = source(tmp_path, data)
    assert isinstance(found, Problem)
    assert found.code == "binary-file"


def test_a_note_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    found = read(tmp_path, entry("gone.md"))
    assert isinstance(found, Problem)
    assert (found.code, found.path) == ("unreadable", "gone.md")
    assert "gone.md cannot be read" in found.message


def test_jekyll_s_posts_are_notes_and_its_drafts_are_not(tmp_path: Path) -> None:
    put(tmp_path, "_posts/a.md", "x/_posts/b.md", "_drafts/c.md", "_posts/_d.md", "_includes/e.md", "f.md")
    found = walk(tmp_path, Config(), lambda path: "jekyll")
    assert [note.path for note in found.notes] == ["_posts/a.md", "f.md", "x/_posts/b.md"]
    assert [note.path for note in walk(tmp_path, Config(), lambda path: "wiki").notes] == ["f.md"]


def test_jekyll_s_collections_are_notes_if_its_configuration_publishes_them(tmp_path: Path) -> None:
    put(
        tmp_path,
        "_notes/a.md",
        "_notes/_b.md",
        "_private/c.md",
        "_drafts/d.md",
        "_none/e.md",
        "x/_notes/f.md",
    )
    config = tmp_path / "_config.yml"
    said = "notes: {output: true}, private: {output: false}, drafts: {output: true}, none: "
    config.write_text(f"collections: {{{said}}}")
    found = walk(tmp_path, Config(), lambda path: "jekyll")
    assert [note.path for note in found.notes] == ["_notes/a.md", "x/_notes/f.md"]
    assert walk(tmp_path, Config(), lambda path: "wiki").notes == ()
    for broken in ("collections: [notes]", "[", "collections: {notes: 1}", "- a"):
        config.write_text(broken)
        assert walk(tmp_path, Config(), lambda path: "jekyll").notes == ()


def test_of_jekyll_s_folder_of_bibliographies_only_these_are_found(tmp_path: Path) -> None:
    put(tmp_path, "_bibliography/a.bib", "_bibliography/b.md", "_bibliography/c.pdf", "_includes/d.bib")
    found = walk(tmp_path, Config(), lambda path: "jekyll")
    assert ([note.path for note in found.notes], [file.path for file in found.files]) == (
        [],
        ["_bibliography/a.bib"],
    )


@pytest.mark.parametrize(
    ("marker", "found"),
    [("mkdocs.yml", True), ("_quarto.yml", True), (".obsidian/x", False), ("x.yml", False)],
)
def test_a_folder_called_templates_holds_notes_where_the_program_has_no_templates(
    tmp_path: Path, marker: str, found: bool
) -> None:
    put(tmp_path, "docs/guide/templates/a.md", "docs/_b.md", marker)
    listed = [note.path for note in walk(tmp_path / "docs", Config(), lambda path: "wiki").notes]
    assert listed == (["guide/templates/a.md"] if found else [])
    assert walk(tmp_path / "docs", Config(ignore=("templates/",)), lambda path: "wiki").notes == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("templates.json", '{"folder": "Meta/Vorlagen/", "dateFormat": ""}'),
        ("plugins/templater-obsidian/data.json", '{"templates_folder": "Meta/Vorlagen"}'),
    ],
)
def test_the_folder_that_obsidian_takes_templates_from_is_ignored(
    tmp_path: Path, name: str, text: str
) -> None:
    put(tmp_path, "a.md", "Meta/Vorlagen/b.md", "Meta/c.md", f".obsidian/{name}")
    settings = tmp_path / ".obsidian" / name
    settings.write_text(text, encoding="utf-8")
    assert [note.path for note in walk(tmp_path, Config()).notes] == ["Meta/c.md", "a.md"]
    assert len(walk(tmp_path, Config(ignore=("!Vorlagen/",))).notes) == 3
    for broken in ("{", "[]", '{"folder": 1, "templates_folder": ""}'):
        settings.write_text(broken, encoding="utf-8")
        assert len(walk(tmp_path, Config()).notes) == 3


def test_what_logseq_does_not_show_as_pages_is_ignored(tmp_path: Path) -> None:
    put(tmp_path, "pages/a.md", "pages/b.md", "logseq/bak/pages/a/2024.md", "old/c.md", "x/old/d.md")
    listed = [note.path for note in walk(tmp_path, Config()).notes]
    assert len(listed) == 5
    settings = tmp_path / "logseq/config.edn"
    settings.write_text(
        '{:meta/version 1\n ;; hide some: :hidden ["/pages"]\n :hidden ["/old", "pages/b.md"] }',
        encoding="utf-8",
    )
    assert [note.path for note in walk(tmp_path, Config()).notes] == ["pages/a.md", "x/old/d.md"]
    for other in ("{:hidden []}", "{:hidden", "\xff"):
        settings.write_text(other, encoding="latin-1")
        assert len(walk(tmp_path, Config()).notes) == 4


def test_a_section_of_hugo_may_be_called_templates_unless_it_is_named(tmp_path: Path) -> None:
    put(tmp_path, "templates/a.md", "templates/_index.md", "templates/_b.md", "x/Templates/c.md")
    of_hugo = walk(tmp_path, Config(), lambda path: "hugo")
    assert [note.path for note in of_hugo.notes] == ["templates/_index.md", "templates/a.md"]
    assert walk(tmp_path, Config(), lambda path: "wiki").notes == ()
    assert walk(tmp_path, Config(ignore=("templates/", "Templates/")), lambda path: "hugo").notes == ()


@pytest.mark.parametrize("folder", [".", "content"])
def test_the_notes_about_folders_of_a_site_of_zola_are_notes(tmp_path: Path, folder: str) -> None:
    put(tmp_path / folder, "_index.md", "a/_index.md", "a/_b.md", "_private/_index.md")
    assert walk(tmp_path / folder, Config(), lambda path: "wiki").notes == ()
    (tmp_path / "config.toml").write_text('base_url = "https://example.org"\n')
    found = walk(tmp_path / folder, Config(), lambda path: "wiki")
    assert [note.path for note in found.notes] == ["_index.md", "a/_index.md"]


def test_notes_of_quarto_r_markdown_and_mdx_are_notes(tmp_path: Path) -> None:
    put(tmp_path, "a.qmd", "b.Rmd", "c.rst", "d.mdx")
    assert [note.path for note in walk(tmp_path, Config()).notes] == ["a.qmd", "b.Rmd", "d.mdx"]


def test_a_folder_of_notes_that_is_not_there_is_reported(tmp_path: Path) -> None:
    found = walk(tmp_path / "gone", Config())
    assert (found.notes, found.files) == ((), ())
    assert "gone cannot be read" in found.problems[0].message


def test_folders_of_pictures_that_begin_with_an_underscore_hold_files_and_no_notes(tmp_path: Path) -> None:
    put(tmp_path, "a.md", "_images/z.md", "_resources/x.png", "b/_static/in/y.svg")
    put(tmp_path, "_private/p.png", "_resources/_q/r.png")
    found = walk(tmp_path, Config())
    assert [note.path for note in found.notes] == ["a.md"]
    assert [file.path for file in found.files] == ["_resources/x.png", "b/_static/in/y.svg"]
