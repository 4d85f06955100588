"""Every known way to smuggle something into a page, opened in a real Chromium without its policy: dead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from notes_wiki.build import BuildOptions, build
from tests.browser.conftest import OpenPage
from tests.parse.test_raw_html import INJECTIONS

pytestmark = pytest.mark.browser

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_WATCH = "<script>window.fired = []; window.alert = (x) => { fired.push(x) }</script>"


@pytest.mark.parametrize("dialect", ["wiki", "hugo"])
def test_no_injection_runs_or_loads_anything(tmp_path: Path, open_page: OpenPage, dialect: str) -> None:
    content = tmp_path / "content"
    content.mkdir()
    for number, text in enumerate(INJECTIONS):
        (content / f"n{number}.md").write_text(f"# Note {number}\n\n{text}\n", encoding="utf-8")
    links = "\n".join(f"- ![[n{number}]] [[n{number}]]" for number in range(len(INJECTIONS)))
    (content / "all.md").write_text(f"# All\n\n{links}\n", encoding="utf-8")
    report = build(BuildOptions(content=content, out=tmp_path / "site", dialect=dialect, config=None, jobs=1))
    assert report.notes == len(INJECTIONS) + 1
    bodies = []
    for number in range(len(INJECTIONS)):
        text = (tmp_path / f"site/n{number}.html").read_text(encoding="utf-8")
        bodies.append(text[text.index("<article") : text.index("</article>")] + "</article>")
    target = tmp_path / "bodies.html"
    target.write_text(f"<!doctype html><meta charset=utf-8>{_WATCH}{''.join(bodies)}", encoding="utf-8")
    requests: list[str] = []
    page = open_page("about:blank")
    page.on("request", lambda request: requests.append(request.url))
    page.on("dialog", lambda dialog: requests.append(f"dialog {dialog.message}"))
    page.clock.install()
    page.goto(target.as_uri())
    # What runs by itself runs with the page, or when a timer says so; a while is left to what does neither
    # (an animation, a refresh): on a slow machine it catches less, and never too much.
    page.clock.fast_forward(60_000)
    page.wait_for_timeout(200)
    for element in page.query_selector_all("details, summary"):
        element.evaluate("e => e.toggleAttribute('open')")
    for element in page.query_selector_all("article a:not([href^=http])"):
        element.evaluate("e => { if ((e.getAttribute('href') || '').includes('script')) e.click() }")
    assert page.evaluate("window.fired") == []
    assert (
        page.evaluate(
            "[...document.querySelectorAll('article *')].filter(e => e.attributes && [...e.attributes].some("
            "a => a.name.startsWith('on') || a.name === 'style')).map(e => e.outerHTML)"
        )
        == []
    )
    assert (
        page.evaluate("document.querySelectorAll('article script, article iframe, article svg *').length")
        == 0
    )
    assert [url for url in requests if not url.startswith("file:")] == []
