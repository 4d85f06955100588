"""The theme as a reader meets it: sample pages opened in Chromium, from the disk and from a server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Page, expect

from notes_wiki.render.nearby import Pictures
from notes_wiki.render.neighbours import Neighbourhood
from notes_wiki.render.view import TagView
from tests.browser.conftest import OpenPage
from tests.browser.waiting import resize
from tests.site.vault import Vault
from tests.theme import sample
from tests.theme.sample import views

pytestmark = pytest.mark.browser

ADDRESSES = [page.address for page in views().values()]
DARK, LIGHT = "rgb(23, 22, 20)", "rgb(253, 252, 249)"


def background(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


# What some versions of Chromium say when the developer tools read the style sheets of a page from the disk.
TOOLS_READ_SHEETS = "Unsafe attempt to load URL file:"


def rendered_fonts(page: Page, selector: str) -> set[str]:
    """The families of the fonts that really drew an element's text."""
    devtools = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        devtools.send(f"{domain}.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    node = devtools.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    fonts = devtools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    return {font["familyName"] for font in fonts if font["isCustomFont"]}


# --- reading -------------------------------------------------------------------------------------


def test_every_formula_is_laid_out_in_the_math_font(open_page: OpenPage, sample_site: Path) -> None:
    page = open_page((sample_site / "note.html").as_uri(), expected=TOOLS_READ_SHEETS)
    sizes = page.eval_on_selector_all(
        "article math", "all => all.map(m => m.getBoundingClientRect()).map(r => [r.width, r.height])"
    )
    assert len(sizes) > 8
    assert all(width > 4 and height > 4 for width, height in sizes)
    assert rendered_fonts(page, "#eq-norm mi") == {"STIX Two Math"}


def test_prose_is_set_in_the_text_face(open_page: OpenPage, sample_site: Path) -> None:
    page = open_page((sample_site / "note.html").as_uri(), expected=TOOLS_READ_SHEETS)
    assert rendered_fonts(page, "article > p") == {"STIX Two Text"}


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_scrolls_sideways(look: OpenPage, sample_site: Path, address: str) -> None:
    page = look((sample_site / address).as_uri())
    for width in (1440, 1100, 820, 390, 320):
        resize(page, width, 800)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 1440])
def test_a_long_formula_scrolls_in_its_own_box(look: OpenPage, sample_site: Path, width: int) -> None:
    page = look((sample_site / "note.html").as_uri(), width=width)
    for box in ("#eq-long > .body", "article > p:nth-of-type(2) math"):
        inner, outer = page.eval_on_selector(box, "box => [box.scrollWidth, box.clientWidth]")
        assert inner > outer
        assert page.eval_on_selector(box, "box => box.scrollHeight <= box.clientHeight")


def test_slanted_letters_are_not_cut_where_they_stand_out_of_their_room(
    open_page: OpenPage, tmp_path: Path
) -> None:
    sample.write_site(tmp_path)
    formulas = " ".join(rf"\({letter}\)," for letter in "AJMVWjf")
    page = msgspec.structs.replace(views()["note"], content_html=sample.typeset(f"<p>{formulas}</p>"))
    (tmp_path / "note.html").write_text(sample.render(page), encoding="utf-8")
    window = open_page((tmp_path / "note.html").as_uri(), device_scale_factor=2)
    line = window.locator("article p")
    as_drawn = line.screenshot()
    window.add_style_tag(content=".math > math { overflow: visible !important }")
    assert line.screenshot() == as_drawn


@pytest.mark.parametrize("beginning", ["<h2>Words</h2>", '<div class="equation">x</div>'])
def test_a_heading_that_is_the_title_leaves_no_gap_where_it_stood(
    look: OpenPage, tmp_path: Path, beginning: str
) -> None:
    sample.write_site(tmp_path)
    tops = []
    for before in ("", '<div id="title"></div>\n'):
        page = msgspec.structs.replace(views()["note"], content_html=before + beginning)
        (tmp_path / "note.html").write_text(sample.render(page), encoding="utf-8")
        window = look((tmp_path / "note.html").as_uri())
        tops.append(window.eval_on_selector("article > :last-child", "it => it.getBoundingClientRect().top"))
    assert tops[0] == tops[1]


def test_a_long_tag_breaks_before_it_widens_a_phone_s_page(look: OpenPage, tmp_path: Path) -> None:
    sample.write_site(tmp_path)
    page = msgspec.structs.replace(
        views()["note"], content_html="<p>Words.</p>", tags=(TagView("overlong" * 9, "tag.html", 1),)
    )
    (tmp_path / "note.html").write_text(sample.render(page), encoding="utf-8")
    window = look((tmp_path / "note.html").as_uri(), width=390)
    assert window.evaluate("document.documentElement.scrollWidth") <= 390


