"""What a command prints, and its exit code."""

import json
from io import StringIO
from pathlib import Path

import pytest

from notes_wiki import report
from notes_wiki.build import BuildOptions, check
from notes_wiki.model import Explained, Problem, Report, Span
from notes_wiki.problem import make
from notes_wiki.progress import progress
from tests.wikis import write

ERROR, WARNING, INFO = (make(code, "x") for code in ("unreadable", "missing-note", "unused-label"))
UNWRITTEN = make("not-writable", "x")
IN_THE_WAY = make("foreign-file", "In the way.")


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("problems", "failed", "plain", "strict", "errors"),
    [
        ((), False, 0, 0, 0),
        ((INFO,), False, 0, 0, 0),
        ((WARNING,), False, 0, 1, 0),
        ((ERROR,), False, 0, 1, 1),
        ((ERROR,), True, 1, 1, 1),
        ((UNWRITTEN,), False, 1, 1, 1),
        ((IN_THE_WAY,), False, 1, 1, 1),
    ],
)
def test_the_exit_code_is_1_if_the_site_is_not_whole_or_as_strict_and_errors_ask(
    problems: tuple[Problem, ...], failed: bool, plain: int, strict: int, errors: int
) -> None:
    found = Report(problems=problems, failed=failed)
    codes = [
        report.exit_code(found),
        report.exit_code(found, strict=True),
        report.exit_code(found, errors=True),
    ]
    assert codes == [plain, strict, errors]


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (
            Report(1, 1, 1, 1, 0, 0, (), 0.1234, output="site"),
            "1 note, 1 formula, 1 link; files: 1 written, 0 unchanged, 0 removed; "
            "no problems; 0.12 s -> site",
        ),
        (
            Report(1835, 16104, 9603, 2079, 3, 1, (ERROR, WARNING, WARNING, INFO, INFO), 1.5, output="out"),
            "1,835 notes, 16,104 formulas, 9,603 links; files: 2,079 written, 3 unchanged, 1 removed; "
            "1 error, 2 warnings, 2 info; 1.50 s -> out",
        ),
        (
            Report(3, 0, 0, 3, 0, 0, (), 0.1, output="site", withheld=2),
            "3 notes (2 not published), 0 formulas, 0 links; files: 3 written, 0 unchanged, 0 removed; "
            "no problems; 0.10 s -> site",
        ),
    ],
)
def test_the_summary_is_one_line(found: Report, line: str) -> None:
    assert report.summary(found) == line


@pytest.mark.parametrize(("there", "printed", "more"), [(12, 10, 2), (49, 10, 39), (50, 3, 47)])
def test_a_build_prints_ten_of_each_code_of_many_three_and_says_how_many_more_there_are(
    capsys: pytest.CaptureFixture[str], there: int, printed: int, more: int
) -> None:
    problems = tuple(make("missing-note", f"No {number}.", path="a.md") for number in range(there))
    report.print_build(Report(notes=1, problems=problems, output="site"), as_json=False)
    out, err = capsys.readouterr()
    assert out.count("\n") == 1
    assert err.count("warning[missing-note]") == printed
    assert f"… and {more} more of [missing-note]; `wiki check` prints all of them." in err


@pytest.mark.parametrize("code", ["foreign-file", "not-writable"])
def test_a_build_sends_nobody_to_the_check_for_what_only_a_build_finds(
    capsys: pytest.CaptureFixture[str], code: str
) -> None:
    problems = tuple(make(code, f"No {number}.") for number in range(12))
    report.print_build(Report(notes=1, problems=problems, output="site"), as_json=False)
    assert f"… and 2 more of [{code}].\n" in capsys.readouterr().err


def test_a_build_that_failed_says_so_and_has_no_summary(capsys: pytest.CaptureFixture[str]) -> None:
    report.print_build(Report(problems=(ERROR,), failed=True), as_json=False)
    out, err = capsys.readouterr()
    assert (out, err.endswith("No site was written.\n")) == ("", True)


