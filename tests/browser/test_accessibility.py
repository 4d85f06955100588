"""The theme for everyone: what axe-core finds, and what it cannot see."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Literal

import msgspec
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from notes_wiki.build import BuildOptions, build
from tests.browser.conftest import OpenPage
from tests.browser.test_search import ask, opened
from tests.browser.waiting import frames, ready
from tests.theme import sample
from tests.theme.sample import views

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parent.parent.parent
ADDRESSES = [page.address for page in views().values()]


COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe-core that look at colours: what else it finds is the same in every theme."""


SCHEMES: tuple[tuple[Literal["light", "dark"], tuple[str, ...]], ...] = (("light", ()), ("dark", COLOURS))


def findings(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """What axe-core finds, by all rules or by some, a line each: impact, rule, the first place."""
    # Without preload: it would fetch style sheets, which a page opened from the disk may not.
    options = {"preload": False, **({"runOnly": list(rules)} if rules else {})}
    violations = Axe().run(page, options=options).response["violations"]
    return [f"{one['impact']} {one['id']}: {one['nodes'][0]['html'][:120]}" for one in violations]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
@pytest.mark.parametrize("address", ADDRESSES)
def test_axe_finds_nothing_on_any_kind_of_page(
    look: OpenPage, sample_site: Path, artefacts: Path, address: str, scheme: str, width: int
) -> None:
    page = look((sample_site / address).as_uri(), width=width, color_scheme=scheme)
    page.screenshot(path=artefacts / f"theme-{Path(address).stem}-{width}-{scheme}.png", full_page=True)
    assert findings(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_all_that_folds_is_open(
    look: OpenPage, sample_site: Path, scheme: str
) -> None:
    page = look((sample_site / "note.html").as_uri(), width=390, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert findings(page) == []


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example wiki, built."""
    out = tmp_path_factory.mktemp("example") / "site"
    assert not build(BuildOptions(config=ROOT / "wiki.toml", out=out, text_index=False)).failed
    return out


EXAMPLES = (
    "index.html",
    "about/how-to-write-notes.html",
    "about/curator.html",
    "algebra/spectral-theorem.html",
    "quantum/depolarizing-channel.html",
)
"""The pages of lists are those of the sample, with other titles."""


def test_axe_finds_nothing_in_the_example_wiki(
    look: OpenPage, example: Path, serve_folder: Callable[[Path], str], artefacts: Path
) -> None:
    base = serve_folder(example)
    page = look(base + EXAMPLES[0], color_scheme="light")
    for address in EXAMPLES:
        page.goto(base + address)
        for scheme, rules in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            ready(page)
            page.screenshot(path=artefacts / f"example-{Path(address).stem}-{scheme}.png")
            assert findings(page, rules) == [], (address, scheme)


def test_one_finds_the_way_from_page_to_page(
    open_page: OpenPage, example: Path, serve_folder: Callable[[Path], str]
) -> None:
    # The random note may be the one with a drawing, whose styles so strict a policy refuses.
    page = open_page(serve_folder(example) + "index.html", expected="Applying inline style")
    page.get_by_role("link", name="Index", exact=True).click()
    page.get_by_role("link", name="Random note").click()
    expect(page).not_to_have_url(re.compile("/-/"))
    expect(page.locator("article")).to_have_count(1)
    page.get_by_role("link", name="Recent", exact=True).click()
    page.get_by_role("link", name="Restricted step").click()
    page.get_by_role("navigation", name="Breadcrumbs").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("reinforcement")
    page.get_by_role("link", name="Trajectory").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trajectory")


def test_every_stop_of_the_keyboard_can_be_seen(look: OpenPage, sample_site: Path) -> None:
    page = look((sample_site / "note.html").as_uri())
    seen = 0
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        style = page.evaluate(
            """() => {
              const style = getComputedStyle(document.activeElement);
              return [document.activeElement.outerHTML.slice(0, 80), style.outlineStyle,
                      parseFloat(style.outlineWidth), style.opacity];
            }"""
        )
        assert style[1] != "none", style[0]
        assert style[2] >= 2, style[0]
        assert float(style[3]) == 1, style[0]
        seen += 1
    assert seen > 20


@pytest.mark.parametrize("address", ADDRESSES)
def test_text_twice_as_large_loses_nothing(look: OpenPage, sample_site: Path, address: str) -> None:
    page = look((sample_site / address).as_uri(), width=640)
    page.add_style_tag(content=":root { font-size: 237.5% !important }")
    frames(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    clipped = page.evaluate(
        """() => [...document.querySelectorAll("main p, main li, main h1, main h2, header.site a, summary")]
          .filter(part => part.getClientRects().length && !part.closest(".hidden"))
          .filter(part => getComputedStyle(part).overflowX === "hidden")
          .filter(part => part.scrollWidth > part.clientWidth + 1)
          .map(part => part.outerHTML.slice(0, 80))"""
    )
    assert clipped == []


@pytest.mark.parametrize("width", [320, 820])
def test_the_doors_wrap_where_large_text_meets_a_small_window(
    look: OpenPage, serve_folder: Callable[[Path], str], sample_site: Path, width: int
) -> None:
    page = look(serve_folder(sample_site) + "tags.html", width=width)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    frames(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("address", ADDRESSES)
def test_fingers_find_what_stands_between_pages(
    open_page: OpenPage, serve_folder: Callable[[Path], str], sample_site: Path, address: str
) -> None:
    page = open_page(serve_folder(sample_site) + address, width=390, has_touch=True, is_mobile=True)
    low = page.evaluate(
        """() => [...document.querySelectorAll(":is(.bar, .toc, .jump, .pages, .group, .tree) :is(a,button)")]
          .map(part => [part.textContent, part.getBoundingClientRect()])
          .filter(([, box]) => box.height && box.height < 40)
          .map(([words, box]) => words + box.height)"""
    )
    assert low == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_doors_of_a_tablet_end_where_the_page_ends(
    open_page: OpenPage, serve_folder: Callable[[Path], str], sample_site: Path
) -> None:
    page = open_page(serve_folder(sample_site) + "note.html", width=1180, has_touch=True, is_mobile=True)
    doors = page.locator("header.site nav").bounding_box()
    theme = page.locator("button.theme").bounding_box()
    assert doors
    assert theme
    assert doors["x"] > 300
    assert theme["x"] + theme["width"] > 1120


def test_rows_for_fingers_on_the_home_page_are_no_higher_than_those_of_other_lists(
    open_page: OpenPage, serve_folder: Callable[[Path], str], sample_site: Path
) -> None:
    page = open_page(serve_folder(sample_site) + "index.html", width=390, has_touch=True, is_mobile=True)
    rows = page.locator(".highlights li").evaluate_all("all => all.map(row => row.offsetHeight)")
    assert rows
    assert max(rows) < 50


def test_fingers_find_a_link_in_the_title_of_what_unfolds(
    open_page: OpenPage, serve_folder: Callable[[Path], str], tmp_path: Path
) -> None:
    sample.write_site(tmp_path)
    article = (
        '<details class="callout"><summary>See <a href="#there">there</a></summary><p>Words.</p></details>'
    )
    page = msgspec.structs.replace(views()["note"], content_html=article)
    (tmp_path / "note.html").write_text(sample.render(page), encoding="utf-8")
    opened_page = open_page(serve_folder(tmp_path) + "note.html", width=390, has_touch=True, is_mobile=True)
    opened_page.tap("summary a")
    assert opened_page.url.endswith("#there")


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_sign_of_what_unfolds_stands_apart_from_its_title(
    open_page: OpenPage, serve_folder: Callable[[Path], str], sample_site: Path, direction: str
) -> None:
    page = open_page(serve_folder(sample_site) + "note.html")
    page.evaluate("direction => document.documentElement.dir = direction", direction)
    left, right = page.locator("details.proof > summary").first.evaluate(
        """(title) => {
            const sign = getComputedStyle(title, "::after");
            return [parseFloat(sign.marginLeft), parseFloat(sign.marginRight)];
        }"""
    )
    assert (left if direction == "ltr" else right) > 5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marked_words_can_be_read_where_words_are_quieter(
    look: OpenPage, tmp_path: Path, scheme: str
) -> None:
    sample.write_site(tmp_path)
    article = "<blockquote><p>Words, some of them <mark>marked</mark>.</p></blockquote>"
    page = msgspec.structs.replace(views()["note"], content_html=article)
    (tmp_path / "note.html").write_text(sample.render(page), encoding="utf-8")
    assert findings(look((tmp_path / "note.html").as_uri(), color_scheme=scheme), COLOURS) == []


def test_nothing_moves_for_those_who_do_not_want_it(look: OpenPage, sample_site: Path) -> None:
    page = look((sample_site / "note.html").as_uri(), reduced_motion="reduce")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter(part => {
          const style = getComputedStyle(part);
          return parseFloat(style.transitionDuration) > 0
            || (style.animationName !== "none" && parseFloat(style.animationDuration) > 0);
        }).map(part => part.outerHTML.slice(0, 60))"""
    )
    assert moving == []


def test_system_colours_keep_links_formulas_and_statements_in_sight(
    open_page: OpenPage, sample_site: Path, artefacts: Path
) -> None:
    page = open_page((sample_site / "note.html").as_uri(), forced_colors="active")
    page.screenshot(path=artefacts / "theme-forced-colours.png", full_page=True)
    colours = page.evaluate(
        """() => ["article p", "article p a[href]", "article math", ".statement .label"].map(
          part => getComputedStyle(document.querySelector(part)).color)"""
    )
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground not in colours
    # A ground behind each sign would hide what an accent stands over.
    adjusted = page.evaluate("getComputedStyle(document.querySelector('article math')).forcedColorAdjust")
    assert adjusted == "preserve-parent-color"
    assert page.evaluate("getComputedStyle(document.querySelector('.statement')).borderLeftStyle") == "solid"


def test_more_contrast_is_given_where_it_is_asked_for(open_page: OpenPage, sample_site: Path) -> None:
    page = open_page((sample_site / "note.html").as_uri(), contrast="more")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_headings_of_a_page_are_in_order_for_who_hears_it(look: OpenPage, sample_site: Path) -> None:
    page = look((sample_site / "note.html").as_uri())
    levels = page.eval_on_selector_all("h1, h2, h3, h4, h5, h6", "all => all.map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_formulas_are_exposed_as_mathematics(open_page: OpenPage, sample_site: Path) -> None:
    page = open_page((sample_site / "note.html").as_uri())
    devtools = page.context.new_cdp_session(page)
    nodes = devtools.send("Accessibility.getFullAXTree")["nodes"]
    roles = [node["role"]["value"] for node in nodes if not node.get("ignored")]
    shown = page.eval_on_selector_all("math", "all => all.filter(math => math.checkVisibility()).length")
    assert roles.count("MathMLMath") == shown > 10


def test_links_and_headings_are_called_by_their_formulas_too_and_these_keep_their_structure(
    open_page: OpenPage, tmp_path: Path
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "wiki.toml").write_text("")
    note = "# On $e^{x^2}$\n\n## Roots of $x^2 = y$\n\nSee [$a^2$](#roots-of-x-y), and $b^2$.\n"
    (tmp_path / "content" / "note.md").write_text(note)
    assert not build(BuildOptions(config=tmp_path / "wiki.toml", text_index=False)).failed
    page = open_page((tmp_path / "site" / "note.html").as_uri())
    devtools = page.context.new_cdp_session(page)
    nodes = [
        node
        for node in devtools.send("Accessibility.getFullAXTree")["nodes"]
        if not node.get("ignored") and "role" in node
    ]
    named = {(node["role"]["value"], node.get("name", {}).get("value", "")) for node in nodes}
    assert ("link", "a²") in named
    assert ("heading", "On e^x²") in named
    assert any(role == "heading" and name.startswith("Roots of x² = y") for role, name in named)
    assert ("MathMLMath", "") in named  # in running text: the structure says it, in the reader's language
    assert [node["role"]["value"] for node in nodes].count("MathMLSup") >= 5


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_axe_finds_nothing_in_what_scripts_open(
    serve_folder: Callable[[Path], str], small_wiki: Path, look: OpenPage, scheme: str, width: int
) -> None:
    base = serve_folder(small_wiki)
    page = look(base + "index.html", color_scheme=scheme, width=width)
    page.locator("article a").first.focus()
    page.keyboard.press("p")
    expect(page.locator(".preview")).to_be_visible()
    assert findings(page) == []
    page.keyboard.press("Escape")
    assert ask(opened(page), "h")
    assert findings(page) == []
    page = look(base + "-/graph.html", color_scheme=scheme, width=width)
    expect(page.locator(".drawing canvas").first).to_be_visible()
    assert findings(page) == []
    page.get_by_role("searchbox").fill("hilbert")
    page.locator(".map li button").first.click()
    expect(page.locator(".map a.chosen")).to_be_visible()
    assert findings(page) == []
