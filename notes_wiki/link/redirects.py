"""Redirects: old addresses that lead to notes.

In:  the notes with their addresses, and `redirects` of wiki.toml.
Out: the note that each old address leads to, by the address's file in the output folder; a Problem for each
     redirect that is not possible.

Old addresses come from two places: aliases that are paths (`/posts/old-name/`, as in Hugo), and `redirects`,
whose patterns say where an earlier site had every note: `{slug}` stands for the note's name as in its
address, `{name}` for its file name, `{path}` for its whole path.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from notes_wiki import problem
from notes_wiki.link.addresses import slug, unique_key
from notes_wiki.link.resolve import Resolver
from notes_wiki.model import Note, Problem
from notes_wiki.pattern import pattern

_OURS = ("-/", ".")
_RESERVED = ("index.html", "404.html", "robots.txt", "feed.xml", "sitemap.xml")
"""What the site has whether a note is there or not."""
_UNFIT = pattern("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Characters that no address has: they end lines, or no file can be called by them."""


def redirects(
    notes: Mapping[str, Note],
    addresses: Mapping[str, str],
    patterns: Mapping[str, str],
    resolver: Resolver,
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """The note id of each old address, and problems. A page of the site keeps its own address; if two notes
    claim an old one, the first by path gets it."""
    taken = dict.fromkeys(_RESERVED, "") | {unique_key(address): id for id, address in addresses.items()}
    below = {folder for address in addresses.values() for folder in _folders(unique_key(address))}
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for typed, id, chosen in _claims(notes, patterns, resolver):
        file = _file(typed)
        if not id or file is None:
            problems.append(_nowhere(typed))
            continue
        key = unique_key(file)
        in_the_way = [place for place in _folders(key) if place in taken]
        if in_the_way or key in below:  # one of the two would have to be both a file and a folder
            if chosen:
                problems.append(_claimed(typed, notes[id].path, taken.get(next(iter(in_the_way), key), "")))
            continue
        other = taken.setdefault(key, id)
        below.update(_folders(key))
        if other == id:
            if addresses[id] != file:
                found[file] = id
        elif chosen:
            problems.append(_claimed(typed, notes[id].path, other))
    return found, tuple(problems)


def _claims(
    notes: Mapping[str, Note], patterns: Mapping[str, str], resolver: Resolver
) -> Iterator[tuple[str, str, bool]]:
    """Each claim: an address as typed, the note it should lead to ("" for none), and whether it names that
    note alone (and not by a pattern for all)."""
    for id, note in notes.items():
        for alias in note.linking.meta.aliases:
            if alias.startswith("/") and len(alias) > 1:
                yield alias, id, True
    for address, target in patterns.items():
        if "{" not in address:
            yield address, resolver.resolve(target, "").id, True
            continue
        for id in notes:
            name = id.rpartition("/")[2]
            filled = address.replace("{slug}", slug(name)).replace("{name}", name).replace("{path}", id)
            yield filled, id, False


def _file(typed: str) -> str | None:
    """The file that a web server sends for an address, or None if no file can have it."""
    path = typed.partition("#")[0].partition("?")[0].strip()
    parts = [part for part in path.split("/") if part]
    if not parts or any(part in (".", "..") or "\\" in part for part in parts) or _UNFIT.search(path):
        return None
    file = "/".join(parts)
    if file.startswith(_OURS):
        return None
    return file if file.endswith((".html", ".htm")) and not path.endswith("/") else f"{file}/index.html"


def _folders(file: str) -> list[str]:
    """All folders above a file."""
    parts = file.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts))]


def _nowhere(typed: str) -> Problem:
    shown = _UNFIT.sub("\ufffd", typed)
    return problem.make(
        "redirect",
        f"The old address {shown} does not lead to a note.",
        hint="Name a note that exists, and an address inside the site.",
    )


def _claimed(typed: str, path: str, other: str) -> Problem:
    if not other:
        message = f"The site itself needs the old address {typed}, or has a page above or below it."
        return problem.make("redirect", message, hint="Remove it.", path=path)
    return problem.make(
        "redirect",
        f"The old address {typed} already belongs to the note {other}.",
        hint="Remove it from one of the two.",
        path=path,
    )