def test_a_check_prints_all_and_ranks_unknown_commands(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_text("$\\sigmoid \\sigmoid \\nambla$\n", encoding="utf-8")
    told = [
        make(
            "unknown-command",
            f"The command {name} is not known.",
            Span(1, column, len(name)),
            path="a.md",
            command=name,
        )
        for name, column in (("\\sigmoid", 2), ("\\sigmoid", 11), ("\\nambla", 20))
    ]
    report.print_check(
        Report(notes=1, formulas=1, problems=tuple(told), content=str(tmp_path)), as_json=False
    )
    out, err = capsys.readouterr()
    assert err == ""
    assert out.replace(str(tmp_path), "content").split("\n") == [
        "content/a.md:1:2: warning[unknown-command] The command \\sigmoid is not known.",
        "    $\\sigmoid \\sigmoid \\nambla$",
        "     ^^^^^^^^",
        "",
        "content/a.md:1:11: warning[unknown-command] The command \\sigmoid is not known.",
        "    $\\sigmoid \\sigmoid \\nambla$",
        "              ^^^^^^^^",
        "",
        "content/a.md:1:20: warning[unknown-command] The command \\nambla is not known.",
        "    $\\sigmoid \\sigmoid \\nambla$",
        "                       ^^^^^^^",
        "",
        "Unknown commands, the most frequent first:",
        "  \\sigmoid ×2 in 1 note: if it is a macro of yours, define it in preamble.tex",
        "  \\nambla ×1 in 1 note",
        "",
        "1 note, 1 formula: 3 warnings.",
        "",
    ]


def test_commands_of_a_package_that_is_not_loaded_ask_for_it_and_not_for_a_definition(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(
        tmp_path,
        {"wiki.toml": "", "content/a.md": "$\\SI{5}{m}$ $\\SI{6}{m}$ $\\num{5}$ $\\nosuch$ $\\nosuch$\n"},
    )
    report.print_check(check(BuildOptions(config=tmp_path / "wiki.toml")), as_json=False)
    lines = capsys.readouterr().out.split("\n")
    assert "  \\SI ×2 in 1 note: write \\usepackage{siunitx} in preamble.tex" in lines
    assert "  \\num ×1 in 1 note: write \\usepackage{siunitx} in preamble.tex" in lines
    assert "  \\nosuch ×2 in 1 note: if it is a macro of yours, define it in preamble.tex" in lines


def test_json_is_one_object_with_the_same_texts(capsys: pytest.CaptureFixture[str]) -> None:
    report.print_build(Report(notes=2, problems=(WARNING,), content="content", output="site"), as_json=True)
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert err == ""
    assert (found["notes"], found["output"], found["problems"][0]["code"]) == (2, "site", "missing-note")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colour_is_for_terminals_and_only_where_it_is_wanted(
    environment: dict[str, str], expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert report.colourful(Terminal()) is expected
    assert not report.colourful(StringIO())


def test_a_diff_is_coloured_on_a_terminal_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    terminal, file = Terminal(), StringIO()
    report.print_diff("-a\x1b\n+b", terminal)
    report.print_diff("-a\n+b", file)
    assert terminal.getvalue() == "\033[31m-a\\x1b\033[0m\n\033[32m+b\033[0m\n"
    assert file.getvalue() == "-a\n+b\n"


def test_long_work_says_now_and_then_how_far_it_is_where_there_is_no_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    now = iter([0.0, 1.0, 2.5, 2.5, 3.0, 9.0])
    with progress(clock=lambda: next(now)) as advance:
        for done in (10, 1200, 1300, 1835):
            advance("parse", done, 1835)
    assert capsys.readouterr().err == "Reading notes: 1,200 of 1,835\n"


def test_work_that_is_over_in_a_moment_shows_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr", terminal := Terminal())
    with progress(clock=lambda: 0.0) as advance:
        advance("parse", 1, 2)
    assert terminal.getvalue() == ""


def test_a_terminal_gets_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", terminal := Terminal())
    now = iter([0.0, 1.0, 2.0])
    with progress(clock=lambda: next(now)) as advance:
        advance("render", 30, 60)
    assert "Writing pages" in terminal.getvalue()
    assert "30/60" in terminal.getvalue()


def test_only_the_process_that_began_shows_progress(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = iter([0.0, 9.0])
    with progress(clock=lambda: next(now)) as advance:
        monkeypatch.setattr("os.getpid", lambda: -1)
        advance("parse", 1, 2)
    assert capsys.readouterr().err == ""


def test_pages_made_anew_are_grouped_by_what_differs(capsys: pytest.CaptureFixture[str]) -> None:
    pages = [Explained(f"{name}.html", ("text", "counts")) for name in "abcdefg"]
    report.print_explained([*pages, Explained("z.html")])
    assert capsys.readouterr().out == (
        "Rebuilt pages, by what differs from the last build:\n"
        "  text, counts: a.html, b.html, c.html, d.html, e.html, and 2 more\n"
        "  not known: z.html\n"
    )


def test_json_tells_of_each_page_what_differs(capsys: pytest.CaptureFixture[str]) -> None:
    report.print_build(Report(explained=(Explained("a.html", ("theme",)),)), as_json=True)
    assert json.loads(capsys.readouterr().out)["explained"] == [{"page": "a.html", "differs": ["theme"]}]


def test_a_check_that_finds_much_counts_by_code(capsys: pytest.CaptureFixture[str]) -> None:
    report.print_check(Report(problems=(WARNING,) * 9 + (INFO, ERROR)), as_json=False)
    shown = capsys.readouterr().out
    assert "\nProblems of each kind:\n  missing-note ×9, unreadable ×1, unused-label ×1\n\n" in shown
    report.print_check(Report(problems=(WARNING,) * 9), as_json=False)
    assert "How many of each" not in capsys.readouterr().out
