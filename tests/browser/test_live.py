"""Live pages in a real browser: what did not change is not touched, and the page is always the last one.

Notes are replaced at one stroke: a browser that sees one half written, as it may, shows it so for a moment,
and would be right to.
"""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from notes_wiki.serve import first_build, server
from notes_wiki.stages.read import read_notes
from tests.browser.conftest import OpenPage, ServeWiki
from tests.browser.waiting import arrived, frames, until
from tests.serve.live import PATIENCE, Live, replace

pytestmark = pytest.mark.browser

LONG = "\n\n".join(f"Paragraph {number} with the formula $x_{{{number}}}$." for number in range(60))
NOTES = {
    "index.md": "# Front\n\nTo [[long]] and [[other]].\n",
    "long.md": f"# Long\n\n<details><summary>Proof</summary>\n\nThe proof.\n\n</details>\n\n{LONG}\n",
    "other.md": "# Other\n\nIt shows all of it:\n\n![[long]]\n",
}
PORT = 21_437
"""Below the ports that systems give to whoever asks for any: nobody takes it while a server is away."""

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
SAME = """text => {
  const bare = root => {
    const copy = root.cloneNode(true);
    for (const one of copy.querySelectorAll("*"))
      for (const name of ["tabindex", "open", "aria-current"]) one.removeAttribute(name);
    return copy.innerHTML.replace(/\\s+/g, " ").replace(/> | </g, one => one.trim());
  };
  const page = new DOMParser().parseFromString(text, "text/html");
  return bare(document.querySelector("main")) === bare(page.querySelector("main"));
}"""


def main(page: Page) -> Locator:
    return page.locator("main")


def is_same(page: Page, text: str) -> bool:
    return bool(page.evaluate(SAME, text))


def connected(page: Page) -> Page:
    expect(page.locator("html")).to_have_attribute("data-live", "connected")
    return page


def test_an_edit_leaves_scroll_selection_open_proofs_and_formulas_as_they_are(
    serve_wiki: ServeWiki, open_page: OpenPage
) -> None:
    live = serve_wiki(NOTES)
    page = connected(open_page(live.address + "long.html"))
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
    live.replace("long.md", text.replace("# Long\n", "# Long\n\nA new first paragraph with $y$.\n"))
    expect(main(page)).to_contain_text("as it is now")
    expect(main(page)).to_contain_text("new first paragraph")
    frames(page)  # the browser has had its chance to scroll
    assert page.evaluate("window.touched") == []
    assert page.evaluate("window.maths.every(math => math.isConnected)")
    assert page.evaluate("window.paragraph.isConnected")
    assert page.evaluate("getSelection().toString()").startswith("Paragraph 40")
    assert page.evaluate("document.querySelector('main details:not(nav details)').open")
    assert page.evaluate("document.querySelectorAll(\"[id^='-live-pin']\").length") == 0
    # The text above grew; what is read stays where it is.
    shift = page.evaluate("window.paragraph.getBoundingClientRect().top")
    assert abs(shift) < 120


ALIKE = "".join(
    f"Theorem {number}.\n\n<details><summary>Proof</summary>\n\nClear.\n\n</details>\n\nAs above.\n\n"
    for number in range(30)
)
"""A text of which most paragraphs, and all proofs, are alike."""
NAME_BLOCKS = """() => {
  window.blocks = Array.from(document.querySelectorAll("main article :is(p, details)"));
  window.follows = block =>
    block.previousElementSibling && block.previousElementSibling.textContent.replace(/\\s/g, "");
  window.before = window.blocks.map(window.follows);
}"""
MOVED = """() => window.blocks.filter(
  (block, number) => !block.isConnected || window.follows(block) !== window.before[number]).length"""


@pytest.mark.parametrize("new", ["Theorem 0.\n", "Theorem 7.\n", "Theorem 29.\n"])
def test_paragraphs_and_proofs_that_are_alike_stay_where_they_are(
    serve_wiki: ServeWiki, open_page: OpenPage, new: str
) -> None:
    live = serve_wiki({"index.md": "[[alike]]\n", "alike.md": f"# Alike\n\n{ALIKE}"})
    page = connected(open_page(live.address + "alike.html"))
    page.evaluate(
        "document.querySelectorAll('main article details').forEach((one, n) => one.open = n === 12)"
    )
    page.evaluate(NAME_BLOCKS)
    inserted = "Lemma.\n\n<details><summary>Proof</summary>\n\nClear.\n\n</details>\n\nAs above.\n\n"
    live.replace("alike.md", f"# Alike\n\n{ALIKE.replace(new, inserted + new)}")
    expect(main(page)).to_contain_text("Lemma")
    assert page.evaluate(MOVED) <= 1  # the block below the new ones follows another
    opened = page.locator("main article details[open]")
    expect(opened).to_have_count(1)
    assert opened.evaluate("one => one === window.blocks.filter(one => one.localName === 'details')[12]")
    assert opened.evaluate("one => window.follows(one)") == "Theorem12."


