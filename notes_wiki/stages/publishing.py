"""Which notes are published, by their own front matter, by the cascades of the folders above them, and by
dates.

In:  a `Site`, the front matter of all notes by path, the time.
Out: the paths of the published notes, and the next time at which this set changes.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from math import inf
from pathlib import PurePosixPath

from notes_wiki.load import publication_terms as terms
from notes_wiki.load.ignoring import SECTION
from notes_wiki.model import Meta
from notes_wiki.pattern import pattern
from notes_wiki.stages.site import Site

_DATED = frozenset(("hugo", "jekyll"))
"""Dialects of programs that leave out what is dated in the future."""
_DAY = pattern(r"\d{4}-\d\d-\d\d")
_POST = pattern(r"\d{4}-\d{1,2}-\d{1,2}(?=-)")


class Publishing:
    """The decision for all notes at the time `now` (seconds since 1970)."""

    def __init__(self, site: Site, metas: Mapping[str, Meta], now: float) -> None:
        self._site = site
        self._now = now
        self._days_ago = time.strftime("%Y-%m-%d", time.gmtime(now - 3 * 86_400))
        self._dialect_of = site.dialect_of()
        self._cascades = {
            path[: -len(SECTION)]: meta.extra["cascade"].splitlines()
            for path, meta in metas.items()
            if meta.extra.get("cascade") and _name(path) == SECTION
        }
        self._cascades[""] = [*site.cascade, *self._cascades.get("", ())]
        self._is_any_withheld = any(self._cascades.values())
        self.next_change = inf
        """When the next note comes out or goes."""
        self.paths = {path for path, meta in metas.items() if self._is_published(path, meta)}
        """The notes that have a page."""

    def _is_published(self, path: str, meta: Meta) -> bool:
        if self._site.options.drafts:
            return True
        if not meta.published:
            return False
        if self._site.config.publish != "all" and meta.extra.get("publish") != "explicit":
            return False
        return not self._is_covered(path, meta) and self._is_time(path, meta)

    def _is_covered(self, path: str, meta: Meta) -> bool:
        """Whether a cascade, of a folder above or in Hugo's configuration, withholds the note."""
        if not self._is_any_withheld:
            return False
        is_no_draft = meta.extra.get("draft") == "false"
        folders = (f"{folder}/" if str(folder) != "." else "" for folder in PurePosixPath(path).parents)
        return any(
            terms.covers(line, path, is_no_draft=is_no_draft)
            for folder in folders
            for line in self._cascades.get(folder, ())
        )

    def _is_time(self, path: str, meta: Meta) -> bool:
        """Whether its publication date has come, and its expiry date has not."""
        begins = [meta.extra.get(name, "") for name in terms.FROM]
        if (meta.dialect or self._dialect_of(path)) in _DATED:
            begins.append(meta.extra.get("moment") or meta.date or _date_of_post(path))
        ends = [meta.extra.get(name, "") for name in terms.UNTIL]
        begins = [text for text in begins if text and not self._is_long_past(text)]
        if not begins and not any(ends):
            return True
        latest = [found[1] for text in begins if (found := terms.moment(text))]
        earliest = [found[0] for text in ends if text and (found := terms.moment(text))]
        coming = [moment for moment in (*latest, *earliest) if moment > self._now]
        self.next_change = min(self.next_change, *coming, inf)
        return all(moment <= self._now for moment in latest) and all(
            moment > self._now for moment in earliest
        )

    def _is_long_past(self, text: str) -> bool:
        """Whether a date is past in every time zone, which most are: no need to read the rest of it."""
        return text[:10] < self._days_ago and _DAY.match(text) is not None


def _date_of_post(path: str) -> str:
    """The date that the name of Jekyll's posts begins with, or ""."""
    found = _POST.match(_name(path))
    return found[0] if found else ""


def _name(path: str) -> str:
    return path.rpartition("/")[2]
