"""Formulas in a real browser: nothing that is typed runs, columns keep to their side."""

from __future__ import annotations

import base64
import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page

from notes_wiki.config import MathConfig
from notes_wiki.math.batch import filled
from notes_wiki.math.typeset import Typesetter
from tests.browser.conftest import OpenPage
from tests.math.test_soup import INJECTIONS
from tests.site.vault import Vault
from tests.wikis import build_wiki, write

ASSETS = Path(__file__).parent.parent.parent / "templates" / "assets"
POLICY = (
    '<meta http-equiv="Content-Security-Policy"'
    " content=\"default-src 'none'; img-src data:; style-src file:; font-src file:\">"
)


def page_of(folder: Path, formulas: list[str], head: str = "") -> str:
    """The address of a page that shows these formulas, by both engines."""
    setters = [Typesetter(MathConfig(engine="auto")), Typesetter(MathConfig(engine="latex2mathml"))]
    shown = "".join(
        f'<div class="equation">{filled(setter.typeset(tex, display=True)) or ""}</div>'
        for setter in setters
        for tex in formulas
    )
    sheets = "".join(
        f'<link rel="stylesheet" href="{(ASSETS / name).as_uri()}">'
        for name in ("fonts.css", "style.css", "prose.css", "math.css")
    )
    file = folder / "page.html"
    top = f'<!doctype html><meta charset="utf-8">{head}<link rel="icon" href="data:,">{sheets}'
    file.write_text(f"{top}<main>{shown}</main>", encoding="utf-8")
    return file.as_uri()


@pytest.mark.parametrize("head", ["", POLICY], ids=["without a policy", "with a strict policy"])
def test_no_injection_runs_or_leaves_the_formula(tmp_path: Path, open_page: OpenPage, head: str) -> None:
    page = open_page(page_of(tmp_path, INJECTIONS, head))
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    assert (
        page.locator("script, img, svg, iframe, object, [onclick], [onerror], [onload], [style]").count() == 0
    )
    assert page.locator("[href^='javascript:']").count() == 0
    assert dialogs == []


def test_the_columns_of_an_alignment_meet(tmp_path: Path, look: OpenPage) -> None:
    page = look(page_of(tmp_path, [r"\begin{align} a + b &= c \\ x &= y + z\end{align}"]))
    signs = [page.locator("mtd.left > mo:first-child").nth(row).bounding_box() for row in (0, 1)]
    assert signs[0] is not None
    assert signs[1] is not None
    assert abs(signs[0]["x"] - signs[1]["x"]) < 1


@pytest.mark.parametrize(("option", "row"), [("[t]", 0), ("[b]", -1), ("", None)])
@pytest.mark.parametrize("environment", [r"\begin{array}%s{c}", r"\begin{aligned}%s", r"\begin{gathered}%s"])
def test_the_row_that_stands_on_the_line_is_the_one_asked_for(
    tmp_path: Path, look: OpenPage, environment: str, option: str, row: int | None
) -> None:
    name = environment[: environment.index("}") + 1].replace("begin", "end")
    rows = r"x \\ \frac{1}{2} \\ \sqrt{y} \\ x"
    page = look(page_of(tmp_path, [rf"x + \left( {environment % option} {rows} {name} \right)"]))
    for formula in page.locator("math").all():
        letters = [letter.bounding_box() for letter in formula.locator("mi", has_text="x").all()]
        bottoms = [round(box["y"] + box["height"], 1) for box in letters if box]
        on_line = [abs(bottom - bottoms[0]) < 1 for bottom in bottoms[1:]]
        assert on_line == [row == 0, row == -1]