def test_a_page_that_embeds_the_note_follows(serve_wiki: ServeWiki, open_page: OpenPage) -> None:
    live = serve_wiki(NOTES)
    page = connected(open_page(live.address + "other.html"))
    live.replace("long.md", "# Long\n\nQuite another text.\n")
    expect(main(page)).to_contain_text("Quite another")


def test_an_open_preview_follows_the_note_it_shows(serve_wiki: ServeWiki, open_page: OpenPage) -> None:
    live = serve_wiki(NOTES)
    page = connected(open_page(live.address, expected="404"))  # when the note is gone
    link = main(page).get_by_role("link", name="Long").first
    link.hover()
    preview = page.locator(".preview")
    expect(preview).to_contain_text("Paragraph 3 ")
    live.replace("long.md", "# Longer\n\nQuite another text.\n")
    expect(preview).to_contain_text("Quite another")
    expect(preview.locator(".title")).to_have_text("Longer")
    (live.content / "long.md").unlink()
    expect(page.locator(".preview:visible", has_text="Quite another")).to_have_count(0)


def test_a_preview_that_is_opened_again_is_of_the_note_as_it_is(
    serve_wiki: ServeWiki, open_page: OpenPage
) -> None:
    live = serve_wiki(NOTES)
    page = connected(open_page(live.address))
    link = main(page).get_by_role("link", name="Long").first
    link.hover()
    preview = page.locator(".preview")
    expect(preview).to_contain_text("Paragraph 3 ")
    page.keyboard.press("Escape")
    expect(preview).to_be_hidden()
    live.replace("long.md", NOTES["long.md"].replace("Paragraph 3 ", "Quite another "))
    live.until("/long.html", lambda status, text: "Quite another" in text)
    page.mouse.move(1, 1)
    link.hover()
    expect(preview).to_contain_text("Quite another")


def test_results_of_a_search_follow_titles(serve_wiki: ServeWiki, open_page: OpenPage) -> None:
    live = serve_wiki(NOTES)
    # A file of the index may go between the directory that names it and its being asked for.
    page = connected(open_page(live.address, expected="404"))
    page.keyboard.press("/")
    page.keyboard.type("oth")
    results = page.locator("dialog.find [role=option]")
    expect(results.first).to_contain_text("Other")
    live.replace("other.md", "# Others than these\n\nText.\n")
    expect(results.first).to_contain_text("Others than these")


def test_the_map_follows_links(serve_wiki: ServeWiki, open_page: OpenPage) -> None:
    live = serve_wiki(NOTES)
    page = connected(open_page(live.address + "-/graph.html"))
    page.evaluate("window.before = true")
    live.replace("long.md", NOTES["long.md"].replace("$x_{59}$", "$x_{60}$"))
    live.until("/long.html", lambda status, text: "60" in text)
    assert page.evaluate("window.before")
    live.replace("new.md", "# New\n\nTo [[long]].\n")
    until(page, lambda: not page.evaluate("window.before"), "the page is loaded anew")


def test_what_the_page_shows_is_what_a_reload_shows(
    tmp_path: Path, serve_wiki: ServeWiki, open_page: OpenPage
) -> None:
    live = serve_wiki(NOTES)
    page = connected(open_page(live.address + "long.html"))
    texts = (
        f"# Longer\n\n## A\n\nText.\n\n{LONG[600:]}\n\n## B\n\n- one\n- two $z$\n",
        f"# Longer\n\n## B\n\n- two $z$\n- one\n\n```python\nprint(1)\n```\n\n## A\n\n{LONG[:900]}\n",
        "# Short\n",
        NOTES["long.md"],
    )
    for number, text in enumerate(texts):
        live.replace("long.md", text + f"\nEnd {number}.\n")
        expect(main(page)).to_contain_text(f"End {number}.")
        live.until_same_as_clean(tmp_path)
        until(page, partial(is_same, page, live.get("/long.html")[1]), "the page that is served")


