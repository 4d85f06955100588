"""Note ids -> page addresses.

In:  ids of the published notes, and the slugs their front matter asks for.
Out: each note's file in the output folder, unique even where a file system ignores case, and a Problem
     for each that could not have the address its name gives.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping

from notes_wiki import problem
from notes_wiki.model import Problem

RESERVED = frozenset({"index", "404", "feed", "sitemap", "robots"})
"""Names at the root that the site itself uses; a root note named `index` is the front page."""

_NOT_SLUG = re.compile(r"[^\w]+")
_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]*")
_LONGEST = 180


def slug(text: str) -> str:
    """NFC, lower case, hyphens for what is not a letter, digit or `_`; never a hyphen at an end.

    "" where nothing is left.
    """
    if _PLAIN.fullmatch(text) and "--" not in text and not text.endswith("-"):
        return text
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())
    return _NOT_SLUG.sub("-", folded).strip("-")


def short_hash(text: str) -> str:
    """Six hex digits that tell one id from another."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=3).hexdigest()


def addresses(
    ids: Iterable[str], *, urls: str = "flat", slugs: Mapping[str, str] | None = None
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Address of each note, in the order of `ids`: the earlier note keeps a disputed address."""
    taken: dict[str, str] = {}
    found: dict[str, str] = {}
    problems: list[Problem] = []
    folders: dict[str, str] = {"": ""}
    for id in ids:
        wanted = _wanted(id, folders, (slugs or {}).get(id, ""))
        key = wanted.casefold()
        if id == "index":
            pass
        elif not wanted or wanted.endswith("/") or key in RESERVED or key in taken or len(wanted) > _LONGEST:
            other = taken.get(key)
            stem = wanted[:_LONGEST].rstrip("-")
            wanted = f"{stem}{'-' if stem and not stem.endswith('/') else ''}{short_hash(id)}"
            key = wanted.casefold()
            problems.append(_disputed(id, wanted, other))
        taken[key] = id
        found[id] = _file(wanted, urls)
    return found, tuple(problems)


def _wanted(id: str, folders: dict[str, str], own: str) -> str:
    """The slug of each part of the path; those of folders are remembered."""
    folder, _, name = id.rpartition("/")
    if folder not in folders:
        parts = [slug(part) or short_hash(part) for part in folder.split("/")]
        folders[folder] = "/".join(parts) + "/"
    return folders[folder] + slug(own or name)


def _file(wanted: str, urls: str) -> str:
    if urls == "flat" or wanted == "index":
        return f"{wanted}.html"
    return f"{wanted.removesuffix('/index')}/index.html"


def _disputed(id: str, address: str, other: str | None) -> Problem:
    why = (
        f"the note {other} has it already"
        if other
        else "the site needs that name itself, or none is left of it"
    )
    return problem.make(
        "address-taken",
        f"The note's name does not give it an address of its own ({why}), so its page is {address}.html.",
        hint="Rename the note, or give it a `slug` in its front matter.",
        path=id + ".md",
    )
