"""Previews of one wiki beside each other."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from notes_wiki.build import BuildOptions, build
from notes_wiki.cli import wiki
from notes_wiki.stages.preview import can_write, own_preview
from tests.wikis import write


@pytest.fixture
def options(tmp_path: Path) -> BuildOptions:
    """A wiki of one note, as `wiki serve` builds it."""
    write(tmp_path, {"wiki.toml": "", "content/a.md": "# A\n"})
    return BuildOptions(config=tmp_path / "wiki.toml", live=True)


def test_each_program_has_a_folder_of_its_own_and_leaves_it_to_the_next(
    options: BuildOptions, tmp_path: Path
) -> None:
    state = tmp_path / ".wiki"
    with own_preview(options) as first:
        assert first.out is None
        with own_preview(options) as second, own_preview(options) as third:
            assert (second.out, third.out) == (state / "preview-2", state / "preview-3")
        with own_preview(options) as next_:
            assert next_.out == state / "preview-2"
    with own_preview(options) as alone:
        assert alone.out is None


def test_a_build_with_drafts_leaves_the_pages_of_a_server_alone(
    options: BuildOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"content/b.md": "---\ndraft: true\n---\n# B\n"})
    monkeypatch.chdir(tmp_path)
    with own_preview(options) as served:
        build(served)
        result = CliRunner().invoke(wiki, ["build", "--drafts", "--no-text-index"], catch_exceptions=False)
        assert result.exit_code == 0
        assert ".wiki/preview-2" in result.output
    assert not (tmp_path / ".wiki/preview/b.html").exists()
    assert (tmp_path / ".wiki/preview/a.html").exists()
    assert (tmp_path / ".wiki/preview-2/b.html").exists()


def test_what_is_written_elsewhere_or_is_no_preview_takes_none(options: BuildOptions, tmp_path: Path) -> None:
    site = BuildOptions(config=options.config)
    elsewhere = BuildOptions(config=options.config, out=tmp_path / "out", drafts=True)
    for one in (site, elsewhere):
        with own_preview(one) as own:
            assert own == one
    assert not (tmp_path / ".wiki").exists()


def test_a_wiki_that_may_not_be_written_is_previewed_from_a_folder_that_is_removed_afterwards(
    options: BuildOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as one that a container is given to read. Root, who may run the tests, may write everywhere."""
    (tmp_path / ".wiki").write_text("in the way")
    monkeypatch.setattr("notes_wiki.stages.preview.can_write", lambda place: False)
    with own_preview(options) as own:
        assert own.out is not None
        assert not own.out.is_relative_to(tmp_path)
        assert not build(own).failed
        assert (own.out / "a.html").is_file()
    assert not own.out.exists()


@pytest.mark.parametrize("missing", [(), (".wiki",), (".wiki", "preview")])
def test_what_is_not_there_can_be_written_if_what_is_above_can(
    tmp_path: Path, missing: tuple[str, ...]
) -> None:
    place = tmp_path.joinpath(*missing)
    assert can_write(place)
    (tmp_path / "file").touch()
    assert not can_write(tmp_path / "file" / "below")


def test_no_folder_is_made_where_there_is_no_wiki(tmp_path: Path) -> None:
    options = BuildOptions(content=tmp_path / "nowhere", config=tmp_path / "wiki.toml", live=True)
    with own_preview(options) as own:
        assert own.out is None
    assert not (tmp_path / ".wiki").exists()
