"""Note paths -> ids, and ids -> page addresses.

In:  paths of notes; ids of the published notes, and the slugs their front matter asks for.
Out: each note's id; each note's file in the output folder, unique even on a file system that ignores case and
     Unicode form; a Problem for each note that could not have the address that follows from its name.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Container, Iterable, Mapping

from notes_wiki import problem
from notes_wiki.model import Note, Problem
from notes_wiki.pattern import pattern

RESERVED = frozenset({"index", "404", "feed", "sitemap", "robots"})
"""Names at the root that the site itself uses; a root note named `index` is the front page."""

_NOT_SLUG = pattern(r"[^\w]+", re.ASCII)
_HYPHENS = pattern("-+")
_MARKS = frozenset({"Mn", "Mc"})
_PLAIN = pattern(r"[a-z0-9][a-z0-9_-]*")
_LONGEST = 200
"""Bytes of one part of an address without its extension; most file systems take 255 a name."""


def note_ids(paths: Iterable[str], withheld: Container[str] = ()) -> dict[str, str]:
    """The id of each note, by path: the path without its extension. If two paths differ only in the extension
    (`a.md`, `a.markdown`), the id of one is its whole path: of the one that is `withheld`, because a
    published note's address must not reveal that there is another, else of the second by path."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for path in sorted(paths, key=lambda path: (path in withheld, path)):
        folder, slash, name = path.rpartition("/")
        stem = folder + slash + (name.rpartition(".")[0] or name)
        found[path] = path if stem in taken else stem
        taken.add(stem)
    return found


def slug(text: str) -> str:
    """A text as part of an address: NFC, lower case, hyphens for everything but letters (with their marks),
    digits and `_`, and no hyphen at either end. "" if nothing is left."""
    if _PLAIN.fullmatch(text) and "--" not in text and not text.endswith("-"):
        return text
    if text.isascii():
        return _NOT_SLUG.sub("-", text.lower()).strip("-")
    # Normalised again, because some letters have a composed form in lower case only (H with a line below).
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())
    return _HYPHENS.sub("-", _marks_kept(folded)).strip("-")


def _marks_kept(text: str) -> str:
    """The text with a hyphen for each character that a slug may not hold. Vowel signs and accents without a
    composed form stay with their letter; variation selectors (U+FE0F) do not."""
    kept = []
    after_letter = False
    for char in text:
        is_selector = "\ufe00" <= char <= "\ufe0f"
        mark = after_letter and not is_selector and unicodedata.category(char) in _MARKS
        after_letter = mark or char.isalnum() or char == "_"
        kept.append(char if after_letter else "-")
    return "".join(kept)


def short_hash(text: str) -> str:
    """Six hex digits that distinguish one id from another."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=3).hexdigest()


def unique_key(address: str) -> str:
    """A key that is equal for two addresses if some file system takes them for the same."""
    return address if address.isascii() and address.islower() else _folded(address)


def addresses(
    ids: Iterable[str],
    *,
    urls: str = "flat",
    slugs: Mapping[str, str] | None = None,
    paths: Mapping[str, str] | None = None,
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """The address of each note, in the order of `ids`: an earlier note keeps a disputed address.

    `paths`: the file to report each note's problem in (default: its id with `.md`).
    """
    ids = tuple(ids)
    front = front_page(ids)
    taken: dict[str, str] = {}
    found: dict[str, str] = {}
    problems: list[Problem] = []
    folders: dict[str, str] = {"": ""}
    for id in ids:
        wanted = "index" if id == front else _wanted(id, folders, (slugs or {}).get(id, ""))
        file = _file(wanted, urls)
        key = unique_key(file)
        reserved = id != front and wanted in RESERVED
        if not wanted or wanted.endswith("/") or reserved or key in taken:
            other = taken.get(key, "")
            file = _free(wanted, id, urls, taken)
            key = unique_key(file)
            path = (paths or {}).get(id, f"{id}.md")
            problems.append(_disputed(path, file, other, wanted if reserved else ""))
        taken[key] = id
        found[id] = file
    return found, tuple(problems)


def former_address(id: str, note: Note, urls: str) -> str:
    """The address that a note most likely had while its id was `id`: with the slug it names itself, and no
    other note in its way."""
    slug = note.linking.meta.slug
    return addresses((id,), urls=urls, slugs={id: slug} if slug else {})[0][id]


def front_page(ids: Iterable[str]) -> str:
    """The id of the front page: `index` in the root, else the first root note whose slug is `index`, or
    Hugo's `_index`; "" if there is none."""
    named = [id for id in ids if "/" not in id and id.lower() in ("index", "_index")]
    return "index" if "index" in named else min(named, default="")


def _wanted(id: str, folders: dict[str, str], own: str) -> str:
    """The address that a note's path asks for: the slug of each part. `folders` caches those of folders."""
    folder, _, name = id.rpartition("/")
    if folder not in folders:
        parts = [shortened(slug(part)) or short_hash(part) for part in folder.split("/")]
        folders[folder] = "/".join(parts) + "/"
    # Hugo's page of a folder; it must not collide with an `index` beside it.
    return folders[folder] + shortened(slug(own or ("index" if name == "_index" else name)))


def shortened(part: str) -> str:
    """A part of an address, short enough for a file system: if too long, cut, with a hash of the whole."""
    # A character takes four bytes at most, so nearly all parts need not be encoded to be measured.
    if len(part) <= _LONGEST // 4 or len(encoded := part.encode()) <= _LONGEST:
        return part
    end = f"-{short_hash(part)}"
    return encoded[: _LONGEST - len(end)].decode(errors="ignore").rstrip("-") + end


def _free(wanted: str, id: str, urls: str, taken: Mapping[str, str]) -> str:
    """A free address: the wanted one with a hash of the id appended."""
    hyphen = "-" if wanted and not wanted.endswith("/") else ""
    salt = id
    while unique_key(file := _file(f"{wanted}{hyphen}{short_hash(salt)}", urls)) in taken:
        salt += "+"
    return file


def _file(wanted: str, urls: str) -> str:
    if urls == "flat" or wanted == "index":
        return f"{wanted}.html"
    return f"{wanted.removesuffix('/index')}/index.html"


def _folded(address: str) -> str:
    return unicodedata.normalize("NFC", address.casefold())


def _disputed(path: str, file: str, other: str, reserved: str) -> Problem:
    if other:
        why = f"The note {other} already has the address that this note's name would give it"
    elif reserved:
        why = f"The site itself needs the address that this note's name ({reserved}) would give it"
    else:
        why = "This note's name holds no letter or digit to make an address of"
    return problem.make(
        "address-taken",
        f"{why}, so its page is {file}.",
        hint="Rename the note, or give it a `slug` in its front matter.",
        path=path,
    )
