"""What is shown is what a clean build makes, whatever happens to the files."""

from __future__ import annotations

import shutil
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from notes_wiki.model import Source
from notes_wiki.parse import request
from notes_wiki.parse.note import Parser
from notes_wiki.serve import live_wiki, snapshot
from notes_wiki.serve.session import Session
from notes_wiki.stages.options import BuildOptions
from notes_wiki.stages.site import Site, store_file
from tests.serve.live import served, shows
from tests.wikis import write

NOTES = {
    "one.md": "# One\n\nHello $x^2$ and [[two]].\n",
    "two.md": "# Two\n\nText of two. [[three#Part]]\n",
    "three.md": "# Three\n\n## Part\n\nA part.\n\n![[one]]\n",
    "folder/four.md": "# Four\n\nSee [[one]] and [[missing]].\n",
}


def test_an_edit_is_followed_in_every_page_that_shows_it(tmp_path: Path) -> None:
    with served(tmp_path, NOTES) as live:
        live.write("one.md", "# One\n\nOther words $x^3$ and [[two]].\n")
        live.until("/one.html", lambda status, text: "Other words" in text)
        live.until("/three.html", lambda status, text: "Other words" in text)  # embeds it
        live.until("/two.html", lambda status, text: "Other words" in text)  # is linked from it
        live.until_same_as_clean(tmp_path)


def test_an_edit_that_finds_the_store_empty_is_left_to_a_whole_build(tmp_path: Path) -> None:
    """As where the disk is full, so that the store cannot be opened: nothing is known of the notes that link
    here. What they say must not be missing, and no exception may end the thread."""
    write(tmp_path, {f"content/{name}": text for name, text in NOTES.items()} | {"wiki.toml": ""})
    with closing(Session(BuildOptions(config=tmp_path / "wiki.toml", jobs=1, live=True))) as session:
        session.refresh()
        store_file(session.site).unlink()
        write(tmp_path, {"content/one.md": "# One\n\nOther words $x^2$ and [[two]].\n"})
        assert session.follow([str(tmp_path / "content" / "one.md")]) is None
        session.refresh()
        page = (tmp_path / ".wiki/preview/one.html").read_text(encoding="utf-8")
        assert "Other words" in page
        assert "Four" in page


@pytest.mark.parametrize(
    "text",
    [
        "# Another title\n\nHello [[two]].\n",
        "# One\n\nHello [[four]] and [[two#nowhere]].\n",
        "# One\n\n## New heading\n\n$$\\label{eq:new} x$$\n\nSee \\eqref{eq:new}.\n",
        "---\ntags: [new]\n---\n# One\n\nHello.\n",
        "---\ndraft: true\n---\n# One\n\nHello.\n",
        "",
    ],
)
def test_an_edit_that_others_depend_on_is_followed(tmp_path: Path, text: str) -> None:
    with served(tmp_path, NOTES) as live:
        live.write("one.md", text)
        live.until_same_as_clean(tmp_path)


def test_a_note_that_reading_fails_on_is_told_and_the_server_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoded = request.encoded

    def fails(parser: Parser, source: Source) -> request.Encoded:
        if "harm" in source.text:
            raise ValueError("a mistake of ours")
        return encoded(parser, source)

    monkeypatch.setattr(request, "encoded", fails)
    with served(tmp_path, NOTES) as live:
        live.write("one.md", "# One\n\nharm\n")
        live.until("/one.html", lambda status, text: status == 404)
        live.write("one.md", "# One\n\nBetter.\n")
        live.until("/one.html", lambda status, text: "Better." in text)


def test_a_page_of_all_backlinks_comes_and_goes(tmp_path: Path) -> None:
    long = "A paragraph of many words. " * 600
    with served(tmp_path, NOTES) as live:
        live.write("one.md", f"# One\n\nHello $x^2$ and [[two]]. {long}\n")
        live.until("/-/linked/two.html", lambda status, text: "of many words" in text)
        live.until_same_as_clean(tmp_path)
        live.write("one.md", NOTES["one.md"])
        live.until("/two.html", lambda status, text: "-/linked/" not in text)
        live.until_same_as_clean(tmp_path)
        assert "-/linked/two.html" not in live.session.shown.fresh


def test_a_burst_of_saves_ends_with_the_last(tmp_path: Path) -> None:
    with served(tmp_path, NOTES) as live:
        for number in range(200):
            live.write("one.md", f"# One\n\nSave number {number}.\n")
        live.until("/one.html", lambda status, text: "Save number 199." in text)
        live.until_same_as_clean(tmp_path)


