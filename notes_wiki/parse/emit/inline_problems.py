"""Reports what inline rules could not make sense of.

In:  what a rule put into `env["problems"]`: a key of `MESSAGES`, and the words as typed.
Out: a problem in the note's `Collector`.
"""

from __future__ import annotations

from typing import NamedTuple

from notes_wiki.model import Span
from notes_wiki.parse.facts import Collector


class _Message(NamedTuple):
    """A problem's code, and its message and hint, both with a place for the words as typed."""

    code: str
    text: str
    hint: str
    once: str = ""
    """The kind of problem of which only the first in a note is reported; "" if each is."""


MESSAGES = {
    "unclosed-math": _Message(
        "unclosed-math",
        "{} opens a formula that is never closed, so it is shown as text.",
        "Close the formula in the same paragraph, or escape the delimiter with a backslash.",
    ),
    "unclosed-comment": _Message(
        "unclosed-comment",
        "{} opens a comment that is never closed, so it and what follows are published.",
        "Close the comment in the same paragraph, or write a backslash before the sign.",
    ),
    "hidden-comment": _Message(
        "unclosed-comment",
        "{} opens a comment that is never closed, so the rest of its paragraph is not published.",
        "Close the comment in the same paragraph, or remove the sign that opens it.",
    ),
    "unclosed-html-comment": _Message(
        "unclosed-comment",
        "{} opens a comment that is never closed, so it and what follows are published.",
        "Close the comment with -->.",
    ),
    "missing-footnote": _Message(
        "missing-footnote",
        "There is no footnote {}, so it is shown as text.",
        "Write the footnote, a paragraph that begins with {}: and holds its text.",
    ),
    "unknown-construct": _Message(
        "unknown-construct",
        "{} is a link in other dialects, but not in this note's, so it is shown as typed.",
        "Write a Markdown link, or say in wiki.toml that these notes are in the dialect wiki or obsidian.",
        once="wikilink",
    ),
}
"""By what the rules call them."""


def tell_inline(collector: Collector, what: str, typed: str, place: Span) -> None:
    """Report one of them, with the words as typed."""
    code, text, hint, once = MESSAGES[what]
    if once:
        collector.tell_once(code, once, text.format(typed), place, hint=hint)
    else:
        collector.tell(code, text.format(typed), place, hint=hint.format(typed))
