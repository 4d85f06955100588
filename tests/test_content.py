"""The example wiki: it builds without a problem but the one it shows on purpose, and uses all there is."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html

from notes_wiki.build import BuildOptions, build, check
from notes_wiki.model import Report

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "content"
TEXT = "\n".join(path.read_text(encoding="utf-8") for path in sorted(CONTENT.rglob("*.md")))

ON_PURPOSE = [("about/curator.md", "missing-note")]
"""The link to a note that is not written yet, which the curator's page explains."""

FEATURES = {
    "YAML front matter": r"^---\ntitle:",
    "TOML front matter": r"^\+\+\+\ntitle",
    "aliases": r"^aliases: \[",
    "tags": r"^tags: \[",
    "a nested tag": r"^tags: .*\w/\w",
    "a tag in the text": r"[ (]#about/writing",
    "a draft": r"^draft: true",
    "math in the line": r"\$[^$\n]+\$",
    "math between double dollars": r"^\$\$$",
    "an environment by itself": r"^\\begin\{align\}",
    "a labelled row": r"\\label\{eq:",
    "a label behind a display": r"^\$\$ \{#eq:",
    "a tag of the author's own": r"\\tag\{",
    "a reference to an equation": r"\\eqref\{",
    "a reference to a statement": r"[ (]@\w+:",
    "a clever reference": r"\\cref\{",
    "a link by title or name": r"\[\[[^\]|#]+\]\]",
    "a link in other words": r"\[\[[^\]|#]+\|",
    "a link to a heading": r"\[\[[^\]|#]+#[A-Z]",
    "a link to a label of another note": r"\[\[[^\]|#]+#(?:eq|thm|lem|prop):",
    "a link to a block": r"#\^\w",
    "a block's name": r" \^[\w-]+$",
    "a link by path": r"\]\(\.\./",
    "a link to elsewhere": r"\]\(https://",
    "an embedded statement or block": r"^!\[\[[^\]]+#",
    "a picture with its width": r"!\[\[[\w-]+\.svg\|\d+\]\]",
    "a theorem": r"^::: theorem \{#thm:",
    "a lemma": r"^::: lemma",
    "a proposition": r"^::: proposition",
    "a definition": r"^::: definition",
    "an example": r"^::: example",
    "an exercise": r"^::: exercise",
    "a proof": r"^::: proof",
    "a callout": r"^> \[!warning\]",
    "a folded callout": r"^> \[!\w+\]-",
    "a table": r"^\|:?--",
    "coloured code": r"^```python",
    "a footnote": r"^\[\^\w+\]: ",
    "a footnote in place": r"[^`]\^\[",
    "a definition list": r"^: \w",
    "a task": r"- \[x\]",
    "a mark": r"==\w[^=\n]*==",
    "a struck word": r"~~\w",
    "sub- and superscript": r"H~2~O, x\^2\^",
    "a comment": r"%% ",
    "code with a title and a marked line": r'^```python title="[^"]+" \{3\}',
    "a figure with a caption": r'^!\[[^\]]+\]\(\.\./figures/[^ ]+ "',
    "tabs": r'^=== "Analysis"',
    "a citation": r"\[@\w+\]",
    "a citation in a sentence": r"(?:by|in|from) @\w+\d",
    "a diagram": r"^```mermaid",
    "a commutative diagram": r"^\\begin\{(?:tikzcd|CD)\}",
    "a macro of the wiki's": r"\\channel",
    "a command of physics": r"\\(?:qty|pdv|mqty|dv)",
    "bra and ket": r"\\ket",
    "a matrix": r"\\mqty|\\begin\{pmatrix\}",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    out = tmp_path_factory.mktemp("example") / "site"
    config = out.parent / "wiki.toml"
    config.write_text((ROOT / "wiki.toml").read_text(encoding="utf-8"), encoding="utf-8")
    return out, build(BuildOptions(content=CONTENT, config=config, out=out, jobs=1))


def _pages(out: Path) -> Iterator[tuple[Path, html.HtmlElement]]:
    for path in sorted(out.rglob("*.html")):
        yield path, html.fromstring(path.read_bytes())


def test_the_example_wiki_has_no_problem_but_the_one_it_shows(site: tuple[Path, Report]) -> None:
    _, report = site
    assert [(found.path, found.code) for found in report.problems] == ON_PURPOSE
    assert report.notes >= 40


def test_checking_the_example_wiki_finds_nothing_more(tmp_path: Path) -> None:
    config = tmp_path / "wiki.toml"
    config.write_text((ROOT / "wiki.toml").read_text(encoding="utf-8"), encoding="utf-8")
    report = check(BuildOptions(content=CONTENT, config=config, jobs=1))
    assert [(found.path, found.code) for found in report.problems] == ON_PURPOSE


@pytest.mark.parametrize("feature", FEATURES)
def test_the_example_wiki_uses_every_feature(feature: str) -> None:
    assert re.search(FEATURES[feature], TEXT, re.M), f"no note in content/ uses {feature}"


def test_every_link_of_every_page_leads_to_a_file_and_a_place_in_it(site: tuple[Path, Report]) -> None:
    out, _ = site
    pages = dict(_pages(out))
    ids = {path: set(page.xpath("//@id")) for path, page in pages.items()}
    for path, page in pages.items():
        for address in map(str, page.xpath("//@href | //@src")):
            if re.match(r"[a-z]+:", address):
                continue
            file, _, fragment = unquote(address).partition("#")
            target = (path.parent / file.partition("?")[0]).resolve() if file else path
            assert target.is_file(), f"{path.relative_to(out)}: {address}"
            if fragment:
                assert fragment in ids[target], f"{path.relative_to(out)}: {address}"


def test_no_formula_of_the_example_wiki_is_shown_as_source(site: tuple[Path, Report]) -> None:
    out, report = site
    pages = [page for _, page in _pages(out)]
    assert sum(len(page.xpath("//math")) for page in pages) >= report.formulas > 500
    assert sum(len(page.xpath("//merror | //*[contains(@class, 'math-error')]")) for page in pages) == 0


def test_every_published_note_is_linked_from_another(site: tuple[Path, Report]) -> None:
    out, _ = site
    linked = set()
    for path, page in _pages(out):
        if "-" in path.relative_to(out).parts or path.name == "404.html":
            continue
        for address in map(str, page.xpath("//main//a/@href")):
            if not re.match(r"[a-z]+:|#", address):
                linked.add((path.parent / unquote(address).partition("#")[0]).resolve())
    notes = {path for path in out.rglob("*.html") if "-" not in path.relative_to(out).parts}
    assert sorted(str(path.relative_to(out)) for path in notes - linked) in (["404.html"], [])


def test_the_draft_is_nowhere_in_the_site(site: tuple[Path, Report]) -> None:
    out, _ = site
    for path in out.rglob("*"):
        if path.is_file():
            assert b"parameter shift" not in path.read_bytes(), path


def test_the_figures_are_those_that_their_script_draws() -> None:
    from tools import build_figures

    for name, drawn in build_figures.figures().items():
        assert (CONTENT / "figures" / name).read_text(encoding="utf-8") == drawn