def test_an_editor_that_saves_by_renaming_is_followed(tmp_path: Path) -> None:
    with served(tmp_path, NOTES) as live:
        for number in range(3):  # as vim does: a trial file, a backup, a new file in the place
            trial = live.content / "4913"
            trial.write_text("")
            trial.unlink()
            (live.content / "one.md").rename(live.content / "one.md~")
            live.write("one.md", f"# One\n\nWritten anew {number}.\n")
            (live.content / "one.md~").unlink()
            live.until("/one.html", partial(shows, f"Written anew {number}."))
        fresh = live.content / ".one.md.tmp"
        fresh.write_text("# One\n\nMoved into place.\n")
        fresh.replace(live.content / "one.md")
        live.until("/one.html", lambda status, text: "Moved into place." in text)
        live.until_same_as_clean(tmp_path)


def test_many_files_replaced_at_once_are_followed(tmp_path: Path) -> None:
    notes = {f"n{number}.md": f"# N {number}\n\nFirst. [[n{number + 1}]]\n" for number in range(150)}
    with served(tmp_path, notes) as live:
        for number in range(150):
            live.write(f"n{number}.md", f"# N {number}\n\nSecond. [[n{number - 1}]]\n")
        for number in range(150, 200):
            live.write(f"n{number}.md", f"# N {number}\n\nNew.\n")
        for number in range(30):
            (live.content / f"n{number}.md").unlink()
        live.until_same_as_clean(tmp_path)


def test_a_renamed_folder_is_followed_and_its_pages_are_led_on(tmp_path: Path) -> None:
    with served(tmp_path, NOTES) as live:
        (live.content / "folder").rename(live.content / "other")
        live.until("/other/four.html", lambda status, text: status == 200)
        live.until("/folder/four.html", lambda status, text: status == 404)
        assert live.session.state("folder/four.html").moved == "other/four.html"
        (live.content / "other" / "four.md").rename(live.content / "fifth.md")
        live.until("/fifth.html", lambda status, text: status == 200)
        assert live.session.state("folder/four.html").moved == "fifth.html"
        assert live.session.state("other/four.html").moved == "fifth.html"
        live.until_same_as_clean(tmp_path)


def test_a_note_that_is_seen_to_be_gone_before_it_is_seen_elsewhere_is_led_on(tmp_path: Path) -> None:
    # As where files are looked at in the midst of a renaming, or where a program moves by copying.
    (tmp_path / "content").mkdir()
    for name, text in (("one.md", "# One\n"), ("two.md", "# Two\n"), ("three.md", "# Three\n")):
        (tmp_path / "content" / name).write_text(text)
    (tmp_path / "wiki.toml").touch()
    with closing(Session(BuildOptions(config=tmp_path / "wiki.toml", jobs=1, live=True))) as session:
        session.refresh()
        for name in ("one.md", "two.md"):
            (tmp_path / "content" / name).rename(tmp_path / name)
        session.refresh()
        assert session.state("one.html").moved == ""
        (tmp_path / "content" / "three.md").write_text("# Three\n\nMeanwhile.\n")
        session.refresh()
        (tmp_path / "one.md").rename(tmp_path / "content" / "renamed.md")
        (tmp_path / "two.md").rename(tmp_path / "content" / "two.md")
        session.refresh()
        assert session.state("one.html").moved == "renamed.html"
        assert session.state("two.html").moved == ""
        session.close()


def test_a_note_that_was_edited_and_then_renamed_is_led_on(tmp_path: Path) -> None:
    write(tmp_path, {"wiki.toml": "", "content/one.md": "# One\n", "content/two.md": "# Two\n"})
    with closing(Session(BuildOptions(config=tmp_path / "wiki.toml", jobs=1, live=True))) as session:
        session.refresh()
        write(tmp_path, {"content/one.md": "# One\n\nMore.\n"})
        assert session.follow([str(tmp_path / "content/one.md")]) is not None
        (tmp_path / "content/one.md").rename(tmp_path / "content/other.md")
        session.refresh()
        assert session.state("one.html").moved == "other.html"


