"""The map of the wiki as a reader meets it: with and without what it needs, by mouse and by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, Served
from tests.browser.waiting import arrived, frames, until

pytestmark = pytest.mark.browser

MAP = "-/graph.html"


@pytest.fixture
def first_page() -> str:
    return MAP


def entries(page: Page) -> list[str]:
    return page.locator(".map li a").all_inner_texts()


def test_every_page_has_a_door_to_the_graph(wiki: Served) -> None:
    page = wiki("spaces/hilbert.html")
    page.get_by_role("navigation", name="Wiki").get_by_role("link", name="Graph").click()
    arrived(page, "/-/graph.html")
    expect(page.locator(".drawing canvas").first).to_be_visible()


def test_without_script_there_is_the_list_of_the_most_linked_notes(new_window: Served) -> None:
    page = new_window(java_script_enabled=False)
    assert entries(page)[0] in {"Spectral theorem for A = A∗", "Hilbert spaces", "A small wiki"}
    expect(page.get_by_role("link", name="All notes")).to_be_visible()
    expect(page.locator(".map form")).to_be_hidden()
    page.get_by_role("link", name="Poincaré lemma").click()
    arrived(page, "/poincare.html")


def test_from_the_disk_and_without_webgl_there_is_the_list_and_no_error(
    open_page: OpenPage, small_wiki: Path, new_window: Served
) -> None:
    page = open_page((small_wiki / MAP).as_uri())
    assert "Hilbert spaces" in entries(page)
    expect(page.locator(".drawing")).to_be_hidden()
    page = new_window("404.html")
    page.context.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page.goto(page.url.replace("404.html", MAP))
    assert "Hilbert spaces" in entries(page)
    expect(page.locator(".drawing")).to_be_hidden()


def test_looking_for_a_note_lists_and_shows_it(wiki: Served) -> None:
    page = wiki()
    page.get_by_role("searchbox", name="Find a note").fill("poincare")
    expect(page.locator(".map h2")).to_have_text("1 note")
    assert entries(page) == ["Poincaré lemma"]
    page.get_by_role("searchbox").fill("no such")
    expect(page.locator(".map h2")).to_have_text("Nothing found")
    page.get_by_role("searchbox").fill("")
    expect(page.locator(".map h2")).to_have_text("Most linked")


def test_a_note_is_chosen_and_left_by_keyboard_and_its_neighbours_are_listed(wiki: Served) -> None:
    page = wiki(reduced_motion="reduce")
    page.get_by_role("searchbox").fill("hilbert")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab") if page.locator(".map select").is_visible() else None
    page.get_by_role("button", name="Show Hilbert spaces on the map").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".map h2")).to_be_focused()
    expect(page.locator(".map h2 a")).to_have_text("Hilbert spaces")
    assert sorted(entries(page)) == ["A small wiki", "Spectral theorem for A = A∗"]
    page.keyboard.press("Escape")
    expect(page.locator(".map h2")).to_have_text("1 note")


def test_a_note_is_chosen_by_a_click_on_the_map_and_opened_by_two(new_window: Served) -> None:
    page = new_window(reduced_motion="reduce")
    page.get_by_role("searchbox").fill("hilbert")
    expect(page.locator(".map h2")).to_have_text("1 note")
    frames(page)
    box = page.locator(".drawing").bounding_box()
    assert box
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.click(*middle)
    expect(page.locator(".map h2 a.chosen")).to_have_text("Hilbert spaces")
    page.locator(".map .back").click()
    expect(page.locator(".map h2")).to_have_text("1 note")
    page.get_by_role("searchbox").fill("")
    expect(page.locator(".map h2")).to_have_text("Most linked")
    page.get_by_role("searchbox").fill("hilbert")
    expect(page.locator(".map h2")).to_have_text("1 note")
    frames(page)
    # Two clicks are one double click within 300 ms; while the clock stands still they always are.
    page.clock.install(time=0)
    page.clock.pause_at(1)
    page.mouse.dblclick(*middle)
    arrived(page, "/spaces/hilbert.html")


def drawn(page: Page) -> set[str]:
    """The two colours that fill most of the names on the map: that of the letters and that of their rim."""
    colours = page.evaluate(
        """() => {
          const canvas = document.querySelector("canvas.sigma-labels");
          const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
          const found = {};
          for (let place = 0; place < data.length; place += 4) {
            if (data[place + 3] < 255) continue;
            const colour = Array.from(data.slice(place, place + 3)).join();
            found[colour] = (found[colour] || 0) + 1;
          }
          return Object.entries(found).sort((one, other) => other[1] - one[1]).map(([colour]) => colour);
        }"""
    )
    return set(colours[:2])


def test_a_map_at_rest_names_notes(wiki: Served) -> None:
    page = wiki(reduced_motion="reduce")
    frames(page)
    until(page, lambda: len(drawn(page)) == 2, "names and their rims")


def test_the_drawing_follows_the_theme(wiki: Served) -> None:
    page = wiki(color_scheme="light", reduced_motion="reduce")
    page.get_by_role("searchbox").fill("hilbert")  # what was looked for is named
    until(page, lambda: len(drawn(page)) == 2, "a name and its rim")
    frames(page)
    light = drawn(page)
    page.emulate_media(color_scheme="dark")
    until(page, lambda: not light & drawn(page), "names in other colours")
    page.emulate_media(color_scheme="light")
    until(page, lambda: drawn(page) == light, "names in the colours of before")


def test_no_other_page_loads_the_drawing_library(new_window: Served) -> None:
    page = new_window("spectral.html")
    loaded = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    assert not [name for name in loaded if "sigma" in name or "graph" in name]


@pytest.mark.parametrize(
    ("width", "scheme"), [(390, "light"), (390, "dark"), (1440, "light"), (1440, "dark")]
)
def test_the_map_fits_the_window(wiki: Served, width: int, scheme: str, artefacts: Path) -> None:
    page = wiki(width=width, color_scheme=scheme)
    expect(page.locator(".drawing canvas").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.screenshot(path=artefacts / f"graph-{width}-{scheme}.png")
