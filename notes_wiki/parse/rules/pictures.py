"""Pictures with what other programs let stand beside their address: attributes behind them, a size, blanks.

In:  `![words](address){#id width=300}`, HackMD's `![words](address =300x200)`, `![words](my file.png)`,
     Docsify's `![words](address ':size=300x200')`.
Out: `image` tokens; attributes and sizes are in `meta["attributes"]`.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

from notes_wiki.parse.attribute_lists import Attributes, read_attributes
from notes_wiki.parse.rules.links import image
from notes_wiki.pattern import pattern

_ATTRIBUTES = pattern(r"\{:?(\s*(?:[#.][\w:.-]+|[\w-]+=)[^{}\n<>]*)\}")
"""Attributes behind a picture: `{width=50%}`, `{: .class}`."""
_SIDES = r"(?P<size>=(?P<width>(?:\d{1,5}%?)?)x(?P<height>(?:\d{1,5}%?)?))"
_SIZED = pattern(rf"!\[[^\[\]]*\]\([^\s()<>]+(?:[ \t]+\"[^\"\n]*\")?[ \t]+{_SIDES}[ \t]*\)")
"""A picture with its size, `![words](address "title" =300x)`, as HackMD has it."""
_DOCSIFY = pattern(r":size=(?P<width>\d{1,5}%?)(?:x(?P<height>\d{1,5}%?))?")
"""The title of a picture in which Docsify has its size."""
_BLANKS = r"[^\s()<>\"']+(?: [^\s()<>\"']+){1,20}"
_SPACED_PICTURE = pattern(
    rf"!\[(?P<words>[^\[\]]*)\]\((?P<address>{_BLANKS}(?<=\.)(?:png|jpe?g|gif|svg|webp))\)", re.I
)
"""A picture whose address holds blanks."""


def attributed_image(state: StateInline, silent: bool) -> bool:
    """`![words](address){#id width=300}`, or HackMD's `![words](address =300x200)`: the attributes go into
    `meta["attributes"]`."""
    if sized := _SIZED.match(state.src, state.pos, state.posMax):
        return _sized_image(state, silent, sized)
    if spaced := _SPACED_PICTURE.match(state.src, state.pos, state.posMax):
        _spaced_image(state, silent, spaced)
    elif not image(state, silent):
        return False
    if not silent and (size := _DOCSIFY.fullmatch(str(state.tokens[-1].attrs.get("title", "")))):
        del state.tokens[-1].attrs["title"]
        sides = {name: size[name] for name in ("width", "height") if size[name]}
        state.tokens[-1].meta["attributes"] = Attributes(values=sides)
    found = _ATTRIBUTES.match(state.src, state.pos, state.posMax)
    if found is not None:
        if not silent:
            state.tokens[-1].meta["attributes"] = read_attributes(found[1])
        state.pos = found.end()
    return True


def _spaced_image(state: StateInline, silent: bool, spaced: re.Match[str]) -> None:
    """A picture whose address holds blanks, which Python-Markdown allows: as if it stood in `<…>`."""
    if not silent:
        token = state.push("image", "img", 0)
        token.attrs, token.content = (
            {"src": spaced["address"].replace(" ", "%20"), "alt": ""},
            spaced["words"],
        )
        token.children = []
        state.md.inline.parse(spaced["words"], state.md, state.env, token.children)
        token.meta = {"start": state.pos, "end": spaced.end()}
    state.pos = spaced.end()


def _sized_image(state: StateInline, silent: bool, sized: re.Match[str]) -> bool:
    """A picture with its size in the brackets, from which blanks hide it."""
    typed, (start, end) = state.src, sized.span("size")
    state.src = typed[:start] + " " * (end - start) + typed[end:]
    read = image(state, silent)
    state.src = typed
    if read and not silent:
        sides = {name: sized[name] for name in ("width", "height") if sized[name]}
        state.tokens[-1].meta["attributes"] = Attributes(values=sides)
    return read
