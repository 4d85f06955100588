"""Words, as search compares them.

In:  text as a reader sees or types it.
Out: the text without case and accents; the words in it.

`templates/assets/search.js` does the same to what is typed, and a test compares the two. Therefore words are
defined by Unicode's general categories, which JavaScript has as `\\p{…}`, and not by Python's own idea of a
word.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from notes_wiki.pattern import pattern

# Letters that have no decomposition, and that nobody types in a search.
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "ħ": "h",
        "þ": "th",
        "ı": "i",
        "ς": "σ",
        "ϕ": "φ",
        "ϵ": "ε",
    }
)
_ACCENTS = pattern("[\u0300-\u036f]+")
_ASCII_WORD = pattern("[a-z0-9]+").findall
_IDEOGRAPHS = pattern(
    "[\u2e80-\u2fdf\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+"
)
"""Scripts that put no space between words: Han, Hiragana, Katakana."""


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text without case and accents, and with single spaces: "Poincaré  Lemma" becomes "poincare lemma".
    Empty only if the text is blank: one of nothing but accents stays as it is."""
    if text.isascii():
        return " ".join(text.lower().split())
    found = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).lower())
    found = _ACCENTS.sub("", found).translate(_LETTERS)
    return " ".join(found.split()) or text.strip()


def words(folded: str) -> list[str]:
    """The words of a folded text, in order: runs of letters and digits, and each symbol beyond ASCII. A text
    without any of these (`<>`) is one word."""
    if folded.isascii():
        found = _ASCII_WORD(folded)
    else:
        found = []
        run = ""
        for char in folded:
            kind = unicodedata.category(char)[0]
            if kind in "LNM":
                run += char
                continue
            if run:
                found.append(run)
                run = ""
            if kind == "S" and not char.isascii():
                found.append(char)
        if run:
            found.append(run)
    return found or ([folded] if folded else [])


def index_words(folded: str) -> list[str]:
    """The words under which a text is indexed, without repetition, so that a search for a prefix of a word,
    or for any part of a run of ideographs, finds it by a prefix of one of these. Runs of ideographs are
    indexed as bigrams."""
    found: dict[str, None] = {}
    for word in words(folded):
        if word.isascii():
            found[word] = None
            continue
        rest = 0
        for run in _IDEOGRAPHS.finditer(word):
            if rest < run.start():
                found[word[rest : run.start()]] = None
            for place in range(run.start(), run.end()):
                found[word[place : min(place + 2, run.end())]] = None
            rest = run.end()
        if rest < len(word):
            found[word[rest:]] = None
    return list(found)
