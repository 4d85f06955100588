"""PyMdown's and MkDocs Material's own: `++ctrl+s++`, `:smile:`, `{++new++}`, `[TOC]`, `--8<-- "file"`.

Names of pictures that only a theme has (`:material-account:`) and files to be put in are `foreign` tokens:
`content` as typed, `markup` what they are called.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline, backtick
from markdown_it.token import Token

from notes_wiki.parse.rules.inner_inlines import inner_inlines
from notes_wiki.parse.rules.leaf_blocks import push_leaf
from notes_wiki.parse.rules.lookahead import is_ahead
from notes_wiki.pattern import pattern

_KEY = r"(?:[A-Za-z0-9][\w-]*|\"[^\"\n]+\"|'[^'\n]+')"
_KEYS = pattern(rf"\+\+({_KEY}(?:\+{_KEY})*)\+\+(?!\+)")
"""`++ctrl+alt+"x"++`."""
_ONE_KEY = pattern(_KEY)
_KEY_NAMES = {
    "backslash": "\\", "bar": "|", "pipe": "|", "brace-left": "{", "brace-right": "}", "bracket-left": "[",
    "bracket-right": "]", "colon": ":", "comma": ",", "double-quote": '"', "equal": "=", "exclam": "!",
    "grave": "`", "greater": ">", "less": "<", "minus": "-", "period": ".", "plus": "+", "question": "?",
    "semicolon": ";", "single-quote": "'", "slash": "/", "tilde": "~", "underscore": "_",
    "arrow-up": "Up", "arrow-down": "Down", "arrow-left": "Left", "arrow-right": "Right", "command": "Cmd",
    "control": "Ctrl", "delete": "Del", "escape": "Esc", "insert": "Ins", "windows": "Win", "return": "Enter",
}  # fmt: skip
"""What is on a key, where it is not its name."""
_EMOJI = pattern(r":([a-z0-9_+-]{1,40}):")
_ICON = pattern(r":(?:material|octicons|fontawesome|simple|lucide)-[a-z0-9-]+:(?:\{[^{}\n]*\})?")
"""An icon by its name, with its attributes: `:material-check:{ .green }`."""
_SAYS = pattern(
    r":(?:material|octicons|lucide|fontawesome-(?:solid|regular))-(?:(?P<yes>check)|close|x|xmark)\b"
)
"""The beginning of an icon that says yes or no."""
_CRITIC = pattern(
    r"\{(?:\+\+(?P<ins>[^{}]+?)\+\+|--(?P<s>[^{}]+?)--|==(?P<mark>[^{}]+?)==|>>(?P<remark>[^{}]*?)<<"
    r"|~~(?P<before>[^{}]*?)~>(?P<after>[^{}]*?)~~)\}"
)
"""`{++new++}`, `{--gone--}`, `{==marked==}`, `{>>a remark<<}`, `{~~old~>new~~}`."""
_LANGUAGE = pattern(r"\A(?:#!|:::)[A-Za-z][\w+.-]*[ ](?=\S)")
_CONTENTS = pattern(r"\[(?:TOC|toc|\[(?:TOC|toc|_TOC_)\]|\[_TOC_[ \t]*\|[^\[\]\n]*\])\][ \t]*$", re.M)
"""Asks for a table of contents: `[TOC]`, `[[TOC]]`, `[[_TOC_]]`."""
_SNIPPET = pattern(r"-+8<-+(?:[ \t]+[\"'][^\n]*[\"'])?[ \t]*$", re.M)
"""`--8<-- "file"`, or without a file the beginning or end of several."""


def backticks(state: StateInline, silent: bool) -> bool:
    """Code in text, whose language InlineHilite lets it begin with: `#!python x = 1`, `:::python x`."""
    if not backtick(state, silent):
        return False
    if not silent and state.tokens and state.tokens[-1].type == "code_inline":
        token = state.tokens[-1]
        token.content = _LANGUAGE.sub("", token.content, count=1)
    return True


def keys(state: StateInline, silent: bool) -> bool:
    """`++ctrl+alt+"My key"++`."""
    start = state.pos
    if start > 0 and (state.src[start - 1].isalnum() or state.src[start - 1] == "+"):
        return False
    found = _KEYS.match(state.src, start, state.posMax)
    if found is None:
        return False
    if not silent:
        for number, key in enumerate(_ONE_KEY.findall(found[1])):
            if number:
                state.push("text", "", 0).content = "+"
            state.push("span_open", "span", 1).info = "kbd"
            quoted = key[0] in "\"'"
            shown = _KEY_NAMES.get(key.lower()) or key.replace("-", " ").title()
            state.push("text", "", 0).content = key[1:-1] if quoted else shown
            state.push("span_close", "span", -1).info = "kbd"
    state.pos = found.end()
    return True


def emoji(state: StateInline, silent: bool) -> bool:
    """`:smile:`, where there is such a character. Of a theme's icons nothing is shown, except for those that
    say yes or no."""
    start = state.pos
    if start > 0 and (state.src[start - 1].isalnum() or state.src[start - 1] == ":"):
        return False
    if found := _ICON.match(state.src, start, state.posMax):
        if not silent and (says := _SAYS.search(found[0])):
            state.append_pending("✓" if says["yes"] else "✗")
        state.pos = found.end()
        return True
    found = _EMOJI.match(state.src, start, state.posMax)
    if found is None or state.src[found.end() : found.end() + 1].isalnum():
        return False
    from rich.emoji import Emoji, NoEmoji

    try:
        character = str(Emoji(found[1]))
    except NoEmoji:
        return False
    if not silent:
        state.append_pending(character)
    state.pos = found.end()
    return True


def critic(state: StateInline, silent: bool) -> bool:
    """Critic's marks: what is new, taken away, marked or replaced; its remarks are left out."""
    source, start = state.src, state.pos
    if source[start + 1 : start + 3] not in ("++", "--", "==", ">>", "~~"):
        return False
    if not is_ahead(state, "}", start):
        return False
    found = _CRITIC.match(source, start, state.posMax)
    if found is None:
        return False
    if not silent:
        for group, kind in (("ins", "ins"), ("s", "s"), ("mark", "mark"), ("before", "s"), ("after", "ins")):
            if found[group]:
                state.push(f"{kind}_open", kind, 1)
                inner_inlines(state, found.span(group))
                state.push(f"{kind}_close", kind, -1)
    state.pos = found.end()
    return True


def contents(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """`[TOC]`, `[[_TOC_]]`: every page has its contents beside the text."""
    found = _CONTENTS.match(
        state.src, state.bMarks[startLine] + state.tShift[startLine], state.eMarks[startLine]
    )
    if found is None:
        return False
    if not silent:
        state.line = startLine + 1
    return True


def snippet(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A file to be put in, `--8<-- "file"`, or several between two such signs."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if not _SNIPPET.match(state.src, start, state.eMarks[startLine]):
        return False
    end = startLine + 1
    if not state.src[start : state.eMarks[startLine]].rstrip().endswith(("'", '"')):
        while end < endLine and not state.isEmpty(end):
            end += 1
    if not silent:
        typed = state.getLines(startLine, end, state.blkIndent, False)
        foreign = Token("foreign", "", 0)
        foreign.content, foreign.markup, foreign.info = typed, "a snippet of another file", "snippet"
        foreign.meta = {"start": 0, "end": len(typed)}
        push_leaf(state, "p", typed, [startLine, end]).inline.children = [foreign]
        state.line = end
    return True