def test_code_in_a_table_s_cell_stays_in_one_piece(look: OpenPage, tmp_path: Path) -> None:
    sample.write_site(tmp_path)
    row = "<td>some words of it</td><td><code>a_name</code></td>" * 6
    table = f'<div class="table"><table><tr>{row}</tr></table></div>'
    page = msgspec.structs.replace(views()["note"], content_html=table)
    (tmp_path / "note.html").write_text(sample.render(page), encoding="utf-8")
    window = look((tmp_path / "note.html").as_uri(), width=390)
    assert window.eval_on_selector("td code", "code => code.getClientRects().length") == 1
    assert window.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_formula_that_fits_its_line_neither_scrolls_nor_fades(look: OpenPage, tmp_path: Path) -> None:
    sample.write_site(tmp_path)
    formula = r"\(\alpha\left\|\nabla U\right\|\)"
    page = msgspec.structs.replace(views()["note"], content_html=sample.typeset(f"<p>{formula}.</p>"))
    (tmp_path / "note.html").write_text(sample.render(page), encoding="utf-8")
    window = look((tmp_path / "note.html").as_uri())
    scrolling = window.eval_on_selector(
        "article math",
        """math => Array.from({ length: 80 }, (_, step) => 16 + step / 10).filter(size => {
          math.closest("p").style.fontSize = size + "px";
          return math.scrollWidth > math.clientWidth;
        })""",
    )
    assert scrolling == []


def test_the_number_never_meets_the_formula(look: OpenPage, sample_site: Path) -> None:
    page = look((sample_site / "note.html").as_uri(), width=390)
    formula, number = page.evaluate(
        "['.body', '.number'].map(part => document.querySelector('#eq-long > ' + part))"
        ".map(part => part.getBoundingClientRect()).map(box => [box.left, box.right])"
    )
    assert formula[1] <= number[0]
    assert number[1] <= 390


def test_inline_formulas_do_not_push_lines_apart(look: OpenPage, sample_site: Path) -> None:
    page = look((sample_site / "note.html").as_uri())
    height, line = page.eval_on_selector(
        "article > p",
        """paragraph => {
          const line = parseFloat(getComputedStyle(paragraph).lineHeight);
          return [paragraph.getBoundingClientRect().height, line];
        }""",
    )
    assert height / line == pytest.approx(round(height / line), abs=0.05)


def test_punctuation_stays_with_its_formula(look: OpenPage, tmp_path: Path) -> None:
    sample.write_site(tmp_path)
    page = msgspec.structs.replace(
        views()["note"],
        content_html=sample.typeset(
            "".join(
                f"<p>{'so ' * (count % 9)}(\\(x_{{{count}}}\\)), the \\(n\\)th.</p>" for count in range(40)
            )
        ),
    )
    (tmp_path / "note.html").write_text(sample.render(page), encoding="utf-8")
    window = look((tmp_path / "note.html").as_uri(), width=320)
    parted = """() => [...document.querySelectorAll("article math")].filter(formula => {
      const [before, after] = [document.createRange(), document.createRange()];
      const { previousSibling, nextSibling } = formula.parentNode;
      before.setStart(previousSibling, previousSibling.length - 1);
      before.setEnd(previousSibling, previousSibling.length);
      after.setStart(nextSibling, 0);
      after.setEnd(nextSibling, 1);
      const box = formula.getBoundingClientRect();
      return after.getBoundingClientRect().top > box.bottom - 2
        || (before.toString() === "(" && before.getBoundingClientRect().bottom < box.top + 2);
    }).length"""
    for width in range(90, 320, 10):
        window.evaluate("width => document.querySelector('article').style.width = width + 'px'", width)
        assert window.evaluate(parted) == 0, width


@pytest.mark.parametrize("width", [700, 820, 1024])
def test_the_search_field_gives_way_before_the_wiki_s_name_does(
    look: OpenPage, serve_folder: Callable[..., str], sample_site: Path, width: int
) -> None:
    page = look(serve_folder(sample_site) + "note.html", width=width)
    page.eval_on_selector(
        "header.site .name", "name => { name.textContent = 'Gradients, attention, qubits' }"
    )
    lines = page.eval_on_selector(
        "header.site .name",
        "name => name.getBoundingClientRect().height / parseFloat(getComputedStyle(name).lineHeight)",
    )
    assert lines == pytest.approx(1, abs=0.1)
    assert page.eval_on_selector("header.site a.search", "field => field.offsetWidth") >= 8 * 16


