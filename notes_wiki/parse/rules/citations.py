r"""Citations: `[@key]`, `[see @a, p. 3; -@b]`, `@key`, `@key [p. 3]`; Documenter's `[key](@cite)`.

What can be cited is `env["citations"]`: an object with `known(key)` and `any`. A bare `@key` is a
citation only where the key is known, so that handles and addresses stay text; in brackets an unknown key
is reported. `[@thm:key]` of an unknown key is left to the references (`references.py`).

Tokens: `citation_open` (`info` "bare" for `@key`), then for each work a `cite` (`content` its key, `info` "-"
where the author's name is left out) with the words before and after it as tokens of their own, works
parted by `citation_next`, then `citation_close`.
"""

from __future__ import annotations

from typing import NamedTuple

from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline

from notes_wiki.parse.environment import env_of
from notes_wiki.parse.rules.inner_inlines import inner_inlines
from notes_wiki.parse.rules.references import is_key
from notes_wiki.pattern import pattern

_BRACKETS = pattern(r"\[([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\](?![(\[:])")
"""Brackets that hold citations: not the words of a link, nor a definition."""
_KEY = r"(?:\{([^{}\s]+)\}|([\w](?:[\w:.#$%&+?<>~/-]*[\w/])?))"
_ITEM = pattern(rf"(?:(?<=^)|(?<=[\s(\[;]))(-?)@{_KEY}")
_BARE = pattern(rf"@{_KEY}")
_LOCATOR = pattern(
    r" \[((?:pp?\.|pages?|ch(?:ap|apter)?\.?|sec(?:tion)?\.?|§|thm\.?|theorem|vol\.?|fig\.?|\d)[^\[\]\n]*)\]"
    r"(?![(\[:])"
)
"""The place behind a bare citation: `@key [p. 33]`."""
_DOCUMENTER = pattern(
    r"\[(?P<inside>(?P<keys>[^\[\]\n;]{1,400})(?:;(?P<note>[^\[\]\n]{0,400}))?)\]"
    r"\(@[cC]ite(?P<how>alt|alp|[tp])?\*?(?:[ ](?P<key>[^()\n]+))?\)"
)
"""Documenter's `[key1,key2; note](@cite)`, and `[words](@cite key)`."""

_LISTED = pattern(r"\s*([^,]*[^,\s])")


class _Item(NamedTuple):
    """A work that is cited: its key, "-" if the authors are left out, and where the words before and after it
    begin and end."""

    key: str
    sign: str
    before: tuple[int, int]
    after: tuple[int, int]


def group(state: StateInline, silent: bool) -> bool:
    """`[@key]` and all that may stand in the brackets."""
    source, start = state.src, state.pos
    citations = env_of(state).get("citations")
    if citations is None or "@" not in source:
        return False
    found = _BRACKETS.match(source, start, state.posMax)
    if found is None or "@" not in found[1]:
        return False
    if env_of(state).get("references", {}).get(normalizeReference(found[1])) is not None:
        return False  # a link whose address stands elsewhere
    items = _items(found[1], start + 1)
    if not items or not any(citations.known(item.key) or not is_key(item.key) for item in items):
        return False
    if not silent:
        _push(state, items, found.end())
    state.pos = found.end()
    return True


def bare(state: StateInline, silent: bool) -> bool:
    """`@key`, and its `[p. 3]`; `-@key` leaves the authors out."""
    source, start = state.src, state.pos
    citations = env_of(state).get("citations")
    if citations is None or not citations.any:
        return False
    if start > 0 and (source[start - 1].isalnum() or source[start - 1] in "_./@\\"):
        return False
    minus = source[start - 1 : start] == "-"
    if minus and start > 1 and source[start - 2] not in " \n(":
        return False
    found = _BARE.match(source, start, state.posMax)
    key = (found[1] or found[2]) if found else ""
    if found is None or not citations.known(key):
        return False
    end = found.end()
    locator = _LOCATOR.match(source, end, state.posMax)
    words = locator.span(1) if locator else (end, end)
    after = locator.end() if locator else end
    if silent:
        pass
    elif minus and state.pending.endswith("-"):
        state.pending = state.pending[:-1]
        _push(state, [_Item(key, "-", (start, start), (end, end))], after, note=words)
    else:
        _push(state, [_Item(key, "", (start, start), words)], after, bare=True)
    state.pos = after
    return True


def documenter(state: StateInline, silent: bool) -> bool:
    """`[key, other; p. 3](@cite)` and `[words](@cite key)`, as DocumenterCitations has them. Without a
    bibliography the keys are shown."""
    found = _DOCUMENTER.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    citations, place = env_of(state).get("citations"), state.pos
    keys = list(_LISTED.finditer(state.src, *found.span("keys")))
    if silent:
        pass
    elif found["key"]:
        _words(state, *found.span("inside"))
    elif citations is None or not citations.any:
        state.pending += f"[{found['inside']}]"
    else:
        items = [_Item(key[1], "", (place, place), (place, place)) for key in keys]
        _push(state, items, found.end(), bare=found["how"] == "t", note=found.span("note"))
    state.pos = found.end()
    return True


def _items(inside: str, offset: int) -> list[_Item]:
    """The works cited in a pair of brackets; none where one part of it cites nothing."""
    items: list[_Item] = []
    position = 0
    for part in inside.split(";"):
        found = _ITEM.search(part)
        if found is None:
            return []
        begin = offset + position
        before, after = (begin, begin + found.start()), (begin + found.end(), begin + len(part))
        items.append(_Item(found[2] or found[3], found[1], before, after))
        position += len(part) + 1
    return items


def _push(
    state: StateInline,
    items: list[_Item],
    end: int,
    *,
    bare: bool = False,
    note: tuple[int, int] = (-1, -1),
) -> None:
    """The tokens of a group of citations up to `end`. `bare`: it stands in a sentence, without brackets;
    `note`: the words behind it that belong to it."""
    place = {"start": state.pos, "end": end}
    token = state.push("citation_open", "", 1)
    token.info, token.meta, token.markup = "bare" if bare else "", place, "" if bare else "["
    for number, item in enumerate(items):
        if number:
            state.push("citation_next", "", 0).markup = "; "
        _words(state, *item.before)
        token = state.push("cite", "", 0)
        token.content, token.info, token.meta = item.key, item.sign, place
        token.markup = f"{item.sign}@{item.key}"
        _words(state, *item.after)
    if note[0] < note[1]:
        state.push("text", "", 0).content = ", "
        _words(state, *note)
    state.push("citation_close", "", -1).markup = "" if bare else "]"


def _words(state: StateInline, start: int, end: int) -> None:
    """The tokens of the words around a key, blanks at the outer ends left out."""
    source = state.src
    while start < end and source[start].isspace():
        start += 1
    while end > start and source[end - 1].isspace():
        end -= 1
    if start < end:
        inner_inlines(state, (start, end))
