"""Pictures and other files: found, sized, copied when a published note uses them, and harmless."""

import html
import os
import re
import struct
import zlib
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from notes_wiki.write.output import Output
from tests.site.vault import Vault, codes


def png(width: int, height: int) -> bytes:
    """A grey picture of this size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><script>alert(1)</script></svg>'


def image(made: Vault, page: str = "a.html") -> dict[str, str]:
    """The attributes of the first picture of a page."""
    tag = re.search(r"<img [^>]*>", made.body(page))
    assert tag is not None, made.body(page)
    return dict(re.findall(r'([a-z-]+)="([^"]*)"', tag[0]))


@pytest.mark.parametrize(
    ("link", "width", "height"),
    [
        ("![x](p.png)", "60", "30"),
        ("![[p.png]]", "60", "30"),
        ("![[p.png|300]]", "300", "150"),
        ("![[p.png|300x200]]", "300", "200"),
        ("![[p.png|a caption|300]]", "300", "150"),
        ("![x|300](p.png)", "300", "150"),
        ("![x|300x200](p.png)", "300", "200"),
        ('<img src="p.png" width="300">', "300", "150"),
        ('<img src="p.png" height="15">', "30", "15"),
        ('<img src="p.png" style="zoom: 50%;" />', "30", "15"),
        ("<img src=p.png style='zoom:33%'>", "20", "10"),
        ('<img src="p.png" style="float: left; max-width: 9px; width: 20px">', "20", "10"),
        ('<img src="p.png" style="zoom:999px">', "60", "30"),
        ("![[v.svg]]", "40", "20"),
        ("![x](v.svg)", "40", "20"),
    ],
)
def test_width_and_height_are_always_written(tmp_path: Path, link: str, width: str, height: str) -> None:
    made = Vault(tmp_path, {"a.md": f"# A\n\n{link}\n", "p.png": png(60, 30), "v.svg": SVG})
    assert codes(made.build()) == []
    shown = image(made)
    assert (shown["width"], shown["height"]) == (width, height)
    assert (made.site / shown["src"]).exists()


@pytest.mark.parametrize(
    ("link", "path"),
    [
        ("![](p.png)", "p.png"),
        ("![[p.png]]", "deep/down/p.png"),
        ("![](img/p.png)", "img/p.png"),
        ("![](../img/p.png)", "img/p.png"),
        ("![](/img/p.png)", "img/p.png"),
        ("![](P.PNG)", "p.png"),
        ("![[Pasted image 1.png]]", "files/Pasted image 1.png"),
        ("![](Pasted%20image%201.png)", "Pasted image 1.png"),
        ("![](<Pasted image 1.png>)", "Pasted image 1.png"),
        ("![](100%25.png)", "100%.png"),
        ("![](a%23b.png)", "a#b.png"),
        ("![](%E6%BC%A2.png)", "漢.png"),
        ("![](\u00e9.png)", "e\u0301.png"),
        ("![[sub/p.png]]", "vault/sub/p.png"),
        ("[a document](doc.pdf)", "doc.pdf"),
        ("[[doc.pdf]]", "x/doc.pdf"),
        ("![[doc.pdf]]", "x/doc.pdf"),
        ("![[talk.mp4]]", "x/talk.mp4"),
        ("![[song.mp3]]", "x/song.mp3"),
        ("[data](data.csv)", "data.csv"),
    ],
)
def test_a_file_is_found_by_its_path_or_anywhere_by_its_name(tmp_path: Path, link: str, path: str) -> None:
    made = Vault(tmp_path, {"n/a.md": f"# A\n\n{link}\n", path: png(2, 2)})
    assert codes(made.build()) == []
    assert (made.site / "-/assets" / path).read_bytes() == png(2, 2)
    assert f"-/assets/{path.rpartition('/')[0]}" in made.body("n/a.html")


def test_a_file_is_shown_as_what_it_is_and_by_a_link_where_browsers_cannot_show_it(tmp_path: Path) -> None:
    shown = {
        "talk.opus": "<audio controls",
        "film.m4v": "<video controls",
        "moving.apng": "<img src=",
        "scan.tif": '<a class="file"',
        "report.docx": '<a class="file"',
        "data.xyz": '<a class="file"',
    }
    text = "".join(f"![[{name}]]\n\n" for name in shown) + "[[Node.js]] ![[gone.opus]]\n"
    files = dict.fromkeys(shown, png(2, 2))
    made = Vault(tmp_path, {"a.md": f"# A\n\n{text}", "Node.js.md": "# Node\n", **files})
    assert codes(made.build()) == ["missing-file"]
    body = made.body("a.html")
    for name, tag in shown.items():
        assert re.search(rf'{tag}[^>]*"-/assets/{name}"', body), name
    assert '<a href="node-js.html">' in body


def test_of_several_files_of_one_name_the_nearest_is_shown(tmp_path: Path) -> None:
    notes: dict[str, str | bytes] = {
        "x/a.md": "![[p.png]]",
        "y/a.md": "![[p.png]]",
        "x/img/p.png": png(1, 1),
        "y/p.png": png(2, 2),
    }
    made = Vault(tmp_path, notes)
    made.build()
    assert image(made, "x/a.html")["src"].endswith("x/img/p.png")
    assert image(made, "y/a.html")["src"].endswith("y/p.png")


def test_only_what_published_notes_use_is_copied(tmp_path: Path) -> None:
    made = Vault(
        tmp_path,
        {
            "a.md": "![](used.png) [d](linked.pdf)",
            "b.md": "---\ndraft: true\n---\n![](drafts.png) ![](used.png)",
            "used.png": png(1, 1),
            "linked.pdf": b"%PDF",
            "drafts.png": png(1, 1),
            "nobody.png": png(1, 1),
        },
    )
    made.build()
    assert [name for name in made.files() if "assets" in name] == ["-/assets/linked.pdf", "-/assets/used.png"]
    made.write({"a.md": "nothing"})
    made.build()
    assert [name for name in made.files() if "assets" in name] == []


def test_a_missing_file_is_reported_and_leaves_a_visible_box(tmp_path: Path) -> None:
    made = Vault(tmp_path, {"a.md": "# A\n\n![a tree](gone.png) ![[gone.pdf]]\n"})
    report = made.build()
    assert codes(report) == ["missing-file", "missing-file"]
    assert 'class="missing-image"' in made.body("a.html")
    assert '<span class="words">a tree<br></span>gone.png<' in made.body("a.html")
    assert ">gone.pdf<" in made.body("a.html")
    assert report.problems[0].span is not None
    assert (report.problems[0].span.line, report.problems[0].span.column) == (3, 1)


def test_a_missing_files_box_names_no_folders_of_the_authors_machine(tmp_path: Path) -> None:
    made = Vault(tmp_path, {"a.md": "# A\n\n![a](/home/someone/b/gone.png) ![](sub/lost.png)\n"})
    made.build()
    assert "someone" not in made.body("a.html")
    assert ">sub/lost.png<" in made.body("a.html")


def test_a_file_that_changes_changes_its_copy_and_its_size(tmp_path: Path) -> None:
    made = Vault(tmp_path, {"a.md": "![](p.png)", "p.png": png(10, 10)})
    made.build()
    os.utime(made.content / "p.png", (1, 1))
    made.build()
    made.write({"p.png": png(20, 10)})
    made.build()
    assert image(made)["width"] == "20"
    assert (made.site / "-/assets/p.png").read_bytes() == png(20, 10)


def test_a_copy_that_somebody_damaged_is_made_again(tmp_path: Path) -> None:
    made = Vault(tmp_path, {"a.md": "![](p.png)", "p.png": png(10, 10)})
    os.utime(made.content / "p.png", (1, 1))
    made.build()
    (made.site / "-/assets/p.png").write_bytes(b"x")
    made.build()
    assert (made.site / "-/assets/p.png").read_bytes() == png(10, 10)


def test_a_file_that_is_known_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Vault(tmp_path, {"a.md": "![](p.png)", "p.png": png(10, 10)})
    os.utime(made.content / "p.png", (1, 1))
    made.build()
    made.write({"a.md": "![](p.png) more"})
    read_bytes = Path.read_bytes
    monkeypatch.setattr(
        Path, "read_bytes", lambda path: pytest.fail(str(path)) if path.name == "p.png" else read_bytes(path)
    )
    made.build()
    assert image(made)["width"] == "10"


def test_a_file_that_cannot_be_read_is_reported_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Vault(tmp_path, {"a.md": "![](p.png)", "p.png": png(10, 10)})
    put_file = Output.put_file

    def refuse(output: Output, address: str, path: Path) -> str:
        if path.name == "p.png":
            raise PermissionError(13, "Permission denied")
        return put_file(output, address, path)

    monkeypatch.setattr(Output, "put_file", refuse)
    report = made.build()
    assert [(problem.code, problem.path) for problem in report.problems] == [("unreadable", "p.png")]
    assert "p.png, which notes use, cannot be read" in report.problems[0].message
    assert (made.site / "a.html").exists()


@pytest.mark.parametrize(
    "data", [b"", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xff\xd8\xff", b"<svg", b"RIFF0000WEBP", b"x" * 40]
)
@pytest.mark.parametrize("name", ["p.png", "p.svg", "p.jpg", "p.webp"])
def test_a_damaged_picture_is_copied_and_shown_without_its_size(
    tmp_path: Path, name: str, data: bytes
) -> None:
    made = Vault(tmp_path, {"a.md": f"![]({name})", name: data})
    assert codes(made.build()) == []
    assert "width" not in image(made)


def test_a_picture_behind_a_symbolic_link_is_copied(tmp_path: Path) -> None:
    made = Vault(tmp_path, {"a.md": "![](p.png)"})
    (tmp_path / "far.png").write_bytes(png(3, 3))
    (made.content / "p.png").symlink_to(tmp_path / "far.png")
    assert codes(made.build()) == []
    copy = made.site / "-/assets/p.png"
    assert not copy.is_symlink()
    assert copy.read_bytes() == png(3, 3)


@pytest.mark.parametrize("name", ["x.html", "x.htm", "x.xhtml", "X.HTML", "x.xml", "x.mhtml", "x.shtml"])
def test_a_page_among_the_notes_is_never_served_as_one(tmp_path: Path, name: str) -> None:
    active = b"<script>alert(1)</script>"
    made = Vault(tmp_path, {"a.md": f"[x]({name}) ![[{name}]]", name: active}, 'static = ["public"]\n')
    (tmp_path / "public").mkdir()
    (tmp_path / "public/static.html").write_bytes(active)
    made.write({"b.md": "[y](/static.html)"})
    made.build()
    holders = [address for address in made.files() if (made.site / address).read_bytes() == active]
    assert holders
    assert all(address.endswith(".txt") for address in holders)


def test_an_svg_is_shown_by_img_and_otherwise_only_saved(tmp_path: Path) -> None:
    made = Vault(tmp_path, {"a.md": "![[v.svg]] [v](v.svg)", "v.svg": SVG})
    made.build()
    body = made.body("a.html")
    assert re.search(r'<img src="[^"]*v\.svg"', body)
    assert re.search(r'<a class="file" href="[^"]*v\.svg" download>', body)
    assert "<svg" not in body
    assert "<object" not in body


def test_a_static_file_stands_at_the_root(tmp_path: Path) -> None:
    made = Vault(
        tmp_path,
        {"n/a.md": '{{< figure src="/ox-hugo/p.png" caption="A *b* $x$" >}}\n\n![](/ox-hugo/p.png)'},
        'static = ["static"]\ndialect = "hugo"\n',
    )
    (tmp_path / "static/ox-hugo").mkdir(parents=True)
    (tmp_path / "static/ox-hugo/p.png").write_bytes(png(5, 4))
    assert codes(made.build()) == []
    assert image(made, "n/a.html")["src"] == "../ox-hugo/p.png"
    assert image(made, "n/a.html")["height"] == "4"
    assert (made.site / "ox-hugo/p.png").exists()


def test_alt_texts_are_words(tmp_path: Path) -> None:
    made = Vault(tmp_path, {"a.md": '![A *big* "x" &lt;b> $x^2$|20](p.png)', "p.png": png(5, 4)})
    made.build()
    assert image(made)["alt"] == "A big &quot;x&quot; &lt;b&gt; x²"


@pytest.mark.parametrize(
    ("dialect", "text", "figure"),
    [
        ("wiki", '![alt](p.png "The *caption* $x$")', True),
        ("wiki", "![alt](p.png)", False),
        ("wiki", 'words ![alt](p.png "title")', False),
        ("obsidian", '![alt](p.png "The *caption* $x$")', True),
        ("pandoc", "![The *caption* $x$](p.png)", True),
        ("pandoc", "![](p.png)", False),
        ("hugo", '![alt](p.png "only a hint")', False),
    ],
)
def test_a_picture_alone_with_a_caption_is_a_figure(
    tmp_path: Path, dialect: str, text: str, figure: bool
) -> None:
    made = Vault(tmp_path, {"a.md": f"# A\n\n{text}\n", "p.png": png(5, 4)}, f'dialect = "{dialect}"\n')
    made.build()
    body = made.body("a.html")
    assert ("<figure><img" in body) is figure
    if figure:
        assert '<figcaption>The <em>caption</em> <span class="math"' in body
        assert "title=" not in body.partition("<figure>")[2].partition("<figcaption>")[0]


def test_films_sounds_and_documents_are_shown_or_linked(tmp_path: Path) -> None:
    made = Vault(
        tmp_path,
        {
            "a.md": "![[t.mp4]]\n\n![[s.mp3]]\n\n![[d.pdf|The paper]]\n",
            "t.mp4": b"t",
            "s.mp3": b"s",
            "d.pdf": b"d",
        },
    )
    made.build()
    body = made.body("a.html")
    assert re.search(r'<video controls [^>]*src="-/assets/t\.mp4"', body)
    assert re.search(r'<audio controls [^>]*src="-/assets/s\.mp3"', body)
    assert re.search(r'<a class="file" href="-/assets/d\.pdf">The paper</a>', body)


def test_a_page_of_a_document_is_led_to(tmp_path: Path) -> None:
    made = Vault(
        tmp_path, {"a.md": "![[d.pdf#page=3]] [[d.pdf#page=4&zoom=2|p. 4]] [x](d.pdf#page=5)", "d.pdf": b"d"}
    )
    assert codes(made.build()) == []
    assert re.findall(r'href="-/assets/d\.pdf#([^"]*)"', made.body("a.html")) == [
        "page=3",
        "page=4&amp;zoom=2",
        "page=5",
    ]
    made.write({"a.md": "![[d.pdf#page=3]] [[d.pdf#page=6|p. 4]] [x](d.pdf#page=5)"})
    made.build()
    assert "d.pdf#page=6" in made.body("a.html")


NAMES = [
    "C# plot.png", "why?.png", "100%.png", "it's.png", 'say "hi".png', "a & b.png", "a<b>.png",
    "emoji 🎉.png",
    "漢字.png", "new\nline.png", "back\\slash.png", "co:lon.png", "semi;colon.png", "(y).png", "+plus.png",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_any_name_is_shown(tmp_path: Path, name: str) -> None:
    made = Vault(tmp_path, {"a.md": f"![x](<{quote(name)}>)", f"folder/{name}": png(7, 7)})
    assert codes(made.build()) == []
    shown = image(made)
    assert shown["width"] == "7"
    assert (made.site / unquote(html.unescape(shown["src"]))).read_bytes() == png(7, 7)


@pytest.mark.parametrize(
    ("typed", "width", "height"),
    [
        ("![x](p.png){width=300}", "300", "150"),
        ('![x](p.png){ width="300px" height=20 }', "300", "20"),
        ("![x](p.png){#fig:p .wide width=300}", "300", "150"),
        ("![x](p.png){width=50%}", "60", "30"),
    ],
)
@pytest.mark.parametrize("dialect", ["wiki", "pandoc"])
def test_attributes_after_a_picture_are_read(
    tmp_path: Path, typed: str, width: str, height: str, dialect: str
) -> None:
    made = Vault(tmp_path, {"a.md": f"# A\n\nx {typed} y", "p.png": png(60, 30)}, f'dialect = "{dialect}"\n')
    assert codes(made.build()) == []
    shown = image(made)
    assert (shown["width"], shown["height"]) == (width, height)
    assert "{" not in made.body("a.html")
