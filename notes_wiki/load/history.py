"""When each note was last changed, from git.

In:  the content folder.
Out: a date for each file that git knows, from one `git log` over the whole folder; the name of the commit
     the answer belongs to, so that it can be remembered and asked for again only when that has moved.

A folder outside any repository, a machine without git, or a repository git refuses to read gives no
dates: the caller falls back to the files' own times.
"""

from __future__ import annotations

import os
from pathlib import Path

from notes_wiki import there

_SECONDS = 20


def head(content: Path) -> str:
    """The commit that the repository around this folder is at (hex), or "" where there is none.

    Reads the files under `.git` where that is enough, for starting git costs more than a small build.
    """
    folder = _repository(content)
    if folder is None:
        return ""
    git = folder / ".git"
    try:
        if there.is_file(git):  # a worktree or submodule: "gitdir: <path>"
            git = (folder / git.read_text().removeprefix("gitdir:").strip()).resolve()
        name = (git / "HEAD").read_text().strip()
        if not name.startswith("ref: "):
            return name
        reference = name.removeprefix("ref: ")
        if there.is_file(git / reference):
            return (git / reference).read_text().strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return _git(content, "rev-parse", "HEAD").strip()


def witnesses(content: Path) -> list[Path]:
    """Files one of which changes, appears or goes whenever `head` gives another answer."""
    start = content.resolve()
    found = []
    for folder in (start, *start.parents):
        git = folder / ".git"
        found.append(git)
        if not there.exists(git):
            continue
        try:
            if there.is_file(git):
                git = folder / git.read_text().removeprefix("gitdir:").strip()
            head = (git / "HEAD").read_text().strip().removeprefix("ref: ")
        except (OSError, UnicodeDecodeError):
            head = "HEAD"
        found += [git / "HEAD", git / head, git / "packed-refs", git / "logs" / "HEAD"]
        break
    return found


def dates(content: Path) -> dict[str, str]:
    """Path (POSIX, relative to the content folder) to the ISO 8601 date of its last commit."""
    if _repository(content) is None:
        return {}
    log = _git(content, "log", "--format=%x01%cs", "--name-only", "--no-renames", "--relative", "-z")
    found: dict[str, str] = {}
    for commit in log.split("\x01")[1:]:
        date, *paths = commit.replace("\n", "\0").split("\0")
        for path in paths:
            if path and path not in found:  # the log begins with the newest
                found[path] = date
    return found


def _repository(content: Path) -> Path | None:
    start = content.resolve()
    return next((folder for folder in (start, *start.parents) if there.exists(folder / ".git")), None)


def _git(content: Path, *arguments: str) -> str:
    """What git prints, or "" where it cannot answer."""
    import shutil  # late: few builds ask git, and most know what it says from the last one
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
