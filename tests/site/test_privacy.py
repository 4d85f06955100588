"""Nothing of an unpublished note reaches the output: a byte search for words that stand nowhere else."""

import multiprocessing
import os
import signal
from pathlib import Path

import pytest

from notes_wiki.build import build, index_texts
from notes_wiki.stages.options import BuildOptions
from notes_wiki.write import text_index
from tests.site.vault import Vault, codes, seen_in, tree
from tests.wikis import build_wiki, write

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001"
    "e221bc330000000049454e44ae426082"
)

# Every place where a note can hold a word. `{}` gives each hidden note words of its own.
BODY = """
# zq{0}heading $zq_{{zq{0}titlemath}}$

Text zq{0}text and $\\alpha_{{\\text{{zq{0}formula}}}}$ #zq{0}hashtag ^zq{0}block

$$\\label{{eq:zq{0}label}} \\text{{zq{0}display}} = 1$$

::: theorem {{#thm:zq{0}key title="zq{0}statement"}}
zq{0}theorem
:::

![zq{0}alt](zq{0}picture.png) [zq{0}words](zq{0}file.pdf) [[zq{0}target]] [[Open|zq{0}openwords]]

A note.[^1] [zq{0}outside](https://example.org/zq{0}url)

[^1]: zq{0}footnote

<div id="zq{0}rawid" class="zq{0}rawclass" title="zq{0}rawtitle">zq{0}raw</div>

```python
zq{0}code = 1
```

%% zq{0}comment %% <!-- zq{0}htmlcomment -->
"""
FIELDS = """title: zq{0}title
aliases: [zq{0}alias, /zq{0}old/]
tags: [zq{0}tag, shared/zq{0}subtag]
description: zq{0}description
slug: zq{0}slug
macros: {{zqmac: zq{0}macro}}
"""
PARTS = (
    "heading titlemath text formula hashtag block label display key statement theorem alt picture words file "
    "target openwords outside url footnote rawid rawclass rawtitle raw code comment htmlcomment title alias "
    "old tag subtag description slug macro name bib"
).split()

HIDDEN = {
    "draft": "draft: true\n",
    "private": "private: yes\n",
    "unpublish": "publish: false\n",
    "broken": "tags: [\n",
    "unclear": "draft: perhaps\n",
    "twice": "draft: true\ndraft: false\n",
    "stated": "status: draft\n",
    "over": "expiryDate: 2001-01-01\n",
}


def hidden(kind: str, field: str) -> dict[str, str | bytes]:
    """A note that is kept back, with what it alone uses."""
    text = "---\n" + FIELDS.format(kind) + field + "---\n" + BODY.format(kind)
    return {
        f"zq{kind}name.md": text,
        f"zq{kind}picture.png": PNG,
        f"zq{kind}file.pdf": b"%PDF zq" + kind.encode() + b"pdf",
    }


def words(*kinds: str) -> list[str]:
    return [f"zq{kind}{part}" for kind in kinds for part in (*PARTS, "pdf")]


OPEN = """# Open

Links of every kind, none of which tells what it leads to.
"""


def vault(home: Path, settings: str = "") -> Vault:
    """All kinds of hidden notes, an ignored folder, a note that is no UTF-8, and open notes."""
    notes: dict[str, str | bytes] = {
        "index.md": "# Front\n\n[[Open]] and [[Other]].\n",
        "Open.md": OPEN,
        "Other.md": "---\ntags: [shared]\n---\n# Other\n\n[[Open]]\n",
        "Templates/zqignoredname.md": BODY.format("ignored"),
        ".zqdotname.md": BODY.format("dot"),
        "zqlatinname.md": "# zqlatintitle \xe9".encode("latin-1"),
        "zqbinaryname.md": b"zqbinarytext\0\0",
        "zquncloseddraft.md": "---\ndraft: true\n\n# zqunclosedheading\n",
        "refs.bib": "@book{zqdraftbib, title={zqdraftbibtitle}, author={Z, Zqdraftbibauthor}, year=2000}\n",
    }
    for kind, field in HIDDEN.items():
        notes |= hidden(kind, field)
    return Vault(home, notes, settings)


ALL = [
    *words(*HIDDEN, "ignored", "dot"),
    *"zqlatin zqbinary zqunclosed zqdraftbibtitle zqdraftbibauthor".split(),
]


def test_nothing_of_a_hidden_note_is_in_the_output(tmp_path: Path) -> None:
    made = vault(tmp_path)
    report = made.build()
    assert not report.failed
    assert report.notes == 3
    assert seen_in(made.site, ALL) == {}
    assert not [name for name in made.files() if name.endswith((".png", ".pdf"))]


@pytest.mark.parametrize(
    "settings",
    [
        'base-url = "https://example.org/"\nauthor = "A"\ndescription = "D"\n',
        'urls = "folder"\nstatement-counters = "separate"\n[math]\nnumber = "all"\n',
        'html = "trusted"\ndialect = "obsidian"\n',
        'html = "escape"\ndialect = "pandoc"\n',
        'dialect = "hugo"\nstatic = ["content"]\n',
    ],
)
def test_nothing_of_a_hidden_note_is_in_the_output_whatever_the_settings(
    tmp_path: Path, settings: str
) -> None:
    made = vault(tmp_path, settings)
    assert made.build().notes == 3
    assert seen_in(made.site, ALL) == {}