@pytest.mark.parametrize("broken", ["wiki.toml", "templates/_title.html"])
def test_a_note_that_is_renamed_while_nothing_can_be_built_is_led_on(tmp_path: Path, broken: str) -> None:
    write(tmp_path, {"wiki.toml": "", "content/one.md": "# One\n", "content/two.md": "# Two\n"})
    with closing(Session(BuildOptions(config=tmp_path / "wiki.toml", jobs=1, live=True))) as session:
        session.refresh()
        write(tmp_path, {broken: "{{ page.nothing_of_this_name }}"})
        (tmp_path / "content/one.md").rename(tmp_path / "content/other.md")
        report = session.refresh()
        assert report is not None
        assert report.failed
        (tmp_path / "content/two.md").rename(tmp_path / "content/three.md")
        session.refresh()
        write(tmp_path, {broken: ""})
        session.refresh()
        assert session.state("one.html").moved == "other.html"
        assert session.state("two.html").moved == "three.html"


def test_a_note_that_is_renamed_and_renamed_back_is_where_it_was(tmp_path: Path) -> None:
    with served(tmp_path, NOTES) as live:
        one, other = live.content / "one.md", live.content / "other.md"
        one.rename(other)
        live.until("/one.html", lambda status, text: live.session.state("one.html").moved == "other.html")
        other.rename(one)
        live.until("/one.html", lambda status, text: live.session.state("one.html").moved == "")
        live.until_same_as_clean(tmp_path)
        assert live.session.state("one.html").moved == ""
        assert live.session.state("other.html").moved == "one.html"  # not to itself, for ever


def test_a_deleted_note_leads_nowhere_and_back_when_it_is_written_again(tmp_path: Path) -> None:
    with served(tmp_path, NOTES) as live:
        (live.content / "two.md").unlink()
        live.until("/two.html", lambda status, text: status == 404)
        assert live.session.state("two.html").digest == ""
        assert live.session.state("two.html").moved == ""
        live.write("two.md", "# Two\n\nBack.\n")
        live.until("/two.html", lambda status, text: status == 200 and "Back." in text)
        live.until_same_as_clean(tmp_path)


def test_the_folder_of_notes_may_be_removed_and_made_anew(tmp_path: Path) -> None:
    with served(tmp_path, NOTES) as live:
        live.content.rename(tmp_path / "away")
        live.until("/one.html", lambda status, text: bool(live.session.state("one.html").failure))
        assert live.get("/one.html")[0] == 200  # the last good page stays
        live.write("one.md", "# One\n\nMade anew.\n")
        live.until("/one.html", lambda status, text: "Made anew." in text)
        assert live.session.state("one.html").failure == ""
        live.write("one.md", "# One\n\nAnd watched again.\n")
        live.until("/one.html", lambda status, text: "And watched again." in text)
        shutil.rmtree(live.content)
        live.until("/", lambda status, text: bool(live.session.state("index.html").failure))
        for name, text in NOTES.items():
            live.write(name, text)
        live.until_same_as_clean(tmp_path)


def test_a_note_that_cannot_be_read_keeps_its_page_and_says_why(tmp_path: Path) -> None:
    with served(tmp_path, NOTES) as live:
        live.write("one.md", "---\ndraft: perhaps\n---\n# One\n")
        live.until("/one.html", lambda status, text: bool(live.session.state("one.html").failure))
        assert "publication-field" in live.session.state("one.html").failure
        assert "one.md:2:" in live.session.state("one.html").failure
        live.write("one.md", NOTES["one.md"])
        live.until("/one.html", lambda status, text: not live.session.state("one.html").failure)
        live.until_same_as_clean(tmp_path)


def test_a_template_that_fails_is_told_over_the_last_good_page_and_mended(tmp_path: Path) -> None:
    with served(tmp_path, NOTES) as live:
        frame = live.session.state("one.html").frame
        template = tmp_path / "templates" / "_title.html"
        template.parent.mkdir()
        template.write_text("{{ page.nothing_of_this_name }}")
        live.until("/one.html", lambda status, text: bool(live.session.state("one.html").failure))
        assert "_title.html" in live.session.state("one.html").failure
        assert live.get("/one.html")[0] == 200
        template.write_text("<h1>Mended: {{ page.title.plain }}</h1>")
        live.until("/one.html", lambda status, text: "Mended: One" in text)
        assert live.session.state("one.html").failure == ""
        assert live.session.state("one.html").frame != frame
        live.until_same_as_clean(tmp_path)


def test_what_comes_between_reading_the_settings_and_looking_at_the_files_is_not_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "one.md").write_text("# One\n")
    (tmp_path / "wiki.toml").touch()
    with closing(Session(BuildOptions(config=tmp_path / "wiki.toml", jobs=1, live=True))) as session:
        session.refresh()
        take, sheet = snapshot.take, tmp_path / "templates" / "assets" / "site.css"

        def late(site: Site) -> snapshot.Snapshot:
            if not sheet.exists():
                sheet.parent.mkdir(parents=True)
                sheet.write_text("main { color: red }")
            return take(site)

        monkeypatch.setattr(snapshot, "take", late)
        session.refresh()
        session.refresh()
        assert "site.css" in (tmp_path / ".wiki" / "preview" / "one.html").read_text()
        session.close()


