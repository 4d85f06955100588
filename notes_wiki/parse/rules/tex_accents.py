r"""TeX's accents: `H\"{o}lder`, `Poincar\'e`, `{\'E}tale`, `\v{C}ech`, `\u Cech`.

In:  running text.
Out: the letters that are meant.

Markdown takes a backslash before a sign for an escape. So an accent without braces is one within a word,
where nobody escapes a sign, but not behind a word that French or Italian elides (`l\'eau`); and at the
beginning of a word (`\'etale`), if no escaped sign of the same kind follows that could close a quotation.
"""

from __future__ import annotations

import re
import unicodedata
from math import inf

from markdown_it.rules_inline import StateInline

from notes_wiki.parse.environment import in_paper
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
_GROUPED = pattern(r"""\{\\(?:([`'^~="])|([urHvdckb])(?:[ ]|(?=\\)))(\\i|\\j|[A-Za-z])\}""")
_DOTLESS = pattern(r"""\\(?:([`'^~="])|([urHvdckb])[ ]?)(\\[ij])(?![A-Za-z])(?:\{\}|[ ])?""")
_IN_WORD = pattern(r"""(?<=[A-Za-z}])\\(?:(["'`^])([aeiouyAEIOUY])|(~)([noNO]))(?!\\)""")
_BEGINS_WORD = pattern(r"""(?<![\w\\])\\(["'`])([aeiouyAEIOUY])(?=[A-Za-z]{2})""")
_CLOSERS = {sign: pattern(rf"(?<=\S)\\{re.escape(sign)}(?![A-Za-z{{\\])") for sign in "\"'`"}
"""An escaped sign that closes what the same sign has opened."""

# In LaTeX's text only: elsewhere these could be escapes, paths, or regular expressions.
_SPACED = pattern(
    r"\\(?:(v)[ ]([CcSsZzRrEeNnDdTtLlGg])|(c)[ ]([CcSsTtGg])|(u)[ ]([AaCcGgIiOoUu])|(H)[ ]([OoUu]))"
)
_OTHER = pattern(
    r"""\\(?:(['"^=`])([aeiouAEIOU])|(['"])([yY])|(')([cnszCNSZ])(?=[a-z])|(~)([anoANO])|(\.)([zZI]))"""
)

_WORD_BEFORE = pattern(r"[A-Za-z]*$")
_ELIDED = frozenset("l d j t m s n c qu un all dell nell dall sull quell lorsqu puisqu jusqu aujourd".split())
"""What stands before an apostrophe in French and Italian."""
_LONGEST_ELIDED = 12


def accent(state: StateInline, silent: bool) -> bool:
    r"""`\"{o}`, `{\"o}`, and `\"o` within a word or before one."""
    found = _found(state)
    if found is None:
        return False
    sign, letter = (group for group in found.groups() if group)
    composed = unicodedata.normalize("NFC", letter.lstrip("\\") + _ACCENTS[sign])
    if not silent:
        state.append_pending(composed)
    state.pos = found.end()
    return True


def _found(state: StateInline) -> re.Match[str] | None:
    """The accent at the state's place."""
    source, start, limit = state.src, state.pos, state.posMax
    for form in (_BRACED, _GROUPED, _DOTLESS):
        if found := form.match(source, start, limit):
            return found
    if source[start] != "\\":
        return None
    if found := _IN_WORD.match(source, start, limit):
        return None if _is_elided(state) else found
    if found := _BEGINS_WORD.match(source, start, limit):
        return None if _is_closed(state, found) else found
    if not in_paper(state):
        return None
    if found := _SPACED.match(source, start, limit):
        return found
    found = _OTHER.match(source, start, limit)
    return None if found is None or _is_elided(state) or _is_closed(state, found) else found


def _is_closed(state: StateInline, found: re.Match[str]) -> bool:
    """Whether what looks like an accent may begin a quotation, which ends further on. Where that is, is
    remembered, so that many accents before it cost one search."""
    sign = next(group for group in found.groups() if group)
    if sign not in _CLOSERS:
        return False
    known: dict[str, tuple[str, int, float]] = state.env.setdefault("accent_closers", {})
    source, searched, closer = known.get(sign, ("", 0, -1))
    if source is not state.src or not searched <= found.end() <= closer:
        following = _CLOSERS[sign].search(state.src, found.end())
        closer = following.start() if following else inf
        known[sign] = state.src, found.end(), closer
    return closer < inf


def _is_elided(state: StateInline) -> bool:
    r"""Whether the sign stands behind a word like the `l` of `l\'eau`."""
    if state.src[state.pos + 1] != "'":
        return False
    before = _WORD_BEFORE.search(state.src[max(state.pos - _LONGEST_ELIDED, 0) : state.pos])
    return before is not None and before[0].lower() in _ELIDED