@pytest.mark.parametrize("width", [320, 1440])
def test_the_names_of_notes_nearby_stay_in_sight(look: OpenPage, tmp_path: Path, width: int) -> None:
    names = [
        "SU-MATH53 FEB252024 A",
        "Complex Exponential",
        "Regression to the Mean and back",
        "complex numbers",
    ]
    around = Neighbourhood("here", tuple(map(str, range(12))))
    titles = {"here": "Here"} | {str(number): names[number % 4] for number in range(12)}
    picture = Pictures(titles).picture(around, lambda id: "note.html")
    sample.write_site(tmp_path)
    page = msgspec.structs.replace(views()["note"], content_html="<p>All.</p>", nearby_html=picture)
    (tmp_path / "note.html").write_text(sample.render(page), encoding="utf-8")
    window = look((tmp_path / "note.html").as_uri(), width=width)
    assert window.evaluate("document.documentElement.scrollWidth") <= width
    cut = window.eval_on_selector_all(
        ".around text",
        """all => all.filter(name => {
          const box = name.getBoundingClientRect();
          const picture = name.ownerSVGElement.getBoundingClientRect();
          return box.left < picture.left - 3 || box.right > picture.right + 3;
        }).map(name => name.textContent)""",
    )
    assert cut == []


def test_everything_can_be_read_without_script(open_page: OpenPage, sample_site: Path) -> None:
    address = (sample_site / "note.html").as_uri()
    page = open_page(address, java_script_enabled=False)
    expect(page.get_by_role("link", name="Everything else")).to_be_visible()
    expect(page.locator("button.theme")).to_be_hidden()

    phone = open_page(address, java_script_enabled=False, width=390)
    contents = phone.get_by_role("link", name="Everything else")
    expect(contents).to_be_hidden()
    phone.locator(".toc summary").click()
    expect(contents).to_be_visible()


def test_a_page_that_still_waits_for_its_fonts_is_printed_whole(
    open_page: OpenPage, sample_site: Path
) -> None:
    page = open_page((sample_site / "note.html").as_uri(), java_script_enabled=False)
    page.evaluate("document.documentElement.dataset.waiting = ''")
    assert page.eval_on_selector("body", "body => getComputedStyle(body).opacity") == "0"
    page.emulate_media(media="print")
    assert page.eval_on_selector("body", "body => getComputedStyle(body).opacity") == "1"


def test_closed_proofs_print_open(open_page: OpenPage, sample_site: Path) -> None:
    page = open_page((sample_site / "note.html").as_uri(), java_script_enabled=False)
    proof = page.get_by_text("Throw out what is not needed.")
    expect(proof).to_be_hidden()
    page.emulate_media(media="print")
    expect(proof).to_be_visible()
    expect(page.locator("header.site")).to_be_hidden()


# --- addresses and policies ----------------------------------------------------------------------


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_strict_policy_is_met_and_fonts_are_fetched_once(
    look: OpenPage, sample_site: Path, serve_folder: Callable[[Path], str], address: str
) -> None:
    page = look(serve_folder(sample_site) + address)
    loaded = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert len(loaded) == len(set(loaded))
    assert any(name.endswith("stix-two-text-latin-normal.woff2") for name in loaded)


# --- theme ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("scheme", "colour"), [("light", LIGHT), ("dark", DARK)])
def test_the_system_s_theme_is_followed(look: OpenPage, sample_site: Path, scheme: str, colour: str) -> None:
    assert background(look((sample_site / "note.html").as_uri(), color_scheme=scheme)) == colour


def test_a_chosen_theme_is_remembered_before_anything_is_drawn(
    open_page: OpenPage, sample_site: Path, serve_folder: Callable[[Path], str]
) -> None:
    base = serve_folder(sample_site)
    page = open_page(base + "note.html", color_scheme="light")
    button = page.locator("button.theme")
    expect(button).to_have_accessible_name("Theme: system")
    button.click()
    expect(page.locator("body")).to_have_css("background-color", DARK)

    page.add_init_script(
        "new MutationObserver((_, self) => { if (document.body) {"
        " window.atBody = document.documentElement.dataset.theme; self.disconnect() } })"
        ".observe(document, { childList: true, subtree: true })"
    )
    page.goto(base + "index.html")
    assert page.evaluate("window.atBody") == "dark"
    assert background(page) == DARK

    button.click()
    expect(page.locator("body")).to_have_css("background-color", LIGHT)
    button.click()
    expect(button).to_have_accessible_name("Theme: system")


# --- finding the way -----------------------------------------------------------------------------


def test_the_skip_link_is_the_first_stop_and_leads_to_the_text(look: OpenPage, sample_site: Path) -> None:
    page = look((sample_site / "note.html").as_uri())
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    assert page.locator(".skip").bounding_box()["y"] >= 0  # type: ignore[index]  # it is drawn
    page.keyboard.press("Enter")
    expect(page.locator("article")).to_be_focused()


