"""Writing down, in a process of its own, what is shown from memory.

In:  the options of a build, on the command line as JSON.
Out: the preview folder as a whole build leaves it, and the index of its texts up to date.

The process that serves goes on following edits meanwhile. It may end this one at any instant: each file is
old or new, and the next build makes good what is missing.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO, Any, NamedTuple

import msgspec

from notes_wiki.stages.options import BuildOptions


class Ended(NamedTuple):
    """How the process ended: whether a site was written, and what it said of why not."""

    written: bool
    said: str


class Settler:
    """At most one such process."""

    def __init__(self, options: BuildOptions) -> None:
        self._arguments = encode(options)
        self._process: subprocess.Popen[bytes] | None = None
        self._said: IO[bytes] | None = None
        self._refused: Ended | None = None

    @property
    def running(self) -> bool:
        """Whether it is at work."""
        return self._process is not None and self._process.poll() is None

    @property
    def busy(self) -> bool:
        """Whether it is at work, or has ended and `ended` has not been asked since."""
        return self._process is not None

    def start(self) -> None:
        """Begin, where it is not at work already."""
        if not self.running:
            # -P: nothing in the folder one is in is taken for a module of ours.
            command = [sys.executable, "-P", "-m", __name__, self._arguments]
            quiet = subprocess.DEVNULL
            # No pipe: that would have to be read while it is at work.
            try:
                self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed where it is read, or thrown away
                self._process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=self._said)
            except OSError as error:  # no room, no memory, as many processes as there may be
                self._refused = Ended(False, f"No other process can be started: {error.strerror or error}.")

    def ended(self) -> Ended | None:
        """How it ended, if it has since the last call."""
        refused, self._refused = self._refused, None
        if refused is not None:
            return refused
        process, said = self._process, self._said
        if process is None or said is None or process.poll() is None:
            return None
        self._process = self._said = None
        with said:
            said.seek(0)
            return Ended(process.returncode == 0, said.read().decode("utf-8", "replace").strip())

    def stop(self) -> None:
        """End it now."""
        process, self._process = self._process, None
        said, self._said = self._said, None
        if said is not None:
            said.close()
        if process is not None and process.poll() is None:
            process.kill()
            process.wait()


def encode(options: BuildOptions) -> str:
    """The options as JSON. Relative paths stay so: the other process begins in the same folder."""
    options = msgspec.structs.replace(options, jobs=1, live=True)
    return msgspec.json.encode(options, enc_hook=str).decode()


def decode(text: str) -> BuildOptions:
    """The options that `encode` wrote."""
    return msgspec.json.decode(text, type=BuildOptions, dec_hook=_path)


def _path(kind: type, value: Any) -> Any:
    return Path(value) if kind is Path else value


def settle(options: BuildOptions) -> bool:
    """Build, then index the texts. Whether a site was written; why not is said on standard error."""
    from notes_wiki.build import build, index_texts

    report = build(options)
    if report.failed:
        for found in report.problems:
            if found.severity == "error":
                print(found.message, file=sys.stderr)
        return False
    index_texts(options)  # what goes wrong with it, `wiki build` tells
    return True


if __name__ == "__main__":
    os.nice(10)  # whoever writes comes first
    sys.exit(int(not settle(decode(sys.argv[1]))))