def test_rows_and_columns_outside_a_matrix_stand_beside_what_they_name(
    tmp_path: Path, look: OpenPage
) -> None:
    rows = r"& x & y & \\ u & 1 & 2 & v \\ & \frac{3}{7} & 4 & w \\ & z & & "
    options = "first-row,last-row,first-col,last-col"
    page = look(page_of(tmp_path, [rf"\begin{{pNiceMatrix}}[{options}] {rows} \end{{pNiceMatrix}}"]))
    for formula in page.locator("math").all():
        places = {}
        for text in "()xyz124uvw":
            box = formula.locator("mi, mn, mo", has_text=text).first.bounding_box()
            assert box is not None
            places[text] = box
        middle = {text: box["x"] + box["width"] / 2 for text, box in places.items()}
        bottom = {text: box["y"] + box["height"] for text, box in places.items()}
        for above, below in (("x", "1"), ("y", "2"), ("1", "z")):
            assert abs(middle[above] - middle[below]) < 2
            assert bottom[above] < bottom[below]
        for left, right in (("u", "1"), ("1", "v"), ("4", "w")):
            assert abs(bottom[left] - bottom[right]) < 2
            assert middle[left] < middle[right]
        assert bottom["x"] < places["("]["y"] + 3
        assert bottom["("] < bottom["z"]
        assert middle["u"] < middle["("] < middle["1"]
        assert middle["2"] < middle[")"] < middle["v"]


@pytest.mark.parametrize("base", ["2", r"\frac{a}{b}", r"\frac{\frac{a}{b}}{\frac{c}{d}}"])
def test_a_root_ends_with_what_it_holds(tmp_path: Path, look: OpenPage, base: str) -> None:
    page = look(page_of(tmp_path, [rf"\sqrt{{{base}}}x"]))
    root = page.locator("msqrt").first.bounding_box()
    inside = page.locator("msqrt > *").first.bounding_box()
    assert root is not None
    assert inside is not None
    size = page.locator("math").first.evaluate("math => parseFloat(getComputedStyle(math).fontSize)")
    gap = root["x"] + root["width"] - inside["x"] - inside["width"]
    assert gap < 0.1 * size


def test_a_fraction_in_a_line_is_about_as_tall_as_tex_sets_it(tmp_path: Path, look: OpenPage) -> None:
    page = look(page_of(tmp_path, [r"\tfrac12"]))
    fraction = page.locator("mfrac").first.bounding_box()
    assert fraction is not None
    size = page.locator("math").first.evaluate("math => parseFloat(getComputedStyle(math).fontSize)")
    assert 1.1 < fraction["height"] / size < 1.35  # TeX: 1.19


@pytest.mark.parametrize(
    ("tex", "least", "most"),
    [
        pytest.param(r"\begin{pmatrix} a \\ A \\ e \end{pmatrix}", 1.1, 1.3, id="a matrix: TeX 1.2 em"),
        pytest.param(
            r"\begin{aligned} &a \\ &A \\ &e \end{aligned}", 1.4, 1.6, id="an alignment: TeX 1.5 em"
        ),
        pytest.param(r"\begin{cases} a \\ A \\ e \end{cases}", 1.35, 1.55, id="cases: TeX 1.44 em"),
        pytest.param(
            r"\begin{pmatrix} a \\[1em] A \\[10pt] e \end{pmatrix}", 2.1, 2.3, id="with room: 2.2 em"
        ),
    ],
)
def test_lines_of_rows_stand_as_far_apart_as_tex_has_them(
    tmp_path: Path, look: OpenPage, tex: str, least: float, most: float
) -> None:
    page = look(page_of(tmp_path, [tex]))
    math = page.locator("math").first
    size = math.evaluate("math => parseFloat(getComputedStyle(math).fontSize)")
    # A strut's lower edge is as far below the line in every row.
    lines = math.evaluate(
        "math => [...math.querySelectorAll('mtd > mspace:last-child')]"
        ".map(strut => strut.getBoundingClientRect().bottom)"
    )
    distances = [(after - before) / size for before, after in pairwise(lines)]
    assert len(distances) == 2
    assert all(least < distance < most for distance in distances), distances


def test_a_bracket_of_a_given_size_keeps_it_where_it_has_a_script(tmp_path: Path, look: OpenPage) -> None:
    page = look(page_of(tmp_path, [r"\Bigl( x \Bigr)^2"]))
    heights = page.locator("math").first.evaluate(
        "math => [...math.querySelectorAll('mo')].map(sign => sign.getBoundingClientRect().height)"
    )
    assert abs(heights[0] - heights[1]) < 1


