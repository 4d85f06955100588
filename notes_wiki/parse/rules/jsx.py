"""JSX's attributes in tags: `style={{…}}`, `width={300}`, `src={require('./x.png').default}`.

In:  HTML as MDX has it, and the names that the note imports.
Out: HTML: a value that is only a text, a number or a file is that; others, which only a program knows, are
     left out. `<Image src="…" />` is a picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from notes_wiki.parse.environment import env_of
from notes_wiki.parse.html import attribute
from notes_wiki.parse.raw_html import ELEMENTS
from notes_wiki.parse.rules.leaf_blocks import push_leaf
from notes_wiki.parse.rules.lookahead import is_ahead
from notes_wiki.pattern import pattern

_BRACES = r"\{(?:[^{}]|\{[^{}]*+\})*+\}"
r"""A value in braces, as a part of a pattern; braces may lie one deep in it."""
_ATTRIBUTE = rf"\s+[A-Za-z_:@][\w:.@-]*+(?:=(?:\"[^\"]*+\"|'[^']*+'|{_BRACES}|[^\s\"'=<>`{{}}]++))?"
ATTRIBUTES = rf"(?P<attributes>(?:{_ATTRIBUTE})*+)"
"""The attributes of a tag, as a part of a pattern."""
TAG = pattern(rf"<(?P<end>/?)(?P<name>[A-Za-z]\w*+){ATTRIBUTES}\s*+(?P<void>/?)>")
"""A tag with attributes of HTML or JSX."""
_PAIR = pattern(
    rf"(?<![\w:.@-])(?P<name>[A-Za-z_:@][\w:.@-]*+)=(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<braced>{_BRACES})"
    r"|(?P<bare>[^\s\"'=<>`{}]++))"
)
"""An attribute and its value, between quotes of either kind, in braces or bare."""
_TEXT = pattern(
    r"\{\s*(?:(?:require|useBaseUrl)\(\s*)?([\"'`])(?P<text>[^\"'`{}]*)\1\s*(?:\)(?:\.default)?\s*)?\}"
    r"|\{\s*(?P<number>\d+)\s*\}|\{\s*(?P<word>[A-Za-z_$][\w$]*)(?:\.src)?\s*\}"
)
r"""A value in braces that is known: a text, also of a file (`{require('./x.png').default}`), a number, or the
name that a file was imported under (`{picture}`, `{picture.src}`)."""
_PICTURES = frozenset(("Image", "Img", "Figure"))
_BEGINNINGS = tuple(f"<{name}" for name in _PICTURES)
_SIZES = ("width", "height")


def typed_values(attributes: str) -> Iterator[tuple[str, str]]:
    """The attributes that have values, with those as typed, without quotes."""
    for pair in _PAIR.finditer(attributes):
        yield pair["name"], pair["double"] or pair["single"] or pair["braced"] or pair["bare"] or ""


def values_of(attributes: str, imports: Mapping[str, str]) -> dict[str, str]:
    """The attributes whose values are known."""
    found: dict[str, str] = {}
    for pair in _PAIR.finditer(attributes):
        value = pair["double"] or pair["single"] or pair["bare"] or ""
        if pair["braced"]:
            known = _TEXT.fullmatch(pair["braced"])
            if known is None or (known["word"] and known["word"] not in imports):
                continue
            value = known["text"] or known["number"] or imports.get(known["word"] or "", "")
        found[pair["name"]] = value
    return found


def as_html(text: str, imports: Mapping[str, str]) -> str:
    """Tags of HTML with the attributes that HTML knows."""
    return TAG.sub(partial(_tag, imports), text) if "={" in text else text


def _tag(imports: Mapping[str, str], tag: re.Match[str]) -> str:
    if "={" not in tag["attributes"] or tag["name"].lower() not in ELEMENTS:
        return tag[0]
    return _written(tag["end"] + tag["name"], values_of(tag["attributes"], imports))


def _written(name: str, values: Mapping[str, str]) -> str:
    attributes = (f' {key}="{attribute(value)}"' for key, value in values.items())
    return f"<{name}{''.join(attributes)}>"


def jsx_tag(state: StateInline, silent: bool) -> bool:
    """A tag of HTML that has such attributes, or a component that is a picture, within text."""
    if not is_ahead(state, "={", state.pos) and not state.src.startswith(_BEGINNINGS, state.pos):
        return False
    tag = TAG.match(state.src, state.pos, state.posMax)
    if tag is None:
        return False
    imports = env_of(state).get("imports", {})
    html = _tag(imports, tag)
    if tag["name"] in _PICTURES and tag["void"]:
        html = _written("img", values_of(tag["attributes"], imports))
    if html == tag[0]:
        return False
    if not silent:
        token = state.push("html_inline", "", 0)
        token.content, token.meta = html, {"start": state.pos, "end": tag.end()}
    state.pos = tag.end()
    return True


def picture(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A component that is a picture, alone on its lines: `<Figure src="…" caption="…" />`."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if not state.src.startswith(_BEGINNINGS, start):
        return False
    tag = TAG.match(state.src, start, state.eMarks[endLine - 1])
    if tag is None or tag["name"] not in _PICTURES or not tag["void"]:
        return False
    values = values_of(tag["attributes"], env_of(state).get("imports", {}))
    last = startLine + tag[0].count("\n")
    if "src" not in values or state.src[tag.end() : state.eMarks[last]].strip():
        return False
    if not silent:
        push_leaf(state, "p", _markdown(values), [startLine, last + 1])
        state.line = last + 1
    return True


def _markdown(values: Mapping[str, str]) -> str:
    """`![alt](src "caption"){width=…}`."""
    alt = re.sub(r"[\[\]\n]", " ", values.get("alt", ""))
    caption = values.get("caption", "").replace("\\", "\\\\").replace('"', '\\"')
    sizes = " ".join(f"{side}={values[side]}" for side in _SIZES if values.get(side, "").isdigit())
    titled = f' "{caption}"' if caption else ""
    return f"![{alt}](<{values['src']}>{titled})" + (f"{{{sizes}}}" if sizes else "")
