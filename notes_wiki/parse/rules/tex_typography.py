r"""How TeX's text is typed where Markdown's is typed otherwise: `Theorem~\ref{x}`, ``words'', `10\,000`.

In:  running text.
Out: the spaces and quotation marks that are meant.

What could mean something else in Markdown is read so only in a note that holds LaTeX's text (`papers.py`).
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

from notes_wiki.parse.environment import in_paper
from notes_wiki.parse.rules.inner_inlines import inner_inlines
from notes_wiki.pattern import pattern

_TIE = pattern(
    r"(?<=[A-Za-z.)\]}])~(?=\\(?:eq|[cCvV]|auto|page|name)?ref\*?\{|\\[cC]ite|\\S(?![A-Za-z]))"
    r"|(?<=[A-Za-z])~(?=\$[^$~\s])|(?<=[A-Za-z]{3})~(?=\d)|(?<=[A-Za-z]\.)~(?=[\dA-Z$\\])|(?<=\\[SP])~(?=\d)"
)
r"""A space at which no line ends: before a reference, a formula, a number, or behind a short form."""
_TIE_OF_PAPERS = pattern(r"(?<=[^\s~\\])~(?=[^\s~])(?![\w+-]{1,4}~)")
"""Any other, but no `~` that Markdown could mean for a subscript: `H~2~O`."""
_QUOTED = pattern(r"``(?!`)(?=\S)((?:[^`'\n]|'(?!')|\n(?!\s*\n)){1,400}+)''(?![\w('`])")
_QUOTED_ONCE = pattern(r"(?<![\w`\\])`(?=[^\s`'])([^`'\n]{1,200}+)'(?![\w'`])")
_OPENS = pattern(r"[\s(\[]`[^\s`]|.``[^\s`]", re.S)
_THIN = pattern(r"(?<=[\w.])\\,(?=[\w$])")
_AFTER_STOP = pattern(r"(?<=[A-Za-z]\.)\\[ ]")
_CONTROL = pattern(r"\\(?:([ ])|[/@]|(?<=[A-Za-z]\\)-(?=[a-z]))")
r"""`\ `, a space; `\/`, `\@` and `\-`, which only say how letters are set or parted."""


def tie(state: StateInline, silent: bool) -> bool:
    r"""`Theorem~\ref{x}`: a space at which no line ends."""
    if not _TIE.match(state.src, state.pos, state.posMax) and not (
        in_paper(state) and _TIE_OF_PAPERS.match(state.src, state.pos, state.posMax)
    ):
        return False
    if not silent:
        state.append_pending("\u00a0")
    state.pos += 1
    return True


def space(state: StateInline, silent: bool) -> bool:
    r"""`10\,000` and `e.g.\ this`; `\,` is an escaped comma for Markdown, which nobody needs there."""
    thin = _THIN.match(state.src, state.pos, state.posMax)
    if thin is None and not _AFTER_STOP.match(state.src, state.pos, state.posMax):
        return in_paper(state) and _control(state, silent)
    if not silent:
        state.append_pending("\u202f" if thin else " ")
    state.pos += 2
    return True


def _control(state: StateInline, silent: bool) -> bool:
    found = _CONTROL.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent and found[1]:
        state.append_pending(" ")
    state.pos = found.end()
    return True


def quotation(state: StateInline, silent: bool) -> bool:
    """\\`\\`words'' without another backtick, which in Markdown would not begin code with two of them; and
    \\`words' in LaTeX's text."""
    found = _QUOTED.match(state.src, state.pos, state.posMax)
    signs = "\u201c\u201d"
    if found is None and in_paper(state):
        found, signs = _quoted_once(state), "\u2018\u2019"
    if found is None:
        return False
    if not silent:
        state.append_pending(signs[0])
        inner_inlines(state, found.span(1))
        state.append_pending(signs[1])
    state.pos = found.end()
    return True


def _quoted_once(state: StateInline) -> re.Match[str] | None:
    """Words between single signs. The next backtick, if there is one, must open something too: the two would
    be code in Markdown if it closed."""
    found = _QUOTED_ONCE.match(state.src, state.pos, state.posMax)
    following = state.src.find("`", found.end(), state.posMax) if found else -1
    return None if following >= 0 and not _OPENS.match(state.src, following - 1) else found
