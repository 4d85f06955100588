"""Failed front matter: beginnings of notes that were meant to withhold the note, but cannot be read as such.

In:  a note's text, or what follows its front matter.
Out: whether it begins with something that was clearly meant to keep the note from being published: fields
     between other dashes, without a fence, or in a second block after the first.

Only the beginning counts: blank lines, comments and lines that look like fields, up to the first heading,
prose or code. A note that shows `draft: true` as an example is not affected.
"""

from __future__ import annotations

import re
import unicodedata

from notes_wiki.load import publication
from notes_wiki.pattern import pattern

HIDDEN = (
    r"\x00-\x08\x0e-\x1f\x7f\xad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    r"\ufe00-\ufe0f\ufeff\ufff9-\ufffe\U000e0000-\U000e007f"
)
"""Invisible characters, as ranges of a character class. U+FFFD is one of them, because `reserved` writes it
in place of control characters."""
_HIDDEN = pattern(f"[{HIDDEN}]")
_HEADING = pattern(r"#{1,6}\s")
_MOST_LINES = 60
_MOST_CHARACTERS = 16_384
_NAMES = "|".join(publication.FIELDS)
_FIELD = pattern(rf"\W{{0,8}}({_NAMES})\W{{0,3}}?(?:::?|:?=)(?!=)(.*)", re.I)
"""A field of publication, however it is written: `draft: true`, `**Draft**:: yes`, `- "private" = 1`."""
_FENCE = pattern(r"(?:_|[^\w\s`~$])+(?:\s*(?:ya?ml|toml|json)\b)?(?:\s+#.*)?$", re.I)
"""A line that was meant as the fence of front matter: `———`, `+++ toml`, `***`, `___ # note`."""
_LIKE_A_FIELD = pattern(r"\W{0,4}\w[\w .-]{0,40}\W{0,2}[:=]|[-*]\s|#|%|<!--.*-->$|[\s{]")
"""What may stand among fields: another field, the item of a list, a comment, what is indented."""
CONFLICT = pattern(r"^<{7}(?: .*)?$", re.M)
"""The line with which Git begins a conflict that it could not merge. Either side may be of a draft."""
_CONFLICT_LINE = pattern(r"[<|>]{7}(?:\s|$)")
"""A line that Git writes around or between the sides of a conflict (`=======` is like a fence)."""
_ON_ONE_LINE = pattern(rf"(?:[-–—―−]{{3}}|\+{{3}}|\{{|\[\{{)[^\n]*?\b(?:{_NAMES})\b\W{{0,3}}[:=]", re.I)
"""Front matter that was written on one line: `--- draft: true ---`, `{"private": true}`."""


def seems_withheld(text: str, start: int = 0, *, after_front_matter: bool = False) -> bool:
    """Whether the text from `start` on begins with something that was meant to withhold the note. After front
    matter only a second block counts, or the beginning of one."""
    fenced = begun = like_fields = False
    for line in text[start : start + _MOST_CHARACTERS].splitlines()[:_MOST_LINES]:
        shown = _HIDDEN.sub("", line)
        if not shown.isascii():
            shown = unicodedata.normalize("NFKC", shown)
        bare = shown.strip()
        if not bare and like_fields and not fenced:
            return False  # a paragraph with colons in it
        if not bare or _CONFLICT_LINE.match(bare):
            continue
        if not begun:
            begun, fenced = True, _FENCE.match(bare) is not None
            if not fenced and (_HEADING.match(bare) or (after_front_matter and not _FIELD.match(bare))):
                return False
            if _ON_ONE_LINE.match(bare):
                return True
        if found := _FIELD.match(bare):
            value = found[2].strip(" \t\"'{}[],;*<>-+")
            # Between fences one word is enough, even one that is unclear: "draft: maybe".
            is_meant = fenced and not after_front_matter and " " not in value
            if is_meant or publication.withholds(found[1].lower(), value):
                return True
        elif _FENCE.match(bare):
            continue
        elif not _LIKE_A_FIELD.match(shown):
            return False  # prose, or code
        like_fields |= shown[0].isalnum()
    return False
