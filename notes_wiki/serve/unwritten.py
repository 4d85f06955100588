"""What is shown from memory and not yet written down, and texts that are not yet indexed.

In:  what is shown, a process that writes (`settle`).
Out: the preview folder as it should be, when there is time; what stands in the way, in words.
"""

from __future__ import annotations

from notes_wiki.serve.again import InPlace
from notes_wiki.serve.files import file_of
from notes_wiki.serve.settle import Settler
from notes_wiki.serve.shown import Screen
from notes_wiki.serve.turns import Turns


class Unwritten:
    """What is left to do for one preview, by its `settler`."""

    def __init__(self, settler: Settler, preview: InPlace, screen: Screen, turns: Turns) -> None:
        self._settler = settler
        self._preview = preview
        self._screen = screen
        self._turns = turns
        self._is_unwritten = False
        self._is_unindexed = False
        self._is_stuck = False

    def built(self) -> None:
        """There was a whole build: what it could not write is still shown from memory."""
        self._is_unwritten, self._is_unindexed, self._is_stuck = bool(self._screen.shown.fresh), True, False

    def edited(self) -> None:
        """An edit was followed in memory."""
        self._is_unwritten, self._is_stuck = True, False

    def settle(self) -> str:
        """Begin to write, or see what came of it. Returns why it could not be done, once."""
        if (ended := self._settler.ended()) is not None:
            self._preview.leave(self._screen.shown.output)
            with self._turns.alone():
                fresh = {
                    address: data
                    for address, data in self._screen.shown.fresh.items()
                    if not self._is_written(address, data)
                }
                self._screen.put_news(fresh=fresh)
                self._is_unwritten = bool(fresh)
            self._screen.announce()
            if not ended.written:
                self._is_stuck = True
                why = ended.said.splitlines()[-1] if ended.said else "The process that writes it was ended."
                return f"The preview is not written down until the next change: {why}"
        elif (self._is_unwritten or self._is_unindexed) and not self._is_stuck and not self._settler.running:
            self._is_unindexed = False
            self._settler.start()
        return ""

    def _is_written(self, address: str, data: bytes) -> bool:
        file = file_of(self._screen.shown.output, address)
        try:
            return file is not None and file.read_bytes() == data
        except OSError:
            return False
