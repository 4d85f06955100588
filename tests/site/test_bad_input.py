"""Whatever lies in the folders: a clear message, and nothing else lost."""

import errno
import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from notes_wiki.build import build
from notes_wiki.model import Report, Source
from notes_wiki.parse.stage import Parsing
from notes_wiki.report import exit_code
from notes_wiki.stages.options import BuildOptions
from tests.site.vault import Vault, codes, tree

GOOD = {"good.md": "# Good\n\n[[other]] $x^2$\n", "other.md": "# Other\n"}


def built(tmp_path: Path, notes: dict[str, str | bytes], settings: str = "") -> tuple[Vault, Report]:
    made = Vault(tmp_path, {**GOOD, **notes}, settings)
    report = made.build()
    assert not report.failed
    assert "<msup>" in made.body("good.html")
    assert (made.site / "other.html").exists()
    return made, report


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("bad.md", b"caf\xe9", "not-utf8"),
        ("bad.md", "\ufeffcafé".encode("utf-16-le"), "not-utf8"),
        ("bad.md", b"\x89PNG\0\0\0", "binary-file"),
        ("bad.md", b"---\ntitle: [\n---\n", "front-matter"),
        ("bad.md", b"---\ntitle: x\n", "front-matter"),
        ("bad.md", b"---\ndraft: perhaps\n---\n", "publication-field"),
    ],
)
def test_a_note_that_cannot_be_read_costs_only_itself(
    tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    made, report = built(tmp_path, {name: data})
    assert codes(report) == [code]
    assert report.problems[0].path == name
    assert report.notes == 2
    assert not (made.site / "bad.html").exists()


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n", "---\n---\n", "\ufeff", "\r\n"])
def test_an_empty_note_has_a_page(tmp_path: Path, text: str) -> None:
    made, report = built(tmp_path, {"empty.md": text})
    assert codes(report) == []
    assert "empty" in made.page("empty.html")


def test_two_notes_of_one_slug_both_have_a_page(tmp_path: Path) -> None:
    made, report = built(tmp_path, {"A B.md": "first", "a-b.md": "second", "a/b.md": "deep"})
    assert codes(report) == ["address-taken"]
    assert "A B" in report.problems[0].message + report.problems[0].path
    pages = [made.body(name) for name in made.files() if name.startswith("a-b") and name.endswith(".html")]
    assert len(pages) == 2
    assert {"first" in page for page in pages} == {True, False}


@pytest.mark.parametrize(
    "name",
    [
        "index/index.md",
        "404.md",
        "feed.md",
        "sitemap.md",
        "robots.md",
        "-/search.md",
        "-.md",
        "...md",
        "#.md",
    ],
)
def test_a_note_named_like_a_page_of_the_wiki_keeps_out_of_its_way(tmp_path: Path, name: str) -> None:
    made, report = built(tmp_path, {name: "# zq\n\nword"})
    assert set(codes(report)) <= {"address-taken"}
    pages = [page for page in made.files() if page.endswith(".html") and "<p>word</p>" in made.page(page)]
    assert len(pages) == (0 if name.startswith(".") else 1)


NAMES = [
    "C# notes", "why?", "100%", "50%25", "it's", 'say "hi"', "a & b", "a<b>", "  spaced  out ", "emoji 🎉",
    "漢字",
    "Ünïcödé", "e\u0301", "new\nline", "tab\there", "back\\slash", "co:lon", "semi;colon", "a|b", "[x]",
    "(y)",
    "$z$",
    "x^2", "~tilde", "+plus", "=eq", "@at", "comma, dot.", "CON", "nul", "a" * 200, "ß", "İ", "\u202etxt",
    "a\u00a0b",
]  # fmt: skip


def test_names_of_every_kind_have_pages_that_links_lead_to(tmp_path: Path) -> None:
    notes: dict[str, str | bytes] = {f"{name}.md": f"word{number}" for number, name in enumerate(NAMES)}
    notes |= {f"{name}/deep.md": f"deep{number}" for number, name in enumerate(NAMES) if len(name) < 100}
    made, report = built(tmp_path, notes)
    assert set(codes(report)) <= {"address-taken"}
    assert report.notes == 2 + len(notes)
    pages = [made.page(name) for name in made.files() if name.endswith(".html")]
    for number in range(len(NAMES)):
        assert sum(f"<p>word{number}</p>" in page for page in pages) == 1
    for address in made.files():
        assert address.isprintable()
        assert not set('"<>|?*:\\') & set(address)


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("C# notes", "[x](C%23%20notes.md)"),
        ("why?", "[x](why%3F.md)"),
        ("why?", "[[why?]]"),
        ("100%", "[x](100%25.md)"),
        ("100%", "[[100%]]"),
        ("emoji 🎉", "[[emoji 🎉]]"),
        ("漢字", "[x](%E6%BC%A2%E5%AD%97.md)"),
        ("漢字", "[x](漢字.md)"),
        ("it's", "[[it's]]"),
        ("a & b", "[[a & b]]"),
        ('say "hi"', '[[say "hi"]]'),
        ("e\u0301", "[[\u00e9]]"),
        ("with space", "[x](<with space.md>)"),
        ("Case", "[[case]]"),
    ],
)
def test_links_to_strange_names_are_found(tmp_path: Path, name: str, link: str) -> None:
    made, report = built(tmp_path, {f"{name}.md": "# T\n", "from.md": f"# From\n\n{link}\n"})
    assert codes(report) == []
    address = made.body("from.html").split('href="')[1].split('"')[0]
    assert "<h1" in made.page(unquote(address))


