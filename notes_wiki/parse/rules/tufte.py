"""Tags of Tufte's style for Jekyll: notes beside the text, and words that open a section.

`{% sidenote 'id' 'words' %}`, `{% marginnote 'id' 'words' %}`, `{% newthought 'words' %}`, and the same as
includes, `{% include sidenote.html id="x" note="words" %}`.

In:  a tag of Liquid's in running text: its name and where the rest of it stands.
Out: the tokens of a footnote, or of the words.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

from notes_wiki.parse.rules.inner_inlines import inner_inlines
from notes_wiki.pattern import pattern

_NOTES = frozenset(("sidenote", "marginnote"))
_WORDS = pattern(r"(?P<quote>[\"'])(?P<words>(?:(?!(?P=quote)).)*)(?P=quote)\s*-?(?=%\}|$)", re.S)
"""The last text between quotes."""
_NOTE = pattern(r"\bnote\s*=\s*(?P<quote>[\"'])(?P<words>(?:(?!(?P=quote)).)*)(?P=quote)", re.S)
_INCLUDED = pattern(r"\s*(?:[\w-]+/)*(sidenote|marginnote)\.html?\s")


def tufte(state: StateInline, name: str, tag: re.Match[str]) -> bool:
    """Whether a tag is one of these and has been read."""
    included = _INCLUDED.match(tag["rest"]) if name == "include" else None
    if included is None and name not in _NOTES and name != "newthought":
        return False
    found = (_NOTE if included else _WORDS).search(tag["rest"])
    if found is None or not found["words"].strip():
        return False
    before = tag.start("rest")
    if name == "newthought":
        inner_inlines(state, (before + found.start("words"), before + found.end("words")))
        return True
    state.push("footnote_open", "", 1)
    inner_inlines(state, (before + found.start("words"), before + found.end("words")))
    state.push("footnote_close", "", -1)
    return True