INKED = """async (picture) => {
    const image = new Image();
    image.src = 'data:image/png;base64,' + picture;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    const columns = Array(image.width).fill(255);
    for (let at = 0; at < data.length; at += 4) {
        const column = (at / 4) % image.width;
        columns[column] = Math.min(columns[column], data[at]);
    }
    return columns.map((darkest) => darkest < 128);
}"""


def test_a_long_arrow_is_drawn_whole_wherever_it_stands_on_the_page(tmp_path: Path, look: OpenPage) -> None:
    arrows = r"\xrightarrow{\kern9em}" * 4  # across the edges of the pieces that a page is painted in
    page = look(page_of(tmp_path, [arrows]))
    page.wait_for_function("document.fonts.status === 'loaded'")
    for arrow in page.locator("mover").all()[:4]:
        box = arrow.bounding_box()
        assert box is not None
        x, y, width, height = box["x"] + 3, box["y"], box["width"] - 6, box["height"]
        clipped = page.screenshot(clip={"x": x, "y": y, "width": width, "height": height})
        picture = base64.b64encode(clipped).decode()
        assert all(page.evaluate(INKED, picture))


def width(page: Page, selector: str) -> float:
    """The width of the first element of this kind, in ems of the formula's font."""
    script = "(found) => found.getBoundingClientRect().width / parseFloat(getComputedStyle(found).fontSize)"
    return float(page.locator(selector).first.evaluate(script))


@pytest.mark.parametrize("tex", [r"\left(\tau\right)", r"\qty(\tau)", r"\left[\min\left(a\right)\right]"])
def test_brackets_around_what_is_low_take_no_more_room_than_they_have(
    tmp_path: Path, look: OpenPage, tex: str
) -> None:
    page = look(page_of(tmp_path, [tex]))
    assert width(page, "math mo:first-child") < 0.4


def test_brackets_that_grow_take_at_most_half_an_em(tmp_path: Path, look: OpenPage) -> None:
    page = look(page_of(tmp_path, [r"\left(\frac{a}{b}\right)"]))
    assert width(page, "math mo:first-child") < 0.5


def test_a_matrix_stands_next_to_its_brackets(tmp_path: Path, look: OpenPage) -> None:
    page = look(page_of(tmp_path, [r"\begin{pmatrix} aaa & b \\ c & ddd \end{pmatrix}"]))
    cell = page.locator("mtd:first-child").first.bounding_box()
    letter = page.locator("mtd:first-child mi").first.bounding_box()
    assert cell is not None
    assert letter is not None
    assert abs(cell["x"] - letter["x"]) < 1


def test_a_long_formula_breaks_into_lines_on_a_phone_and_can_be_read_from_its_beginning(
    tmp_path: Path, look: OpenPage
) -> None:
    wider_than_a_phone = " + ".join([r"x_i y_i z_i"] * 12)
    sources = [
        " = ".join([r"\sum_{i=1}^{n} x_i y_i z_i"] * 6),
        rf"\sum_{{i=1}}^{{n}} f_i = {wider_than_a_phone}",
    ]
    page = look(page_of(tmp_path, sources))
    formula = page.locator("math.long").first
    script = "(found) => [found.scrollWidth - found.clientWidth, found.getBoundingClientRect().height]"
    page.set_viewport_size({"width": 390, "height": 600})
    narrow = formula.evaluate(script)
    lines = page.locator("math.long").nth(1)
    begins = lines.evaluate(
        "(found) => [found, ...found.children].map((one) => one.getBoundingClientRect().left)"
    )
    page.set_viewport_size({"width": 1400, "height": 600})
    wide = formula.evaluate(script)
    assert narrow[0] <= 0
    assert narrow[1] > 1.8 * wide[1]
    assert min(begins) == begins[0]


