"""Liquid's tags in running text: `{% youtube id %}`, `{% katex %}x{% endkatex %}`, `{{ page.title }}`.

In:  any tag in running text.
Out: code or a formula, if the tag is closed in the same text; else what the tag means (`liquid_tags`).
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from notes_wiki.parse.environment import env_of
from notes_wiki.parse.rules.liquid_tags import BLOCK, CODE, FORMULAS, TAG, arguments, is_unseen, meant
from notes_wiki.parse.rules.lookahead import is_ahead, next_match
from notes_wiki.parse.rules.scholar import scholar
from notes_wiki.parse.rules.tufte import tufte
from notes_wiki.pattern import pattern

_OUTPUT = pattern(r"\{\{-?\s*(?P<name>[A-Za-z][\w.:-]*)(?P<rest>[^{}\n]*)\}\}")
"""`{{ page.title | upcase }}`."""


def liquid(state: StateInline, silent: bool) -> bool:
    """A tag in running text."""
    source, start = state.src, state.pos
    if source.startswith("{%", start):
        closer, pattern = "%}", TAG
    elif source.startswith("{{", start):
        closer, pattern = "}}", _OUTPUT
    else:
        return False
    if not is_ahead(state, closer, start):
        return False
    found = pattern.match(source, start, state.posMax)
    if found is None:
        return False
    end = found.end()
    name = found["name"].lower()
    if closer == "%}" and (name in FORMULAS or name in CODE or name in ("m", "comment")):
        closed = _closing(state, name, found)
        if closed is not None:
            end = closed.end()
            if not silent:
                _around(state, name, found, closed)
            state.pos = end
            return True
        if name == "comment" and "raw_tags" not in state.env and not is_ahead(state, "endraw", end):
            if not silent:
                env_of(state)["problems"].append(("hidden-comment", start, end - start))
            state.pos = state.posMax  # Jekyll refuses the note
            return True
    captured = env_of(state).get("captured", ())
    if not silent and (is_unseen(name, found["rest"]) if closer == "%}" else name in captured):
        state.push("foreign", "", 0).meta = {"start": start, "end": end}
    elif not silent:
        _push(state, name, found)
    state.pos = end
    return True


def _closing(state: StateInline, name: str, opening: re.Match[str]) -> re.Match[str] | None:
    """The closing tag of this name, if it stands in the same text."""
    word = "end" if opening["rest"].startswith("(") else "em" if name == "m" else f"end{name}"
    if not is_ahead(state, word, opening.end()):
        return None
    closing = re.compile(rf"\{{%-?\s*{word}\s*-?%\}}")
    return next_match(state, closing, opening.end())


def _around(state: StateInline, name: str, opening: re.Match[str], closing: re.Match[str]) -> None:
    """Code or a formula; nothing of a comment."""
    content = state.src[opening.end() : closing.start()]
    if name in CODE:
        state.push("code_inline", "code", 0).content = content.strip()
    elif name != "comment" and content.strip():
        display = "display" in opening["rest"] or BLOCK.search(opening["rest"]) is not None
        token = _formula(state, content, display)
        token.meta = {"start": opening.start(), "tex": opening.end(), "end": closing.end(), "raw": ""}


def _formula(state: StateInline, tex: str, display: bool) -> Token:
    token = state.push("math", "", 0)
    token.content, token.markup, token.info = tex, "$$" if display else "$", "display" if display else ""
    return token


def _push(state: StateInline, name: str, found: re.Match[str]) -> None:
    """The token of one tag."""
    body = arguments(found["rest"]).get("body", "") if name in FORMULAS else ""
    if body:
        token = _formula(state, body, "block=true" in found["rest"].replace(" ", ""))
        tex = found.start("rest") + found["rest"].find(body)
        token.meta = {"start": found.start(), "tex": tex, "end": found.end(), "raw": ""}
        return
    if scholar(state, name, found["rest"], found.span()) or tufte(state, name, found):
        return
    state.pushPending() if state.pending else None
    for token in meant(name, found):
        token.level = state.level
        state.tokens.append(token)
        state.tokens_meta.append(None)