def test_the_table_of_contents_follows_the_scroll(look: OpenPage, sample_site: Path) -> None:
    page = look((sample_site / "note.html").as_uri(), reduced_motion="reduce")
    current = page.locator(".toc [aria-current]")
    expect(current).to_have_count(0)
    page.locator("#rest").evaluate("heading => heading.scrollIntoView()")
    expect(current).to_have_text("Everything else")
    page.evaluate("scrollTo(0, 0)")
    expect(current).to_have_count(0)


def test_the_table_of_contents_stands_in_the_right_margin(look: OpenPage, sample_site: Path) -> None:
    page = look((sample_site / "note.html").as_uri(), width=1100)
    text, contents = (page.locator(part).bounding_box() for part in ("article", ".toc"))
    assert text is not None
    assert contents is not None
    assert contents["x"] >= text["x"] + text["width"]
    assert contents["width"] > 200


NOTES = """() => [...document.querySelectorAll(".footnotes li")].map(note => {
  const line = document.getElementById(note.id.replace("note", "ref")).getBoundingClientRect();
  const box = note.getBoundingClientRect();
  return [box.left, box.right, box.top - line.top, box.top, box.bottom];
})"""


def test_footnotes_stand_in_the_left_margin_beside_their_line(look: OpenPage, sample_site: Path) -> None:
    page = look((sample_site / "note.html").as_uri(), width=1440)
    text = page.locator("article").bounding_box()
    assert text is not None
    notes = page.evaluate(NOTES)
    assert len(notes) == 3
    for left, right, _, _, _ in notes:
        assert left >= 0
        assert right <= text["x"]
    assert abs(notes[0][2]) < 20
    assert notes[2][3] >= notes[1][4], "two notes of one line stand below each other"


def test_footnotes_stand_at_the_end_where_there_is_no_margin_or_no_script(
    open_page: OpenPage, sample_site: Path
) -> None:
    address = (sample_site / "note.html").as_uri()
    for options in ({"width": 820}, {"width": 1440, "java_script_enabled": False}):
        page = open_page(address, **options)
        text, note = (page.locator(part).bounding_box() for part in ("article", "#note-1"))
        assert text is not None
        assert note is not None
        assert note["x"] >= text["x"]
        last = page.locator("article > hr").bounding_box()
        assert last is not None
        assert note["y"] > last["y"]


def test_a_window_made_narrow_puts_footnotes_back(look: OpenPage, sample_site: Path) -> None:
    page = look((sample_site / "note.html").as_uri(), width=1440)
    expect(page.locator(".margin-notes")).to_have_count(1)
    resize(page, 820)
    expect(page.locator(".margin-notes")).to_have_count(0)
    expect(page.locator("#note-1")).to_have_css("position", "static")


# --- copying -------------------------------------------------------------------------------------


def copied(page: Page, selector: str) -> str:
    """What the clipboard would hold if all of an element were selected and copied."""
    return str(
        page.evaluate(
            """selector => {
              getSelection().selectAllChildren(document.querySelector(selector));
              const data = new DataTransfer();
              document.querySelector(selector).dispatchEvent(
                new ClipboardEvent("copy", { clipboardData: data, bubbles: true }));
              return data.getData("text/plain");
            }""",
            selector,
        )
    )


def test_copying_a_formula_yields_its_tex(look: OpenPage, sample_site: Path) -> None:
    page = look((sample_site / "note.html").as_uri())
    assert (
        copied(page, "#def") == "Definition 1 (Span) The span of $S$ is the smallest subspace that holds $S$."
    )
    assert copied(page, "#eq-norm math").startswith("$$\n\\left\\| \\int_{\\Omega}")


def test_copying_words_alone_is_left_to_the_browser(look: OpenPage, sample_site: Path) -> None:
    page = look((sample_site / "note.html").as_uri())
    assert copied(page, "blockquote") == ""


def test_of_pictures_for_one_colour_scheme_the_readers_is_shown(look: OpenPage, tmp_path: Path) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>'
    note = '# A\n\n![](l.svg#only-light "Light") ![](d.svg#gh-dark-mode-only)\n'
    vault = Vault(tmp_path, {"a.md": note, "l.svg": drawing, "d.svg": drawing})
    vault.build()
    page = look((vault.site / "a.html").as_uri())
    light, dark = page.locator(".only-light"), page.locator(".only-dark")
    expect(light).to_be_visible()
    expect(dark).to_be_hidden()
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    expect(light).to_be_hidden()
    expect(dark).to_be_visible()
    page.emulate_media(media="print")
    expect(light).to_be_visible()
    expect(dark).to_be_hidden()
    page = look((vault.site / "a.html").as_uri(), color_scheme="dark")
    expect(light).to_be_hidden()
    expect(dark).to_be_visible()
    page.evaluate("document.documentElement.dataset.theme = 'light'")
    expect(light).to_be_visible()
    expect(dark).to_be_hidden()