SIZES = """() => Array.from(document.querySelectorAll("math *"), one => getComputedStyle(one).fontSize)"""
OUR_SIZES = re.compile(r"  :where\(math :not\(\[mathsize\]\)\).*?font-size: math \}\n", re.S)
SIZED = [
    r"x^{y^{z^w}}_a + \frac{1}{1 + \frac{a^2}{b}} + \binom{n}{k} + \sqrt[3]{x^2} + \dfrac{x}{y^z}",
    r"\sum_{i=1}^{\frac n2} \hat{x}_{\bar y} + \overline{AB} + \underbrace{a+b}_{c^d} + \overset{!}{=}",
    r"{}_a^b X_c^d + \sideset{_1^2}{_3^4}\prod + \prescript{14}{2}{C} + \xrightarrow[a]{\hat b} + {\tiny x}",
    r"\begin{pmatrix} a^2 & \frac12 \\ \substack{i \\ j^2} & \underline{x} \end{pmatrix}^{T} + \mathop{x}_y",
]


def test_scripts_have_the_size_that_the_browser_gives_them(tmp_path: Path, look: OpenPage) -> None:
    page_of(tmp_path, SIZED)
    text = (tmp_path / "page.html").read_text(encoding="utf-8")
    plain, removed = OUR_SIZES.subn("", (ASSETS / "math.css").read_text(encoding="utf-8"))
    assert removed == 1
    (tmp_path / "plain.css").write_text(plain, encoding="utf-8")
    text = text.replace((ASSETS / "math.css").as_uri(), "plain.css")
    (tmp_path / "plain.html").write_text(text, encoding="utf-8")

    ours = look((tmp_path / "page.html").as_uri()).evaluate(SIZES)

    assert ours == look((tmp_path / "plain.html").as_uri()).evaluate(SIZES)
    assert len(set(ours)) >= 4


def test_a_brace_does_not_touch_the_limits_of_the_sum_it_stands_under(tmp_path: Path, look: OpenPage) -> None:
    page = look(page_of(tmp_path, [r"\underbrace{\sum_{l=1}^n x_l}_{\text{past}}"]))
    math = page.locator("math").first
    limit = math.locator("munderover > :nth-child(2)").bounding_box()
    brace = math.locator("munder > mo").bounding_box()
    assert limit is not None
    assert brace is not None
    size = math.evaluate("math => parseFloat(getComputedStyle(math).fontSize)")
    assert brace["y"] - limit["y"] - limit["height"] > 0.05 * size


def test_letters_stand_as_near_to_an_arrow_with_words_as_to_one_without(
    tmp_path: Path, look: OpenPage
) -> None:
    page = look(page_of(tmp_path, [r"A \xrightarrow{f} B \to C"]))
    letters = page.locator("math").first.locator("mi", has_text=re.compile("[ABC]"))
    boxes = [letters.nth(place).bounding_box() for place in range(3)]
    assert all(boxes)
    first, second, third = (box["x"] for box in boxes if box)
    assert second - first < 1.25 * (third - second)


@pytest.mark.parametrize("dark", [False, True])
def test_an_author_s_colours_can_be_read_on_either_ground(tmp_path: Path, look: OpenPage, dark: bool) -> None:
    names = (
        "black",
        "blue",
        "green",
        "Blue",
        "Black",
        "navy",
        "darkblue",
        "darkgreen",
        "darkred",
        "maroon",
        "violet",
    )
    page = look(page_of(tmp_path, [" ".join(rf"\textcolor{{{name}}}{{x}}" for name in names)]))
    page.emulate_media(color_scheme="dark" if dark else "light")
    shades = page.locator("math").first.evaluate(
        """math => [...math.querySelectorAll('[mathcolor]'), document.body].map((element) => {
            const style = getComputedStyle(element);
            const colour = element === document.body ? style.backgroundColor : style.color;
            const [r, g, b] = colour.match(/[\\d.]+/g).map(Number);
            const linear = [r, g, b].map((part) => (part / 255) ** 2.2);
            return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
        })"""
    )
    *colours, ground = shades
    for colour in colours:
        assert (max(colour, ground) + 0.05) / (min(colour, ground) + 0.05) > 4.5


