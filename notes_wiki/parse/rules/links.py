"""Links, images and wikilinks.

`[words](address)` and `![words](address)` are read by upstream's rules; their tokens get `meta["start"]` and
`meta["end"]`, positions in the inline text. A destination may also be a Hugo `{{< relref "…" >}}`.

`[[target#fragment|words]]` becomes `wikilink_open` … `wikilink_close`, or a single `wikilink` if it has no
words of its own; `![[…]]` becomes an `embed`. `content` is the target as typed, with its fragment.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

from markdown_it import helpers as upstream
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import image as upstream_image
from markdown_it.rules_inline import link as upstream_link
from markdown_it.token import Token

from notes_wiki.parse.attribute_lists import Attributes
from notes_wiki.parse.environment import env_of
from notes_wiki.parse.files import type_of
from notes_wiki.parse.formula_pictures import formula_in
from notes_wiki.parse.rules.closing_brackets import parse_link_label
from notes_wiki.parse.rules.documenter import DESTINATION
from notes_wiki.parse.rules.inner_inlines import inner_inlines
from notes_wiki.pattern import pattern

# A target ends at `|`; brackets are no part of it. The words may hold single brackets (`$x_{[1]}$`).
# Editors that fill paragraphs break lines in both.
_WIKILINK = pattern(r"\[\[(?P<target>[^\[\]|]*?)(?:\\?\|(?P<words>(?:[^\[\]]|\[(?!\[)|\](?!\]))*))?\]\]")
_SHORTCODE = pattern(r"\{\{[<%][^\n]*?[>%]\}\}")
_LIQUID = pattern(r"(?:\{\{[^{}\n]*\}\}|\{%[^{}%\n]*%\}|[^\s(){}<>\\])+(?=[)\s]|$)")
"""A destination with tags of Liquid's, which hold blanks: `{{ site.url }}/page/`, `{% link a.md %}`."""
_SPACED = pattern(r"[^\s()<>\"'\\]+(?: [^\s()<>\"'\\]+){1,20}(?=\))")
"""A destination with blanks, up to its bracket: `my file.pdf`."""
_PAGE = pattern(r"\[\[[^\[\]|\n]+\]\](?=\))")
"""A destination as Logseq writes it: `[words]([[page]])`."""
_SIZE = pattern(r"\{(?=:)((?::(?:height|width) \d{1,5}(?:, )?){1,2})\}")
_SIDE = pattern(r":(height|width) (\d+)")
_FILE = pattern(r"\.\w+(?:[#?]|$)")
_NOTE = pattern(r"(?![a-zA-Z][\w+.-]*:|//)[^?#]+\.md(?:#|$)", re.I)
_PLAIN = pattern(r"[^\s()<>\\&\x00-\x1f\x7f]+(?=\))")


def link(state: StateInline, silent: bool) -> bool:
    """`[words](address)`, `[words][label]`, `[label]`."""
    return upstream_link(state, True) if silent else _with_place(state, upstream_link)


def page_link(state: StateInline, silent: bool) -> bool:
    """A link of Hugo's: its pages are folders, so that `../other` leads to what lies beside the note."""
    count = len(state.tokens) + bool(state.pending)
    if not link(state, silent):
        return False
    if not silent and env_of(state).get("leaf"):
        address = str(state.tokens[count].attrs.get("href", ""))
        if address.startswith("../") and not _FILE.search(address):
            state.tokens[count].attrs["href"] = address[3:] or "./"
    return True


def image(state: StateInline, silent: bool) -> bool:
    """`![words](address)`; an `embed` where the address is a note's, as Obsidian has it without wikilinks, or
    a place's, as MyST has it; `math` where a service on another host would draw a formula."""
    if silent:
        return upstream_image(state, True)
    count = len(state.tokens) + bool(state.pending)
    if not _with_place(state, upstream_image):
        return False
    token = state.tokens[count]
    if size := _SIZE.match(state.src, state.pos, state.posMax):  # Logseq's
        token.meta["attributes"] = Attributes(values=dict(_SIDE.findall(size[1])))
        state.pos = size.end()
    address = str(token.attrs.get("src", ""))
    if _NOTE.match(address) or (len(address) > 1 and address.startswith("#")):
        token.type, token.tag, token.info = "embed", "", "path"
        token.content, token.attrs, token.children = unquote(address), {}, None
    elif "://" in address and (tex := formula_in(address, token.content)):
        _become_formula(token, tex)
    return True


def _become_formula(token: Token, tex: str) -> None:
    """Make the token of a picture that of the formula in it. By its markup, a paragraph that is nothing else
    shows it as a display."""
    token.type, token.tag, token.markup = "math", "", "!["
    token.content, token.attrs, token.children = tex, {}, None
    token.meta |= {"tex": token.meta["start"], "raw": ""}


def _with_place(state: StateInline, rule: Callable[[StateInline, bool], bool]) -> bool:
    start, count = state.pos, len(state.tokens)
    if state.pending:
        count += 1
    if not rule(state, False):
        return False
    state.tokens[count].meta = {"start": start, "end": state.pos}
    return True


