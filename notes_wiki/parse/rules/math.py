"""Formulas in running text: `$…$`, `$$…$$`, `\\(…\\)`, `\\[…\\]`, bare environments.

Each rule makes one `math` token. `content`: the TeX after the dialect's unescaping. `markup`: the opening
delimiter. `info`: "display" or "". `meta`: `start`, `tex` (where the TeX begins) and `end`, positions in the
inline text; `raw`, the TeX as typed, if it was unescaped; `key`, if the text after a display labels it. A
delimiter that is never closed stays text and is reported (`env["problems"]`).
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

from notes_wiki.parse.environment import env_of
from notes_wiki.parse.grammar import grammar_of
from notes_wiki.parse.rules.displays import BEGIN, dollars_end, environment_ends
from notes_wiki.parse.rules.dollars import MATHS, TEX, outer_end, single_end
from notes_wiki.parse.rules.lookahead import is_ahead
from notes_wiki.pattern import pattern

BEGINNING = pattern(BEGIN)
# In Markdown, a backslash at the end of a line is a line break.
_ESCAPE = pattern(r"\\([!-/:-@\[-`{-~\n])")
# `{#eq:key}` after a display labels it, as in pandoc-crossref and Quarto.
_KEY = pattern(r"[ \t]*\{#([^\s{}]++)[^{}\n]*\}")
# MyST's `$$ (key)`: the key must hold a sign or digit, so that a remark in brackets is not taken for one.
_MYST_KEY = pattern(r"[ \t]*\((?=[A-Za-z])([\w:.-]*[\d_:.-][\w:.-]*)\)[ \t]*(?=\n|$)")
_MYST_WORD = pattern(r"[ \t]*\(([A-Za-z]+)\)[ \t]*(?=\n|$)")
_NAMED = pattern(r"[ \t]*\{#eq[-:][\w:.-]+\}")
_BOOKDOWN = pattern(r"\(\\#([\w:.-]+)\)")
_BLANKS_TO_END = pattern(r"[^\S\n]*+(?:\n|\Z)")
_WIKILINK = pattern(r"\[\[[^\[\]\n]*[^\W\d_]{2}[^\[\]\n]*\]\]$")


def dollars(state: StateInline, silent: bool) -> bool:
    """`$…$` and `$$…$$`."""
    source, start = state.src, state.pos
    if source.startswith("$$", start):
        return double_dollars(state, silent)
    end = single_end(source, start, state.posMax)
    if end < 0:
        return False
    return push(state, silent, source[start + 1 : end - 1], "$", start + 1, end)


def obsidian_dollars(state: StateInline, silent: bool) -> bool:
    """`$…$` and `$$…$$`. An empty display, `$$ $$`, shows nothing."""
    source, start = state.src, state.pos
    if source.startswith("$$", start):
        end = dollars_end(source, start + 2, state.posMax)
        if end >= 0 and not source[start + 2 : end - 2].strip():
            state.pos = end
            return True
    return dollars(state, silent)


def double_dollars(state: StateInline, silent: bool) -> bool:
    """`$$…$$` alone, for dialects in which a single `$` is a dollar."""
    source, start = state.src, state.pos
    if not source.startswith("$$", start):
        return False
    end = dollars_end(source, start + 2, state.posMax)
    if end >= 0 and source[start + 2 : end - 2].strip():
        in_words = env_of(state).get("inline_dollars") and not stands_alone(source, start, end)
        markup = "$" if in_words else "$$"
        return push(state, silent, labelled(source[start + 2 : end - 2]), markup, start + 2, end)
    return literal(state, silent, "$$", report=end < 0)


def backslashes(state: StateInline, silent: bool) -> bool:
    """`\\(…\\)`, `\\[…\\]` and bare environments."""
    source, start = state.src, state.pos
    following = source[start + 1 : start + 2]
    if following == "b":
        return environment(state, silent)
    if following not in ("(", "["):
        return False
    closer = "\\)" if following == "(" else "\\]"
    if not is_ahead(state, closer, start):
        return False
    end = source.find(closer, start + 2, state.posMax)
    if end >= 0 and following == "(" and source.find("\\(", start + 2, end) >= 0:
        end = outer_end(source, start + 2, state.posMax)
    inside = source[start + 2 : end] if end >= 0 else ""
    if not inside.strip() or not MATHS.search(inside.strip()) or _is_escaped(following, inside):
        return False
    behind = _keyed(source, end + 2)
    if following == "[" and not TEX.search(inside) and not stands_alone(source, start, behind):
        return False
    if following == "[" and source.endswith(("\\[", "["), 0, start):
        return False
    return push(state, silent, inside, source[start : start + 2], start + 2, end + 2)


def _keyed(source: str, end: int) -> int:
    """Where a formula that ends at `end` ends together with the name behind it, `{#eq-key}`."""
    found = _NAMED.match(source, end)
    return found.end() if found is not None else end


def stands_alone(source: str, start: int, end: int) -> bool:
    """Whether nothing else is in the lines from `start` to `end`."""
    before = start - 1
    while before >= 0 and source[before] != "\n" and source[before].isspace():
        before -= 1
    return (before < 0 or source[before] == "\n") and _BLANKS_TO_END.match(source, end) is not None


def _is_escaped(bracket: str, inside: str) -> bool:
    """Whether `\\[…\\]` are brackets of the text: Markdown from HTML escapes those of `[1]` and links, and
    authors those around a wikilink."""
    words = inside.strip()
    if bracket != "[":
        return False
    return (
        words.isdigit() or "](" in words or words.startswith(("\\[", "\\(")) or bool(_WIKILINK.match(words))
    )


def environment(state: StateInline, silent: bool, escaped: bool = False) -> bool:
    """`\\begin{align}…\\end{align}` without delimiters."""
    opening = BEGINNING.match(state.src, state.pos)
    if opening is None:
        return False
    name = opening["environment"]
    end = ends_of(state, name).get(state.pos, -1)
    if not 0 <= end <= state.posMax:
        return literal(state, silent, opening[0], report=True)
    start = state.pos
    tex = labelled(state.src[start:end])
    return push(state, silent, tex, opening[0], start, end, escaped or "\\*" in name)


def ends_of(state: StateInline, name: str) -> dict[int, int]:
    """`environment_ends` of this inline text, remembered while it is being read."""
    source, known = state.env.get("environments", ("", {}))
    if source is not state.src:
        known = {}
        state.env["environments"] = (state.src, known)
    if name not in known:
        known[name] = environment_ends(state.src, name)
    ends: dict[int, int] = known[name]
    return ends


def labelled(tex: str) -> str:
    r"""TeX in which bookdown's `(\#eq:key)` is the label that it stands for."""
    return _BOOKDOWN.sub(r"\\label{\1}", tex) if "(\\#" in tex else tex


