"""Notes and files of every odd kind: a clear message, and nothing else lost."""

import os
from pathlib import Path
from urllib.parse import unquote

import pytest

from notes_wiki.model import Source
from notes_wiki.parse.parsing import Parsing
from notes_wiki.parse.request import Encoded
from tests.site.vault import GOOD, Vault, built_beside_good, codes


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
    made, report = built_beside_good(tmp_path, {name: data})
    assert codes(report) == [code]
    assert report.problems[0].path == name
    assert report.notes == 2
    assert not (made.site / "bad.html").exists()


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n", "---\n---\n", "\ufeff", "\r\n"])
def test_an_empty_note_has_a_page(tmp_path: Path, text: str) -> None:
    made, report = built_beside_good(tmp_path, {"empty.md": text})
    assert codes(report) == []
    assert "empty" in made.page("empty.html")


def test_two_notes_of_one_slug_both_have_a_page(tmp_path: Path) -> None:
    made, report = built_beside_good(tmp_path, {"A B.md": "first", "a-b.md": "second", "a/b.md": "deep"})
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
    made, report = built_beside_good(tmp_path, {name: "# zq\n\nword"})
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
    made, report = built_beside_good(tmp_path, notes)
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
    made, report = built_beside_good(tmp_path, {f"{name}.md": "# T\n", "from.md": f"# From\n\n{link}\n"})
    assert codes(report) == []
    address = made.body("from.html").split('href="')[1].split('"')[0]
    assert "<h1" in made.page(unquote(address))


def test_a_note_of_a_megabyte_is_built_beside_good(tmp_path: Path) -> None:
    words = "words " * 200
    text = "".join(f"Paragraph {number} with $x$ and [[good]]: {words}\n\n" for number in range(1_000))
    made, report = built_beside_good(tmp_path, {"big.md": text})
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
    made, _ = built_beside_good(tmp_path, {"deep.md": f"# Deep\n\n{text}\n\nlast words\n"})
    assert "Deep" in made.page("deep.html")


def test_a_symbolic_link_loop_costs_only_itself(tmp_path: Path) -> None:
    made = Vault(tmp_path, GOOD)
    (made.content / "again").symlink_to(made.content)
    (made.content / "self.md").symlink_to("self.md")
    report = made.build()
    assert codes(report) == ["link-loop", "unreadable"]
    assert report.notes == 2


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
    _, report = built_beside_good(tmp_path, {"folder.md/inside.md": "inside"})
    assert report.notes == 3
    assert codes(report) == []


@pytest.mark.parametrize(
    ("settings", "failed"),
    [("title = ", True), ("publish = 3\n", True), ("titel = 'x'\n", False), ("[math]\nx=1\n", False)],
)
def test_a_broken_wiki_toml_is_reported(tmp_path: Path, settings: str, failed: bool) -> None:
    report = Vault(tmp_path, GOOD, settings).build()
    assert codes(report) == ["config"]
    assert report.failed is failed
    assert report.problems[0].span is not None


def test_a_file_of_a_year_that_no_calendar_has_has_a_page(tmp_path: Path) -> None:
    made = Vault(tmp_path, GOOD)
    os.utime(made.content / "good.md", (253_402_300_900, 253_402_300_900))
    os.utime(made.content / "other.md", (-70_000_000_000, -70_000_000_000))
    assert codes(made.build()) == []
    assert "<msup>" in made.body("good.html")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_that_a_note_shows_is_reported(tmp_path: Path) -> None:
    made = Vault(tmp_path, {"a.md": "![](/pipe.png)\n"}, 'static = ["static"]\n')
    (tmp_path / "static").mkdir()
    os.mkfifo(tmp_path / "static/pipe.png")
    assert codes(made.build()) == ["unreadable"]


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

    def dying(self: Parsing, source: Source) -> Encoded:
        if source.path == "long.md":
            assert os.getpid() != here
            os._exit(1)
        return encoded(self, source)

    monkeypatch.setattr(Parsing, "encoded", dying)
    report = made.build()
    assert codes(report) == ["lost-note"]
    assert report.notes == 2
