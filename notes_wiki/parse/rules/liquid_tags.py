"""Liquid's tags: how they are written, and what each means.

In:  a tag as matched: `{% youtube id %}`, `{{ page.title }}`.
Out: its parameters; the tokens that it stands for: a link, a picture, one of Hugo's shortcodes, or `foreign`
     (`markup`: its name, `content`: as typed) for a tag that only the program it was written for knows.
"""

from __future__ import annotations

import re

from markdown_it.token import Token

from notes_wiki.parse.files import type_of
from notes_wiki.parse.rules.hexo import INLINE as HEXO
from notes_wiki.parse.rules.hexo import in_words
from notes_wiki.parse.rules.shortcode_formulas import MATH
from notes_wiki.pattern import pattern

TAG = pattern(r"\{%-?\s*(?P<name>[A-Za-z]\w*(?:-\w+)*)(?P<rest>[^%]*(?:%(?!\})[^%]*)*?)-?%\}")
"""A tag in running text: `{% youtube id %}`, `{%- x -%}`."""
_ARGUMENT = pattern(r"(?:([A-Za-z][\w-]*)\s*[=:]\s*)?(?:\"([^\"]*)\"|'([^']*)'|([^\s\"',()=]+))")
"""An argument of a tag: `title="x"`, `id: 3`, `word`."""
BLOCK = pattern(r"\bblock\b(?!\s*=\s*false)")
"""Where Zola's `katex(block=true)` says that its formula stands by itself."""
CODE = frozenset(("highlight", "codeblock", "code", "mermaid"))
"""Tags around code."""
PLAIN = frozenset(("raw", "katexmm"))
"""Tags around text that is read as any other; in the second, jekyll-katex's, dollars open formulas."""
_UNSEEN = PLAIN | {"assign"} | {f"end{name}" for name in (*PLAIN, "file", "embed")}
ADDRESSES = {"file": "src", "embed": "url"}
"""GitBook's tags that show a file or a page, and the parameter that says which."""
FORMULAS = MATH | {"latex", "equation", "displaymath"}
"""Tags around TeX."""
_CONTENTS = pattern(r"\s*[\"']?(?:[\w-]+/)*toc\b")
_SHORTCODES = frozenset(("youtube", "vimeo", "gist", "figure", "img", "image", "asset_img"))
_CAPTIONED = frozenset(("marginfigure", "maincolumn", "fullwidth"))
"""Tags of Tufte's style: a picture, perhaps behind an id, and its caption."""
_PLACES = frozenset(("post_url", "link", "post_link"))
_SOURCES = ("src", "path", "url", "image_path", "file", "image", "image_url", "img", "filename")


def arguments(rest: str) -> dict[str, str]:
    """The parameters of a tag: `name="value"`, and those without a name under "0", "1", …"""
    values: dict[str, str] = {}
    count = 0
    for name, double, single, bare in _ARGUMENT.findall(rest):
        values[name or str(count)] = double or single or bare
        count += not name
    return values


def is_unseen(name: str, rest: str) -> bool:
    """Whether a tag that stands alone shows nothing: one of a pair around text, a value that is set, a table
    of contents (every page here has its own)."""
    return name in _UNSEEN or (name == "include" and _CONTENTS.match(rest) is not None)


def meant(name: str, found: re.Match[str]) -> list[Token]:
    """What a tag means, as tokens."""
    values = arguments(found["rest"])
    if name in ADDRESSES and (address := values.get(ADDRESSES[name])):
        opening, words, closing = (
            Token("link_open", "a", 1),
            Token("text", "", 0),
            Token("link_close", "a", -1),
        )
        opening.attrs, opening.meta = {"href": address}, {"start": found.start(), "end": found.end()}
        words.content = address.rpartition("/")[2] if name == "file" else address
        return [opening, words, closing]
    if name in HEXO and (tokens := in_words(name, found["rest"])):
        tokens[0].meta = {"start": found.start(), "end": found.end()}
        return tokens
    picture = next((values[key] for key in (*_SOURCES, "0") if _is_picture(values.get(key, ""))), "")
    if name in _PLACES and values.get("0"):
        token = Token("wikilink", "", 0, content=values["0"])
    elif name in _CAPTIONED and (shown := _captioned(values)):
        token = Token("shortcode", "", 0, info="figure", content=found[0])
        token.attrs = shown
    elif picture and (name in _SHORTCODES or name.startswith("include")):
        token = Token("shortcode", "", 0, info="figure", content=found[0])
        token.attrs = {"src": picture, **_of_picture(values)}
    elif name in _SHORTCODES and values:
        token = Token("shortcode", "", 0, info=name, content=found[0])
        token.attrs = dict(values)
    else:
        token = Token("foreign", "", 0, content=found[0])
        token.markup = f"the tag {name if found[0].startswith('{%') else '{{ … }}'}"
    token.meta = {"start": found.start(), "end": found.end()}
    return [token]


def _is_picture(path: str) -> bool:
    known = type_of(path)
    return known is not None and known.shown == "picture"


def _captioned(values: dict[str, str]) -> dict[str, str | int | float]:
    """The first of a tag's texts that is a picture, and the text behind it, which is its caption."""
    place = next((place for place in ("0", "1") if _is_picture(values.get(place, ""))), "")
    return {"src": values[place], "caption": values.get(str(int(place) + 1), "")} if place else {}


def _of_picture(values: dict[str, str]) -> dict[str, str | int | float]:
    """What else is said of a picture."""
    wanted = ("caption", "title", "alt", "width", "height")
    found: dict[str, str | int | float] = {key: values[key] for key in wanted if values.get(key)}
    if "caption" not in found and values.get("description"):
        found["caption"] = values["description"]
    return found