def unescape(tex: str) -> str:
    """TeX as it was before Markdown's backslash escapes were put in."""
    return _ESCAPE.sub(r"\1", tex)


def escaped_offset(raw: str, offset: int) -> int:
    """Where character `offset` of `unescape(raw)` stands in `raw`."""
    for escape in _ESCAPE.finditer(raw):
        if escape.start() >= offset:
            break
        offset += 1
    return offset


def push(
    state: StateInline, silent: bool, tex: str, markup: str, tex_at: int, end: int, escaped: bool = False
) -> bool:
    """The token of a formula, with the key behind it; `escaped`: with Markdown's backslashes in its TeX."""
    if not silent:
        if markup == "$" and tex[0] == tex[-1] == "`" and _is_githubs(tex, state):
            tex, tex_at = tex[1:-1], tex_at + 1
        token = state.push("math", "", 0)
        token.markup = markup
        token.content = unescape(tex) if escaped else tex
        token.meta = {"start": state.pos, "tex": tex_at, "end": end, "raw": tex if escaped else ""}
        token.info = "" if markup in ("$", "\\(", "\\\\(") else "display"
    state.pos = end
    if markup not in ("$", "\\(", "\\\\(") and (
        key := _KEY.match(state.src, end, state.posMax) or (_myst_key(state, end) if markup == "$$" else None)
    ):
        if not silent:
            token.meta["key"] = key[1]
        state.pos = key.end()
    return True


def _myst_key(state: StateInline, end: int) -> re.Match[str] | None:
    """MyST's key behind a display that ends at `end`; a mere word is one if the note refers to it."""
    found = _MYST_KEY.match(state.src, end, state.posMax)
    if found is None and (word := _MYST_WORD.match(state.src, end, state.posMax)):
        return word if word[1] in env_of(state).get("referred", ()) else None
    return found


def _is_githubs(tex: str, state: StateInline) -> bool:
    """Whether the backquotes that a formula begins and ends with are GitHub's, ``$`x`$``; in R Markdown, they
    are around code that makes the formula."""
    return tex.count("`") == 2 < len(tex) and grammar_of(state).dialect.name != "pandoc"


def literal(state: StateInline, silent: bool, text: str, *, report: bool) -> bool:
    """A delimiter without its other end is text."""
    if not silent:
        if report:
            env_of(state)["problems"].append(("unclosed-math", state.pos, len(text)))
        state.append_pending(text)
    state.pos += len(text)
    return True