def test_a_paragraph_that_leaves_its_box_is_left_no_id_of_the_comparison(
    serve_wiki: ServeWiki, open_page: OpenPage
) -> None:
    live = serve_wiki({"index.md": "# Front\n\n> [!note]\n> The paragraph.\n\nLast.\n"})
    page = connected(open_page(live.address + "index.html"))
    live.replace("index.md", "# Front\n\n- An item.\n\nThe paragraph.\n")
    expect(main(page)).to_contain_text("An item.")
    assert main(page).locator("[id^=-live]").count() == 0


def test_a_note_in_another_language_leaves_the_frame_in_the_wikis(
    serve_wiki: ServeWiki, open_page: OpenPage
) -> None:
    live = serve_wiki({"a.md": "# A\n"})
    page = connected(open_page(live.address + "a.html"))
    live.replace("a.md", "---\nlanguage: de\n---\n# A\n")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.locator("header.site")).to_have_attribute("lang", "en")
    live.replace("a.md", "# A\n")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("header.site[lang]")).to_have_count(0)


def test_a_failure_lies_over_the_last_good_page_until_it_is_mended(
    serve_wiki: ServeWiki, open_page: OpenPage
) -> None:
    live = serve_wiki(NOTES)
    page = connected(open_page(live.address + "long.html"))
    live.replace("long.md", "---\ndraft: perhaps\n---\n# Long\n")
    overlay = page.locator(".live-overlay")
    expect(overlay).to_contain_text("long.md:2:")
    expect(overlay).to_contain_text("publication-field")
    assert main(page).inner_text().count("Paragraph 7 ") == 1
    live.replace("long.md", NOTES["long.md"])
    expect(overlay).to_have_count(0)


def test_the_bar_counts_the_pages_problems_and_opens_the_editor(
    serve_wiki: ServeWiki, open_page: OpenPage
) -> None:
    live = serve_wiki(NOTES, scheme="vscode://file{path}:{line}:{column}")
    page = connected(open_page(live.address + "long.html"))
    bar = page.locator(".live-bar")
    expect(bar).to_have_count(0)
    live.replace("long.md", "# Long\n\nTo [[nowhere]] and $\\nambla$.\n")
    expect(bar.locator("summary")).to_have_text("2 problems")
    bar.locator("summary").click()
    links = bar.locator("a")
    expect(links).to_have_count(2)
    for link in links.all():
        expect(link).to_be_visible()
        assert str(link.get_attribute("href")).startswith("vscode://file/")
        assert "long.md:3:" in str(link.get_attribute("href"))
    live.replace("long.md", NOTES["long.md"])
    expect(bar).to_have_count(0)


def test_what_serve_says_in_a_page_is_in_the_wikis_language(
    tmp_path: Path, serve_wiki: ServeWiki, open_page: OpenPage
) -> None:
    (tmp_path / "wiki.toml").write_text('language = "de"\n')
    live = serve_wiki(NOTES)
    page = connected(open_page(live.address + "long.html"))
    live.replace("long.md", "# Long\n\nTo [[nowhere]] and $\\nambla$.\n")
    expect(page.locator(".live-bar summary")).to_have_text("2 Probleme")
    live.replace("long.md", "---\ndraft: perhaps\n---\n# Long\n")
    expect(page.locator(".live-overlay")).to_contain_text("einen früheren Stand")


