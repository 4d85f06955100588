"""What front matter says about publishing besides `draft`: states, dates, and Hugo's `cascade`, which applies
to all notes below a folder.

In:  fields with their values as text, lists or mappings.
Out: whether they withhold the note; a point in time as people write it; which notes a `cascade` withholds.

These are fields of the programs that notes were written for: what such a program would not have published is
not published here either. In doubt, the note is withheld.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from fnmatch import translate

from notes_wiki.load.block import Value
from notes_wiki.load.days import day
from notes_wiki.pattern import pattern

TRUE = frozenset(("true", "yes", "on", "1", "y"))
FALSE = frozenset(("false", "no", "off", "0", "n", ""))
FROM = ("publishdate", "pubdate")
UNTIL = ("expirydate", "unpublishdate")
MOMENTS = (*FROM, *UNTIL)
"""Hugo's fields that say from when and until when a note is published."""
_STATES = frozenset(("draft", "drafts", "hidden", "private", "unpublished", "withheld"))
_STATED = ("status", "visibility")
_FLAGS = ("hidden", "headless", "unlisted")
_PAGES = ("permalink", "render")
"""Fields in which Eleventy and Zola say `false` for a note without a page."""
_NO_PAGE = frozenset(("false", "never"))
_BUILDS = ("build", "_build")
_TARGETS = ("_target", "target")
_RENDERED = frozenset(("always", "true", ""))
_TIME = pattern(
    r"(?P<day>\d{4}-\d{2}-\d{2})[T ]+(?P<time>\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*"
    r"(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?\s*$",
    re.I,
)
"""A day with a time, and perhaps a zone: `2024-03-01 12:30`, `2024-03-01T12:30:00.5+02:00`."""
_YEAR = pattern(r"[12]\d{3}")
_ALL = "*"
_BRACES = pattern(r"\{([^{}]*)\}")
_UNCLEAR = pattern(r"[{}\[\]\s]|^$")
_MOST_GLOBS = 64


def is_withheld(fields: Mapping[str, Value]) -> bool:
    """Whether a note is withheld by `status: draft`, `hidden: true`, `permalink: false`, Hugo's `build`, or
    the like."""
    for name in _STATED:
        status = fields.get(name)
        if isinstance(status, str) and status.strip().lower() in _STATES:
            return True
    for name in _PAGES:
        value = fields.get(name)
        if isinstance(value, str) and value.strip().lower() in _NO_PAGE:
            return True
    for flag in _FLAGS:
        value = fields.get(flag)
        if isinstance(value, str) and value.strip().lower() in TRUE:
            return True
    return any(_is_not_rendered(fields.get(name)) for name in _BUILDS)


def _is_not_rendered(build: Value | None) -> bool:
    """Whether Hugo's `build` options leave the page out (`link` gives it an address but no page)."""
    if not isinstance(build, dict):
        return False
    render = {key.lower(): value for key, value in build.items()}.get("render", "")
    return not (isinstance(render, str) and render.strip().lower() in _RENDERED)


def is_moment(value: Value) -> bool:
    """Whether the value of a field in `MOMENTS` can be read; an empty one counts as read."""
    return isinstance(value, str) and (not value.strip() or moment(value) is not None)


def moment(text: str) -> tuple[float, float] | None:
    """The point in time that a text means, as the earliest and the latest it can be (seconds since 1970),
    because the time zone is often left out. A day alone means midnight. None if the text holds no day."""
    found = _TIME.match(text.strip())
    date = f"{text.strip()}-01-01" if _YEAR.fullmatch(text.strip()) else day(found["day"] if found else text)
    if not date:
        return None
    time = found["time"] if found else "00:00"
    zone = (found["zone"] or "") if found else ""
    try:
        naive = datetime.datetime.fromisoformat(f"{date}T{time}")
        if zone:
            name = "+00:00" if zone.isalpha() else f"{zone[:3]}:{zone[-2:]}"
            exact = datetime.datetime.fromisoformat(f"{naive.isoformat()}{name}").timestamp()
            return exact, exact
        utc = naive.replace(tzinfo=datetime.UTC).timestamp()
        here = naive.timestamp()
    except (ValueError, OverflowError, OSError):
        return None
    return min(utc, here), max(utc, here)


def is_time(given: Mapping[str, str], now: float) -> bool:
    """Whether the moments in `MOMENTS` from which something is published have come, and those until which it
    is have not."""
    begins = [found[1] for name in FROM if (found := moment(given.get(name, "")))]
    ends = [found[0] for name in UNTIL if (found := moment(given.get(name, "")))]
    return all(begin <= now for begin in begins) and all(end > now for end in ends)


def cascade(value: Value, withholds: Mapping[str, bool]) -> str:
    """What a `cascade` withholds, as one line for each part that withholds anything: `draft` (a note's own
    `draft: false` overrides it) or `all`, then the glob of the paths it applies to. `withholds` maps each
    publication field to whether true withholds a note (`draft`) or false does (`publish`)."""
    entries = value if isinstance(value, tuple) else (value,)
    lines = []
    for entry in entries:
        if not isinstance(entry, dict):
            continue
        fields = {key.lower(): item for key, item in entry.items()}
        params = fields.get("params")
        inner = {key.lower(): item for key, item in params.items()} if isinstance(params, dict) else {}
        given = {**inner, **{key: item for key, item in fields.items() if key not in _TARGETS}}
        named = [name for name in given if name in withholds and _withholds(given[name], withholds[name])]
        if named or is_withheld(given) or any(name in given for name in UNTIL + FROM):
            strength = "draft" if named == ["draft"] and not is_withheld(given) else "all"
            lines += [f"{strength} {glob}" for glob in _globs(fields)]
    return "\n".join(lines)


def _withholds(value: Value, when_true: bool) -> bool:
    """Whether this value of a publication field withholds; an unclear one does."""
    word = value.strip().lower() if isinstance(value, str) else "?"
    return word in TRUE if when_true and word in TRUE | FALSE else word not in TRUE


def _globs(fields: Mapping[str, Value]) -> list[str]:
    """The globs of the paths that a part of a cascade applies to; all paths if it has no target, or one whose
    paths cannot be understood."""
    targets = [fields[name] for name in _TARGETS if name in fields]
    if len(targets) != 1 or not isinstance(targets[0], dict):
        return [_ALL]
    path = targets[0].get("path")
    globs = _without_braces(path) if isinstance(path, str) else []
    if not globs or any(_UNCLEAR.search(glob) for glob in globs):
        return [_ALL]
    return globs


def _without_braces(glob: str) -> list[str]:
    """The globs that the braces in `{/a,/a/**}` stand for."""
    globs = [glob]
    while (found := _BRACES.search(globs[0])) and len(globs) < _MOST_GLOBS:
        globs = [
            glob.replace(found[0], choice.strip(), 1) for glob in globs for choice in found[1].split(",")
        ]
    return globs


def covers(line: str, path: str, *, is_no_draft: bool) -> bool:
    """Whether a line of `cascade` withholds the note at this path. `is_no_draft`: the note itself says that
    it is not a draft."""
    strength, _, glob = line.partition(" ")
    if strength == "draft" and is_no_draft:
        return False
    page = "/" + path.rpartition(".")[0]
    for name in ("/index", "/_index"):
        page = page.removesuffix(name)
    # A star also matches slashes: better to withhold too much than too little.
    pattern = "/" + glob.strip("/").replace("**", "*") if glob != _ALL else _ALL
    return re.match(translate(pattern.lower()), page.lower() or "/") is not None
