"""MyST's directives that say something in a line, or say it to a program alone.

In:  the name of a directive, its argument, the lines of its body.
Out: the paragraphs of Markdown that say the same; none for one that shows nothing.
"""

from __future__ import annotations

from notes_wiki.pattern import pattern

_LEFT_OUT = frozenset(
    ("role", "default-role", "meta", "highlight", "sectionauthor", "codeauthor", "tabularcolumns",
     "currentmodule", "placeholder", "toc")
)  # fmt: skip
"""What is for the program alone, or for pages of paper, or lists what every site here lists anyway."""
_HEADINGS = frozenset(("rubric", "centered"))
_BUTTONS = frozenset(("button-link", "button-ref"))
_FILMS = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}
NAMES = _LEFT_OUT | _HEADINGS | _BUTTONS | _FILMS.keys() | {"video"}
_PICTURE = pattern(r"!\[(?P<alt>[^\[\]]*)\]\((?P<path>[^\s()]+)[^()\n]*\)(?:\{[^{}\n]*\})?[ \t]*$")
"""A picture alone on its line: `![words](path)`."""
_HTML_PICTURE = pattern(r"<img\b[^<>]*>")
_HTML_VALUE = pattern(r"\b(alt|src)=\"([^\"]*)\"")


def paragraphs(name: str, argument: str, body: list[str]) -> list[str] | None:
    """What such a directive stands for; None if it is another, or lacks what it needs."""
    if name in _LEFT_OUT:
        return []
    if name not in NAMES or not argument:
        return None
    if name in _HEADINGS:
        return [f"**{argument}**"]
    if name in _FILMS:
        return [f"<{_FILMS[name]}{argument}>"]
    if name == "video":
        return [f"![]({argument})"]
    words = " ".join(body).strip()
    return [f"[{words}](<{argument}>)" if words else f"<{argument}>"]


def picture_above(body: list[str]) -> tuple[str, str, list[str]] | None:
    """The words and the path of the picture that the body of a `{figure-md}` begins with, and the rest of the
    body, its caption."""
    lines = body[next((n for n, line in enumerate(body) if line.strip()), 0) :]
    if not lines:
        return None
    if found := _PICTURE.match(lines[0].strip()):
        return found["alt"], found["path"], lines[1:]
    given = dict(_HTML_VALUE.findall(lines[0])) if _HTML_PICTURE.fullmatch(lines[0].strip()) else {}
    return (given.get("alt", ""), given["src"], lines[1:]) if "src" in given else None
