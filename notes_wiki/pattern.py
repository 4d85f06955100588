"""Regular expressions that are compiled when they are first used.

The parser has about five hundred, and a note needs few of them. Compiling them all was two fifths of the time
it takes to import the parser, which the build of one edited note waits for. (Mercurial and Breezy compile
theirs late for the same reason.)
"""

from __future__ import annotations

import re
from typing import Any, cast, overload

__all__ = ["pattern"]


@overload
def pattern(text: str, flags: int = 0) -> re.Pattern[str]: ...
@overload
def pattern(text: bytes, flags: int = 0) -> re.Pattern[bytes]: ...
def pattern(text: str | bytes, flags: int = 0) -> re.Pattern[Any]:
    """What `re.compile(text, flags)` gives, later: an error in the text is raised by the first use.

    Only methods and attributes of a pattern may be used of it; `re.sub` and its like do not take it.
    """
    return cast("re.Pattern[Any]", _Late(text, flags))


class _Late:
    """Stands for a pattern. A method that was asked of it once becomes an attribute, so that calling it again
    takes no longer than calling the pattern's own."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self._source = text, flags
        self._compiled: re.Pattern[Any] | None = None

    def __getattr__(self, name: str) -> Any:
        if self._compiled is None:
            self._compiled = re.compile(*self._source)
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found
