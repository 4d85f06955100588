"""Full-text search as a reader meets it."""

from __future__ import annotations

import gzip
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from notes_wiki.build import BuildOptions, build, index_texts
from tests.browser.conftest import NOTES
from tests.browser.test_search import opened
from tests.browser.waiting import arrived

pytestmark = pytest.mark.browser

POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'"


@pytest.fixture(scope="session")
def indexed_wiki(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The notes in `tests/browser/notes`, built and indexed."""
    folder = tmp_path_factory.mktemp("wiki")
    (folder / "wiki.toml").write_text("", encoding="utf-8")
    shutil.copytree(NOTES, folder / "content")
    options = BuildOptions(config=folder / "wiki.toml")
    build(options)
    assert index_texts(options) == ()
    return folder / "site"


@pytest.fixture
def wiki_address(serve_folder: Callable[..., str], indexed_wiki: Path) -> str:
    return serve_folder(indexed_wiki, POLICY)


def texts(page: Page, query: str) -> list[str]:
    """The titles of the notes whose text is found."""
    page.get_by_role("combobox").fill(query)
    group = page.get_by_role("group", name="In the text")
    expect(group).to_be_visible()
    return group.locator(".what").all_inner_texts()


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("wombat", "Poincaré lemma"),
        ('"the purple wombat knew"', "Poincaré lemma"),
        ("countably", "Hilbert spaces"),
        ("eigenvectors", "Spectral theorem for A = A∗"),
        ("シュレーディンガー方程式", "量子力学入門"),
    ],
)
def test_words_in_the_text_are_found(wiki: Callable[..., Page], query: str, title: str) -> None:
    assert texts(opened(wiki()), query)[0] == title


def test_the_excerpt_is_the_paragraph_with_its_formulas(wiki: Callable[..., Page]) -> None:
    page = opened(wiki())
    texts(page, "wombat")
    excerpt = page.locator(".excerpt")
    expect(excerpt.locator("math").first).to_be_visible()
    expect(excerpt.locator("mark")).to_have_text("wombat")
    expect(excerpt.locator("[id], [href]")).to_have_count(0)


def test_the_excerpt_ends_with_its_paragraph_and_finds_words_in_brackets(wiki: Callable[..., Page]) -> None:
    page = opened(wiki())
    texts(page, "quoll")
    excerpt = page.locator(".excerpt")
    expect(excerpt.locator("math").first).to_be_visible()
    expect(excerpt.locator("mark")).to_have_text("quoll")
    expect(excerpt).not_to_contain_text("numbats")
    expect(excerpt.locator(".label")).to_have_css("text-transform", "none")


def test_a_result_leads_to_the_heading_it_stands_under(wiki: Callable[..., Page]) -> None:
    page = opened(wiki("spaces/hilbert.html"))
    texts(page, "wombat")
    page.keyboard.press("Enter")
    arrived(page, "/poincare.html#homotopy-operator")


def test_further_texts_are_fetched_when_one_comes_to_them(new_window: Callable[..., Page]) -> None:
    page = opened(new_window(height=220))
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url) if "/fragment/" in request.url else None)
    texts(page, "the")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^[56] results"))
    titles = page.get_by_role("group", name="In the text").get_by_role("option")
    assert titles.count() == len(fetched) == 2
    page.keyboard.press("ArrowUp")  # to the last
    expect(titles).to_have_count(5)
    assert len(fetched) == 5
    assert page.locator("[role=option][aria-selected=true]").count() == 1


def test_a_query_that_has_loaded_enough_shows_one_text_until_one_comes_to_the_others(
    wiki: Callable[..., Page],
) -> None:
    page = opened(wiki())
    page.evaluate(
        "performance.getEntriesByType = () => "
        "[{ name: '', startTime: 1e12, transferSize: 197000, encodedBodySize: 1e5, decodedBodySize: 5e5 }]"
    )
    texts(page, "the")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^[56] results"))
    found = page.get_by_role("group", name="In the text").get_by_role("option")
    assert found.count() == 1
    page.keyboard.press("ArrowDown")
    expect(found).to_have_count(5)


def test_a_draft_is_not_found_in_the_texts(wiki: Callable[..., Page]) -> None:
    page = opened(wiki())
    page.get_by_role("combobox").fill("zanzibar")
    expect(page.get_by_role("status")).to_have_text("Nothing found")


def test_a_first_query_loads_less_than_200_kb(new_window: Callable[..., Page]) -> None:
    page = new_window()
    loaded: list[int] = []

    def count(route: Route) -> None:
        answer = route.fetch()
        body = answer.body()
        small = route.request.url.endswith((".js", ".json", ".html"))
        loaded.append(len(gzip.compress(body)) if small else len(body))
        route.fulfill(response=answer)

    page.route("**/*", count)
    texts(opened(page), "wombat")
    # The paragraph that was found, from its page, is the last that is loaded.
    expect(page.locator(".excerpt math").first).to_be_visible()
    page.unroute_all(behavior="wait")
    assert 0 < sum(loaded) < 200_000


def test_what_only_begins_like_a_word_is_not_found_for_it(wiki: Callable[..., Page]) -> None:
    page = opened(wiki())
    page.get_by_role("combobox").fill("andromeda")
    expect(page.get_by_role("status")).to_have_text("Nothing found")
    assert texts(page, "eigenvector")  # a form of the word is
