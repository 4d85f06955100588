"""The command line: what each option does, what is printed where, exit codes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from notes_wiki import __version__
from notes_wiki.cli import wiki
from notes_wiki.math import batch

NOTES = {
    "index.md": "# Front\n\nSee [[Second]] and [[Nowhere]].\n",
    "second.md": "# Second\n\nBack to [[Front]]: $x^2$ and $\\nambla$.\n",
    "secret.md": "---\ntitle: Secret\ndraft: true\n---\n\nnobody reads this\n",
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small wiki, in which commands are run."""
    monkeypatch.chdir(tmp_path)
    for name, text in NOTES.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def run(*arguments: str, text: str | None = None) -> Result:
    return CliRunner().invoke(wiki, [*arguments], input=text, prog_name="wiki")


def process(home: Path, *arguments: str, **how: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **how}
    command = [sys.executable, "-m", "notes_wiki", *arguments]
    return subprocess.run(
        command, cwd=home, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False
    )


def built(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*.html")}


# --- help -----------------------------------------------------------------------------------------


def test_help_says_how_to_begin() -> None:
    told = run("--help").output
    for words in ("Start with:", "wiki init notes", "wiki build", "Every equation becomes MathML"):
        assert words in told


@pytest.mark.parametrize("command", wiki.commands)
def test_every_command_has_help_with_whole_sentences(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert (wiki.commands[command].help or "").split("\n\n")[0].rstrip().endswith(".")


def test_no_line_of_the_list_of_commands_is_cut() -> None:
    assert "..." not in run("--help").output.partition("Commands:")[2]


def test_the_version_is_that_of_the_package() -> None:
    assert run("--version").output == f"wiki, version {__version__}\n"


def test_a_command_mistyped_is_offered_rightly() -> None:
    result = run("bild")
    assert result.exit_code == 2
    assert "No such command" in result.stderr


# --- build ----------------------------------------------------------------------------------------


def test_build_writes_the_site_and_ends_with_one_line(home: Path) -> None:
    result = run("build", "--jobs", "1")
    assert result.exit_code == 0
    assert built(home / "site") >= {"index.html", "second.html", "404.html"}
    assert result.stdout.count("\n") == 1
    assert result.stdout.startswith("2 notes (1 not published), 2 formulas, 3 links; files: ")
    assert result.stdout.endswith(" s -> site\n")
    assert "content/index.md:3:20: warning[missing-note]" in result.stderr
    assert result.stderr.count("warning[missing-note]") == 1


def test_a_second_build_writes_nothing(home: Path) -> None:
    run("build")
    assert "files: 0 written" in run("build").stdout


def test_clean_forgets_what_is_remembered_and_the_site_stays_the_same(home: Path) -> None:
    run("build")
    before = {path: path.read_bytes() for path in (home / "site").rglob("*") if path.is_file()}
    for store in (home / ".wiki").glob("*.sqlite"):
        assert store.stat().st_size > 0
    result = run("build", "--clean")
    assert result.exit_code == 0
    assert {path: path.read_bytes() for path in (home / "site").rglob("*") if path.is_file()} == before


def test_strict_fails_at_a_warning_and_still_writes(home: Path) -> None:
    result = run("build", "--strict")
    assert result.exit_code == 1
    assert "index.html" in built(home / "site")


def test_strict_is_content_with_a_wiki_without_warnings(home: Path) -> None:
    (home / "content/index.md").write_text("[[Second]]")
    (home / "content/second.md").write_text("# Second\n\n$x$")
    assert run("build", "--strict").exit_code == 0


def test_drafts_go_to_the_preview_and_never_to_the_site(home: Path) -> None:
    result = run("build", "--drafts")
    assert "secret.html" in built(home / ".wiki" / "preview")
    assert not (home / "site").exists()
    assert result.stdout.rstrip().endswith("-> .wiki/preview")
    run("build")
    assert "secret.html" not in built(home / "site")


def test_out_and_content_name_other_folders(home: Path) -> None:
    (home / "content").rename(home / "notes")
    result = run("build", "--content", "notes", "--out", "public")
    assert result.exit_code == 0
    assert "second.html" in built(home / "public")


def test_a_dialect_is_asked_for(home: Path) -> None:
    (home / "content/second.md").write_text("+++\ntitle = 'Second'\n+++\n\\\\(x\\\\) costs $5 and $6\n")
    assert run("build", "--dialect", "hugo").stdout.startswith("2 notes (1 not published), 1 formula,")
    result = run("build", "--dialect", "latin")
    assert result.exit_code == 2
    assert "'wiki', 'obsidian', 'hugo', 'pandoc'" in result.stderr


def test_a_folder_of_others_is_refused_and_with_force_left_as_it_is(home: Path) -> None:
    (home / "site").mkdir()
    (home / "site" / "mine.txt").write_text("mine")
    result = run("build")
    assert result.exit_code == 1
    assert "error[foreign-output]" in result.stderr
    assert result.stderr.endswith("No site was written.\n")
    assert result.stdout == ""
    assert run("build", "--force").exit_code == 0
    assert (home / "site" / "mine.txt").read_text() == "mine"


def test_a_content_folder_that_does_not_exist_is_reported(home: Path) -> None:
    result = run("build", "--content", "nowhere")
    assert result.exit_code == 1
    assert (
        "error[no-content] There is no folder nowhere, so there are no notes.\n  hint: Name the folder"
        in result.stderr
    )


def test_a_build_that_is_stopped_says_what_there_is_and_what_to_do(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("notes_wiki.build.build", stopped)
    result = run("build")
    assert result.exit_code == 130
    assert "run the command again" in result.stderr


def test_a_build_that_is_stopped_after_its_report_says_what_is_missing(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("notes_wiki.build.index_texts", stopped)
        result = run("build")
    assert result.exit_code == 130
    assert " -> site\n" in result.stdout
    assert result.stderr.endswith(
        "\nStopped. Every page is written; the next build makes the full-text index.\n"
    )
    assert not list(home.glob("site/-/pagefind/*"))
    assert run("build").exit_code == 0
    assert list(home.glob("site/-/pagefind/*"))


def test_any_command_that_is_stopped_says_so_and_exits_with_130(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("notes_wiki.build.check", stopped)
    result = run("check")
    assert (result.exit_code, result.stderr) == (130, "\nStopped.\n")


def test_a_folder_that_is_gone_is_named_instead_of_a_traceback(home: Path) -> None:
    (home / "gone").mkdir()
    command = f"cd gone && rmdir ../gone && {sys.executable} -m notes_wiki build"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    told = subprocess.run(
        ["sh", "-c", command], cwd=home, env=environment, capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr == "The current folder does not exist any more: go to the folder of your wiki (cd).\n"


def test_a_build_whose_output_nobody_wants_is_made(home: Path) -> None:
    """A scheduler may start a command without standard output, and without standard error."""
    command = f"exec {sys.executable} -m notes_wiki build >&- 2>&-"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    assert subprocess.run(["sh", "-c", command], cwd=home, env=environment, check=False).returncode == 0
    assert "index.html" in built(home / "site")


def test_another_wiki_toml_is_read(home: Path) -> None:
    (home / "other").mkdir()
    (home / "other/wiki.toml").write_text('title = "Other"\ncontent = "../content"\n')
    assert run("build", "--config", "other/wiki.toml").exit_code == 0
    assert "Other" in (home / "other/site/index.html").read_text()


def test_json_is_all_of_the_output(home: Path) -> None:
    result = run("build", "--json")
    found = json.loads(result.stdout)
    assert result.stderr == ""
    assert found["notes"] == 2
    assert found["failed"] is False
    first = next(one for one in found["problems"] if one["code"] == "missing-note")
    assert (first["path"], first["line"], first["column"]) == ("index.md", 3, 20)
    assert first["source"] == "See [[Second]] and [[Nowhere]]."


def test_a_mistake_in_wiki_toml_is_reported_with_its_line_and_the_rest_counts(home: Path) -> None:
    (home / "wiki.toml").write_text('title = "Mine"\nauthr = "me"\n')
    result = run("build")
    assert result.exit_code == 0
    assert "wiki.toml:2:1: error[config] There is no setting `authr`.\n    authr = " in result.stderr
    assert "hint: Did you mean `author`?" in result.stderr
    assert "Mine" in (home / "site/index.html").read_text()


# --- check and fix --------------------------------------------------------------------------------


def test_check_prints_problems_on_standard_output_and_writes_no_site(home: Path) -> None:
    result = run("check")
    assert result.exit_code == 0
    assert "content/second.md:3:31: warning[unknown-command]" in result.stdout
    assert "  \\nambla ×1 in 1 note\n" in result.stdout
    assert result.stdout.endswith("2 notes, 2 formulas: 2 warnings.\n")
    assert result.stderr == ""
    assert not (home / "site").exists()


def test_check_ends_with_1_at_an_error(home: Path) -> None:
    (home / "content/bad.md").write_bytes(b"\xff\xfe\xfa")
    assert run("check").exit_code == 1
    assert run("build").exit_code == 0


def test_check_as_json_ranks_unknown_commands(home: Path) -> None:
    found = json.loads(run("check", "--json").stdout)
    assert found["unknown_commands"] == [{"command": "\\nambla", "count": 1, "notes": 1}]


def test_check_looks_at_drafts_on_request(home: Path) -> None:
    assert run("check", "--drafts").stdout.splitlines()[-1].startswith("3 notes")


def test_fix_shows_the_change_and_changes_nothing_where_it_cannot_ask(home: Path) -> None:
    (home / "content/bare.md").write_text("the angle \\theta\n")
    result = run("fix", "--bare-math")
    assert result.exit_code == 0
    assert (
        result.stdout == "--- bare.md\n+++ bare.md\n@@ -1 +1 @@\n-the angle \\theta\n+the angle $\\theta$\n"
    )
    told = "With --yes, wiki puts delimiters around 1 formula in 1 note without asking."
    assert result.stderr == f"Nothing was changed. {told}\n"
    assert (home / "content/bare.md").read_text() == "the angle \\theta\n"


def test_fix_changes_notes_when_it_is_told_yes(home: Path) -> None:
    (home / "content/bare.md").write_text("the angle \\theta\n")
    (home / "content/other.md").write_text("and \\delta\n")
    result = run("fix", "--bare-math", "--yes", "content/bare.md")
    assert result.exit_code == 0
    assert result.stderr == "1 note changed.\n"
    assert (home / "content/bare.md").read_text() == "the angle $\\theta$\n"
    assert (home / "content/other.md").read_text() == "and \\delta\n"


@pytest.mark.parametrize(("answer", "changed"), [(True, True), (False, False)])
def test_fix_asks_on_a_terminal(
    home: Path, answer: bool, changed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "content/bare.md").write_text("the angle \\theta\n")
    asked = []

    def ask(question: str) -> bool:
        asked.append(question)
        return answer

    monkeypatch.setattr("notes_wiki.cli.notes._ask", ask)
    run("fix", "--bare-math")
    assert asked == ["Put delimiters around 1 formula in 1 note?"]
    assert ((home / "content/bare.md").read_text() == "the angle $\\theta$\n") is changed


def test_fix_with_nothing_to_mend_says_so(home: Path) -> None:
    result = run("fix", "--bare-math")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "Nothing to fix: there is no TeX outside formulas.\n"


def test_fix_wants_to_know_what(home: Path) -> None:
    result = run("fix")
    assert result.exit_code == 2
    assert "Say what to fix, e.g. wiki fix --bare-math." in result.stderr


def test_fix_leaves_files_outside_the_notes_alone(home: Path) -> None:
    (home / "else.md").write_text("\\theta")
    result = run("fix", "--bare-math", "--yes", "else.md")
    assert result.exit_code == 1
    assert "else.md is not in the folder of notes, content." in result.stderr
    assert (home / "else.md").read_text() == "\\theta"


# --- new and init ---------------------------------------------------------------------------------


def test_new_makes_a_note_once_and_says_where(home: Path) -> None:
    result = run("new", 'On "quotes": a note')
    assert (result.exit_code, result.stdout) == (0, "content/on-quotes-a-note.md\n")
    assert (
        home / "content/on-quotes-a-note.md"
    ).read_text() == '---\ntitle: "On \\"quotes\\": a note"\n---\n\n'
    again = run("new", 'On "quotes": a note')
    assert again.exit_code == 1
    assert "error[file-exists]" in again.stderr


def test_new_goes_by_the_settings_that_are_named(home: Path) -> None:
    (home / "other").mkdir()
    (home / "other" / "own.toml").write_text('content = "texts"', encoding="utf-8")
    assert run("new", "Third", "--config", "other/own.toml").exit_code == 0
    assert (home / "other" / "texts" / "third.md").is_file()


def test_new_makes_a_note_at_a_path_that_ends_in_md(home: Path) -> None:
    result = run("new", "/algebra/Rings.md")
    assert (result.exit_code, result.stdout) == (0, "content/algebra/Rings.md\n")
    assert (home / "content/algebra/Rings.md").read_text() == '---\ntitle: "Rings"\n---\n\n'


@pytest.mark.parametrize(
    "written", ["content/algebra/Rings.md", "./content/algebra/Rings.md", "{here}/Rings.md"]
)
def test_new_takes_the_path_of_a_note_as_it_is_typed_from_here(home: Path, written: str) -> None:
    result = run("new", written.format(here=home / "content/algebra"))
    assert (result.exit_code, result.stdout) == (0, "content/algebra/Rings.md\n")
    assert not (home / "content/content").exists()


def test_new_takes_a_folder_of_notes_that_is_called_as_the_folder_of_all_notes(home: Path) -> None:
    (home / "content/content").mkdir()
    assert run("new", "content/Rings.md").stdout == "content/content/Rings.md\n"


@pytest.mark.parametrize("path", ["../out.md", "a/../../out.md", ".md", "a/.hidden.md", ".git/x.md"])
def test_new_makes_no_note_where_none_would_be_read(home: Path, path: str) -> None:
    result = run("new", path)
    assert result.exit_code == 1
    assert "error[not-writable]" in result.stderr
    assert sorted(found.name for found in home.rglob("*.md")) == sorted(NOTES)


@pytest.mark.parametrize("title", ["", "  "])
def test_new_wants_a_title(home: Path, title: str) -> None:
    result = run("new", title)
    assert result.exit_code == 2
    assert "Give the note a title" in result.stderr


@pytest.mark.parametrize(
    "command",
    [("new", "A \udcff"), ("new", "\udcff.md"), ("init", "made", "--title", "\udcff"), ("math", "\udcff")],
)
def test_bytes_that_are_no_utf8_are_refused_and_nothing_is_written(
    home: Path, command: tuple[str, ...]
) -> None:
    before = sorted(home.rglob("*"))
    result = run(*command)
    assert result.exit_code == 2
    assert "is not UTF-8 text" in result.stderr
    assert sorted(home.rglob("*")) == before


def test_commands_find_the_wiki_that_they_are_started_in(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "wiki.toml").write_text('title = "Mine"')
    below = home / "content" / "below"
    below.mkdir()
    monkeypatch.chdir(below)
    assert run("build").stdout.endswith(" -> ../../site\n")
    assert (home / "site/second.html").is_file()
    assert run("new", "Third").stdout == "../../content/third.md\n"
    assert [path.name for path in below.iterdir()] == []


def test_a_folder_of_notes_here_comes_before_a_wiki_above(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "wiki.toml").write_text('title = "Mine"')
    (home / "other" / "content").mkdir(parents=True)
    monkeypatch.chdir(home / "other")
    assert run("new", "Third").stdout == "content/third.md\n"


def test_init_makes_a_wiki_that_builds_and_overwrites_nothing(home: Path) -> None:
    result = run("init", "mine", "--title", 'A "quoted" title', "--github-pages")
    assert result.exit_code == 0
    assert result.stdout.endswith("Preview it while you write: cd mine && wiki serve --open\n")
    assert (home / "mine/.github/workflows/publish.yml").is_file()
    assert run("init", "mine").exit_code == 1
    os.chdir(home / "mine")
    built_there = run("build")
    assert built_there.exit_code == 0
    assert "A &#34;quoted&#34; title" in (home / "mine/site/index.html").read_text().replace(
        "&quot;", "&#34;"
    )


# --- math -----------------------------------------------------------------------------------------


def test_math_prints_mathml_alone_on_standard_output() -> None:
    result = run("math", "x^2")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("<math>") or result.stdout.startswith("<math ")
    assert 'display="block"' in run("math", "x^2", "--display").stdout


def test_math_tells_a_mistake_with_its_place_and_still_typesets() -> None:
    result = run("math", "1 + \\nambla")
    assert result.exit_code == 0
    assert result.stderr == (
        "warning[unknown-command] The command \\nambla is not known.\n"
        "    1 + \\nambla\n"
        "        ^^^^^^^\n"
        "  hint: Did you mean \\nabla?\n"
    )


def test_math_uses_a_preamble(tmp_path: Path) -> None:
    (tmp_path / "macros.tex").write_text("\\newcommand{\\R}{\\mathbb{R}}")
    result = run("math", "\\R", "--preamble", str(tmp_path / "macros.tex"))
    assert "ℝ" in result.stdout
    assert result.stderr == ""


def test_a_preamble_that_is_no_utf8_is_refused(tmp_path: Path) -> None:
    preamble = tmp_path / "preamble.tex"
    preamble.write_bytes(b"% \xff")
    result = run("math", "x", "--preamble", str(preamble))
    assert result.exit_code == 2
    assert "is not UTF-8 text" in result.stderr


def test_math_explains_its_steps() -> None:
    told = run("math", "\\frac12", "--explain").stdout
    assert [line.split()[0] for line in told.splitlines()[:3]] == ["tokens", "expanded", "engine"]


def test_math_without_a_formula_says_how() -> None:
    result = run("math")
    assert result.exit_code == 2
    assert "Give a formula, e.g. wiki math 'x^2', or --batch." in result.stderr


def test_a_batch_gives_a_line_for_a_line_in_order(tmp_path: Path) -> None:
    rows = ['{"latex": "x"}', "no json", '{"latex": "\\\\nambla", "display": true}', '{"latex": "π"}']
    done = subprocess.run(
        [sys.executable, "-m", "notes_wiki", "math", "--batch"],
        input="\n".join(rows).encode(), capture_output=True, cwd=tmp_path, timeout=120, check=True,
    )  # fmt: skip
    answers = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    assert [[found["code"] for found in one["problems"]] for one in answers] == [
        [],
        ["bad-line"],
        ["unknown-command"],
        [],
    ]
    assert answers[1]["mathml"] is None
    assert answers[2]["problems"][0]["column"] == 1
    assert "π" in answers[3]["mathml"]


@pytest.mark.parametrize("line", [rb'{"latex": "\ud800 x"}', b'{"latex": "\xff x"}'])
def test_a_formula_that_is_no_text_is_a_problem_of_its_line_in_a_batch(tmp_path: Path, line: bytes) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "notes_wiki", "math", "--batch"],
        input=line + b'\n{"latex": "x"}\n', capture_output=True, cwd=tmp_path, timeout=120, check=False,
    )  # fmt: skip
    assert done.stderr == b""
    refused, typeset = map(json.loads, done.stdout.splitlines())
    assert refused["mathml"] is None
    assert [found["code"] for found in refused["problems"]] == ["bad-line"]
    assert "<mi>x</mi>" in typeset["mathml"]


def test_what_some_readers_take_for_the_end_of_a_line_is_escaped_in_a_batch() -> None:
    lines = list(batch.run([json.dumps({"latex": "\\unicode{x2028}\\unicode{x2029}"})]))
    assert [len(line.splitlines()) for line in lines] == [1]
    assert "\u2028</mo><mo>\u2029" in json.loads(lines[0])["mathml"]


# --- as processes ---------------------------------------------------------------------------------


def test_the_module_is_the_command(home: Path) -> None:
    done = process(home, "build")
    assert done.returncode == 0
    assert "usage" not in done.stderr.lower()
    assert done.stdout.endswith("-> site\n")


def test_a_pipe_that_closes_early_is_no_traceback(home: Path) -> None:
    for number in range(400):
        (home / f"content/note-{number}.md").write_text(f"[[nowhere {number}]]\n" * 8)
    command = f"'{sys.executable}' -m notes_wiki check | head -n 1"
    done = subprocess.run(
        ["bash", "-c", command], cwd=home, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stdout.count("\n") == 1
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("buffered", ["", "1"])
@pytest.mark.parametrize("command", [["build"], ["build", "--json"], ["check"], ["math", "x"], ["--help"]])
def test_output_that_cannot_be_written_is_one_message_and_an_exit_code(
    home: Path, command: list[str], buffered: str
) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "notes_wiki", *command],
            cwd=home,
            env={**os.environ, "PYTHONUNBUFFERED": buffered},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.endswith(
        "The output of this command cannot be written: No space left on device. "
        "Make room there, or send it elsewhere.\n"
    )


def test_a_short_output_that_nobody_reads_is_no_traceback(home: Path) -> None:
    command = f"'{sys.executable}' -m notes_wiki check | true"
    environment = {**os.environ, "PYTHONUNBUFFERED": ""}
    done = subprocess.run(
        ["bash", "-c", command], cwd=home, env=environment, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_messages_that_cannot_be_written_do_not_stop_a_build(home: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "notes_wiki", "build"],
            cwd=home,
            stdout=subprocess.PIPE,
            stderr=full,
            text=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 0
    assert done.stdout.endswith("-> site\n")


def test_nothing_is_coloured_where_there_is_no_terminal(home: Path) -> None:
    done = process(home, "check")
    assert "\033" not in done.stdout + done.stderr


def test_output_is_utf8_where_the_locale_is_not(home: Path) -> None:
    (home / "content/index.md").write_text("[[Œuvre]] → x\n", encoding="utf-8")
    done = process(home, "check", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (done.returncode, done.stderr) == (0, "")
    assert "There is no note Œuvre." in done.stdout
