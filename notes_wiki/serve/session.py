"""The wiki while it is being written: builds one after another, and what each open page must know.

In:  hints that something may have changed.
Out: the preview brought up to date; for a page's address, its `PageState`.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from notes_wiki.build import build
from notes_wiki.model import Record, Report
from notes_wiki.serve import snapshot
from notes_wiki.serve.files import file_of
from notes_wiki.stages.options import BuildOptions
from notes_wiki.stages.site import Site, open_site


class PageState(Record, frozen=True, array_like=False):
    """All that a page that is open must know to show what a clean build would."""

    digest: str
    """Of the page's bytes; "" where there is no such page."""
    theme: str
    """Of what all pages share; where it changes, pages are loaded anew."""


class Session:
    """Builds the preview again whenever something changed. One thread calls `refresh`, any the rest."""

    def __init__(self, options: BuildOptions) -> None:
        self._options = options
        self._site = open_site(options)
        self._seen: snapshot.Snapshot | None = None

    @property
    def site(self) -> Site:
        """The settings and folders of the last build."""
        return self._site

    @property
    def output(self) -> Path:
        """The folder that pages are written into."""
        return self._site.output

    def refresh(self) -> Report | None:
        """Look at the files and build where anything has changed; None where nothing has."""
        site = open_site(self._options)
        seen = snapshot.take(site)
        if seen == self._seen and not site.failed:
            return None
        self._site, self._seen = site, seen
        return build(self._options)

    def state(self, page: str) -> PageState:
        """What the page at this address must know."""
        file = file_of(self.output, page)
        return PageState(self.digest(file.read_bytes()) if file else "", self.theme())

    def fresh(self, address: str) -> bytes | None:
        """A page's bytes where they are newer than its file."""
        del address
        return None

    def digest(self, data: bytes) -> str:
        """What a page that shows these bytes is known by."""
        return hashlib.blake2b(data, digest_size=16).hexdigest()

    def theme(self) -> str:
        """What the templates and assets of all pages are known by."""
        return ""