def test_where_all_notes_change_the_open_page_is_followed_before_the_rest(
    tmp_path: Path, serve_wiki: ServeWiki, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As by a checkout: reading all of a large wiki takes many seconds."""
    more = {f"n{number}.md": f"# Note {number}\n\nWords.\n" for number in range(30)}
    live = serve_wiki({**NOTES, **more})
    page = connected(open_page(live.address + "other.html"))
    read, go_on = read_notes, threading.Event()

    def held(*given: Any, **named: Any) -> Any:
        assert go_on.wait(PATIENCE)
        return read(*given, **named)

    monkeypatch.setattr("notes_wiki.serve.whole_build.read.read_notes", held)
    for name, text in {**NOTES, **more}.items():
        live.write(name, f"{text}\nQuite other words in {name}.\n")
    for name in ("other.md", "long.md"):  # its own, and what it embeds
        expect(main(page)).to_contain_text(f"Quite other words in {name}.")
    go_on.set()
    live.until_same_as_clean(tmp_path)
    served_text = live.get("/other.html")[1]
    until(page, lambda: bool(page.evaluate(SAME, served_text)), "the page that is served")


@pytest.mark.parametrize("script", [True, False])
def test_a_page_that_is_opened_before_the_first_build_is_done_comes_by_itself(
    serve_wiki: ServeWiki, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, script: bool
) -> None:
    monkeypatch.setattr(server, "PATIENCE", 0.0)
    monkeypatch.setattr(first_build, "SOON", 0.0)
    monkeypatch.setattr(first_build, "EVERY", 0.0)
    read, go_on = read_notes, threading.Event()

    def held(*given: Any, **named: Any) -> Any:
        assert go_on.wait(PATIENCE)
        return read(*given, **named)

    monkeypatch.setattr("notes_wiki.serve.whole_build.read.read_notes", held)
    live = serve_wiki(NOTES, built=False)
    live.session.first.advance("parse", 3400, 10_000)
    page = open_page(live.address + "long.html", expected="status of 503", java_script_enabled=script)
    expect(main(page)).to_contain_text("3,400 of 10,000 notes are read.")
    live.session.first.advance("parse", 9000, 10_000)
    expect(main(page)).to_contain_text("9,000 of 10,000 notes are read.")
    go_on.set()
    expect(main(page)).to_contain_text("Paragraph 7 ")
    if script:
        connected(page)
        live.replace("long.md", "# Long\n\nQuite another text.\n")
        expect(main(page)).to_contain_text("Quite another")


def test_a_renamed_note_takes_its_page_along(serve_wiki: ServeWiki, open_page: OpenPage) -> None:
    live = serve_wiki(NOTES)
    page = connected(open_page(live.address + "long.html"))
    (live.content / "long.md").rename(live.content / "renamed.md")
    arrived(page, "/renamed.html")
    connected(page)


def test_a_deleted_notes_page_says_so_and_comes_back(serve_wiki: ServeWiki, open_page: OpenPage) -> None:
    live = serve_wiki(NOTES)
    page = connected(open_page(live.address + "long.html", expected="status of 404"))
    (live.content / "long.md").unlink()
    expect(page.locator("body.kind-not-found")).to_be_visible()
    expect(main(page)).not_to_have_css("max-width", "none")
    connected(page)
    live.replace("long.md", "# Long\n\nBack again.\n")
    expect(main(page)).to_contain_text("Back again.")


def test_a_page_connects_again_after_the_server_was_away(
    tmp_path: Path, serve_wiki: ServeWiki, open_page: OpenPage
) -> None:
    live = serve_wiki(NOTES, port=PORT)
    page = connected(open_page(live.address + "long.html", expected="net::ERR_"))
    live.stop()
    expect(page.locator("html")).to_have_attribute("data-live", "lost")
    replace(tmp_path / "content" / "long.md", "# Long\n\nWritten while nobody served.\n")
    again: Live = serve_wiki({}, port=live.port)
    assert again.port == live.port
    expect(main(page)).to_contain_text("nobody served")


@pytest.mark.parametrize("fails", ["no answer", "a wrong answer"])
def test_a_page_that_could_not_be_fetched_is_fetched_again(
    serve_wiki: ServeWiki, open_page: OpenPage, fails: str
) -> None:
    """As when the network goes for a moment: the stream of news may outlive it, and says nothing twice."""
    live = serve_wiki(NOTES)
    page = connected(open_page(live.address + "other.html", expected="ERR_FAILED|status of 404"))
    failed: list[str] = []

    def once(route: Route) -> None:
        if failed:
            route.continue_()
            return
        failed.append(route.request.url)
        if fails == "no answer":
            route.abort()
        else:
            route.fulfill(status=404, body="")

    page.route("**/other.html", once)
    live.replace("other.md", "# Other\n\nQuite another text.\n")
    expect(main(page)).to_contain_text("Quite another")
    assert len(failed) == 1


def test_more_windows_than_a_browser_opens_connections_are_all_answered_and_follow(
    serve_wiki: ServeWiki, open_page: OpenPage
) -> None:
    """Windows side by side, or tabs looked through quickly: a hidden page keeps its stream for a while."""
    live = serve_wiki(NOTES)
    first = connected(open_page(live.address + "index.html"))
    pages = [first, *(first.context.new_page() for _ in range(7))]
    for page in pages[1:]:
        page.goto(live.address + "index.html")
    replace(live.content / "index.md", "# Front\n\nSeen in all windows.\n")
    for page in pages:
        expect(main(page)).to_contain_text("Seen in all windows.")
        assert page.locator(".live-lost").count() == 0


def test_a_server_that_stays_away_is_told_until_it_is_back(
    serve_wiki: ServeWiki, open_page: OpenPage
) -> None:
    """Each attempt to connect that fails used to put off the telling for another three seconds."""
    live = serve_wiki(NOTES, port=PORT)
    page = connected(open_page(live.address + "long.html", expected="net::ERR_"))
    live.stop()
    expect(page.locator(".live-lost")).to_have_count(1)
    again = serve_wiki({}, port=live.port)
    assert again.port == live.port
    expect(page.locator(".live-lost")).to_have_count(0)


def test_a_changed_style_sheet_is_seen(tmp_path: Path, serve_wiki: ServeWiki, open_page: OpenPage) -> None:
    live = serve_wiki(NOTES)
    page = connected(open_page(live.address + "long.html"))
    replace(tmp_path / "templates" / "assets" / "site.css", "main { border-top: 7px solid red }")
    expect(main(page)).to_have_css("border-top-width", "7px")


def picture(colour: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">'
        f'<rect width="20" height="20" fill="{colour}"/></svg>'
    )


def test_a_picture_that_is_replaced_under_its_name_is_seen(
    serve_wiki: ServeWiki, open_page: OpenPage
) -> None:
    live = serve_wiki({"a.md": "# A\n\n![A square](square.svg)\n", "square.svg": picture("#ff0000")})
    page = connected(open_page(live.address + "a.html"))
    colour = """() => {
      const image = document.querySelector("main img");
      const canvas = Object.assign(document.createElement("canvas"), {width: 20, height: 20});
      const pen = canvas.getContext("2d");
      if (!image.complete) return "";
      pen.drawImage(image, 0, 0);
      return Array.from(pen.getImageData(10, 10, 1, 1).data).join();
    }"""
    until(page, lambda: page.evaluate(colour) == "255,0,0,255", "the first picture")
    live.replace("square.svg", picture("#0000ff"))
    until(page, lambda: page.evaluate(colour) == "0,0,255,255", "the second picture")
    live.replace("a.md", "# A\n\n![A square](square.svg)\n\nAnd words.\n")
    expect(main(page)).to_contain_text("And words.")
    until(page, lambda: page.evaluate(colour) == "0,0,255,255", "the second picture still")


FIRST = "```mermaid\ngraph TD\n  A[First] --> B\n```\n"
SECOND = "```mermaid\ngraph LR\n  C[Second] --> D\n```\n"


def test_the_first_diagram_of_a_page_is_drawn_as_it_is_after_a_reload(
    serve_wiki: ServeWiki, open_page: OpenPage
) -> None:
    """A page without diagrams has a policy under which none can be drawn, and no policy can be widened."""
    live = serve_wiki({"a.md": "# A\n"})
    page = connected(open_page(live.address + "a.html"))
    live.replace("a.md", f"# A\n\n{FIRST}")
    expect(main(page).locator("pre.mermaid svg")).to_contain_text("First")
    connected(page)
    filled = "getComputedStyle(document.querySelector('pre.mermaid svg .node rect')).fill"
    seen = page.evaluate(filled)
    page.reload()
    expect(main(page).locator("pre.mermaid svg")).to_contain_text("First")
    assert page.evaluate(filled) == seen


def test_a_diagram_that_did_not_change_is_not_drawn_again(serve_wiki: ServeWiki, open_page: OpenPage) -> None:
    live = serve_wiki({"a.md": f"# A\n\n{FIRST}"})
    page = connected(open_page(live.address + "a.html"))
    drawings = main(page).locator("pre.mermaid svg")
    expect(drawings).to_contain_text("First")
    page.evaluate("window.drawing = document.querySelector('pre.mermaid svg')")
    live.replace("a.md", f"# A\n\nWords.\n\n{FIRST}\n\n{SECOND}")
    expect(drawings).to_have_count(2)
    expect(drawings.nth(1)).to_contain_text("Second")
    assert page.evaluate("window.drawing.isConnected")
    assert (
        page.evaluate("new Set(Array.from(document.querySelectorAll('pre.mermaid svg'), one => one.id)).size")
        == 2
    )
    live.replace("a.md", f"# A\n\nWords.\n\n{FIRST.replace('First', 'Other')}\n\n{SECOND}")
    expect(drawings.nth(0)).to_contain_text("Other")
    expect(drawings).to_have_count(2)
