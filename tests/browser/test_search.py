"""Search as a reader meets it: a small wiki, served and from the disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from notes_wiki.build import BuildOptions, build
from notes_wiki.render.words import fold, words
from tests.browser.conftest import OpenPage, Served
from tests.browser.waiting import arrived, ready, until

pytestmark = pytest.mark.browser


@pytest.fixture
def first_page() -> str:
    return "poincare.html"


def results(page: Page) -> list[str]:
    """The results for what was typed, once they are all there."""
    expect(page.get_by_role("status")).not_to_be_empty()
    return [" ".join(text.split()) for text in page.locator("[role=option] .what").all_inner_texts()]


def ask(page: Page, text: str) -> list[str]:
    page.get_by_role("combobox").fill("")  # whatever was still looked for is given up, and the status empty
    page.get_by_role("combobox").fill(text)
    return results(page)


def opened(page: Page) -> Page:
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).to_be_focused()
    return page


def hold(page: Page, address: str) -> Callable[[], Route]:
    """Keeps the one request for this address on its way until the test lets it go on. The page is loaded
    anew, for one that was there before may ask for an instant yet without being heard."""
    held = list[Route]()

    def keep(route: Route) -> None:
        held.append(route)

    def the_one() -> Route:
        until(page, lambda: bool(held), f"a request for {address}")
        (route,) = held
        return route

    page.route(address, keep)
    page.reload()
    ready(page)
    return the_one


# --- opening and closing ---------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
def test_a_key_opens_the_search_from_anywhere_in_the_page(wiki: Served, key: str) -> None:
    page = wiki()
    page.keyboard.press(key)
    expect(page.get_by_role("dialog", name="Search notes")).to_be_visible()
    expect(page.get_by_role("combobox")).to_be_focused()


def test_the_field_in_the_header_opens_it_by_mouse_and_by_keyboard(wiki: Served) -> None:
    page = wiki()
    field = page.get_by_role("button", name="Search notes")
    field.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    for key in ("Enter", "Space"):
        field.focus()
        page.keyboard.press(key)
        expect(page.get_by_role("dialog")).to_be_visible()
        page.keyboard.press("Escape")
    expect(field).to_be_focused()


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_letters_typed_at_once_after_the_key_are_all_in_the_field(wiki: Served, key: str) -> None:
    page = wiki()
    page.keyboard.press(key)
    page.keyboard.type("hilbert")
    expect(page.get_by_role("combobox")).to_have_value("hilbert")
    expect(page.locator("[role=option] .what").first).to_have_text("Hilbert spaces")


def test_what_is_typed_while_the_script_is_on_its_way_is_looked_for_when_it_comes(new_window: Served) -> None:
    page = new_window()
    held = hold(page, "**/search.js")
    page.keyboard.press("/")
    page.keyboard.type("hilbx")
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox")).to_have_value("hilb")
    expect(page.get_by_role("dialog", name="Search notes")).to_be_visible()
    held().continue_()
    assert results(page)[0] == "Hilbert spaces"


def test_a_search_closed_before_its_script_comes_stays_closed(new_window: Served) -> None:
    page = new_window()
    held = hold(page, "**/search.js")
    page.keyboard.press("/")
    page.keyboard.type("hilb")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    with page.expect_response("**/search.js"):
        held().continue_()
    expect(page.locator(".find [role=status]")).not_to_be_empty()
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert ask(opened(page), "riesz")[0] == "Riesz representation"


def test_escape_closes_it_at_once_whatever_was_typed(wiki: Served) -> None:
    page = opened(wiki())
    ask(page, "hilbert")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_nothing_of_the_index_is_loaded_before_it_is_wanted(new_window: Served) -> None:
    page = new_window()
    loaded = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    assert not [name for name in loaded if "search" in name]


def test_a_slash_typed_into_a_field_stays_a_slash(wiki: Served) -> None:
    page = wiki()
    opened(page)
    page.keyboard.type("a/b")
    expect(page.get_by_role("combobox")).to_have_value("a/b")


def test_without_script_the_field_leads_to_the_index(new_window: Served) -> None:
    page = new_window(java_script_enabled=False)
    page.get_by_role("link", name="Search notes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Index")


def test_on_a_page_from_the_disk_there_is_no_search_and_no_error(
    open_page: OpenPage, small_wiki: Path
) -> None:
    page = open_page((small_wiki / "poincare.html").as_uri())
    expect(page.locator("a.search")).to_be_hidden()
    page.keyboard.press("/")
    page.keyboard.press("Control+k")
    expect(page.locator("dialog")).to_have_count(0)


# --- finding ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Poincaré lemma", "Poincaré lemma"),
        ("poincare", "Poincaré lemma"),
        ("hilb", "Hilbert spaces"),
        ("spaces hil", "Hilbert spaces"),
        ("diagonal", "Diagonalisation"),
        ("homotopy", "Homotopy operator"),
        ("riesz", "Riesz representation"),
        ("力学", "量子力学入門"),
        ("量子力学入門", "量子力学入門"),
        ("学", "量子力学入門"),
        ('"homotopy operator"', "Homotopy operator"),
        ("homotopy poincare", "Homotopy operator"),
        ("hilbret", "Hilbert spaces"),
        ("othonormal", "Orthonormal bases"),
        ("\\hilbert", "Hilbert spaces"),
        ("#alg", "#algebra"),
    ],
)
def test_titles_aliases_headings_and_statements_are_found(wiki: Served, query: str, first: str) -> None:
    page = opened(wiki())
    assert ask(page, query)[0] == first


def test_a_phrase_in_quotes_is_not_found_in_pieces(wiki: Served) -> None:
    page = opened(wiki())
    assert ask(page, '"operator homotopy"') == []
    assert page.get_by_role("status").inner_text() == "Nothing found"


def test_a_title_goes_before_an_alias_and_an_alias_before_a_heading(wiki: Served) -> None:
    page = opened(wiki())
    kinds = ask(page, "h")
    assert kinds.index("Hilbert spaces") < kinds.index("Hauptachsentransformation")
    assert kinds.index("Hauptachsentransformation") < kinds.index("Homotopy operator")


def test_formulas_in_results_are_set(wiki: Served) -> None:
    page = opened(wiki())
    ask(page, "spectral")
    assert page.locator("[role=option] .what math msup").count() == 1


def test_a_draft_is_not_found(wiki: Served) -> None:
    assert ask(opened(wiki()), "zanzibar") == []


def test_all_of_it_works_by_keyboard(wiki: Served) -> None:
    page = opened(wiki())
    assert len(ask(page, "h")) > 2
    box, options = page.get_by_role("combobox"), page.get_by_role("option")

    def active() -> str:
        identity = box.get_attribute("aria-activedescendant")
        (chosen,) = [one for one in options.all() if one.get_attribute("aria-selected") == "true"]
        assert chosen.get_attribute("id") == identity
        return chosen.inner_text()

    assert box.get_attribute("aria-expanded") == "true"
    all_of_them = options.all_inner_texts()
    assert active() == all_of_them[0]
    page.keyboard.press("ArrowDown")
    assert active() == all_of_them[1]
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert active() == all_of_them[-1]
    ask(page, "riesz")
    page.keyboard.press("Enter")
    arrived(page, "/spaces/hilbert.html#thm:riesz")


def test_results_lead_to_the_right_place_from_a_page_in_a_folder(wiki: Served) -> None:
    page = opened(wiki("spaces/hilbert.html"))
    ask(page, "proof induction")
    page.get_by_role("option").first.click()
    arrived(page, "/spectral.html#proof-by-induction")


def test_the_browser_folds_words_as_the_build_does(wiki: Served) -> None:
    page = opened(wiki())
    script = (Path(__file__).parent.parent.parent / "templates/assets/search.js").read_text(encoding="utf-8")
    start, end = script.index("  var LETTERS"), script.index("  // Words, with runs")
    texts = [
        "Poincaré  Lemma", "Straße", "ÆØ Łódź", "İstanbul", "ΛΌΓΟΣ", "𝒪(n²)", "ガウス", "量子力学 ab", "<>",
        "¸", "∇⊗C++", "हिन्दी", "한국어", "e\u0301tale", "ﬁ", "ϕ and ϵ", "\u00a0x\ty\u3000z", "Ⅳ½", "😀 math",
    ]  # fmt: skip
    found = page.evaluate(
        f"texts => {{ {script[start:end]} return texts.map(t => [fold(t), words(fold(t))]) }}", texts
    )
    assert found == [[fold(text), words(fold(text))] for text in texts]


@pytest.mark.parametrize(
    ("width", "scheme"), [(390, "light"), (390, "dark"), (1440, "light"), (1440, "dark")]
)
def test_the_dialog_fits_the_window(wiki: Served, width: int, scheme: str, artefacts: Path) -> None:
    page = opened(wiki(width=width, color_scheme=scheme))
    ask(page, "h")
    box = page.locator("dialog").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
    page.screenshot(path=artefacts / f"search-{width}-{scheme}.png")


def test_the_dialog_speaks_the_language_of_the_wiki(
    serve_folder: Callable[..., str], tmp_path: Path, open_page: OpenPage
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text("# Ring\n\n## Ideale\n", encoding="utf-8")
    (tmp_path / "wiki.toml").write_text('language = "de"\n', encoding="utf-8")
    build(BuildOptions(config=tmp_path / "wiki.toml", text_index=False))
    page = opened(open_page(serve_folder(tmp_path / "site") + "a.html"))
    expect(page.get_by_role("dialog", name="Notizen durchsuchen")).to_be_visible()
    expect(page.get_by_placeholder("Titel, Überschriften, Wörter")).to_be_focused()
    ask(page, "ideal")
    expect(page.get_by_role("status")).to_have_text("1 Treffer")
    expect(page.get_by_role("group", name="Titel und Überschriften")).to_be_visible()
    expect(page.locator(".within")).to_have_text("in Ring")
