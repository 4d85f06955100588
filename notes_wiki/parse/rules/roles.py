"""MyST's roles: `{math}`a^2``, `{eq}`key``, `{prf:ref}`key``; what other roles mean is reported.

A formula and a reference become the tokens that they are in any other syntax; any other role a `role` token:
`info` its name, `content` its text as typed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from markdown_it.rules_inline import StateInline

from notes_wiki.parse.environment import env_of
from notes_wiki.parse.rules.inner_inlines import inner_inlines
from notes_wiki.pattern import pattern

_ROLE = pattern(r"\{([A-Za-z][\w:+-]*)\}(`+)(?!`)([^\n]+?)(?<!`)\2(?!`)")
"""`{name}` before code of one or more backticks."""
_REFERENCES = {"eq": "eqref", "prf:ref": "cref", "numref": "cref"}
"""Roles that refer to an equation or a statement, and the command that does the same."""
_ELEMENTS = {
    "sub": "sub", "subscript": "sub", "sup": "sup", "superscript": "sup", "del": "s", "strike": "s",
    "u": "underline", "underline": "underline", "kbd": "kbd", "term": "", "abbr": "", "abbreviation": "",
    "dfn": "", "guilabel": "strong", "ins": "ins", "sc": "", "index": "", "button": "strong", "smallcaps": "",
    "menuselection": "strong",
}  # fmt: skip
"""Roles that mark their words, and the tokens that do; "" where they show nothing."""
_OF_PROGRAMS = pattern(
    r"(?:external(?:\+[\w-]+)?:)?(?:(?:py|c|cpp|js|rst|std):)?"
    r"(func|meth|class|mod|attr|data|obj|exc|const|var|macro|type|property|function|method"
    r"|code|file|command|program|option|envvar|samp|token|keyword|makevar|regexp)"
)
"""Sphinx's roles for what is in a program or typed; they lead to where it is documented, which no note is."""
_CALLED = frozenset(("func", "meth", "function", "method"))
"""Those of them that are shown with `()`."""
_ICONS = frozenset(
    ("fa", "fab", "fas", "far", "octicon", "material-outlined", "material-regular", "material-round",
     "material-sharp", "material-twotone")
)  # fmt: skip
"""sphinx-design's roles that show an icon by its name."""
_OF_PAPER = frozenset(("raw:latex", "raw:tex", "raw:typst"))
"""Roles whose text is not for pages of the web."""
_MADE = {"genindex": "Index", "modindex": "Module Index", "py-modindex": "Modules", "search": "Search Page"}
"""Pages that Sphinx makes, and that its first page names; no note is one of them."""
_PLACE = pattern(r"%s|\{number\}")
"""Where a reference's number stands in its words."""
_WORK = pattern(r"(?:\{(?P<before>[^{}]*)\})?(?P<key>[^{},]*[^{},\s])\s*(?:\{(?P<after>[^{}]*)\})?")
"""One work in a citation, with what sphinxcontrib-bibtex lets stand around it: `{see}key{p. 3}`."""


class _Form(NamedTuple):
    """How a role cites: whether in the sentence itself, and only its "author" or, "-", its year."""

    bare: bool = False
    part: str = ""


_CITATIONS = {
    **dict.fromkeys(("cite", "cite:p", "cite:ps", "cite:alp", "cite:alps"), _Form()),
    **dict.fromkeys(("cite:t", "cite:ts", "cite:ct", "cite:cts"), _Form(bare=True)),
    **dict.fromkeys(("cite:author", "cite:authors"), _Form(bare=True, part="author")),
    "cite:year": _Form(bare=True, part="-"),
    "cite:authorpar": _Form(part="author"),
    "cite:yearpar": _Form(part="-"),
}
"""Roles that cite; before each may stand `foot`."""
_TEX = {"math": "{0}", "chem": r"\ce{{{0}}}"}
"""Roles that are formulas, and their TeX."""
_NAMED = pattern(r"(?P<words>|.*?\S)\s*+<(?P<target>[^<>]+)>$", re.S)


def _around(state: StateInline, name: str, span: tuple[int, int]) -> None:
    """The words of a role, in the element that it stands for."""
    kind = "span" if name in ("underline", "kbd") else name
    if kind:
        state.push(f"{kind}_open", kind, 1).info = name if kind == "span" else ""
    inner_inlines(state, span)
    if kind:
        state.push(f"{kind}_close", kind, -1).info = name if kind == "span" else ""


