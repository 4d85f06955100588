"""How much of its own text a note may repeat: texts that are written once and read wherever they are named.

In:  the `env` of a note, the text that is to be read again.
Out: whether there is room for it. All such texts of a note share one budget, because they may name each
     other.
"""

from __future__ import annotations

from notes_wiki.parse.environment import Environment

_MOST = 200_000
"""Characters that may be added to a note."""
_LEAST = 20
"""Characters that each text counts for at least, so that there is an end of short ones too."""


def has_room(env: Environment, length: int) -> bool:
    """Whether a text of so many characters may be read once more; it is counted."""
    room = env.setdefault("room", [_MOST])
    room[0] -= max(length, _LEAST)
    return room[0] > 0
