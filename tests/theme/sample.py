"""One page of every kind, made by hand: what the theme's tests render, and the browser's tests open.

`sample.html` holds every construct a note can. Between `\\(` and `\\)`, or `\\[` and `\\]{#id number}`,
stands TeX; math-core sets it, and it is wrapped as `parse` wraps it.
"""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path

import jinja2
import math_core

from notes_wiki.model import Text
from notes_wiki.render.templates import TEMPLATES as TEMPLATE_OF
from notes_wiki.render.view import (
    BacklinkView,
    Crumb,
    FolderView,
    Group,
    ListEntry,
    PageKind,
    PageLink,
    PageView,
    SiteView,
    TagView,
    TocEntry,
)
from notes_wiki.wording import Wording

TEMPLATES = Path(__file__).parent.parent.parent / "templates"
ASSETS = TEMPLATES / "assets"
_ENGINE = math_core.LatexToMathML(fancy_error=False)
_INLINE = re.compile(r"\\\((.+?)\\\)")
_DISPLAY = re.compile(r"\\\[(.+?)\\\]\{#(\S+) (\d+)\}", re.DOTALL)


def typeset(text: str) -> str:
    """HTML in which the TeX has become MathML."""

    def inline(match: re.Match[str]) -> str:
        mathml = _ENGINE.convert_with_local_state(match[1], displaystyle=False)
        return f'<span class="math" data-tex="{html.escape(match[1])}">{mathml}</span>'

    def display(match: re.Match[str]) -> str:
        tex, anchor, number = match.groups()
        mathml = _ENGINE.convert_with_local_state(tex, displaystyle=True)
        return (
            f'<div class="equation" id="{anchor}" data-tex="{html.escape(tex)}">'
            f'<div class="body">{mathml}</div><a class="number" href="#{anchor}">({number})</a></div>'
        )

    return _INLINE.sub(inline, _DISPLAY.sub(display, text))


def site(*, live: bool = False) -> SiteView:
    """The chrome of a wiki whose pages all stand in one folder."""
    files = [path.relative_to(ASSETS).as_posix() for path in ASSETS.rglob("*") if path.is_file()]
    return SiteView(
        title="Linear & algebra",
        description="A wiki for the tests",
        author="",
        language="en",
        direction="ltr",
        home="index.html",
        index="index.html",
        tags="tags.html",
        recent="recent.html",
        random="random.html",
        words=Wording(),
        assets={name: f"-/assets/{name}" for name in (*files, "live.js")},
        live=live,
    )


def views() -> dict[PageKind, PageView]:
    """One page of every kind, each with all it can hold."""
    here = site()
    entries = (
        ListEntry(typeset(r"The space \(L^2\)"), "note.html", "4 links"),
        ListEntry("Rank", "note.html"),
    )
    groups = (
        Group("Most linked", "most-linked", entries, aside=True),
        Group("A", "letter-a", entries),
        Group("B", "letter-b", entries),
    )
    tags = (
        TagView("algebra", "tag.html", 9),
        TagView("linear", "tag.html", 4, 1),
        TagView("set theory", "tag.html", 1),
    )
    folders = (FolderView("Algebra", "folder.html", 7), FolderView("Rings", "folder.html", 3, 1))
    letters = (PageLink("A", "#letter-a"), PageLink("B", "#letter-b"))
    pages = (PageLink("1", ""), PageLink("2", "index.html"))
    some = (Group("", "", entries),)
    found = (
        note(),
        PageView(
            "linked", "linked.html", here, Text("Notes that link to Bases", "Notes that link to Bases"),
            crumbs=(Crumb("Bases", "note.html"),), backlinks=_linking(), linked_from=214, pages=pages,
        ),
        PageView(
            "index", "index.html", here, Text("Notes", "Notes"), description="All.", groups=groups,
            folders=folders, letters=letters, pages=pages,
        ),
        PageView("tags", "tags.html", here, Text("Tags", "Tags"), tags=tags, pages=pages),
        PageView(
            "tag", "tag.html", here, Text("linear", "linear"), groups=some, tags=tags[1:2], pages=pages,
            crumbs=(Crumb("Tags", "tags.html"), Crumb("algebra", "tag.html")),
        ),
        PageView("folder", "folder.html", here, Text("Rings", "Rings"), groups=some, folders=folders[:1]),
        PageView("recent", "recent.html", here, Text("Recent", "Recent"), groups=groups[1:]),
        PageView("graph", "graph.html", here, Text("Graph", "Graph"), groups=some),
        PageView("random", "random.html", here, Text("Random note", "Random note"), shards=1),
        PageView("not-found", "404.html", here, Text("Not found", "Not found")),
        PageView("building", "any.html", here, Text("Building", "Building"), content_html="3 of 10"),
    )  # fmt: skip
    return {page.kind: page for page in found}


def note() -> PageView:
    """The page of a note, with all that it can hold."""
    return PageView(
        kind="note",
        address="note.html",
        site=site(),
        title=Text(typeset(r"Bases of \(V^{*}\)"), "Bases of V*"),
        description="What a basis is, & why there is one.",
        crumbs=(Crumb("Algebra", "index.html"), Crumb("Spaces")),
        content_html=typeset((Path(__file__).parent / "sample.html").read_text(encoding="utf-8")),
        toc=(
            TocEntry(typeset(r"Bases of \(V\)"), "#basis", (TocEntry("Statements", "#statements"),)),
            TocEntry("Everything else", "#rest"),
        ),
        backlinks=_linking(),
        linked_from=214,
        all_backlinks="linked.html",
        tags=(TagView("algebra", "tag.html", 2),),
        date="2024-02-01",
        date_text="1 February 2024",
        modified="2025-03-03",
        modified_text="3 March 2025",
        formulas=9,
        words=120,
        features=("code",),
        nearby_html='<svg class="nearby" viewBox="0 0 270 230" role="group" aria-label="Notes near Bases">'
        '<path class="links" d="M135 115L60 60"/><a href="index.html"><circle cx="60" cy="60" r="3.6"/>'
        '<text x="60" y="52">Dimension</text></a>'
        '<circle class="here" cx="135" cy="115" r="6"/></svg>',
        previous=ListEntry("Sets", "index.html"),
        next=ListEntry(typeset(r"The space \(L^2\)"), "index.html"),
    )


def _linking() -> tuple[BacklinkView, ...]:
    """A note that links to it: a paragraph with a formula, another without, and more that are left out."""
    mention = typeset(r'As many as a <a class="mention">basis</a> of \(V\) has.')
    return (BacklinkView("Dimension", "index.html", (mention, "Again."), left=4),)


def environment() -> jinja2.Environment:
    """Jinja as strict as the build's: an unknown name is an error, text is escaped."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(page: PageView) -> str:
    """The page's HTML."""
    return environment().get_template(TEMPLATE_OF[page.kind]).render(page=page)


def write_site(folder: Path) -> None:
    """All sample pages and the theme's files, as a site that can be opened."""
    shutil.copytree(ASSETS, folder / "-" / "assets")
    for page in views().values():
        (folder / page.address).write_text(render(page), encoding="utf-8")
    (folder / "graph").mkdir()
    (folder / "graph" / "notes.json").write_text(
        '{"notes": [["note.html", "One", -1, -1], ["index.html", "Two", -1, -1]], "folders": [], "tags": []}'
    )
    (folder / "graph" / "places.json").write_text(
        '{"places": [0, 0, 10, 0], "clusters": [0, 0], "links": [0, 1]}'
    )
    (folder / "random").mkdir()
    (folder / "random" / "0.js").write_text("notesWikiRandom([]);", encoding="utf-8")
