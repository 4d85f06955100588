"""Macros across a wiki: files of macros, of folders, of notes, of formulas, and which of them holds where."""

from pathlib import Path

import pytest

from tests.site.vault import Vault, codes, tree


def letters(made: Vault, page: str) -> str:
    """What the formulas of a page show, letters alone."""
    return "".join(made.body(page).split("<math")[1:]).replace("<mspace/>", "").partition("<footer")[0]


@pytest.mark.parametrize("name", ["preamble.tex", "preamble.sty"])
def test_a_preamble_in_the_folder_of_notes_holds_in_every_note(tmp_path: Path, name: str) -> None:
    made = Vault(tmp_path, {name: "\\newcommand{\\R}{\\mathbb{R}}", "a.md": "$\\R$", "deep/b.md": "$\\R$"})
    assert codes(made.build()) == []
    assert "<mi>ℝ</mi>" in letters(made, "a.html")
    assert "<mi>ℝ</mi>" in letters(made, "deep/b.html")
    assert not [file for file in made.files() if "preamble" in file]


def test_of_several_preambles_a_later_one_wins_and_may_use_the_earlier_ones(tmp_path: Path) -> None:
    settings = '[math]\npreamble = ["one.tex", "two.sty", "three.md"]\n'
    made = Vault(
        tmp_path,
        {
            "one.tex": "\\newcommand{\\a}{1}\\newcommand{\\b}{1}",
            "two.sty": "\\renewcommand{\\b}{\\a 2}",
            "three.md": "# Macros\n\n$$\n\\newcommand{\\c}{\\b 3}\n$$\n",
            "note.md": "$\\a:\\b:\\c$",
        },
        settings,
    )
    assert codes(made.build()) == []
    shown = letters(made, "note.html")
    numbers = [part.partition("<")[0] for part in shown.split("<mn>")[1:]]
    assert "".join(numbers) == "112123"


def test_a_preamble_of_a_folder_holds_in_it_and_below_and_wins_over_those_above(tmp_path: Path) -> None:
    made = Vault(
        tmp_path,
        {
            "preamble.tex": "\\newcommand{\\x}{a}\\newcommand{\\y}{a}",
            "in/preamble.tex": "\\newcommand{\\x}{b}",
            "in/deep/preamble.sty": "\\newcommand{\\z}{\\x c}",
            "in/empty/note.md": "$\\x\\y$",
            "in/deep/note.md": "$\\x\\y\\z$",
            "out/note.md": "$\\x\\y$",
        },
    )
    assert codes(made.build()) == []
    assert "<mi>b</mi><mi>a</mi>" in letters(made, "in/empty/note.html")
    assert "<mi>b</mi><mi>a</mi><mi>b</mi><mi>c</mi>" in letters(made, "in/deep/note.html")
    assert "<mi>a</mi><mi>a</mi>" in letters(made, "out/note.html")


def test_pages_follow_the_preamble_of_their_folder(tmp_path: Path) -> None:
    made = Vault(tmp_path, {"in/a.md": "$\\x$", "b.md": "$x$"})
    assert codes(made.build()) == ["unknown-command"]
    made.write({"in/preamble.tex": "\\newcommand{\\x}{q}"})
    assert codes(made.build()) == []
    assert "<mi>q</mi>" in letters(made, "in/a.html")
    made.write({"in/preamble.tex": "\\newcommand{\\x}{r}"})
    made.build()
    assert "<mi>r</mi>" in letters(made, "in/a.html")
    made.build(clean=True, out=made.home / "clean")
    assert tree(made.site) == tree(made.home / "clean")
    (made.content / "in" / "preamble.tex").unlink()
    assert codes(made.build()) == ["unknown-command"]


def test_a_mistake_in_a_preamble_is_reported_with_its_file_and_the_rest_of_it_counts(tmp_path: Path) -> None:
    made = Vault(
        tmp_path, {"in/preamble.tex": "\\newcommand{x+}{y}\n\\newcommand{\\x}{q}", "in/a.md": "$\\x$"}
    )
    report = made.build()
    assert [(one.code, one.path, one.span and one.span.line) for one in report.problems] == [
        ("bad-definition", "in/preamble.tex", 1)
    ]
    assert "<mi>q</mi>" in letters(made, "in/a.html")


def test_macros_in_front_matter_are_the_note_s_own_and_win(tmp_path: Path) -> None:
    made = Vault(
        tmp_path,
        {
            "preamble.tex": "\\newcommand{\\x}{a}",
            "own.md": "---\nmacros:\n  '\\x': 'b'\n  '\\pair': '#1#2'\n---\n\n## $\\x$\n\n$\\pair{c}{d}$\n",
            "toml.md": "+++\n[macros]\n'\\x' = 'e'\n+++\n\n$\\x$\n",
            "other.md": "$\\x$",
        },
    )
    assert codes(made.build()) == []
    assert "<mi>b</mi>" in made.body("own.html")
    assert "<mi>c</mi><mi>d</mi>" in letters(made, "own.html")
    assert "<mi>e</mi>" in letters(made, "toml.html")
    assert "<mi>a</mi>" in letters(made, "other.html")


def test_a_definition_in_a_formula_holds_in_its_note_from_there_on(tmp_path: Path) -> None:
    made = Vault(
        tmp_path,
        {
            "a.md": "$\\x$\n\n$$\n\\newcommand{\\x}{q}\n$$\n\n$\\x$\n\n- $\\def\\y#1{#1#1}$\n- $\\y{\\x}$\n",
            "b.md": "$\\x$",
        },
    )
    assert codes(made.build()) == ["unknown-command", "unknown-command"]
    assert "<mi>q</mi><mi>q</mi>" in letters(made, "a.html")
    assert letters(made, "a.html").index("\\x") < letters(made, "a.html").index("<mi>q</mi>")
    assert "<mi>q</mi>" not in letters(made, "b.html")


def test_packages_of_a_folder_s_preamble_hold_there_alone(tmp_path: Path) -> None:
    made = Vault(
        tmp_path,
        {"in/preamble.sty": "\\usepackage{siunitx}", "in/a.md": "$\\qty{3}{\\kg}$", "b.md": "$\\qty{3}{4}$"},
    )
    assert codes(made.build()) == []
    assert "kg" in letters(made, "in/a.html")


@pytest.mark.parametrize("name", ["preamble.tex", "in/preamble.tex"])
def test_a_preamble_that_is_no_text_is_reported_and_the_notes_are_built_without_it(
    tmp_path: Path, name: str
) -> None:
    made = Vault(tmp_path, {name: b"\\newcommand{\\x}{\xff}", "in/a.md": "$y$"})
    (found,) = made.build().problems
    assert (found.code, found.path) == ("unreadable", name)
    assert "<mi>y</mi>" in letters(made, "in/a.html")
