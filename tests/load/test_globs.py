"""What globs cover, and what folders choose."""

from notes_wiki.load.globs import folder_chooser, ignore_matcher


def test_an_ignore_glob_for_folders_leaves_files_alone() -> None:
    ignored = ignore_matcher(["drafts/"])
    assert ignored("drafts", True)
    assert not ignored("drafts", False)


def test_the_last_ignore_glob_that_matches_decides() -> None:
    ignored = ignore_matcher(["_*", "!_index.md", "/_old/_index.md"])
    assert ignored("a/_b.md", False)
    assert ignored("a/_index.md", False) is False
    assert ignored("_old/_index.md", False)
    assert ignored("a.md", False) is None


def test_a_folder_s_own_choice_holds_however_its_accents_are_spelt() -> None:
    chosen = folder_chooser({"clipp\u00e9": "safe", "./web": "escape"}, "trusted")
    assert [chosen(path) for path in ("clippe\u0301/x.md", "clipp\u00e9/x.md", "web/x.md", "x.md")] == [
        "safe",
        "safe",
        "escape",
        "trusted",
    ]


def test_the_longest_folder_glob_chooses_the_dialect() -> None:
    choose = folder_chooser({"old": "hugo", "old/vault/*": "obsidian"}, "wiki")
    assert [choose(path) for path in ("a.md", "old/a.md", "old/vault/a.md", "older/a.md")] == [
        "wiki", "hugo", "obsidian", "wiki",
    ]  # fmt: skip


def test_a_glob_that_names_nothing_covers_nothing() -> None:
    ignored = ignore_matcher(["", "/"])
    assert not ignored("a.md", False)
    assert not ignored("folder", True)
