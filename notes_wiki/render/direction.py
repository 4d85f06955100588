"""Which way a page is read: from left to right, or from right to left.

In:  its language; where a note says none, its title and first words.
Out: "ltr" or "rtl", the values of HTML's `dir`.
"""

from __future__ import annotations

from notes_wiki.pattern import pattern

_LANGUAGES = frozenset("ar arc ckb dv fa he iw ks mzn nqo pnb ps sd syr ug ur yi".split())
"""The languages that are written from right to left, unless their tag names another script."""
_SCRIPTS = frozenset("arab hebr mand nkoo samr syrc thaa".split())
_RIGHT_TO_LEFT = pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LETTER = pattern(r"[^\W\d_]")


def direction(language: str, words: str = "") -> str:
    """The direction of a page in this language. `words`: what to judge by if the page's own language is not
    known; as few vaults say that their notes are in Hebrew or Arabic, it is that of most letters, or of the
    first and of a quarter: names and terms may be in Latin ones."""
    primary, *others = language.lower().replace("_", "-").split("-")
    script = next((subtag for subtag in others if len(subtag) == 4), "")
    if script in _SCRIPTS or (primary in _LANGUAGES and not script):
        return "rtl"
    if words.isascii():
        return "ltr"
    letters = _LETTER.findall(words)
    share = len(_RIGHT_TO_LEFT.findall(words)) / len(letters) if letters else 0
    begins = share > 0.25 and _RIGHT_TO_LEFT.match(letters[0]) is not None
    return "rtl" if begins or share > 0.5 else "ltr"
