"""Live pages in a real browser: what did not change is not touched, and the page is always the last one."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.browser.conftest import OpenPage
from tests.serve.live import PATIENCE, Live, served

pytestmark = pytest.mark.browser

LONG = "\n\n".join(f"Paragraph {number} with the formula $x_{{{number}}}$." for number in range(60))
NOTES = {
    "index.md": "# Front\n\nTo [[long]] and [[other]].\n",
    "long.md": f"# Long\n\n<details><summary>Proof</summary>\n\nThe proof.\n\n</details>\n\n{LONG}\n",
    "other.md": "# Other\n\nIt shows all of it:\n\n![[long]]\n",
}

WATCH_MATH = """() => {
  window.touched = [];
  window.maths = Array.from(document.querySelectorAll("main math"));
  new MutationObserver(records => {
    for (const record of records) {
      const at = record.target.nodeType === 1 ? record.target : record.target.parentElement;
      if (at && at.closest("math")) window.touched.push(at.outerHTML);
    }
  }).observe(document.querySelector("main"),
    {subtree: true, childList: true, attributes: true, characterData: true});
}"""


BARE = """([text]) => {
  const bare = root => {
    const copy = root.cloneNode(true);
    for (const one of copy.querySelectorAll("*"))
      for (const name of ["tabindex", "open", "aria-current"]) one.removeAttribute(name);
    return copy.innerHTML.replace(/\\s+/g, " ").replace(/> | </g, one => one.trim());
  };
  const served = new DOMParser().parseFromString(text, "text/html");
  return bare(document.querySelector("main")) === bare(served.querySelector("main"));
}"""
"""Whether a page shows what its HTML, as served, says."""


def connected(page: Page, state: str = "connected") -> Page:
    expect(page.locator("html")).to_have_attribute("data-live", state, timeout=PATIENCE * 1000)
    return page


def shows(page: Page, text: str) -> None:
    """Wait until the page shows a text, however often it is replaced meanwhile."""
    expect(page.locator("main")).to_contain_text(text, timeout=PATIENCE * 1000)


@contextmanager
def opened(
    home: Path, open_page: OpenPage, name: str = "long.html", **options: Any
) -> Iterator[tuple[Live, Page]]:
    """The wiki of NOTES, served, and a page of it that is connected. The page is left before the server goes,
    whatever happens: what it still loads then would be an error in its console."""
    with served(home, NOTES, **options) as live:
        page = connected(open_page(live.address + name))
        try:
            yield live, page
        finally:
            page.goto("about:blank")


def test_an_edit_leaves_scroll_selection_open_proofs_and_formulas_as_they_are(
    tmp_path: Path, open_page: OpenPage
) -> None:
    with opened(tmp_path, open_page) as (live, page):
        page.evaluate("document.querySelector('main details:not(nav details)').open = true")
        page.evaluate(
            """() => {
              const paragraph = Array.from(document.querySelectorAll("main p"))
                .find(one => one.textContent.startsWith("Paragraph 40 "));
              paragraph.scrollIntoView({behavior: "instant"});
              getSelection().selectAllChildren(paragraph);
              window.paragraph = paragraph;
              window.before = scrollY;
            }"""
        )
        page.evaluate(WATCH_MATH)
        text = NOTES["long.md"].replace("Paragraph 50 with", "Paragraph 50, as it is now, with")
        live.write("long.md", text.replace("# Long\n", "# Long\n\nA new first paragraph with $y$.\n"))
        shows(page, "as it is now")
        assert page.evaluate("document.querySelector('main').textContent.includes('new first paragraph')")
        assert page.evaluate("window.touched") == []
        assert page.evaluate("window.maths.every(math => math.isConnected)")
        assert page.evaluate("window.paragraph.isConnected")
        assert page.evaluate("getSelection().toString()").startswith("Paragraph 40")
        assert page.evaluate("document.querySelector('main details:not(nav details)').open")
        assert page.evaluate("document.querySelectorAll(\"[id^='-live-pin']\").length") == 0
        # The text above grew; what is read stays where it is.
        shift = page.evaluate("window.paragraph.getBoundingClientRect().top")
        assert abs(shift) < 120


def test_a_page_that_embeds_the_note_follows(tmp_path: Path, open_page: OpenPage) -> None:
    with opened(tmp_path, open_page, "other.html") as (live, page):
        live.write("long.md", "# Long\n\nQuite another text.\n")
        shows(page, "Quite another")


def test_what_the_page_shows_is_what_a_reload_shows(tmp_path: Path, open_page: OpenPage) -> None:
    with opened(tmp_path, open_page) as (live, page):
        texts = (
            f"# Longer\n\n## A\n\nText.\n\n{LONG[600:]}\n\n## B\n\n- one\n- two $z$\n",
            f"# Longer\n\n## B\n\n- two $z$\n- one\n\n```python\nprint(1)\n```\n\n## A\n\n{LONG[:900]}\n",
            "# Short\n",
            NOTES["long.md"],
        )
        for number, text in enumerate(texts):
            live.write("long.md", text + f"\nEnd {number}.\n")
            shows(page, f"End {number}.")
            live.until_same_as_clean(tmp_path)
            same_as_reloaded(page, live.get("/long.html")[1])


def same_as_reloaded(page: Page, text: str) -> None:
    """Wait until the page shows what its HTML says."""
    end = time.monotonic() + PATIENCE
    while True:
        with suppress(Error):  # asked while the page was being replaced
            if page.evaluate(BARE, [text]):
                return
        assert time.monotonic() < end, "the page does not show what a reload would"
        page.wait_for_timeout(30)


def test_a_failure_lies_over_the_last_good_page_until_it_is_mended(
    tmp_path: Path, open_page: OpenPage
) -> None:
    with opened(tmp_path, open_page) as (live, page):
        live.write("long.md", "---\ndraft: perhaps\n---\n# Long\n")
        overlay = page.locator(".live-overlay")
        overlay.wait_for()
        assert "long.md:2:" in overlay.inner_text()
        assert "publication-field" in overlay.inner_text()
        assert page.locator("main").inner_text().count("Paragraph 7 ") == 1
        live.write("long.md", NOTES["long.md"])
        overlay.wait_for(state="detached")


def test_the_bar_counts_the_pages_problems_and_opens_the_editor(tmp_path: Path, open_page: OpenPage) -> None:
    with opened(tmp_path, open_page, scheme="vscode://file{path}:{line}:{column}") as (live, page):
        assert page.locator(".live-bar").count() == 0
        live.write("long.md", "# Long\n\nTo [[nowhere]] and $\\nambla$.\n")
        bar = page.locator(".live-bar")
        bar.wait_for()
        assert bar.locator("summary").inner_text() == "2 problems"
        bar.locator("summary").click()
        links = bar.locator("a").evaluate_all("links => links.map(link => link.href)")
        assert len(links) == 2
        assert all(link.startswith("vscode://file/") and "long.md:3:" in link for link in links)
        live.write("long.md", NOTES["long.md"])
        bar.wait_for(state="detached")


def test_what_serve_says_in_a_page_is_in_the_wikis_language(tmp_path: Path, open_page: OpenPage) -> None:
    (tmp_path / "wiki.toml").write_text('language = "de"\n')
    with opened(tmp_path, open_page) as (live, page):
        live.write("long.md", "# Long\n\nTo [[nowhere]] and $\\nambla$.\n")
        page.locator(".live-bar").wait_for()
        assert page.locator(".live-bar summary").inner_text() == "2 Probleme"
        live.write("long.md", "---\ndraft: perhaps\n---\n# Long\n")
        page.locator(".live-overlay").wait_for()
        assert "Stand vor einem Fehler" in page.locator(".live-overlay").inner_text()


def test_a_renamed_note_takes_its_page_along_and_a_deleted_one_says_so(
    tmp_path: Path, open_page: OpenPage
) -> None:
    with opened(tmp_path, open_page) as (live, page):
        (live.content / "long.md").rename(live.content / "renamed.md")
        page.wait_for_url("**/renamed.html")
        connected(page)


def test_a_deleted_notes_page_says_so_and_comes_back(tmp_path: Path, chromium: Browser) -> None:
    with served(tmp_path, NOTES) as live:
        page = chromium.new_page()  # not `open_page`: the console tells of the 404
        page.goto(live.address + "long.html")
        connected(page)
        (live.content / "long.md").unlink()
        expect(page.locator("body.kind-not-found")).to_be_visible(timeout=PATIENCE * 1000)
        expect(page.locator("main")).not_to_have_css("max-width", "none")
        connected(page)
        live.write("long.md", "# Long\n\nBack again.\n")
        shows(page, "Back again.")
        page.close()


def test_a_page_connects_again_after_the_server_was_away(tmp_path: Path, chromium: Browser) -> None:
    page = chromium.new_page()  # not `open_page`: the console tells of refused connections
    with served(tmp_path, NOTES) as live:
        port = live.port
        page.goto(live.address + "long.html")
        connected(page)
    connected(page, "lost")
    (tmp_path / "content" / "long.md").write_text("# Long\n\nWritten while nobody served.\n")
    again = Live(tmp_path, port=port)
    try:
        shows(page, "nobody served")
    finally:
        again.stop()
    page.close()


def test_a_changed_style_sheet_is_seen(tmp_path: Path, open_page: OpenPage) -> None:
    with opened(tmp_path, open_page) as (_, page):
        sheet = tmp_path / "templates" / "assets" / "site.css"
        sheet.parent.mkdir(parents=True)
        sheet.write_text("main { border-top: 7px solid red }")
        expect(page.locator("main")).to_have_css("border-top-width", "7px", timeout=PATIENCE * 1000)
