"""What is wrong with TOML, in words for those who do not know how it is read.

In:  an error of tomllib.
Out: the reason; that of tomllib itself where the mistake is rare.
"""

from __future__ import annotations

_IN_WORDS = (
    ("Illegal character '\\n'", "a quotation mark is never closed"),
    ("Unterminated string", "a quotation mark is never closed"),
    ('Expected "\'"', "a quotation mark is never closed"),
    ("Invalid value", "a value is missing, or a text is not in quotes"),
    ("Unescaped '\\'", "backslashes between double quotes must be doubled; use single quotes"),
    ("Expected '='", "a name must be followed by ="),
    ("Cannot overwrite", "a setting is there twice"),
    ("Cannot declare", "a table is there twice"),
    ("Unclosed array", "a bracket is never closed"),
    ("Expected ']'", "a bracket is never closed"),
    ("Unclosed inline table", "a brace is never closed"),
    ("Expected newline", "something follows a value on its line"),
    ("Invalid statement", "a line does not begin with a name"),
)


def in_words(error: Exception) -> str:
    """The reason, without the place."""
    reason = str(error).split(" (at ", maxsplit=1)[0]
    return next((words for said, words in _IN_WORDS if reason.startswith(said)), reason)