def test_a_note_of_a_megabyte_is_built(tmp_path: Path) -> None:
    words = "words " * 200
    text = "".join(f"Paragraph {number} with $x$ and [[good]]: {words}\n\n" for number in range(1_000))
    made, report = built(tmp_path, {"big.md": text})
    assert len(text) > 1_000_000
    assert codes(report) == []
    assert "Paragraph 999" in made.page("big.html")


@pytest.mark.parametrize(
    "text",
    [
        "[" * 10_000,
        "[" * 10_000 + "]" * 10_000,
        "![" * 10_000,
        "(" * 10_000,
        "$" + "{" * 10_000 + "}" * 10_000 + "$",
        "$\\left(" * 2_000,
        ">" * 10_000,
        "- " * 5_000 + "x",
        "*" * 10_000,
        "<div>" * 5_000,
        "<b>" * 10_000,
        "[[" * 5_000,
        "`" * 10_000,
        "|" * 10_000 + "\n" + "|-" * 5_000,
        "^[" * 5_000,
        ":::" + " a\n:::" * 3_000,
        "> [!note]\n" * 3_000,
        "\\begin{align}" * 2_000,
        "# a\n" * 3_000,
        "&" * 10_000,
        "{{<" * 5_000,
        "%%" * 5_001,
    ],
    ids=lambda text: text[:12].replace("\n", " "),
)
def test_brackets_nested_without_end_cost_only_their_note(tmp_path: Path, text: str) -> None:
    made, _ = built(tmp_path, {"deep.md": f"# Deep\n\n{text}\n\nlast words\n"})
    assert "Deep" in made.page("deep.html")


def test_a_symbolic_link_loop_costs_only_itself(tmp_path: Path) -> None:
    made = Vault(tmp_path, GOOD)
    (made.content / "again").symlink_to(made.content)
    (made.content / "self.md").symlink_to("self.md")
    report = made.build()
    assert codes(report) == ["link-loop", "unreadable"]
    assert report.notes == 2


def test_a_folder_of_notes_that_cannot_be_read_leaves_the_site_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Vault(tmp_path, GOOD)
    made.build()
    before = made.body("good.html")
    (made.content / "good.md").write_text("# Other\n")
    stat, access = os.stat, os.access

    def refuse(path: str | Path, **options: Any) -> os.stat_result:
        if made.content in Path(path).parents:
            raise PermissionError(13, "Permission denied", str(path))
        return stat(path, **options)

    monkeypatch.setattr(os, "stat", refuse)
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != made.content and access(path, mode))
    report = made.build()
    assert report.failed
    assert codes(report) == ["unreadable"]
    monkeypatch.undo()
    assert made.body("good.html") == before


