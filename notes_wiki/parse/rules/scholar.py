"""jekyll-scholar's tags: `{% cite key other -l 3 %}` is a citation, and `{% bibliography %}` shows nothing,
because the works stand at the end of the note anyway.

In:  a tag of Liquid's, its name and the rest of it.
Out: tokens of a citation, if the wiki has a bibliography.
"""

from __future__ import annotations

from markdown_it.rules_inline import StateInline

from notes_wiki.parse.environment import env_of
from notes_wiki.parse.rules.roles import cite
from notes_wiki.pattern import pattern

_PAGE = pattern(r"(?:^|\s)-(?:l|-locator)[ \t]+[\"']?([^\s\"'%]+)")
_OPTIONS = pattern(r"(?:^|\s)-")


def scholar(state: StateInline, name: str, rest: str, span: tuple[int, int]) -> bool:
    """Whether a tag is one of these and has been read."""
    if name == "bibliography":
        citations = env_of(state).get("citations")
        return citations is not None and bool(citations.any)
    if name != "cite":
        return False
    keys = _OPTIONS.split(rest, maxsplit=1)[0].split()
    page = _PAGE.search(rest)
    typed = ",".join(keys) + (f"{{p. {page[1]}}}" if page else "")
    return bool(keys) and cite(state, "cite:p", typed, {"start": span[0], "end": span[1]})
