"""Titles that name what they are the title of: "Lemma 1", "Beweis", "定理 27.1 (Euler)".

In:  the words of a heading or of a statement's title.
Out: whether they only name a kind of text (`names_a_section`), or begin with the kind of the statement
     (`says_kind`), in any language; a statement whose title is a number has it as its number (`take_number`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from notes_wiki.parse.statement_names import NAMES_ELSEWHERE
from notes_wiki.parse.statements import STATEMENTS
from notes_wiki.pattern import pattern

if TYPE_CHECKING:  # rendering uses this module, and has no need of the parser
    from markdown_it.token import Token

_CALLED: dict[str, tuple[str, ...]] = {
    kind: (
        *(name for name, meant in STATEMENTS.items() if meant == kind),
        *NAMES_ELSEWHERE.get(kind, ()),
    )
    for kind in dict.fromkeys(STATEMENTS.values())
}
_SIGNS = pattern(r"[^\w(]+")
"""What authors put before a title: pictures, brackets of other kinds."""
_NAMES = frozenset(name for names in _CALLED.values() for name in names if len(name) > 2)
"""The names of kinds except the shortest, "ex" and "ax", which are also words of other meanings."""
_SECTIONS = frozenset(
    (
        *STATEMENTS.values(),
        *(name for names in _CALLED.values() for name in names),
        *"introduction motivation overview statement summary notes idea properties references".split(),
    )
)


def names_a_section(words: str) -> bool:
    """Whether a heading only says what kind of text follows: "Definition", "Examples:", "Beweis"."""
    bare = words.strip(" :.").casefold()
    return bare in _SECTIONS or bare.removesuffix("s") in _SECTIONS


# In scripts without capitals a short word and a number are the name of a statement: "定理 27.1".
_NUMBERED = pattern(r"[^\W\d_a-zA-Z\u00c0-\u04ff]{1,10}\s*\d+(?:\.\d+)*(?=\s|[(:.（：]|$)")


def says_kind(title: str, kind: str, called: str) -> bool:
    """Whether a title begins with the kind of the statement: "Lemma 1", "Definition: basis", "定理 27.1
    (Euler)", or with that of another and its number. `called`: the kind's name in the note's language; titles
    in other languages are recognised too."""
    if _NUMBERED.match(title):
        return True
    words = title.casefold()
    words = words[signs.end() :] if (signs := _SIGNS.match(words)) else words
    own = any(
        words.startswith(name) and not words[len(name) : len(name) + 1].isalpha()
        for name in (kind.casefold(), called.casefold(), *_CALLED.get(kind, ()))
    )
    return own or _says_other(words)


# "Corollary", "Corollary 2 (Gauss)", "Proposition A.1", "Satz §3", "Claim: …"; not "Theorem of Zorn".
_OTHER = pattern(r"(?P<name>[^\W\d_]+)\.?(?:$|:|\s*§|\s+(?:[a-z]\.)?\d+(?:\.\d+)*(?=$|[\s:.,(\u2013\u2014]))")


def _says_other(words: str) -> bool:
    """Whether words begin with the name of some kind and its number, or are one: a lemma may be called
    "Proposition 2" by its author."""
    found = _OTHER.match(words)
    return found is not None and found["name"] in _NAMES


_NUMBER = pattern(r"(\d+(?:\.\d+)*)\.?(?:[ \t]*\(([^()]+)\))?$")
"""A title that is the number its author gives a statement, with a name or without: "2.1 (Euler)"."""


def take_number(token: Token) -> None:
    """Make a number of a title that is one: `::: theorem 2.1 (Euler)` is Theorem 2.1."""
    title: Token | None = token.meta["title"]
    found = _NUMBER.match(title.content) if title is not None and "number" not in token.meta else None
    if title is not None and found is not None:
        token.meta["number"] = found[1]
        title.content = found[2] or ""
        if not found[2]:
            token.meta["title"] = None
