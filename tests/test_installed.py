"""Versions of libraries."""

from importlib.metadata import version

import pytest

from notes_wiki.installed import versions

LIBRARIES = ("markdown-it-py", "mdit-py-plugins", "nh3", "Pygments", "latex2mathml", "pyyaml")


def test_the_versions_are_those_that_the_metadata_say() -> None:
    assert versions(LIBRARIES) == [version(name) for name in LIBRARIES]


def test_a_library_that_is_not_there_has_no_version() -> None:
    assert versions(("no-such-library-anywhere",)) == [""]


def test_folders_of_the_path_that_do_not_exist_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setattr(sys, "path", ["/no/such/folder", *sys.path])
    assert versions(("nh3",)) == [version("nh3")]
