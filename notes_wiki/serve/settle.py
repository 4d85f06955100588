"""Writing down, in a process of its own, what is shown from memory.

In:  the options of a build, on the command line as JSON.
Out: the preview folder as a whole build leaves it, and the index of its texts up to date.

The process that serves goes on following edits meanwhile. It may end this one at any instant: each file is
old or new, and the next build makes good what is missing.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from notes_wiki.stages.options import BuildOptions


class Settler:
    """At most one such process."""

    def __init__(self, options: BuildOptions) -> None:
        self._arguments = encode(options)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def running(self) -> bool:
        """Whether it is at work."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Begin, where it is not at work already."""
        if not self.running:
            command = [sys.executable, "-m", __name__, self._arguments]
            quiet = subprocess.DEVNULL
            self._process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet)

    def finished(self) -> bool:
        """Whether it has ended since the last call."""
        if self._process is None or self._process.poll() is None:
            return False
        self._process = None
        return True

    def stop(self) -> None:
        """End it now."""
        process, self._process = self._process, None
        if process is not None and process.poll() is None:
            process.kill()
            process.wait()


def encode(options: BuildOptions) -> str:
    """The options as JSON; folders whole, for the other process's sake."""
    return json.dumps(
        {
            "content": str(options.content) if options.content else None,
            "config": str(options.config) if options.config else None,
            "out": str(options.out) if options.out else None,
            "dialect": options.dialect,
            "drafts": options.drafts,
        }
    )


def decode(text: str) -> BuildOptions:
    """The options that `encode` wrote."""
    given = json.loads(text)
    folders = {name: Path(given[name]) if given[name] else None for name in ("content", "config", "out")}
    return BuildOptions(
        content=folders["content"],
        config=folders["config"],
        out=folders["out"],
        dialect=given["dialect"],
        drafts=given["drafts"],
        jobs=1,
        live=True,
    )


def settle(options: BuildOptions) -> bool:
    """Build, then index the texts. Whether a site was written."""
    from notes_wiki.build import build, index_texts

    if build(options).failed:
        return False
    index_texts(options)  # what goes wrong with it, `wiki build` tells
    return True


if __name__ == "__main__":
    os.nice(10)  # whoever writes comes first
    sys.exit(int(not settle(decode(sys.argv[1]))))
