"""Figures in a figure: they are its parts (a), (b), …, and take no number of their own.

In:  the emitter, in which the boxes around what is written are open.
Out: the letter of the next part.
"""

from __future__ import annotations

from string import ascii_lowercase

from notes_wiki.parse.emit.emitter import Emitter


def next_part(emitter: Emitter, kind: str) -> str:
    """The letter of a figure in the figure around it; "" where there is none, or it is something else."""
    parts = next((box.parts for box in reversed(emitter.boxes) if box.parts is not None), None)
    if kind != "figure" or parts is None:
        return ""
    parts.append(kind)
    return ascii_lowercase[(len(parts) - 1) % len(ascii_lowercase)]
