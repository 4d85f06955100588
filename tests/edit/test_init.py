"""`wiki init`: a new wiki that builds at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from notes_wiki.build import BuildOptions, build
from notes_wiki.cli import wiki
from notes_wiki.edit.init import init
from notes_wiki.edit.origin import public, requirement
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


def workflow_of(folder: Path, *options: str) -> tuple[str, list[dict[str, Any]]]:
    """What `wiki init --github-pages` tells, and the steps of the workflow it made."""
    made = CliRunner().invoke(wiki, ["init", str(folder), "--github-pages", *options])
    assert made.exit_code == 0, made.output
    text = (folder / ".github" / "workflows" / "publish.yml").read_text(encoding="utf-8")
    return made.stderr, yaml.safe_load(text)["jobs"]["publish"]["steps"]


def test_the_workflow_builds_with_the_whole_history_and_publishes(tmp_path: Path) -> None:
    _, steps = workflow_of(tmp_path / "x")
    assert steps[0]["with"]["fetch-depth"] == 0
    runs = [step["run"] for step in steps if "run" in step]
    assert runs[0].endswith('pip install "$NOTES_WIKI"\n')
    assert runs[1:] == ["wiki build"]


def test_the_workflow_installs_wiki_from_where_it_is_said_or_this_one_is_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def given(steps: list[dict[str, Any]]) -> str:
        return next(str(step["env"]["NOTES_WIKI"]) for step in steps if "env" in step)

    told, steps = workflow_of(tmp_path / "said", "--wiki-from", "git+https://git.example/wiki")
    assert "from git+https://git.example/wiki" in told
    assert given(steps) == "${{ vars.NOTES_WIKI || 'git+https://git.example/wiki' }}"
    monkeypatch.setattr("notes_wiki.edit.origin.origin", lambda: "git+https://git.example/own")
    assert "'git+https://git.example/own'" in given(workflow_of(tmp_path / "known")[1])
    monkeypatch.setattr("notes_wiki.edit.origin.origin", lambda: "")
    told, steps = workflow_of(tmp_path / "unknown")
    assert "set the repository's variable NOTES_WIKI" in told
    assert given(steps) == "${{ vars.NOTES_WIKI || '' }}"


@pytest.mark.parametrize(
    ("noted", "found"),
    [
        (
            '{"url": "https://me:secret@git.example/a/b.git", "vcs_info": {"vcs": "git", "commit_id": "1"}}',
            "git+https://git.example/a/b.git",
        ),
        (
            '{"url": "ssh://git@git.example/a", "vcs_info": {"vcs": "git", "requested_revision": "v1"}}',
            "git+https://git.example/a@v1",
        ),
        ('{"url": "https://git.example/a.whl", "archive_info": {}}', ""),
        ('{"url": "file:///nowhere/at/all", "dir_info": {"editable": true}}', ""),
        ("", ""),
        ("[]", ""),
    ],
)
def test_where_wiki_is_from_is_read_from_what_pip_wrote_down(noted: str, found: str) -> None:
    assert requirement(noted) == found


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("git@git.example:a/b.git", "https://git.example/a/b.git"),
        ("https://git.example:8443/a", "https://git.example:8443/a"),
        ("/srv/git/wiki.git", ""),
        ("http://git.example/a", ""),
        ("https://git.example/a'b", ""),
        ("https://git.example:port/a", ""),
    ],
)
def test_only_an_address_that_others_reach_is_taken(url: str, found: str) -> None:
    assert public(url) == found


def test_a_gitignore_that_exists_stays_and_what_it_lacks_is_reported(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*.aux\nsite\n", encoding="utf-8")
    made = CliRunner().invoke(wiki, ["init", str(tmp_path)])
    assert made.exit_code == 0, made.output
    assert (tmp_path / ".gitignore").read_text(encoding="utf-8") == "*.aux\nsite\n"
    assert made.stderr == f"Add these lines to {tmp_path / '.gitignore'}, which was left as it is: .wiki/\n"


def test_a_wiki_that_exists_is_given_the_workflow_alone(tmp_path: Path) -> None:
    (tmp_path / "wiki.toml").write_text('content = "."', encoding="utf-8")
    made = CliRunner().invoke(wiki, ["init", str(tmp_path), "--github-pages"])
    assert made.exit_code == 0, made.output
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["publish.yml", "wiki.toml"]
    assert CliRunner().invoke(wiki, ["init", str(tmp_path), "--github-pages"]).exit_code == 1


def test_a_second_init_ends_with_exit_code_1(tmp_path: Path) -> None:
    assert CliRunner().invoke(wiki, ["init", str(tmp_path)]).exit_code == 0
    assert CliRunner().invoke(wiki, ["init", str(tmp_path)]).exit_code == 1