def lock(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let a folder refuse to be read."""
    scandir = os.scandir

    def refuse(path: str) -> Any:
        if Path(path) == folder:
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)


@pytest.mark.parametrize("name", ["sub/deep.md", "sub/picture.png"])
def test_a_folder_below_that_cannot_be_read_any_more_leaves_the_site_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    made = Vault(tmp_path, {**GOOD, name: "# Deep\n", "shows.md": "![[picture.png]]\n"})
    for path in made.content.rglob("*.*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    told = codes(made.build())
    before = tree(made.site)
    lock(monkeypatch, made.content / "sub")
    (made.content / "good.md").write_text("# Other\n")
    report = made.build()
    assert report.failed
    assert [(found.code, found.path) for found in report.problems] == [("unreadable-folder", "sub")]
    assert "has 1 file from it" in report.problems[0].message
    assert tree(made.site) == before
    (tmp_path / "wiki.toml").write_text('ignore = ["sub/"]\n')
    assert not made.build().failed
    assert not (made.site / "sub").exists()
    (tmp_path / "wiki.toml").write_text("")
    monkeypatch.undo()
    assert codes(made.build()) == told
    assert {path for path in tree(made.site) if "sub" in path} == {path for path in before if "sub" in path}


def test_a_folder_below_that_could_never_be_read_costs_itself_and_the_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock(monkeypatch, tmp_path / "content" / "sub")
    made, report = built(tmp_path, {"sub/deep.md": "# Deep\n"})
    assert codes(report) == ["unreadable-folder"]
    assert exit_code(report) == 1
    assert codes(made.build()) == ["unreadable-folder"]


def test_a_note_that_cannot_be_opened_costs_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Vault(tmp_path, {**GOOD, "locked.md": "zqlocked"})
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "locked.md":
            raise PermissionError(13, "Permission denied", str(path))
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    report = made.build()
    assert [(problem.code, problem.path) for problem in report.problems] == [("unreadable", "locked.md")]
    assert "Permission denied" in report.problems[0].message
    assert report.notes == 2
    made.write({"good.md": "See [[locked]].\n"})
    hints = {problem.code: problem.hint for problem in made.build().problems}
    assert hints["missing-note"].startswith("That note is not published")


def test_a_folder_named_like_a_note_is_a_folder(tmp_path: Path) -> None:
    _, report = built(tmp_path, {"folder.md/inside.md": "inside"})
    assert report.notes == 3
    assert codes(report) == []


def test_a_content_folder_that_does_not_exist_is_told(tmp_path: Path) -> None:
    report = build(BuildOptions(content=tmp_path / "gone", out=tmp_path / "site"))
    assert report.failed
    assert codes(report) == ["no-content"]
    assert "--content" in report.problems[0].hint
    assert not (tmp_path / "site").exists()


def test_a_content_folder_that_all_notes_are_gone_from_leaves_the_site_as_it_is(tmp_path: Path) -> None:
    made, _ = built(tmp_path, {})
    before = tree(made.site)
    made.content.rename(tmp_path / "elsewhere")
    made.content.mkdir()
    report = made.build()
    assert (report.failed, codes(report), tree(made.site)) == (True, ["no-content"], before)
    assert "holds no note" in report.problems[0].message
    assert "--clean" in report.problems[0].hint
    assert not made.build(clean=True).failed
    assert "good.html" not in tree(made.site)
    made.content.rmdir()
    (tmp_path / "elsewhere").rename(made.content)
    made.build()
    assert "good.html" in tree(made.site)


def test_a_file_in_the_content_folder_s_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("x")
    report = build(BuildOptions(content=tmp_path / "note.md", out=tmp_path / "site"))
    assert (report.failed, codes(report)) == (True, ["no-content"])


@pytest.mark.parametrize("out", [".", "content", "content/.."])
def test_an_output_folder_that_holds_the_notes_is_refused(tmp_path: Path, out: str) -> None:
    made = Vault(tmp_path, GOOD)
    before = tree(tmp_path)
    report = made.build(out=tmp_path / out, force=True)
    assert (report.failed, codes(report)) == (True, ["foreign-output"])
    assert tree(tmp_path) == before


def test_an_output_folder_among_the_notes_is_no_content(tmp_path: Path) -> None:
    made = Vault(tmp_path, {**GOOD, "pic.png": b"x", "page.md": "![](pic.png)"})
    for _ in range(2):
        report = made.build(out=made.content / "public")
        assert not report.failed
        assert report.notes == 3
    assert not (made.content / "public/public").exists()


def test_an_output_folder_with_files_of_others_is_refused_and_with_force_leaves_them(tmp_path: Path) -> None:
    made = Vault(tmp_path, GOOD)
    made.site.mkdir()
    mine = {
        "mine.txt": b"mine",
        "good.html": b"my own page",
        ".gitignore": b"*",
        "sub/x": b"x",
        "CNAME": b"x.org",
    }
    for name, data in mine.items():
        (made.site / name).parent.mkdir(exist_ok=True)
        (made.site / name).write_bytes(data)
    report = made.build()
    assert (report.failed, codes(report)) == (True, ["foreign-output"])
    assert tree(made.site) == mine
    report = made.build(force=True)
    assert not report.failed
    assert codes(report) == ["foreign-file"]
    assert {name: data for name, data in tree(made.site).items() if name in mine} == mine
    (made.content / "good.md").unlink()
    made.build(force=True)
    assert {name: data for name, data in tree(made.site).items() if name in mine} == mine


def test_dotfiles_and_cname_are_no_files_of_others(tmp_path: Path) -> None:
    made = Vault(tmp_path, GOOD)
    made.site.mkdir()
    (made.site / "CNAME").write_text("x.org")
    (made.site / ".gitignore").write_text("*")
    assert not made.build().failed
    assert (made.site / "CNAME").read_text() == "x.org"
    assert (made.site / ".gitignore").read_text() == "*"


def test_a_link_in_the_output_folder_is_not_followed_out_of_it(tmp_path: Path) -> None:
    made = Vault(tmp_path, {**GOOD, "sub/a.md": "x"})
    made.build()
    victim = tmp_path / "victim"
    victim.mkdir()
    (victim / "a.html").write_text("mine")
    (made.site / "sub/a.html").unlink()
    (made.site / "sub").rmdir()
    (made.site / "sub").symlink_to(victim)
    made.write({"sub/a.md": "changed"})
    report = made.build()
    assert codes(report) == ["foreign-file"]
    assert (victim / "a.html").read_text() == "mine"
    (made.content / "sub/a.md").unlink()
    made.build()
    assert (victim / "a.html").read_text() == "mine"


@pytest.mark.parametrize(
    ("settings", "failed"),
    [("title = ", True), ("publish = 3\n", True), ("titel = 'x'\n", False), ("[math]\nx=1\n", False)],
)
def test_a_broken_wiki_toml_is_told(tmp_path: Path, settings: str, failed: bool) -> None:
    report = Vault(tmp_path, GOOD, settings).build()
    assert codes(report) == ["config"]
    assert report.failed is failed
    assert report.problems[0].span is not None


def test_content_is_never_changed(tmp_path: Path) -> None:
    made = Vault(tmp_path, {**GOOD, "bad.md": b"\xff", "pic.png": b"x", "a.md": "![](pic.png)"})
    before = tree(made.content)
    made.build()
    made.build(drafts=True)
    made.build(clean=True)
    assert tree(made.content) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [".wiki", "content", "site", "wiki.toml"]


def test_a_file_of_a_year_that_no_calendar_has_has_a_page(tmp_path: Path) -> None:
    made = Vault(tmp_path, GOOD)
    os.utime(made.content / "good.md", (253_402_300_900, 253_402_300_900))
    os.utime(made.content / "other.md", (-70_000_000_000, -70_000_000_000))
    assert codes(made.build()) == []
    assert "<msup>" in made.body("good.html")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_that_a_note_shows_is_told(tmp_path: Path) -> None:
    made = Vault(tmp_path, {"a.md": "![](/pipe.png)\n"}, 'static = ["static"]\n')
    (tmp_path / "static").mkdir()
    os.mkfifo(tmp_path / "static/pipe.png")
    assert codes(made.build()) == ["unreadable"]


def test_a_build_that_could_not_write_all_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though nothing of the notes is another since: a disk may have been full."""
    made = Vault(tmp_path, GOOD)
    for path in ("good.md", "other.md"):
        os.utime(made.content / path, (1_700_000_000, 1_700_000_000))
    replace = os.replace

    def refuse(source: str, target: str) -> None:
        if str(target).endswith("/good.html"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        replace(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", refuse)
        assert codes(made.build()) == ["not-writable"]
    assert codes(made.build()) == []
    assert "<msup>" in made.body("good.html")


@pytest.mark.parametrize("spoilt", [b"", b"j2", None])
def test_what_is_remembered_of_templates_may_be_damaged(tmp_path: Path, spoilt: bytes | None) -> None:
    made = Vault(tmp_path, GOOD)
    made.build()
    remembered = list((tmp_path / ".wiki/templates").iterdir())
    assert remembered
    for path in remembered:
        path.write_bytes(path.read_bytes()[:20] if spoilt is None else spoilt)
    assert codes(made.build(clean=True)) == []


def test_a_very_long_note_is_read_apart_and_costs_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Vault(tmp_path, {**GOOD, "long.md": "word " * 500_000})
    here = os.getpid()
    encoded = Parsing.encoded

    def dying(self: Parsing, source: Source) -> tuple[bytes, bytes, str, bytes]:
        if source.path == "long.md":
            assert os.getpid() != here
            os._exit(1)
        return encoded(self, source)

    monkeypatch.setattr(Parsing, "encoded", dying)
    report = made.build()
    assert codes(report) == ["lost-note"]
    assert report.notes == 2