def test_the_problems_of_a_page_are_told_with_links_to_the_editor(tmp_path: Path) -> None:
    scheme = "my-editor://{path}?line={line}&column={column}"
    with served(tmp_path, NOTES, scheme=scheme) as live:
        live.write("one.md", "# One\n\nA formula $\\nambla f$.\n")
        live.until("/one.html", lambda status, text: bool(live.session.state("one.html").problems))
        (told,) = live.session.state("one.html").problems
        assert told.line.startswith("one.md:3:")
        assert "unknown-command" in told.line
        assert "did you mean" in told.text.lower()
        assert told.link.startswith("my-editor:///")
        assert told.link.endswith(f"?line=3&column={told.line.split(':')[2]}")
        # What all pages depend on is told on every page, but macros of a folder only there.
        live.write("preamble.tex", "\\newcommand{\\a}{")
        live.write("elsewhere/preamble.tex", "\\newcommand{\\b}{")
        (tmp_path / "wiki.toml").write_text("titel = 1\n")
        live.until("/one.html", lambda status, text: len(live.session.state("one.html").problems) >= 3)
        links = [one.link.partition("?")[0] for one in live.session.state("one.html").problems]
        files = [tmp_path / "wiki.toml", live.content / "preamble.tex", live.content / "one.md"]
        assert sorted(links) == sorted(f"my-editor://{file}" for file in files)


def test_what_is_shown_from_memory_is_written_down_when_there_is_time(tmp_path: Path) -> None:
    with served(tmp_path, NOTES) as live:
        live.write("one.md", "# One\n\nFrom memory.\n")
        live.until("/one.html", lambda status, text: "From memory." in text)
        file = live.preview / "one.html"
        live.until("/one.html", lambda status, text: "From memory." in file.read_text())
        live.until("/one.html", lambda status, text: not live.session.shown.fresh)


def test_a_changed_bibliography_is_followed(tmp_path: Path) -> None:
    entry = "@book{k, author = {Ada Lovelace}, title = {%s}, year = 1843}"
    (tmp_path / "wiki.toml").write_text('bibliography = ["own.bib"]\n')
    (tmp_path / "own.bib").write_text(entry % "Notes")
    with served(tmp_path, {"one.md": "# One\n\nSee [@k].\n"}) as live:
        live.until("/one.html", lambda status, text: "Notes" in text)
        (tmp_path / "own.bib").write_text(entry % "Sketches")
        live.until("/one.html", lambda status, text: "Sketches" in text)


def test_a_note_that_takes_long_to_parse_keeps_no_edit_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"wiki.toml": "", "content/a.md": "# A\n", "content/b.md": "# B\n"})
    monkeypatch.setattr(live_wiki, "LONG", 100)
    with closing(Session(BuildOptions(config=tmp_path / "wiki.toml", jobs=1, live=True))) as session:
        session.refresh()
        write(tmp_path, {"content/a.md": "# A\n\n" + "Words. " * 40})
        assert session.follow([str(tmp_path / "content/a.md")]) is None
        session.refresh()
        assert "Words." in (tmp_path / ".wiki/preview/a.html").read_text()


def test_a_part_and_the_script_of_macros_are_followed_in_the_notes_that_show_them(tmp_path: Path) -> None:
    notes = {
        "a.qmd": "# A\n\n{{< include _part.qmd >}}\n\n$\\R$\n",
        "b.qmd": "# B\n\n{{< include a.qmd >}}\n",
        "_part.qmd": "First words.\n",
        "_includes/m.html": "$\\newcommand{\\R}{A}$",
    }
    with served(tmp_path, notes) as live:
        live.until("/a.html", lambda status, text: "First words" in text)
        live.write("_part.qmd", "Second words.\n")
        live.until("/a.html", lambda status, text: "Second words" in text)
        live.until("/b.html", lambda status, text: "Second words" in text)
        live.write("_includes/m.html", "$\\newcommand{\\R}{B}$")
        live.until("/a.html", lambda status, text: "<mi>B</mi>" in text)
        live.write("_part.qmd", "---\ndraft: true\n---\nSecond words.\n")
        live.until("/a.html", lambda status, text: "Second words" not in text)
        live.until_same_as_clean(tmp_path)