def foreign_wikilink(state: StateInline, silent: bool) -> bool:
    """`[[target]]` in a dialect that has no such links: it stays text, and is reported."""
    if not silent and state.src.startswith("[[", state.pos) and state.linkLevel == 0:
        found = _WIKILINK.match(state.src, state.pos, state.posMax)
        # `[[1,0]]` is a matrix as often as not.
        if found is not None and found["target"].strip()[:1].isalpha():
            env_of(state)["problems"].append(("unknown-construct", state.pos, found.end() - state.pos))
    return False


def wikilink(state: StateInline, silent: bool) -> bool:
    """`[[target]]`, `[[target|words]]`, `[[target#fragment]]`."""
    source, start = state.src, state.pos
    if not source.startswith("[[", start):
        return False
    found = _WIKILINK.match(source, start, state.posMax)
    if found is None or not found["target"].strip():
        return False
    end = found.end()
    if found["target"].startswith("!redirects "):  # another name of a page of the nLab, which is not shown
        state.pos = end
        return True
    if not silent:
        _push_wikilink(state, found, {"start": start, "end": end})
    state.pos = end
    return True


def _push_wikilink(state: StateInline, found: re.Match[str], place: dict[str, int]) -> None:
    """The tokens of a link between double brackets."""
    words, target, span = found["words"], found["target"], found.span("words")
    if env_of(state).get("words_first"):
        if (known := type_of(target.strip())) and known.shown == "picture":
            _picture(state, target, words or "", place)
            return
        if words and words.strip():
            target, span = words, found.span("target")
    if words is None or not words.strip():
        token = state.push("wikilink", "", 0)
        token.content, token.meta = _typed(target).removeprefix("!include "), place
        return
    token = state.push("wikilink_open", "a", 1)
    token.content, token.meta = _typed(target), place
    state.linkLevel += 1
    inner_inlines(state, span)
    state.linkLevel -= 1
    state.push("wikilink_close", "a", -1)


def _picture(state: StateInline, path: str, options: str, place: dict[str, int]) -> None:
    """Gollum's `[[picture.png|alt=words|width=300px]]`."""
    given = dict(option.strip().split("=", 1) for option in options.split("|") if "=" in option)
    token = state.push("embed", "", 0)
    width = given.get("width", "").removesuffix("px")
    token.content, token.meta = _typed(path), place
    token.markup = "|".join(filter(None, (given.get("alt", ""), width if width.isdigit() else "")))


def _typed(words: str) -> str:
    """Words without the blanks around them, a line end in them being a blank."""
    return " ".join(words.split()) if "\n" in words else words.strip()


def embed(state: StateInline, silent: bool) -> bool:
    """`![[target]]`, `![[image.png|300]]`."""
    source, start = state.src, state.pos
    if not source.startswith("![[", start):
        return False
    found = _WIKILINK.match(source, start + 1, state.posMax)
    if found is None or not found["target"].strip():
        return False
    if not silent:
        token = state.push("embed", "", 0)
        token.content, token.markup = _typed(found["target"]), _typed(found["words"] or "")
        token.meta = {"start": start, "end": found.end()}
    state.pos = found.end()
    return True


def _destination(text: str, start: int, limit: int) -> Any:
    """Upstream's `parseLinkDestination`, quick for plain addresses, aware of Hugo's shortcodes
    and Liquid's tags."""
    if text.startswith("[[", start) and (page := _PAGE.match(text, start, limit)):
        return SimpleNamespace(ok=True, pos=page.end(), str=page[0])
    if text.startswith("@", start) and (name := DESTINATION.match(text, start, limit)):
        return SimpleNamespace(ok=True, pos=name.end(), str=name[0])
    found = _PLAIN.match(text, start, limit) or _SHORTCODE.match(text, start, limit)
    if found is None and text.startswith(("{{", "{%", "/{{"), start):
        found = _LIQUID.match(text, start, limit)
    if found is None:
        return upstream.parseLinkDestination(text, start, limit)
    return SimpleNamespace(ok=True, pos=found.end(), str=found[0])


def _spaced_destination(text: str, start: int, limit: int) -> Any:
    """A destination in which pandoc allows blanks: `[words](my file.pdf)`."""
    found = _SPACED.match(text, start, limit)
    if found is None:
        return _destination(text, start, limit)
    return SimpleNamespace(ok=True, pos=found.end(), str=found[0].replace(" ", "%20"))


SPACED_LINK_HELPERS = SimpleNamespace(
    parseLinkDestination=_spaced_destination,
    parseLinkLabel=parse_link_label,
    parseLinkTitle=upstream.parseLinkTitle,
)
LINK_HELPERS = SimpleNamespace(
    parseLinkDestination=_destination,
    parseLinkLabel=parse_link_label,
    parseLinkTitle=upstream.parseLinkTitle,
)
