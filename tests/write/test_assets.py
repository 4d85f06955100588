"""Optional assets of the theme travel only with the notes that need them."""

from pathlib import Path

import pytest

from notes_wiki.render.page import TemplateError
from notes_wiki.theme import ThemeConfig
from notes_wiki.write.assets import AS_ONE, EVERYWHERE, gather_theme
from tests.wikis import write


def theme(folder: Path, library: str = "library") -> list[Path]:
    (folder / "assets/mermaid").mkdir(parents=True, exist_ok=True)
    (folder / "assets/page.js").write_text("page")
    (folder / "assets/mermaid/mermaid.min.js").write_text(library)
    return [folder]


def test_the_diagram_library_is_written_only_where_a_note_has_a_diagram(tmp_path: Path) -> None:
    without, data = gather_theme(theme(tmp_path))
    assert list(data) == [without.addresses["page.js"]]
    drawn, more = gather_theme([tmp_path], {"mermaid"})
    assert more[drawn.addresses["mermaid/mermaid.min.js"]] == b"library"


def test_the_first_diagram_changes_no_other_page(tmp_path: Path) -> None:
    assert gather_theme(theme(tmp_path))[0] == gather_theme([tmp_path], {"mermaid"})[0]


def test_another_version_of_the_library_has_another_address(tmp_path: Path) -> None:
    before = gather_theme(theme(tmp_path))[0].addresses
    after = gather_theme(theme(tmp_path, "another library"))[0].addresses
    assert before["mermaid/mermaid.min.js"] != after["mermaid/mermaid.min.js"]
    assert before["page.js"] == after["page.js"]


def test_what_wiki_toml_sets_is_a_file_of_the_theme(tmp_path: Path) -> None:
    without, _ = gather_theme(theme(tmp_path))
    found, data = gather_theme([tmp_path], settings=ThemeConfig(ink="#222"))
    assert "theme.css" not in without.addresses
    assert b"--ink: #222" in data[found.addresses["theme.css"]]
    assert found.fingerprint != without.fingerprint


SCRIPT = "// What it does.\n(function () {\n\n  // Why.\n  say('//'); // now\n})();\n"
SHEET = "/* What it is\n   for. */\n@media print {\n  a { color: red } /* Why. */\n}\n\nb { content: '//' }\n"


@pytest.mark.parametrize(
    ("suffix", "source", "sent"),
    [
        ("js", SCRIPT, "(function () {\nsay('//');\n})();\n"),
        ("css", SHEET, "@media print{a{color:red}}b{content:'//'}"),
    ],
)
def test_sources_of_the_default_theme_are_sent_without_their_comments_and_a_site_s_own_as_they_are(
    tmp_path: Path, suffix: str, source: str, sent: str
) -> None:
    for folder, name in (("own", "mine"), ("default", "page")):
        (tmp_path / folder / "assets").mkdir(parents=True)
        (tmp_path / folder / "assets" / f"{name}.{suffix}").write_text(source)
    found, data = gather_theme([tmp_path / "own", tmp_path / "default"])
    assert data[found.addresses[f"mine.{suffix}"]].decode() == source
    assert data[found.addresses[f"page.{suffix}"]].decode() == sent


def test_the_sheets_that_every_page_needs_are_sent_as_one(tmp_path: Path) -> None:
    write(tmp_path / "assets", {name: f".{name[:-4]} {{ top: 0 }}\n" for name in EVERYWHERE})
    found, data = gather_theme([tmp_path])
    assert data[found.addresses[AS_ONE]].decode() == "".join(f".{name[:-4]}{{top:0}}" for name in EVERYWHERE)
    assert found.addresses["style.css"] in data, "for pages whose frame is the site's own"


def test_a_site_s_own_sheet_is_sent_by_itself(tmp_path: Path) -> None:
    write(tmp_path / "default/assets", dict.fromkeys(EVERYWHERE, "a { top: 0 }\n"))
    write(tmp_path / "own/assets", {"prose.css": "@import 'mine.css';\n"})
    assert AS_ONE not in gather_theme([tmp_path / "own", tmp_path / "default"])[0].addresses


@pytest.mark.parametrize("name", ["note.html", "assets/style.css", "assets/mermaid/mermaid.js"])
def test_a_file_of_the_theme_that_cannot_be_read_is_reported_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    write(tmp_path, {"note.html": "", "assets/style.css": "", "assets/mermaid/mermaid.js": ""})
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path == tmp_path / name:
            raise PermissionError(13, "Permission denied", str(path))
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(TemplateError) as raised:
        gather_theme([tmp_path], {"mermaid"})
    assert raised.value.problem.path == str(tmp_path / name)
    assert "Permission denied" in raised.value.problem.message
