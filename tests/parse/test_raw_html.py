"""Raw HTML in notes: what of it may stand in a page, and that nothing else can come through.

What a note makes of HTML is read by a parser that repairs nothing, so whatever is unbalanced is found; what
a browser sees in it is looked at in `tests/browser/test_injections.py`.
"""

from __future__ import annotations

import hashlib
import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from notes_wiki.model import FragmentHole, IdHole, LinkHole, Parsed, Source, TagHole
from notes_wiki.parse.note import Parser
from notes_wiki.parse.raw_html import VOID
from notes_wiki.parse.settings import ParseSettings

PARSERS = {
    (dialect, trust): Parser(ParseSettings(dialect, html=trust))
    for dialect in ("wiki", "obsidian", "hugo", "pandoc")
    for trust in ("safe", "escape", "trusted")
}


def parsed(text: str, dialect: str = "wiki", trust: str = "safe") -> Parsed:
    return PARSERS[dialect, trust].parse(Source("a.md", text, ""))


def html(found: Parsed) -> str:
    """The body as a page has it, holes filled in with the simplest thing."""
    texts: list[str] = []
    for piece in found.body.pieces:
        for text, hole in zip(piece.texts, piece.holes, strict=False):
            texts.append(text)
            if isinstance(hole, IdHole):
                texts.append(f' id="{hole.name.replace(chr(34), "&quot;")}"')
            elif isinstance(hole, FragmentHole):
                texts.append(' href="#"')
            elif isinstance(hole, LinkHole | TagHole):
                texts.append('<a href="x">')
        texts.append(piece.texts[-1])
    return "".join(texts)


class Reader(HTMLParser):
    """Follows the tags: what is open, what was seen, what closes wrongly."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.wrong.append(f"</{tag}> while {self.open[-3:]} are open")
        else:
            self.open.pop()

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        self.wrong.append(f"declaration {decl}")

    def handle_pi(self, data: str) -> None:
        self.wrong.append(f"instruction {data}")


FORBIDDEN = frozenset(
    "script style iframe object embed form input button select textarea svg template noscript base link meta "
    "title xmp plaintext frame frameset applet marquee portal dialog slot".split()
)
SAFE_URL = re.compile(r"(?:https?|mailto|tel):|[^:]*$|#", re.I)


def faults(page: str) -> list[str]:
    """What is wrong with a body: unbalanced, or holding what could run."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    found = [*reader.wrong, *(f"<{tag}> is never closed" for tag in reader.open)]
    for tag, attributes in reader.tags:
        if tag in FORBIDDEN and not (tag == "input" and attributes.get("type") == "checkbox"):
            found.append(f"<{tag}>")
        for name, value in attributes.items():
            if name.startswith("on") or name in (
                "style",
                "srcdoc",
                "formaction",
                "xlink:href",
                "ping",
                "action",
            ):
                found.append(f"{name} on <{tag}>")
            if name in ("href", "src") and not SAFE_URL.match((value or "").strip()):
                found.append(f"{name}={value}")
    return found


