"""When to write to the disk what is shown from memory, and to index the texts.

In:  calls that say what was built and edited; the screen; the process that writes (`flush`).
Out: the preview folder as it should be, when there is time; a message if it cannot be written.
"""

from __future__ import annotations

from notes_wiki.serve.files import file_of
from notes_wiki.serve.flush import Flusher
from notes_wiki.serve.rebuild_reasons import PreviewStamp
from notes_wiki.serve.screen import Screen
from notes_wiki.serve.turns import Turns


class WriteBack:
    """What is left for the `flusher` of one preview to do."""

    def __init__(self, flusher: Flusher, preview: PreviewStamp, screen: Screen, turns: Turns) -> None:
        self._flusher = flusher
        self._preview = preview
        self._screen = screen
        self._turns = turns
        self._is_dirty = False
        self._is_unindexed = False
        self._has_failed = False

    def built(self) -> None:
        """There was a whole build: what it could not write is still shown from memory."""
        self._is_dirty, self._is_unindexed, self._has_failed = bool(self._screen.shown.fresh), True, False

    def edited(self) -> None:
        """An edit was followed in memory."""
        self._is_dirty, self._has_failed = True, False

    def flush(self) -> str:
        """Start the process if there is anything to do, or finish its work if it has ended. Returns, once, a
        message if it failed; it is then not started again before the next change."""
        if (ended := self._flusher.ended()) is not None:
            self._preview.record(self._screen.shown.output)
            with self._turns.alone():
                fresh = {
                    address: data
                    for address, data in self._screen.shown.fresh.items()
                    if not self._is_written(address, data)
                }
                self._screen.put_news(fresh=fresh)
                self._is_dirty = bool(fresh)
            self._screen.announce()
            if not ended.written:
                self._has_failed = True
                why = ended.said.splitlines()[-1] if ended.said else "The process that saves it was ended."
                return f"The preview cannot be saved; wiki tries again after the next change. {why}"
        elif (self._is_dirty or self._is_unindexed) and not self._has_failed and not self._flusher.running:
            self._is_unindexed = False
            self._flusher.start()
        return ""

    def _is_written(self, address: str, data: bytes) -> bool:
        file = file_of(self._screen.shown.output, address)
        try:
            return file is not None and file.read_bytes() == data
        except OSError:
            return False
