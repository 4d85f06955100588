r"""How TeX's text is typed where Markdown's is typed otherwise: `G\"odel`, `Theorem~\ref{x}`, ``words''.

In:  running text.
Out: the letters, spaces and quotation marks that are meant.

Markdown takes a backslash before a sign for an escape, so an accent without braces is one only within a word,
where nobody escapes a sign, and never behind a word that French or Italian elides (`l\'eau`).
"""

from __future__ import annotations

import unicodedata

from markdown_it.rules_inline import StateInline

from notes_wiki.parse.rules.inner_inlines import inner_inlines
from notes_wiki.pattern import pattern

_ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
}
"""TeX's accents -> Unicode's, which stand behind their letter."""
_BRACED = pattern(r"""\\([`'^~=."]|[urHvdckb])[ ]?\{(\\i|\\j|[A-Za-z])\}""")
_GROUPED = pattern(r"""\{\\(?:([`'^~="])|([urHvdckb])[ ])(\\i|\\j|[A-Za-z])\}""")
_IN_WORD = pattern(r"""(?<=[A-Za-z}])\\(?:(["'`^])([aeiouyAEIOUY])|(~)([noNO]))(?!\\)""")
_WORD_BEFORE = pattern(r"[A-Za-z]*$")
_ELIDED = frozenset("l d j t m s n c qu un all dell nell dall sull quell lorsqu puisqu jusqu aujourd".split())
"""What stands before an apostrophe in French and Italian."""
_LONGEST_ELIDED = 12

_TIE = pattern(
    r"(?<=[A-Za-z.)\]}])~(?=\\(?:eq|[cCvV]|auto|page|name)?ref\*?\{|\\[cC]ite|\\S(?![A-Za-z]))"
    r"|(?<=[A-Za-z])~(?=\$[^$~\s])|(?<=[A-Za-z]{3})~(?=\d)|(?<=[A-Za-z]\.)~(?=[\dA-Z$\\])"
)
r"""A space at which no line ends: before a reference, a formula, a number, or behind a short form."""
_QUOTED = pattern(r"``(?!`)(?=\S)((?:[^`'\n]|'(?!')|\n(?!\s*\n)){1,400}+)''(?![\w('`])")
_THIN = pattern(r"(?<=[\w.])\\,(?=[\w$])")
_AFTER_STOP = pattern(r"(?<=[A-Za-z]\.)\\[ ]")


def accent(state: StateInline, silent: bool) -> bool:
    r"""`\"{o}`, `{\"o}`, and `\"o` within a word."""
    found = _BRACED.match(state.src, state.pos, state.posMax) or _GROUPED.match(
        state.src, state.pos, state.posMax
    )
    if found is None:
        found = _IN_WORD.match(state.src, state.pos, state.posMax)
        if found is None or _is_elided(state):
            return False
    sign, letter = (group for group in found.groups() if group)
    if not silent:
        state.append_pending(unicodedata.normalize("NFC", letter.lstrip("\\") + _ACCENTS[sign]))
    state.pos = found.end()
    return True


def _is_elided(state: StateInline) -> bool:
    r"""Whether the sign stands behind a word like the `l` of `l\'eau`."""
    if state.src[state.pos + 1] != "'":
        return False
    before = _WORD_BEFORE.search(state.src[max(state.pos - _LONGEST_ELIDED, 0) : state.pos])
    return before is not None and before[0].lower() in _ELIDED


def tie(state: StateInline, silent: bool) -> bool:
    r"""`Theorem~\ref{x}`: a space at which no line ends."""
    if not _TIE.match(state.src, state.pos, state.posMax):
        return False
    if not silent:
        state.append_pending("\u00a0")
    state.pos += 1
    return True


def space(state: StateInline, silent: bool) -> bool:
    r"""`10\,000` and `e.g.\ this`; `\,` is an escaped comma for Markdown, which nobody needs there."""
    thin = _THIN.match(state.src, state.pos, state.posMax)
    if thin is None and not _AFTER_STOP.match(state.src, state.pos, state.posMax):
        return False
    if not silent:
        state.append_pending("\u202f" if thin else " ")
    state.pos += 2
    return True


def quotation(state: StateInline, silent: bool) -> bool:
    """\\`\\`words'' without another backtick, which in Markdown would not begin code with two of them."""
    found = _QUOTED.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.append_pending("\u201c")
        inner_inlines(state, found.span(1))
        state.append_pending("\u201d")
    state.pos = found.end()
    return True
