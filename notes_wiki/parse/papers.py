r"""Whether a note holds text of LaTeX's, as whoever pastes a section of a paper puts it there.

In:  the text of a note.
Out: "file" if there is a whole file in it (`\documentclass`, `\begin{document}`), "parts" if there are
     headings, statements or lists of LaTeX's, "" if there is nothing like it.

Some of LaTeX's signs mean something else in Markdown, or nothing: `%`, `--`, `` `words' ``. They are read as
LaTeX's only in such a note.
"""

from __future__ import annotations

import re
from typing import Literal

from notes_wiki.pattern import pattern

TexText = Literal["", "parts", "file"]

_HEADINGS = r"(?:title|chapter|(?:sub){0,2}section)\*?[\[{]"
_AROUND_TEXT = (
    r"begin\{(?:abstract|thebibliography|theorem|thm|lemma|lem|proposition|prop|corollary|cor|definition|defn|"
    r"remark|rem|example|proof|itemize|enumerate|description)\*?\}"
)
_ANY = pattern(rf"\\(?:documentclass|begin\{{document\}}|{_HEADINGS}|{_AROUND_TEXT})")
_LINE = pattern(
    r"^[ \t]*(?:(?P<fence>`{3,}|~{3,})|(?P<file>\\(?:documentclass|begin\{document\}))"
    rf"|(?P<part>\\(?:{_HEADINGS}|{_AROUND_TEXT})))",
    re.M,
)
"""Lines that show it, and those between which text is code."""


def tex_text(text: str) -> TexText:
    """How much of LaTeX's there is in a note, outside its code."""
    if "\\" not in text or not _ANY.search(text):
        return ""
    fence = ""
    found: TexText = ""
    for line in _LINE.finditer(text):
        if line["fence"]:
            if not fence:
                fence = line["fence"]
            elif line["fence"].startswith(fence):
                fence = ""
        elif not fence and line["file"]:
            return "file"
        elif not fence:
            found = "parts"
    return found