def test_nothing_of_a_hidden_note_passes_between_processes(tmp_path: Path) -> None:
    made = vault(tmp_path)
    made.write({f"n{number}.md": f"# N {number}\n\n[[Open]]\n" for number in range(80)})
    assert made.build(jobs=2).notes == 83
    assert seen_in(made.site, ALL) == {}


def test_the_index_of_all_texts_forgets_a_note_that_is_withdrawn(tmp_path: Path) -> None:
    if not text_index.available():
        pytest.skip("Pagefind is not installed")
    made = vault(tmp_path)
    made.write(hidden("draft", ""))
    made.build()
    assert index_texts(made.options()) == ()
    index = made.site / "-/pagefind"
    assert "zqdrafttext" in seen_in(index, ["zqdrafttext"])
    made.write(hidden("draft", HIDDEN["draft"]))
    made.build()
    assert seen_in(made.site, ALL) == {}
    assert index_texts(made.options()) == ()
    assert index.exists()
    assert seen_in(made.site, ALL) == {}


def test_the_search_finds_what_a_draft_would_show(tmp_path: Path) -> None:
    """The words are well chosen: with --drafts they are there to be found."""
    made = vault(tmp_path)
    made.build(drafts=True)
    preview = tmp_path / ".wiki/preview"
    shown = seen_in(preview, words("draft"))
    expected = {f"zqdraft{part}" for part in PARTS} - {
        f"zqdraft{part}" for part in ("label", "macro", "comment", "htmlcomment", "bib", "old", "block")
    }
    assert expected - set(shown) <= {"zqdraftname", "zqdraftslug"}
    assert "zqdraftpdf" in shown
    assert not made.site.exists()


def test_drafts_and_live_pages_never_go_to_the_published_folder(tmp_path: Path) -> None:
    made = vault(tmp_path)
    made.build()
    before = tree(made.site)
    made.build(drafts=True)
    made.build(live=True)
    assert made.build(drafts=True, out=made.site).failed
    assert made.build(live=True, out=made.site).failed
    assert tree(made.site) == before


def test_a_build_after_drafts_were_previewed_hides_them_again(tmp_path: Path) -> None:
    made = vault(tmp_path)
    made.build(drafts=True)
    made.build()
    assert seen_in(made.site, ALL) == {}


def test_notes_are_published_only_when_they_say_so(tmp_path: Path) -> None:
    made = Vault(
        tmp_path,
        {
            "a.md": "---\npublish: true\n---\n[[zqsilent]] [[b]]\n",
            "b.md": "zqsilentb",
            "zqsilent.md": "zqsilentc",
            "draft.md": "---\npublish: true\ndraft: true\n---\nzqsilentd",
        },
        'publish = "explicit"\n',
    )
    assert made.build().notes == 1
    assert seen_in(made.site, ["zqsilentb", "zqsilentc", "zqsilentd"]) == {}


@pytest.mark.parametrize("kind", list(HIDDEN))
def test_a_note_that_was_published_and_is_withdrawn_disappears(tmp_path: Path, kind: str) -> None:
    made = vault(tmp_path)
    made.write(hidden(kind, ""))
    linked = "# Open\n\n" + f"[[zq{kind}title]] ![[zq{kind}name]]\n\n![](zq{kind}picture.png)\n"
    made.write({"Open.md": linked})
    made.build()
    assert f"zq{kind}text" in seen_in(made.site, words(kind))
    made.write(hidden(kind, HIDDEN[kind]))
    made.write({"Open.md": OPEN})
    made.build()
    assert seen_in(made.site, ALL) == {}


def test_a_note_that_is_deleted_or_renamed_leaves_nothing(tmp_path: Path) -> None:
    made = vault(tmp_path)
    made.write(hidden("draft", ""))
    made.build()
    (made.content / "zqdraftname.md").rename(made.content / "renamed.md")
    made.write({"renamed.md": "# renamed\n"})
    made.build()
    assert seen_in(made.site, ALL) == {}
    made.write(hidden("private", ""))
    made.build()
    (made.content / "zqprivatename.md").unlink()
    made.build()
    assert seen_in(made.site, ALL) == {}


def test_a_warm_store_and_a_new_output_folder_hide_as_much(tmp_path: Path) -> None:
    made = vault(tmp_path)
    made.build()
    made.build(out=tmp_path / "second")
    assert seen_in(tmp_path / "second", ALL) == {}
    made.build(clean=True)
    assert seen_in(made.site, ALL) == {}


def _build_and_die(home: Path, at: int) -> None:
    """Build, and be killed at the `at`th file that is put into place."""
    replace = os.replace
    left = at

    def dying(source: str, target: str) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        replace(source, target)

    os.replace = dying  # type: ignore[assignment]  # a stand-in
    build(BuildOptions(config=home / "wiki.toml", jobs=1))


