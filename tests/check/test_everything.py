"""What only the author cares about."""

from pathlib import Path

import pytest

from notes_wiki.build import BuildOptions, check
from notes_wiki.check.unknown_commands import Unknown, unknown_commands
from notes_wiki.model import Report
from notes_wiki.problem import make
from tests.wikis import write


def _check(folder: Path, notes: dict[str, str], *, drafts: bool = False) -> Report:
    content = folder / "content"
    for name, text in notes.items():
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text(text, encoding="utf-8")
    config = folder / "wiki.toml"
    config.write_text("", encoding="utf-8")
    return check(BuildOptions(config=config, drafts=drafts))


def _told(report: Report, code: str) -> list[tuple[str, str]]:
    return [(found.path, found.message) for found in report.problems if found.code == code]


def test_a_label_that_nothing_refers_to_is_reported(tmp_path: Path) -> None:
    used = "$$ a = b \\label{eq:used} $$\n\n\\eqref{eq:used}\n\n$$ c = d \\label{eq:unused} $$\n"
    report = _check(
        tmp_path, {"a.md": used, "b.md": "[[a]] $$ e = f \\label{eq:linked} $$", "c.md": "[[b#eq:linked]]"}
    )
    assert _told(report, "unused-label") == [("a.md", "Nothing refers to the label eq:unused.")]


def test_a_note_without_anything_is_reported_and_one_with_a_picture_is_not(tmp_path: Path) -> None:
    report = _check(
        tmp_path, {"a.md": "---\ntitle: A\n---\n", "b.md": "![[x.svg]]", "x.svg": "<svg/>", "c.md": ""}
    )
    assert [path for path, _ in _told(report, "empty-note")] == ["a.md", "c.md"]
    assert not {"a.md", "c.md"} & {path for path, _ in _told(report, "orphan-note")}  # told once is enough


def test_a_note_that_no_other_links_to_is_reported_but_never_an_index(tmp_path: Path) -> None:
    notes = {
        "index.md": "[[a]]",
        "a.md": "[[b]]",
        "b.md": "words",
        "c.md": "[[c]] [[a]]",
        "sub/index.md": "words",
    }
    assert [path for path, _ in _told(_check(tmp_path, notes), "orphan-note")] == ["c.md"]


def test_a_wiki_of_one_note_has_no_orphan(tmp_path: Path) -> None:
    assert _told(_check(tmp_path, {"a.md": "words"}), "orphan-note") == []


def test_two_notes_of_one_title_are_reported_once(tmp_path: Path) -> None:
    report = _check(tmp_path, {"x/a.md": "# Basis\n\nwords", "y/b.md": "# basis\n\nwords"})
    assert _told(report, "same-title") == [("y/b.md", "x/a.md has the same title, basis.")]


def test_drafts_are_checked_only_on_request(tmp_path: Path) -> None:
    notes = {"a.md": "---\ndraft: true\n---\n\nangle \\theta"}
    assert _told(_check(tmp_path, notes), "bare-math") == []
    assert [path for path, _ in _told(_check(tmp_path, notes, drafts=True), "bare-math")] == ["a.md"]


def test_a_macro_of_the_preamble_outside_a_formula_is_reported(tmp_path: Path) -> None:
    report = _check(
        tmp_path, {"preamble.tex": "\\newcommand{\\ones}{\\mathbf 1}", "a.md": "all \\ones and \\twos"}
    )
    assert [message for _, message in _told(report, "bare-math")] == [
        "This TeX is outside every formula, so it is shown as typed: \\ones"
    ]


@pytest.mark.parametrize("count", [3, 70])
def test_many_notes_are_checked_as_few_are(tmp_path: Path, count: int) -> None:
    notes = {f"{number:02}.md": f"# {number}\n\nangle \\theta" for number in range(count)}
    assert len(_told(_check(tmp_path, notes), "bare-math")) == count


def test_checking_writes_no_page(tmp_path: Path) -> None:
    _check(tmp_path, {"a.md": "words"})
    assert not (tmp_path / "site").exists()


def test_unknown_commands_are_ranked_by_how_often_they_stand_in_formulas() -> None:
    problems = [
        make("unknown-command", f"The command {command} is not known.", path=path, command=command)
        for command, path in (
            ("\\b", "1.md"),
            ("\\sigmoid", "1.md"),
            ("\\sigmoid", "1.md"),
            ("\\sigmoid", "2.md"),
        )
    ]
    assert unknown_commands(problems) == (Unknown("\\sigmoid", 3, 2), Unknown("\\b", 1, 1))


def test_progress_is_shown_with_several_jobs(tmp_path: Path) -> None:
    write(tmp_path, {"wiki.toml": "", **{f"content/{n}.md": f"# {n}\n" for n in range(90)}})
    shown: list[tuple[str, int, int]] = []
    check(BuildOptions(config=tmp_path / "wiki.toml", jobs=2), lambda *told: shown.append(told))
    assert [told for told in shown if told[0] == "check"][-1] == ("check", 90, 90)


@pytest.mark.parametrize(
    ("dialect", "link"),
    [
        ("wiki", "[[A title]]"),
        ("obsidian", "[[A title]]"),
        ("hugo", '[…]({{< relref "my/a b.md" >}})'),
        ("pandoc", "[…](my/a%20b.md)"),
    ],
)
def test_an_orphan_is_to_be_linked_as_its_dialect_links(tmp_path: Path, dialect: str, link: str) -> None:
    front = f"---\ntitle: A title\ndialect: {dialect}\n---\nText.\n"
    report = _check(tmp_path, {"my/a b.md": front, "c.md": "Text."})
    hints = [found.hint for found in report.problems if found.code == "orphan-note" and found.path != "c.md"]
    assert hints == [f"Link to it from another note: {link}."]


def test_a_title_that_brackets_cannot_hold_is_linked_by_the_name_of_its_file(tmp_path: Path) -> None:
    report = _check(tmp_path, {"units.md": "# $k[x]$ and C#\n\nText.\n", "c.md": "Text."})
    hints = [found.hint for found in report.problems if found.path == "units.md"]
    assert hints == ["Link to it from another note: [[units]]."]


def test_a_note_that_embeds_itself_is_told_as_by_a_build(tmp_path: Path) -> None:
    report = _check(tmp_path, {"a.md": "![[b]]\n", "b.md": "words\n\n![[a]]\n"})
    assert [path for path, _ in _told(report, "embed-cycle")] == ["a.md", "b.md"]


def test_a_heading_that_holds_a_link_with_words_of_its_own_is_found_as_obsidian_links_to_it(
    tmp_path: Path,
) -> None:
    link = "[[a#Force ( Newton N )]] [[a#Top#Force ( Newton N )]]"
    report = _check(
        tmp_path, {"a.md": f"# Top\n\n{link}\n\n## Force ([[Newton|N]])\n", "Newton.md": "words [[a]]"}
    )
    assert _told(report, "missing-fragment") == []


def test_copies_that_programs_make_of_conflicts_are_reported(tmp_path: Path) -> None:
    copies = (
        "a (conflicted copy 2024-03-01).md",
        "a (X's conflicted copy 2024-03-01).md",
        "a.sync-conflict-20240301-101500-ABCDEFG.md",
        "a_conflict-20240301-101500.md",
    )
    notes = dict.fromkeys(("a.md", "conflicted copy.md", "sync-conflict.md", *copies), "words")
    assert [path for path, _ in _told(_check(tmp_path, notes), "conflict-copy")] == sorted(copies)
