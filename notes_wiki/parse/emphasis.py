"""Where emphasis can begin and end, if not as CommonMark has it.

In:  a run of stars or other signs, with the characters beside it.
Out: whether it can begin emphasis, and whether it can end it. A dialect has one of these inline states.
"""

from __future__ import annotations

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned

from notes_wiki.pattern import pattern

# Hangul, kana, ideographs, and the punctuation and full-width forms used with them.
_EAST_ASIAN = pattern(
    "[\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U00020000-\U0003ffff]"
)


def _beside(state: StateInline, start: int, length: int) -> tuple[str, str]:
    """The characters before and behind a run of signs, "" at an end of the text."""
    end = start + length
    return state.src[start - 1 : start], state.src[end : end + 1] if end < state.posMax else ""


class EastAsianInline(StateInline):
    """An inline text in which emphasis can begin and end next to a letter of a script without spaces, between
    it and a formula, a bracket or a colon; CommonMark takes that for the middle of a word."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:
        """Upstream's answer, except next to these letters."""
        found = super().scanDelims(start, canSplitWord)
        if not canSplitWord or found.can_open == found.can_close:
            return found
        before, after = _beside(self, start, found.length)
        can_open = found.can_open or (bool(_EAST_ASIAN.match(before)) and not (after or " ").isspace())
        can_close = found.can_close or (bool(_EAST_ASIAN.match(after)) and not (before or " ").isspace())
        return Scanned(can_open, can_close, found.length)


_OPENING = frozenset("([{<\"'“‘`$\\")
"""Signs that words, code or a formula begin with."""
_NO_END = frozenset("([{<“‘-–—/")
"""Signs that no words end with, though others may."""


class LooseInline(EastAsianInline):
    """An inline text in which stars can also begin emphasis between a letter and a sign that opens, and end
    it between a sign that closes and a letter."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:
        """The answer of CommonMark, except between a letter and a sign."""
        found = super().scanDelims(start, canSplitWord)
        if not canSplitWord or found.can_open == found.can_close:
            return found
        before, after = _beside(self, start, found.length)
        if before.isalnum() and after in _OPENING:
            return Scanned(True, True, found.length)
        if after.isalnum() and before and not before.isspace() and before not in _NO_END:
            quote_opens = before in "\"'" and not self.src[start - 2 : start - 1].strip()
            return Scanned(True, not quote_opens, found.length)
        return found


class SpacedInline(LooseInline):
    """An inline text in which two stars can also end bold words behind a space."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:
        """The answer of `LooseInline`, except behind a space."""
        found = super().scanDelims(start, canSplitWord)
        if canSplitWord and found.length > 1 and self.src[start - 1 : start].isspace():
            return Scanned(found.can_open, True, found.length)
        return found