@pytest.mark.parametrize(
    "tex",
    [
        r"\int_X f",
        r"\frac{\int_X f}{g}",
        r"\begin{pmatrix} \int_X f \end{pmatrix}",
        r"\begin{aligned} \int_X f \end{aligned}",
        r"\begin{dcases} \dfrac{\int_X f}{g} \end{dcases}",
        r"\textstyle \int_X f",
        r"\frac{\displaystyle\int_X f}{g}",
        r"e^{\int_X f}",
    ],
)
def test_what_stands_behind_an_integral_is_near_its_limit_and_not_on_it(
    tmp_path: Path, look: OpenPage, tex: str
) -> None:
    page = look(page_of(tmp_path, [tex]))
    limit = page.locator("msub.integral > :last-child").first.bounding_box()
    behind = page.locator("mi").filter(has_text="f").first.bounding_box()
    assert limit is not None
    assert behind is not None
    size = page.locator("math").first.evaluate("math => parseFloat(getComputedStyle(math).fontSize)")
    # Between the two there may be a thin space, which a script has none of.
    assert -0.12 < (behind["x"] - limit["x"] - limit["width"]) / size < 0.3


def noted(folder: Path, text: str) -> str:
    """The address of the page that a build makes of a note with this text."""
    write(folder, {"content/note.md": text, "wiki.toml": ""})
    build_wiki(folder, folder / "site")
    return (folder / "site" / "note.html").as_uri()


def test_numbers_of_rows_stand_at_the_edge_of_the_text(look: OpenPage, tmp_path: Path) -> None:
    page = look(
        noted(tmp_path, "words\n\n\\begin{align} a &= b \\\\ c &= d \\tag{L} \\end{align}\n"), width=390
    )
    edges = [
        page.eval_on_selector(part, "it => it.getBoundingClientRect().right")
        for part in ("article > p", "article mtd.number")
    ]
    assert abs(edges[0] - edges[1]) < 1


def test_the_lines_of_a_long_formula_in_the_text_stand_apart_like_lines_of_text(
    look: OpenPage, tmp_path: Path
) -> None:
    terms = " + ".join(f"a_{{{n}}} x^{{{n}}}" for n in range(10, 50))
    page = look(noted(tmp_path, f"words\n\n${terms}$\n"), width=390)
    line = page.eval_on_selector("article > p", "it => it.getBoundingClientRect().height")
    tops = page.eval_on_selector_all(
        "article math.long > :not(:first-child)", "all => all.map(it => it.getBoundingClientRect().top)"
    )
    steps = [below - above for above, below in pairwise(tops) if below - above > 1]
    assert len(steps) > 4
    assert min(steps) > 0.8 * line


def test_words_after_a_formula_of_several_lines_stand_beside_its_last(look: OpenPage, tmp_path: Path) -> None:
    """Beside its first line they were read before the rest of it."""
    formula = r"$-D(p, q) = \mathbb{E}_p[\log q - \log p] \le \log\mathbb{E}_p[q/p] \le \log 1 = 0$"
    page = look(noted(tmp_path, f"{formula} *by* convexity.\n"), width=390)
    tops = page.eval_on_selector_all(
        "article math.long > *", "all => all.map(it => it.getBoundingClientRect().top)"
    )
    words = page.locator("article em").bounding_box()
    assert words is not None
    assert max(tops) - min(tops) > 10
    assert words["y"] > min(tops) + 10


@pytest.mark.parametrize("number", ["", r"\label{one}"])
def test_a_long_text_between_rows_breaks_its_lines(tmp_path: Path, look: OpenPage, number: str) -> None:
    words = "and words that go on and on, " * 8
    tex = rf"\begin{{align}} a &= b {number} \\ \intertext{{{words} $x^2$, {words}}} c &= d \end{{align}}"
    vault = Vault(tmp_path, {"a.md": f"# A\n\n$$\n{tex}\n$$\n"})
    vault.build()
    page = look((vault.site / "a.html").as_uri())
    page.set_viewport_size({"width": 390, "height": 800})
    body = page.locator(".equation > .body")
    script = "(found) => [found.scrollWidth - found.clientWidth, found.getBoundingClientRect().height]"
    beyond, height = body.evaluate(script)
    assert beyond <= 0
    assert height > 200
