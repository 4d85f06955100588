"""What is shown until the first build is done: its progress, in the look of the theme.

In:  the site; the progress that the build reports.
Out: the theme's files and a sentence on the screen; a page that is sent in place of any other.

Nothing that an earlier server left in the preview is shown: it may hold drafts that must not be seen now.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from html import escape

from notes_wiki.model import Text
from notes_wiki.render.page import TemplateError
from notes_wiki.render.sites import SiteViews
from notes_wiki.render.templates import TEMPLATES, Templates
from notes_wiki.render.view import PageView
from notes_wiki.serve.screen import Screen
from notes_wiki.stages import render
from notes_wiki.stages.site import Site
from notes_wiki.write import assets

SOON = 0.5
"""Seconds in which most wikis are built, so that nothing is prepared before."""
LARGE = 1000
"""A wiki of so many notes takes longer: reading the files alone does."""
EVERY = 0.25
"""Seconds between two sentences."""


class FirstBuild:
    """The progress of a site's first build. One thread reports it, any may ask for the page."""

    def __init__(self, site: Site, screen: Screen, clock: Callable[[], float] = time.monotonic) -> None:
        self._site = site
        self._screen = screen
        self._clock = clock
        self._next = clock() + SOON
        self._theme: tuple[Templates, SiteViews] | None = None
        self._failed = False

    def begin(self, notes: int) -> None:
        """Report that the build begins, with this many notes to read."""
        if notes >= LARGE:
            self._next = self._clock()
            self.advance("parse", 0, notes)

    def advance(self, stage: str, done: int, total: int) -> None:
        """A `Progress`: show on the screen how far the build has come."""
        if self._screen.shown.building is None or self._clock() < self._next:
            return
        self._next = self._clock() + EVERY
        if self._theme is None and not self._failed:
            self._prepare()
        words = self._site.config.words
        text = words.live_written if stage == "render" else words.live_read
        said = words.put(text, done=words.number(done), total=words.number(total))
        self._screen.put(building=said)
        self._screen.announce()

    def _prepare(self) -> None:
        """Read the theme. This must be the thread that builds: if another thread were importing Jinja when
        this one forks, the child would wait for the import lock for ever."""
        site = self._site
        templates = Templates(site.templates, render.bytecode(site))
        try:
            theme, files = assets.gather_theme(site.templates, {"live"}, site.config.theme)
            templates.prepare()
        except TemplateError:  # the build reports it
            self._failed = True
            return
        # The files first, because a page that is sent requests them.
        self._screen.put(fresh={**files, **self._screen.shown.fresh})
        self._theme = templates, SiteViews(site.config, theme, base="", index="index.html", live=True)

    def page(self, address: str, said: str) -> bytes | None:
        """The page to send in place of the one at this address, with the sentence `said`; None if the theme
        has not been read yet."""
        theme = self._theme
        if theme is None:
            return None
        templates, sites = theme
        title = self._site.config.words.live_building
        view = PageView(
            kind="building",
            address=address,
            site=sites.of(address),
            title=Text(html=escape(title), plain=title),
            content_html=escape(said),
        )
        try:
            return templates.render(TEMPLATES[view.kind], view).encode()
        except TemplateError:
            return None
