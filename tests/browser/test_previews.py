"""Previews as a reader meets them: a small wiki, served and from the disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage, Served
from tests.browser.waiting import arrived, frames

pytestmark = pytest.mark.browser


def link(page: Page, words: str) -> Locator:
    return page.locator("article").first.get_by_role("link", name=words)


def preview(page: Page) -> Locator:
    return page.locator(".preview")


def much_later(page: Page) -> None:
    """When all that the page has put off has been done: its clock is put on, and a frame drawn."""
    page.clock.fast_forward(60_000)
    frames(page)


def test_resting_on_a_link_to_a_note_shows_its_title_and_beginning_with_formulas(wiki: Served) -> None:
    page = wiki()
    link(page, "Spectral theorem").first.hover()
    expect(preview(page)).to_be_visible()
    expect(preview(page).locator(".title math")).to_have_count(1)
    expect(preview(page)).to_contain_text("orthonormal basis of eigenvectors")
    page.mouse.move(1, 1)
    expect(preview(page)).to_be_hidden()


@pytest.mark.parametrize(
    ("address", "words", "inside", "outside"),
    [
        ("index.html", "theorem of Riesz", "Every bounded functional", "Projections"),
        ("spectral.html", "Orthonormal bases", "Every vector is", "A projection onto"),
    ],
)
def test_a_link_to_a_place_shows_just_that_place(
    wiki: Served, address: str, words: str, inside: str, outside: str
) -> None:
    page = wiki(address)
    link(page, words).hover()
    expect(preview(page)).to_contain_text(inside)
    expect(preview(page)).not_to_contain_text(outside)
    expect(preview(page).locator(".from")).to_have_text("Hilbert spaces")
    assert preview(page).locator("math").count() > 0


def test_a_link_to_an_equation_shows_the_equation(wiki: Served) -> None:
    page = wiki()
    link(page, "(1)").hover()
    expect(preview(page).locator(".equation math")).to_have_count(1)
    expect(preview(page)).not_to_contain_text("Let")


def test_a_footnote_shows_its_text_without_the_way_back(wiki: Served) -> None:
    page = wiki("spectral.html", width=800, height=300)
    page.locator("article sup a").first.hover()
    expect(preview(page)).to_contain_text("Counted with their multiplicity")
    expect(preview(page).get_by_text("↩")).to_have_count(0)


def test_what_can_be_seen_already_is_not_shown_again(new_window: Served) -> None:
    page = new_window("spectral.html", height=2000)
    page.clock.install()
    link(page, "(1)").last.hover()
    much_later(page)
    expect(preview(page)).to_be_hidden()
    link(page, "Hilbert spaces: Orthonormal bases").hover()
    much_later(page)
    expect(preview(page)).to_be_visible()


def test_the_preview_brings_no_id_twice_and_its_links_lead_where_they_led(wiki: Served) -> None:
    page = wiki("spectral.html")
    link(page, "Hilbert spaces: Orthonormal bases").hover()
    expect(preview(page)).to_be_visible()
    ids = page.eval_on_selector_all("[id]", "all => all.map(one => one.id)")
    assert len(ids) == len(set(ids))
    page = wiki("index.html")
    link(page, "Hilbert spaces").first.hover()
    there = preview(page).get_by_role("link", name="Spectral theorem")
    assert str(there.evaluate("link => link.href")).endswith("/spectral.html")


def test_the_mouse_may_move_into_the_preview_and_escape_dismisses_it(new_window: Served) -> None:
    page = new_window()
    page.clock.install()
    link(page, "Hilbert spaces").first.hover()
    expect(preview(page)).to_be_visible()
    preview(page).hover()
    much_later(page)
    expect(preview(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(preview(page)).to_be_hidden()


def test_focus_alone_shows_nothing_and_a_key_shows_it(new_window: Served) -> None:
    page = new_window()
    page.clock.install()
    chosen = link(page, "Hilbert spaces").first
    chosen.focus()
    much_later(page)
    expect(preview(page)).to_be_hidden()
    page.keyboard.press("p")
    expect(page.get_by_role("dialog", name="Preview of Hilbert spaces")).to_be_focused()
    page.keyboard.press("Escape")
    expect(preview(page)).to_be_hidden()
    expect(chosen).to_be_focused()


def press(page: Page, target: Locator) -> None:
    """A finger laid on an element until the preview shows."""
    box = target.bounding_box()
    assert box
    touch = page.context.new_cdp_session(page)
    point = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    expect(preview(page)).to_be_visible()
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_long_press_shows_it_and_a_tap_follows_the_link(new_window: Served) -> None:
    page = new_window(width=390, height=800, has_touch=True, is_mobile=True)
    press(page, link(page, "Hilbert spaces").first)
    frames(page)
    expect(preview(page)).to_be_visible()
    box = preview(page).bounding_box()
    assert box and box["x"] >= 0 and box["width"] <= 390
    assert page.url.endswith("/index.html")
    page.locator("h1").tap()
    expect(preview(page)).to_be_hidden()
    link(page, "Hilbert spaces").first.tap()
    arrived(page, "/spaces/hilbert.html")


@pytest.mark.parametrize("connection", ["{ saveData: true }", "{ effectiveType: '2g' }"])
def test_on_slow_data_nothing_is_fetched(new_window: Served, connection: str) -> None:
    page = new_window("404.html")
    page.context.add_init_script(f"Object.defineProperty(navigator, 'connection', {{ value: {connection} }})")
    page.goto(page.url.replace("404.html", "index.html"))
    page.clock.install()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    link(page, "Hilbert spaces").first.hover()
    much_later(page)
    expect(preview(page)).to_be_hidden()
    assert not [url for url in fetched if url.endswith((".html", ".json"))]


def test_from_the_disk_there_is_none_and_no_error(open_page: OpenPage, small_wiki: Path) -> None:
    page = open_page((small_wiki / "index.html").as_uri())
    page.clock.install()
    link(page, "Hilbert spaces").first.hover()
    much_later(page)
    assert preview(page).count() == 0


def test_a_large_note_is_shown_from_its_fragment(
    serve_folder: Callable[[Path], str], tmp_path: Path, open_page: OpenPage
) -> None:
    from notes_wiki.build import BuildOptions, build

    notes = tmp_path / "content"
    notes.mkdir()
    filler = "Words upon words. " * 4000
    (notes / "big.md").write_text(f"# Big\n\nBegin.\n\n{filler}\n\n## Far down\n\nHere it is: $x^2$.\n")
    (notes / "index.md").write_text("# Home\n\nSee [[big#Far down]].\n")
    (tmp_path / "wiki.toml").write_text("")
    build(BuildOptions(config=tmp_path / "wiki.toml"))
    page = open_page(serve_folder(tmp_path / "site") + "index.html")
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    link(page, "Big: Far down").hover()
    expect(preview(page)).to_contain_text("Here it is")
    expect(preview(page).locator("math")).to_have_count(1)
    assert not [url for url in fetched if url.endswith("big.html")]
    assert sum(len(page.request.get(url).body()) for url in fetched if "/-/previews/" in url) < 2_000


@pytest.mark.parametrize(
    ("width", "scheme"), [(390, "light"), (390, "dark"), (1440, "light"), (1440, "dark")]
)
def test_the_preview_fits_the_window(wiki: Served, width: int, scheme: str, artefacts: Path) -> None:
    page = wiki(width=width, color_scheme=scheme)
    link(page, "theorem of Riesz").hover()
    expect(preview(page)).to_be_visible()
    box = preview(page).bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.screenshot(path=artefacts / f"preview-{width}-{scheme}.png")