@pytest.mark.parametrize("at", [0, 1, 3])
def test_a_build_killed_while_it_withdraws_a_note_is_made_good_by_the_next(tmp_path: Path, at: int) -> None:
    made = vault(tmp_path)
    made.write(hidden("draft", ""))
    made.build()
    made.write(hidden("draft", HIDDEN["draft"]))
    child = multiprocessing.get_context("fork").Process(target=_build_and_die, args=(tmp_path, at))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    assert not made.build().failed
    assert seen_in(made.site, ALL) == {}


@pytest.mark.parametrize(
    "link",
    [
        "[[{}]]",
        "[[{}|words]]",
        "[[{}#heading]]",
        "[words]({}.md)",
        "[words](<{}.md#x>)",
        "![[{}]]",
        "before ![[{}]] after",
        '<a href="{}.md">words</a>',
        "[[{}#^block]]",
        "# Heading [[{}]]",
        "> [!note] [[{}]]\n> text",
        "| a |\n|---|\n| [[{}]] |",
        "^[note [[{}]]]",
    ],
)
def test_a_link_to_a_hidden_note_is_as_one_to_a_note_that_never_was(tmp_path: Path, link: str) -> None:
    """Byte for byte, over the whole site, with the names alike in length."""
    sites = []
    for number, notes in enumerate(
        (
            {},
            {"secret.md": "---\ndraft: true\naliases: [also]\n---\n# heading\n\ntext ^block\n"},
            {"secret.md": "---\ndraft: [\n---\n# heading\n"},
            {"deep/secret.md": "---\nprivate: true\n---\n# heading\n"},
        )
    ):
        home = tmp_path / str(number)
        home.mkdir()
        made = Vault(home, {**notes, "a.md": f"# A\n\n{link.format('secret')}\n", "b.md": "[[a]]\n"})
        for path in ("a.md", "b.md"):
            os.utime(made.content / path, (1_700_000_000, 1_700_000_000))
        report = made.build()
        assert codes(report).count("missing-note") == 1
        sites.append(tree(made.site))
    assert sites[0] == sites[1] == sites[2] == sites[3]


@pytest.mark.parametrize("words", ["secret", "Other title", "also"])
def test_a_hint_on_the_terminal_says_that_the_note_is_not_published(tmp_path: Path, words: str) -> None:
    made = Vault(
        tmp_path,
        {
            "secret.md": "---\ndraft: true\ntitle: Other title\naliases: [also]\n---\n",
            "a.md": f"# A\n\n[[{words}]]\n",
        },
    )
    (told,) = [problem for problem in made.build().problems if problem.code == "missing-note"]
    assert "not published" in told.hint


def test_an_image_that_is_a_hidden_note_s_name_shows_nothing(tmp_path: Path) -> None:
    made = Vault(
        tmp_path, {"zqhid.md": "---\ndraft: true\n---\nzqhidtext", "a.md": "![](zqhid.md) [x](zqhid.md)"}
    )
    made.build()
    assert "zqhidtext" not in seen_in(made.site, ["zqhidtext"])
    assert not (made.site / "zqhid.md").exists()


@pytest.mark.parametrize("ending", [".markdown", ".MD"])
def test_the_address_of_a_note_does_not_tell_of_a_hidden_one_beside_it(tmp_path: Path, ending: str) -> None:
    """`a.markdown` comes before `a.md`, and would have the short address."""
    sites = []
    for hidden in (False, True):
        home = tmp_path / str(hidden)
        home.mkdir()
        made = Vault(home, {"a.md": "# A\n", "b.md": "[[a]]\n"})
        for path in ("a.md", "b.md"):
            os.utime(made.content / path, (1_700_000_000, 1_700_000_000))
        if hidden:
            made.write({f"a{ending}": "---\ndraft: true\n---\n# Secret\n"})
        made.build()
        sites.append(tree(made.site))
    assert sites[0] == sites[1]


@pytest.mark.parametrize("name", ["zq\npic.png", "zq\u2028pic.png", "zq\rpic.png", "zq\vpic.png"])
def test_a_picture_of_any_name_goes_with_the_note_that_showed_it(tmp_path: Path, name: str) -> None:
    written = name.replace("\n", "%0A").replace("\r", "%0D")
    made = Vault(tmp_path, {"a.md": f"![](<{written}>)\n", name: PNG})
    made.build()
    assert [one for one in made.files() if one.endswith(".png")]
    made.write({"a.md": "Nothing.\n"})
    assert codes(made.build()) == []
    assert not [one for one in made.files() if one.endswith(".png")]


def test_drafts_go_nowhere_inside_the_published_folder(tmp_path: Path) -> None:
    made = vault(tmp_path)
    made.build()
    before = tree(made.site)
    assert made.build(drafts=True, out=made.site / "drafts").failed
    assert tree(made.site) == before


def test_the_published_folder_does_not_lie_among_drafts_either(tmp_path: Path) -> None:
    write(tmp_path, {"home/wiki.toml": 'output = "../site/public"', "home/content/a.md": "# A\n"})
    found = build_wiki(tmp_path / "home", tmp_path / "site", drafts=True)
    assert found.failed
    assert [one.code for one in found.problems] == ["foreign-output"]
