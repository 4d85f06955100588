"""`wiki init`: a new wiki that builds at once."""

from __future__ import annotations

from pathlib import Path

import yaml
from click.testing import CliRunner

from notes_wiki.build import BuildOptions, build
from notes_wiki.cli import wiki
from notes_wiki.edit.init import init
from notes_wiki.model import Problem


def test_a_new_wiki_builds_and_has_one_thing_left_to_do(tmp_path: Path) -> None:
    made = init(tmp_path / "new", 'A "quoted" title')
    assert not isinstance(made, Problem)
    report = build(BuildOptions(config=tmp_path / "new" / "wiki.toml", text_index=False))
    assert not report.failed
    assert [problem.code for problem in report.problems if problem.severity != "info"] == ["missing-note"]
    front = (tmp_path / "new" / "site" / "index.html").read_text(encoding="utf-8")
    assert "A &#34;quoted&#34; title" in front
    assert "<math" in front


def test_nothing_that_exists_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "index.md").write_text("mine", encoding="utf-8")
    told = init(tmp_path, "Notes")
    assert isinstance(told, Problem)
    assert "index.md" in told.message
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["index.md"]
    assert (tmp_path / "content" / "index.md").read_text(encoding="utf-8") == "mine"


def test_the_workflow_builds_with_the_whole_history_and_publishes(tmp_path: Path) -> None:
    made = CliRunner().invoke(wiki, ["init", str(tmp_path / "x"), "--github-pages"])
    assert made.exit_code == 0, made.output
    workflow = tmp_path / "x" / ".github" / "workflows" / "publish.yml"
    steps = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"]["publish"]["steps"]
    assert steps[0]["with"]["fetch-depth"] == 0
    assert [step["run"] for step in steps if "run" in step] == ["pip install notes-wiki", "wiki build"]


def test_a_gitignore_that_exists_stays_and_what_it_lacks_is_told(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*.aux\nsite\n", encoding="utf-8")
    made = CliRunner().invoke(wiki, ["init", str(tmp_path)])
    assert made.exit_code == 0, made.output
    assert (tmp_path / ".gitignore").read_text(encoding="utf-8") == "*.aux\nsite\n"
    assert made.stderr == f"Add to {tmp_path / '.gitignore'}, which was left as it is: .wiki/\n"


def test_a_wiki_that_exists_is_given_the_workflow_alone(tmp_path: Path) -> None:
    (tmp_path / "wiki.toml").write_text('content = "."', encoding="utf-8")
    made = CliRunner().invoke(wiki, ["init", str(tmp_path), "--github-pages"])
    assert made.exit_code == 0, made.output
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["publish.yml", "wiki.toml"]
    assert CliRunner().invoke(wiki, ["init", str(tmp_path), "--github-pages"]).exit_code == 1


def test_a_second_init_ends_with_exit_code_1(tmp_path: Path) -> None:
    assert CliRunner().invoke(wiki, ["init", str(tmp_path)]).exit_code == 0
    assert CliRunner().invoke(wiki, ["init", str(tmp_path)]).exit_code == 1
