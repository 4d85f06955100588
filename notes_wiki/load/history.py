"""When each note was last changed, from git.

In:  the content folder.
Out: a date for each file that git knows, from one `git log` over the whole folder; and the commit that these
     dates belong to, so that they can be remembered until HEAD moves.

Outside a repository, without git, or if git refuses to read the repository, there are no dates, and the
caller falls back to the files' own times.
"""

from __future__ import annotations

import os
from pathlib import Path

from notes_wiki import there

_SECONDS = 20
"""How long git may take; without an answer there are no dates."""


def head(content: Path) -> str:
    """The commit that HEAD of the repository around this folder points to (hex), or "" if there is none.

    Reads the files in `.git` if that is enough, because starting git takes longer than a small build.
    """
    folder = _repository(content)
    if folder is None:
        return ""
    try:
        own, shared = _git_folders(folder)
        name = (own / "HEAD").read_text().strip()
        if not name.startswith("ref: "):
            return name
        reference = shared / name.removeprefix("ref: ")
        if there.is_file(reference):
            return reference.read_text().strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return _git(content, "rev-parse", "HEAD").strip()


def witnesses(content: Path) -> list[Path]:
    """Files of which at least one changes, appears or disappears whenever the result of `head` changes."""
    start = content.resolve()
    found = []
    for folder in (start, *start.parents):
        git = folder / ".git"
        found.append(git)
        if not there.exists(git):
            continue
        own = shared = git
        try:
            own, shared = _git_folders(folder)
            head = (own / "HEAD").read_text().strip().removeprefix("ref: ")
        except (OSError, UnicodeDecodeError):
            head = "HEAD"
        found += [own / "HEAD", shared / head, shared / "packed-refs", own / "logs" / "HEAD"]
        break
    return found


def _git_folders(folder: Path) -> tuple[Path, Path]:
    """The folder in which git keeps what is this checkout's own, such as HEAD, and the one for what all
    worktrees share, such as branches. Raises OSError or UnicodeDecodeError if they cannot be read."""
    own = folder / ".git"
    if there.is_file(own):  # a worktree or submodule: "gitdir: <path>"
        own = (folder / own.read_text().removeprefix("gitdir:").strip()).resolve()
    shared = own / "commondir"
    return own, (own / shared.read_text().strip()).resolve() if there.is_file(shared) else own


def dates(content: Path) -> dict[str, str]:
    """The ISO 8601 date of each file's last commit, by path (POSIX, relative to the content folder)."""
    if _repository(content) is None:
        return {}
    log = _git(content, "log", "--format=%x01%cs", "--name-only", "--no-renames", "--relative", "-z")
    found: dict[str, str] = {}
    for commit in log.split("\x01")[1:]:
        date, *paths = commit.replace("\n", "\0").split("\0")
        for path in paths:
            if path and path not in found:  # the log starts with the newest commit
                found[path] = date
    return found


def _repository(content: Path) -> Path | None:
    start = content.resolve()
    return next((folder for folder in (start, *start.parents) if there.exists(folder / ".git")), None)


def _git(content: Path, *arguments: str) -> str:
    """What git prints, or "" if it fails."""
    import shutil  # here, because few builds ask git: most remember its answer from the last one
    import subprocess

    if shutil.which("git") is None:
        return ""
    command = ["git", "-C", str(content), "-c", "core.quotePath=false", *arguments]
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(command, capture_output=True, env=environment, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "surrogateescape") if done.returncode == 0 else ""
