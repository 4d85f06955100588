"""Where wiki itself was installed from, so that a workflow can install it again elsewhere.

In:  what pip recorded when it installed wiki (`direct_url.json`, PEP 610), and git.
Out: a requirement that pip can install, "git+https://…", or "" if no public address is known.
"""

from __future__ import annotations

import json
import re
import subprocess
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit


def origin() -> str:
    """A requirement for the repository that this installation of wiki came from, or ""."""
    try:
        noted = distribution("notes-wiki").read_text("direct_url.json")
    except (PackageNotFoundError, OSError):
        return ""
    return requirement(noted or "")


def requirement(noted: str) -> str:
    """The requirement for what `direct_url.json` (its text) names: a repository, or the remote of a local
    checkout."""
    try:
        record = json.loads(noted)
        url = str(record["url"])
    except (ValueError, KeyError, TypeError):
        return ""
    if url.startswith("file://"):
        address, revision = public(_remote(Path(unquote(urlsplit(url).path)))), ""
    else:
        vcs = record.get("vcs_info") or {}
        address = public(url) if vcs.get("vcs") == "git" else ""
        revision = str(vcs.get("requested_revision") or "")
    return f"git+{address}" + (f"@{revision}" if revision else "") if address else ""


def public(url: str) -> str:
    """The public address of a repository: with https, and without user name and password. "" if there is
    none."""
    if at_host := re.fullmatch(r"[\w.-]+@([\w.-]+):(?!//)/*(\S+)", url):  # scp-like syntax: git@host:path
        url = f"https://{at_host[1]}/{at_host[2]}"
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port and parts.scheme == "https" else ""
    except ValueError:
        return ""
    if parts.scheme not in ("https", "ssh") or not parts.hostname or re.search(r"[\s'\"$`\\]", url):
        return ""
    return urlunsplit(("https", parts.hostname + port, parts.path, "", ""))


def _remote(checkout: Path) -> str:
    command = ("git", "-C", str(checkout), "remote", "get-url", "origin")
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=10, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else ""
