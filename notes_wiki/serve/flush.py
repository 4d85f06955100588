"""Writing what is shown from memory to the disk, in a process of its own.

In:  the options of a build, on the command line as JSON.
Out: the preview folder as a whole build leaves it, with an up-to-date full-text index.

The serving process follows edits meanwhile, and may kill this one at any moment: each file is old or new, and
the next build writes what is missing.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, NamedTuple

import msgspec

from notes_wiki.stages.options import BuildOptions


class Ended(NamedTuple):
    """How the process ended: whether a site was written, and if not, what it printed."""

    written: bool
    said: str


class Flusher:
    """Runs this module in a process of its own, at most one at a time."""

    def __init__(self, options: BuildOptions) -> None:
        self._arguments = encode(options)
        self._process: subprocess.Popen[bytes] | None = None
        self._stderr: IO[bytes] | None = None
        self._refused: Ended | None = None

    @property
    def running(self) -> bool:
        """Whether the process is running."""
        return self._process is not None and self._process.poll() is None

    @property
    def busy(self) -> bool:
        """Whether the process is running, or has ended and `ended` has not been called since."""
        return self._process is not None

    def start(self) -> None:
        """Start the process, if it is not running."""
        if not self.running:
            # -P: no file in the working folder is mistaken for a module.
            command = [sys.executable, "-P", "-m", __name__, self._arguments]
            quiet = subprocess.DEVNULL
            try:
                # A file, because a pipe would have to be read while the process is running.
                self._stderr = tempfile.TemporaryFile()  # noqa: SIM115 - closed where it is read, or thrown away
                # A session of its own, so that what it starts (Pagefind) is ended with it.
                self._process = subprocess.Popen(
                    command, stdin=quiet, stdout=quiet, stderr=self._stderr, start_new_session=True
                )
            except OSError as error:  # no room, no memory, as many processes as there may be
                self._refused = Ended(False, f"No further process can be started: {error.strerror or error}.")

    def ended(self) -> Ended | None:
        """How the process ended, if it has ended since the last call."""
        refused, self._refused = self._refused, None
        if refused is not None:
            return refused
        process, stderr = self._process, self._stderr
        if process is None or stderr is None or process.poll() is None:
            return None
        self._process = self._stderr = None
        with stderr:
            stderr.seek(0)
            return Ended(process.returncode == 0, stderr.read().decode("utf-8", "replace").strip())

    def stop(self) -> None:
        """Kill the process."""
        process, self._process = self._process, None
        stderr, self._stderr = self._stderr, None
        if stderr is not None:
            stderr.close()
        if process is not None and process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def encode(options: BuildOptions) -> str:
    """The options as JSON. Relative paths stay relative: the other process starts in the same folder."""
    options = msgspec.structs.replace(options, jobs=1, live=True)
    return msgspec.json.encode(options, enc_hook=str).decode()


def decode(text: str) -> BuildOptions:
    """The options that `encode` wrote."""
    return msgspec.json.decode(text, type=BuildOptions, dec_hook=_path)


def _path(kind: type, value: Any) -> Any:
    return Path(value) if kind is Path else value


def flush(options: BuildOptions) -> bool:
    """Build, then index the texts. Returns whether a site was written; if not, prints why to standard
    error."""
    from notes_wiki.build import build, index_texts

    report = build(options)
    if report.failed:
        for found in report.problems:
            if found.severity == "error":
                print(found.message, file=sys.stderr)
        return False
    index_texts(options)  # `wiki build` reports its problems
    return True


if __name__ == "__main__":
    os.nice(10)  # edits come first
    sys.exit(int(not flush(decode(sys.argv[1]))))