CASES = [
    ("<b>bold</b> and <i>it</i>", "<p><b>bold</b> and <i>it</i></p>"),
    ("<b>never closed", "<p><b>never closed</b></p>"),
    ("<i><b>crossed</i></b>", "<p><i><b>crossed</b></i></p>"),
    ("closed</b> only", "<p>closed only</p>"),
    ('<span style="color:red" onclick="x()" class="c">s</span>', '<p><span class="c">s</span></p>'),
    ("a <script>alert(1)</script> b", "<p>a  b</p>"),
    ("<keyword> is text", "<p>&lt;keyword&gt; is text</p>"),
    ("a < b and c > d", "<p>a &lt; b and c &gt; d</p>"),
    ('<a href="javascript:alert(1)">x</a>', "<p><a>x</a></p>"),
    ('<a href="&#106;avascript:alert(1)">x</a>', "<p><a>x</a></p>"),
    ('<a href=" java\tscript:alert(1)">x</a>', '<p><a href="x">x</a></p>'),
    ('<iframe src="https://x.y/v"></iframe>', '<a class="external" href="https://x.y/v" rel="noopener">https://x.y/v</a>'),
    ("<center>c</center>", "<div>c</div>"),
    ("x <!-- gone --> kept", "<p>x  kept</p>"),
    ("<div>\n\n*in* a div\n\n</div>", "<div>\n<p><em>in</em> a div</p>\n</div>"),
    ("<details><summary>s</summary>\n\n$x$\n\n</details>", None),
    ("<kbd>Ctrl</kbd>+<sub>2</sub><br/>", "<p><kbd>Ctrl</kbd>+<sub>2</sub><br></p>"),
    ("</div></article></main>\n\ntext", "<p>text</p>"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_becomes_of_raw_html(text: str, expected: str | None) -> None:
    page = html(parsed(text))
    assert faults(page) == []
    if expected is not None:
        assert " ".join(page.split()) == " ".join(expected.split())


INJECTIONS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//x.y></sCrIpT >",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    '<img src="x" / onerror="alert(1)">',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)>",
    '<math href="javascript:alert(1)">x</math>',
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="jAvAsCrIpT&colon;alert(1)">x</a>',
    '<a href="&#x6A;avascript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="vbscript:x">x</a>',
    "[x](javascript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "<javascript:alert(1)>",
    "![x](data:image/svg+xml;base64,PHN2Zy8+)",
    "![x](javascript:alert(1))",
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<iframe src="javascript:alert(1)"></iframe>',
    '<object data="x.swf"></object><embed src="x.swf">',
    '<form action="https://x.y"><input name="a"><button>b</button></form>',
    '<meta http-equiv="refresh" content="0;url=https://x.y"><base href="https://x.y/">',
    '<link rel="stylesheet" href="https://x.y/a.css"><style>body{display:none}</style>',
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<textarea></textarea><img src=x onerror=alert(1)>",
    "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\">",
    "<plaintext>all of it",
    "<template><script>alert(1)</script></template>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?x <img src=x onerror=alert(1)> ?>",
    "<p title='</p><img src=x onerror=alert(1)>'>x",
    '<b title="&quot;&gt;<img src=x onerror=alert(1)>">x</b>',
    "<a\x0bhref=javascript:alert(1)>x</a>",
    "<a href=x onclick\n=\nalert(1)>x</a>",
    "<table><td><script>alert(1)</script>",
    '<div id="main"><div id="search">x</div></div>',
    "$\\text{<script>alert(1)</script>}$",
    "$\\text{</mtext></math><svg/onload=alert(1)>}$",
    "$$\\tag{<img src=x onerror=alert(1)>} x$$",
    "$\\href{javascript:alert(1)}{x}$",
    "$\\unicode{x3c}script>$",
    '$\\style{x:"><script>alert(1)</script>}{x}$ $\\class{a" onclick="b}{x}$',
    '$\\textcolor{"><script>alert(1)</script>}{x}$',
    "$\\htmlData{a=b}{x} \\includegraphics{x}$",
    '```html title="<script>alert(1)</script>"\n<script>alert(1)</script>\n```',
    '> [!note"><script>alert(1)</script>] x',
    '::: note"><script>alert(1)</script> {#a"onclick="b .c"d title="<script>"}\nx\n:::',
    '# x {#a"onclick="alert(1) .b"c onclick=alert(1)}',
    "[[x|<img src=x onerror=alert(1)>]]",
    '[[x"><script>alert(1)</script>]]',
    '![a"onerror="alert(1)](x.png "t\\"onload=\\"b")',
    "![[x.png|<script>alert(1)</script>]]",
    "[^<script>]\n\n[^<script>]: <script>alert(1)</script>",
    "#<script>alert(1)</script> #a/b\"onclick",
    '{{< figure src="x.png" caption="<script>alert(1)</script>" alt="\\"><script>" >}}',
    "{{< raw >}}<script>alert(1)</script>{{< /raw >}}",
    "---\ntitle: <script>alert(1)</script>\n---\n",
    "# <script>alert(1)</script> <b onclick=x>y</b>",
    "\x02id:0\x03<script>",
]  # fmt: skip


@pytest.mark.parametrize("dialect", ["wiki", "obsidian", "hugo", "pandoc"])
@pytest.mark.parametrize("text", INJECTIONS)
def test_nothing_that_could_run_comes_through(text: str, dialect: str) -> None:
    for trust in ("safe", "escape"):
        found = parsed(text, dialect, trust)
        assert faults(html(found)) == []
        assert faults(found.linking.title.html) == []
        assert all(faults(heading.text.html) == [] for heading in found.linking.headings)


_PIECES = st.sampled_from(
    [
        "<div>", "</div>", "<b>", "</b>", "<p>", "</p>", "<table>", "<tr>", "<td>", "</table>",
        "<a href=x>", "</a>",
        "<script>", "</script>", "<style>", "</style>", "<svg>", "</svg>", "<math>", "<select>", "<option>",
        "<li>", "<ul>", "</ul>", "<h1>", "</h2>", "<br>", "<img src=x onerror=y>", "<details>", "<summary>",
        "<span title='", '"', "'", ">", "<", "&lt;", "&#60;", "<!--", "-->", "<![CDATA[",
        "]]>", "<?", "\n", "\n\n",
        " ", "x",
        "$y^2$", "$$z$$", "[[w]]", "[v](u)", "`<i>`", "> ", "- ", "# ", "| a | b |\n|---|---|\n", "**",
        "^[n]",
        "> [!note] t\n", "::: theorem\n", ":::\n", "kx0x", "&", "\\", "<section class=footnotes>",
    ]
)  # fmt: skip
_SOUP = st.lists(_PIECES, max_size=14).map("".join)


@given(_SOUP, st.sampled_from(["wiki", "obsidian", "hugo", "pandoc"]))
@example("<table><td>$y^2$</b></table>", "wiki")
@settings(max_examples=250, deadline=None)
def test_any_soup_of_tags_comes_out_balanced_and_harmless(text: str, dialect: str) -> None:
    assert faults(html(parsed(text, dialect))) == []


@given(_SOUP)
@settings(max_examples=150, deadline=None)
def test_what_is_ours_comes_through_whole(soup: str) -> None:
    """A formula, a link and a footnote after whatever HTML stands before them."""
    found = parsed(f"{soup}\n\n-->]]>?></script></style>\n\nq $q_{{17}}$ [[target|words]] q\n", "wiki")
    page = html(found)
    if "$q_{17}$" in page.replace("&lt;", "<") or any(
        link.target == "target" for link in found.linking.links
    ):
        return
    assert "<msub><mi>q</mi><mn>17</mn></msub>" in page or "q_{17}" in page


@given(_SOUP)
@settings(max_examples=100, deadline=None)
def test_escaped_html_is_all_text(text: str) -> None:
    page = html(parsed(text, trust="escape"))
    assert faults(page) == []
    assert "onerror=y>" not in page


@pytest.mark.parametrize(
    "text",
    [
        '<svg viewBox="0 0 1 1"><g id="g"><path d="M0 0"/></g></svg>',
        "<script>if (a < b && c) { x() }</script>",
        "<style>a > b { color: red }</style>",
        '<div style="color:red" data-x="1" onclick="y()">text</div>',
        '<iframe src="https://example.org/" width="300"></iframe>',
        '<form action="https://example.org/"><input name="a"></form>',
        "<my-element>text</my-element>",
    ],
)
def test_trusted_html_is_kept_as_it_is(text: str) -> None:
    assert html(parsed(f"{text}\n", trust="trusted")).strip().removeprefix("<p>").removesuffix("</p>") == text
    assert f"words {text}</" in html(parsed(f"words {text}\n", trust="trusted"))


def test_links_and_pictures_of_trusted_html_are_the_wiki_s() -> None:
    found = parsed('<a href="b.md" style="color:red">b</a> <img src="p.png">', trust="trusted")
    assert [link.target for link in found.linking.links] == ["b.md"]
    assert [image.target for image in found.linking.images] == ["p.png"]


def test_a_film_with_its_source_inside_is_shown() -> None:
    found = parsed('<video controls><source src="t.mp4" type="video/mp4">no film</video>')
    assert [image.target for image in found.linking.images] == ["t.mp4"]
    assert found.facts.problems == ()


def test_a_placeholder_cannot_be_forged() -> None:
    """What stands for our elements while HTML is balanced holds a digest of the note."""
    page = html(parsed('<b data-k0="0">x</b> k0x0x $x$ <i data-k0123456789abcdef0123="0">y</i>'))
    assert "data-k" not in page
    assert "k0x0x" in page


def test_a_part_that_is_included_forges_no_placeholder() -> None:
    text = "<b>\n\n$x$ {{< include _a.qmd >}}\n\n{{< include _a.qmd >}}\n"
    nonce = "k" + hashlib.blake2b(text.encode()).hexdigest()[:20]
    part = f'{nonce}x0x <i data-{nonce}="0">a</i>\n'
    body = Parser(ParseSettings("wiki", parts={"_a.qmd": part})).parse(Source("a.md", text, "")).body
    html = "".join("".join(piece.texts) for piece in body.pieces)
    assert html.count("<math") == 1
    assert f"{nonce}x0x <i>a</i>" in html


@pytest.mark.parametrize("entity", ["&#2;", "&#x3;", "&#0;"])
def test_entities_spell_no_reserved_characters(entity: str) -> None:
    html = "".join(text for piece in parsed(f"</p>\n{entity}a").body.pieces for text in piece.texts)
    assert not set("\0\2\3") & set(html)


def test_an_id_comes_once() -> None:
    found = parsed('<div id="main">x</div> <div id="main">y</div>')
    assert 'id="main"' in html(found)
    assert len(set(found.linking.anchors)) == len(found.linking.anchors)


def test_an_element_that_is_taken_out_is_reported_once() -> None:
    found = parsed("<form>a</form>\n\n<form>b</form>\n\n<script>c</script>")
    assert [problem.code for problem in found.facts.problems] == ["html-removed", "html-removed"]
    assert found.facts.problems[0].span is not None


@pytest.mark.parametrize(
    "text", ["<!-- never closed\n\ntext", "<![CDATA[\n\ntext", "<?\n\ntext", "text <!-- x"]
)
def test_a_comment_that_takes_the_rest_of_the_note_with_it_is_reported(text: str) -> None:
    found = parsed(text)
    told = [problem.message for problem in found.facts.problems]
    assert told == ["A comment is never closed, so everything after it is left out."] or "x" in html(found)


@pytest.mark.parametrize("trust", ["safe", "escape", "trusted"])
@pytest.mark.parametrize(
    "text", ["<!-- secret -->", "a <!-- secret --> b", "<div>\n<!-- secret -->\nc</div>", "<!-- secret --> d"]
)
def test_comments_are_never_shown(text: str, trust: str) -> None:
    assert "secret" not in html(parsed(text, trust=trust))


@pytest.mark.parametrize("trust", ["safe", "escape", "trusted"])
def test_what_stands_between_comments_is_shown(trust: str) -> None:
    assert "kept" in html(parsed("<!-- a --> kept <!-- b -->", trust=trust))


@pytest.mark.parametrize("zoom", ["abc", "", "-5", "1e3", "99999", "\u0663\u0663"])
def test_a_picture_of_trusted_html_may_say_any_zoom(zoom: str) -> None:
    assert parsed(f'<img src="p.png" zoom="{zoom}">', trust="trusted").body.pieces


@pytest.mark.parametrize("picture", ["![w]({})", '<img src="{}">'])
def test_an_address_that_asks_for_a_formula_spells_no_control_characters(picture: str) -> None:
    address = "https://latex.codecogs.com/svg.latex?x%02id:0%03%00y"
    found = html(parsed(picture.format(address)))
    assert "<math" in found
    assert not any(ord(character) < 32 and character != "\n" for character in found)


@pytest.mark.parametrize("opened", ["<!-- a", "<![CDATA[ a", "<? a"])
def test_a_comment_that_ends_with_the_tag_of_another_element_is_not_closed(opened: str) -> None:
    told = parsed(f"{opened} -\n<b>", dialect="pandoc").facts.problems
    assert [problem.code for problem in told] == ["unclosed-comment"]


def test_a_comment_in_running_text_that_nothing_closes_is_shown_and_reported() -> None:
    found = parsed("a <!-- b")
    assert "&lt;!-- b" in html(found)
    assert [problem.code for problem in found.facts.problems] == ["unclosed-comment"]


@pytest.mark.parametrize(
    "attribute",
    ["hidden", 'hidden="until-found"', 'style="color: red; display:none"', "STYLE='visibility: hidden'"],
)
def test_what_nobody_is_to_see_stays_out_of_sight_and_out_of_the_search(attribute: str) -> None:
    for text in (f"<div {attribute}>\n\na\n\n</div>", f"b <span {attribute}>a</span>"):
        assert ' hidden="" data-pagefind-ignore="all">' in html(parsed(text))


def test_a_style_that_hides_nothing_is_left_out() -> None:
    assert "hidden" not in html(
        parsed('<div style="inline-display:none">a</div> <p style="display: block">b</p>')
    )
