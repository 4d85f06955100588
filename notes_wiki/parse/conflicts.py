"""Conflicts that Git could not merge, and left in a note.

In:  the note's text without front matter, its tokens.
Out: a problem at the first of them. The text is shown as it is: which side is meant, only the author knows.
"""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from notes_wiki.model import Span
from notes_wiki.parse.facts import Collector
from notes_wiki.pattern import pattern

_BEGIN = pattern(r"^<{7} .*$")
_END = "\n>>>>>>> "
_CODE = ("fence", "code_block")


def tell_conflict(text: str, first_line: int, tokens: Sequence[Token], collector: Collector) -> None:
    """Report the first conflict outside code, which may be there to show one. `first_line`: the line of the
    file at which the text begins."""
    if _END not in text:
        return
    lines = text[: text.rindex(_END)].split("\n")
    places = (token.map for token in tokens if token.type in _CODE and token.map)
    code = {line for start, end in places for line in range(start, end)}
    for number, line in enumerate(lines):
        if number not in code and _BEGIN.match(line):
            collector.tell(
                "unmerged",
                "Git could not merge two versions of the note here, and both are published.",
                Span(first_line + number, 1, len(line)),
                hint="Keep what is right of the two, and remove the lines that Git wrote around them.",
            )
            return
