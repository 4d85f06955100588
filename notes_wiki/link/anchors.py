"""What a link's fragment means inside a note.

In:  a note's headings, anchors and labels; a fragment as typed.
Out: the anchor, or None if there is none.

A fragment may be an id, the text or slug of a heading, nested headings (`A#B#C`), a block (`^id`), or the key
of an equation or a statement.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator
from html import unescape

from notes_wiki.link.addresses import slug
from notes_wiki.link.names import folded
from notes_wiki.model import Heading, LinkFacts
from notes_wiki.pattern import pattern

_ORG_ID = pattern(r"\bid-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
"""What ox-hugo makes of a link inside a heading, in links to that heading but not always in its id."""

_ORG_LINK = pattern(r"--(?:org[0-9a-f]{7}|(?:(?!--)[\w-])+?-dot-md)(?![^\W_])")
"""That link's address as it stands in the heading's own id instead: a file, or a place in the same file."""
_FORMULA = pattern(r'<span class="math" data-tex="([^"]*)">.*?</math></span>', re.S)
_TAG = pattern(r"<[^<>]*>")
_SIGNS = dict.fromkeys(map(ord, string.punctuation + string.whitespace))


class Anchors:
    """The anchors of one note, by all names that mean them."""

    def __init__(self, linking: LinkFacts) -> None:
        self._anchors = frozenset(linking.anchors)
        self._labels = {label.key: label.anchor for label in linking.labels if label.key and label.anchor}
        self._headings = linking.headings
        self._title = linking.title.plain
        self._by_text: dict[str, str] | None = None

    def find(self, fragment: str) -> str | None:
        """The anchor that a fragment means, or None."""
        if fragment in self._anchors:
            return fragment
        if (joined := fragment.replace(" ", "-")) in self._anchors:
            return joined
        if fragment in self._labels:
            return self._labels[fragment]
        if fragment.startswith("^") and fragment[1:] in self._anchors:
            return fragment[1:]
        if "#" in fragment:
            return self._nested(fragment.split("#")) or self._texts().get(_key(fragment))
        texts = self._texts()
        spelt = _squeezed(_ORG_LINK.sub("", _ORG_ID.sub("", fragment)))
        for name in (_key(fragment), slug(fragment), spelt, _bare(fragment)):
            if name in texts:
                return texts[name]
        return None

    def _texts(self) -> dict[str, str]:
        """The anchor of each heading by its text and by the slug of its text, the first of several; the
        note's title means its top ("")."""
        if self._by_text is None:
            self._by_text = {}
            named = [(heading.text.plain, heading.anchor) for heading in self._headings]
            named += [
                (_typed(heading), heading.anchor) for heading in self._headings if _has_formula(heading)
            ]
            named += [(heading.typed, heading.anchor) for heading in self._headings if heading.typed]
            for text, anchor in (*named, (self._title, "")):
                for name in (_key(text), slug(text), _squeezed(text), _bare(text)):
                    if name:
                        self._by_text.setdefault(name, anchor)
            for text, anchor in _named_otherwise(self._headings):
                if name := _squeezed(text):
                    self._by_text.setdefault(name, anchor)
            for heading in self._headings:
                own = _ORG_LINK.sub("", heading.anchor) if "--" in heading.anchor else heading.anchor
                if own != heading.anchor:
                    self._by_text.setdefault(_squeezed(own), heading.anchor)
        return self._by_text

    def _nested(self, names: list[str]) -> str | None:
        """The heading that the last name means, somewhere below the headings that the earlier names mean."""
        if names[-1].startswith("^"):
            return self.find(names[-1])
        if {_key(names[0]), slug(names[0])} & {_key(self._title), slug(self._title)} and not any(
            _key(heading.text.plain) == _key(names[0]) for heading in self._headings
        ):
            return self.find(
                "#".join(names[1:])
            )  # the first name is the heading that has become the page's title
        start = 0
        level = 0
        anchor = None
        for name in names:
            wanted = _names(name)
            for place in range(start, len(self._headings)):
                heading = self._headings[place]
                if heading.level <= level:
                    return None
                if _names_of(heading) & wanted:
                    start, level, anchor = place + 1, heading.level, heading.anchor
                    break
            else:
                return None
        return anchor


def _named_otherwise(headings: Iterable[Heading]) -> Iterator[tuple[str, str]]:
    """Shorter texts of headings, with their anchors: pandoc leaves out what precedes the first letter, Hugo
    leaves out formulas."""
    for heading in headings:
        text = heading.text.plain
        start = next((place for place, char in enumerate(text) if char.isalpha()), 0)
        if start:
            yield text[start:], heading.anchor
        if _has_formula(heading):
            yield unescape(_TAG.sub("", _FORMULA.sub("", heading.text.html))), heading.anchor


def _has_formula(heading: Heading) -> bool:
    return "data-tex" in heading.text.html


def _typed(heading: Heading) -> str:
    """A heading's text with its formulas as typed, as Obsidian writes a link to it."""
    return unescape(_TAG.sub("", _FORMULA.sub(r"$\1$", heading.text.html)))


def _names(text: str) -> set[str]:
    """The forms in which a text is compared in nested headings (`A#B`)."""
    return {name for name in (_key(text), slug(text), _bare(text)) if name}


def _names_of(heading: Heading) -> set[str]:
    names = _names(heading.text.plain) | _names(heading.typed)
    return names | _names(_typed(heading)) if _has_formula(heading) else names


def _key(text: str) -> str:
    """A heading's text as Obsidian compares it: case folded, white space and link characters collapsed."""
    return " ".join(folded(text).translate({ord(char): " " for char in "#^|[]:%"}).split())


def _bare(text: str) -> str:
    """A text without spaces and ASCII punctuation: Obsidian keeps a heading's markup in links to it, but
    replaces some characters by spaces (`_lemma _ $ sigma_n$` for `_lemma:_ $\\sigma_n$`)."""
    return folded(text).translate(_SIGNS)


def _squeezed(text: str) -> str:
    """Only the letters and digits: exporters put hyphens in place of markup (`linear-map-s`)."""
    return slug(text).replace("-", "")