def _link(state: StateInline, name: str, typed: str, place: dict[str, int]) -> bool:
    """`{doc}` and `{download}` lead to files, `{ref}` to a target, of this note or of any; `{any}` to either,
    unless it may mean something in a program."""
    named = _NAMED.match(typed)
    target = (named["target"] if named else typed).strip()
    if name == "any" and named is not None and "." not in target:
        name = "doc" if "/" in target else "ref"
    if name == "ref" or (name == "any" and target in env_of(state).get("places", ())):
        target = f"#{target}"
    elif name not in ("doc", "download"):
        return False
    if named is None:
        token = state.push("wikilink", "", 0)
        token.content, token.meta = target, place
        return True
    token = state.push("wikilink_open", "a", 1)
    token.content, token.meta = target, place
    state.push("text", "", 0).content = named["words"]
    state.push("wikilink_close", "a", -1)
    return True


def _refer(state: StateInline, name: str, typed: str, place: dict[str, int]) -> None:
    """A reference. In words of its own its number stands where they say so: `Lemma %s <key>`."""
    named = _NAMED.match(typed)
    key = (named["target"] if named else typed).strip()
    words = named["words"].strip() if named else ""
    parts = _PLACE.split(words, maxsplit=1)
    if words and len(parts) == 1:
        _link(state, "ref", typed, place)
        return
    before, after = parts if len(parts) == 2 else ("", "")
    state.pending += before
    token = state.push("reference", "", 0)
    token.content, token.info, token.meta = key, "ref" if before or after else _REFERENCES[name], place
    state.pending += after


def _elsewhere(state: StateInline, name: str, typed: str, begin: int) -> bool:
    """What leads out of the notes, and icons: code, words, or nothing. `begin`: where the text is."""
    named = _NAMED.match(typed)
    words = (named["words"] if named else "").strip()
    if found := _OF_PROGRAMS.fullmatch(name):
        target = typed.removeprefix("!")
        shown = words or (target[1:].rpartition(".")[2] if target.startswith("~") else target)
        bracketed = words or found[1] not in _CALLED or shown.endswith(")")
        state.push("code_inline", "code", 0).content = shown if bracketed else f"{shown}()"
        return True
    if name == "button" and words and named is not None:
        state.push("link_open", "a", 1).attrs = {"href": named["target"].strip()}
        _around(state, "", (begin, begin + len(words)))
        state.push("link_close", "a", -1)
        return True
    if name == "ref" and typed in _MADE and typed not in env_of(state).get("places", ()):
        state.push("text", "", 0).content = _MADE[typed]
        return True
    if (name == "term" or name.startswith("external:")) and words:
        _around(state, "", (begin, begin + len(words)))
        return True
    return name in _ICONS or name in _OF_PAPER


def cite(state: StateInline, name: str, typed: str, place: dict[str, int]) -> bool:
    """`{cite:p}`a,{see}b{p. 3}``, where there is a bibliography."""
    citations = env_of(state).get("citations")
    form = _CITATIONS.get(name.removeprefix("foot"))
    if form is None or citations is None or not citations.any:
        return False
    works = list(_WORK.finditer(typed))
    bare, start = form.bare, place["start"]
    for group in [[work] for work in works] if bare else [works]:
        if bare and len(works) > 1:
            start = state.src.index(group[0]["key"].strip(), start)
            place = {"start": start, "end": start + len(group[0]["key"].strip())}
        token = state.push("citation_open", "", 1)
        token.info, token.meta, token.markup = "bare" if bare else "", place, "" if bare else "["
        for number, work in enumerate(group):
            if number:
                state.push("citation_next", "", 0).markup = "; "
            if work["before"]:
                state.push("text", "", 0).content = work["before"].strip()
            token = state.push("cite", "", 0)
            token.content, token.info, token.meta = work["key"].strip(), form.part, place
            token.markup = f"@{token.content}"
            if work["after"]:
                state.push("text", "", 0).content = (
                    work["after"].strip() if bare else f", {work['after'].strip()}"
                )
        state.push("citation_close", "", -1).markup = "" if bare else "]"
        if bare and group[0] is not works[-1]:
            state.push("text", "", 0).content = ", "
    return True


def role(state: StateInline, silent: bool) -> bool:
    """A role and its text."""
    found = _ROLE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        name, typed = found[1], found[3]
        place = {"start": state.pos, "end": found.end()}
        if name in _TEX:
            token = state.push("math", "", 0)
            token.content, token.markup = _TEX[name].format(typed.strip()), "$"
            token.meta = {**place, "tex": found.start(3), "raw": ""}
        elif name in _REFERENCES:
            _refer(state, name, typed, place)
        elif name.startswith("bdg"):
            _around(state, "strong", found.span(3))
        elif name == "index" and (shown := _NAMED.match(typed)):
            _around(state, "", (found.start(3), found.start(3) + len(shown["words"])))
        elif _elsewhere(state, name, typed, found.start(3)):
            pass
        elif name in _ELEMENTS:
            _around(state, _ELEMENTS[name], found.span(3))
        elif not _link(state, name, typed, place) and not cite(state, name, typed, place):
            token = state.push("role", "", 0)
            token.content, token.info, token.meta = typed, name, place
    state.pos = found.end()
    return True
