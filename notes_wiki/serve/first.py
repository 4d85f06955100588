"""What is shown until the first build is done: how far it has come, in the look of the theme.

In:  the site, what the build's stages tell.
Out: the theme's files and a sentence on the screen; the page that is sent in the place of any other.

Nothing that an earlier server left in the preview is shown: it may hold drafts that are not to be seen now.
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
from notes_wiki.serve.shown import Screen
from notes_wiki.stages import render
from notes_wiki.stages.site import Site
from notes_wiki.write import assets

SOON = 0.5
"""Seconds in which most wikis are built: before them, nothing is prepared to say that it takes longer."""
LARGE = 1000
"""Notes that take longer: reading their files alone does."""
EVERY = 0.25
"""Seconds between two sentences."""


class FirstBuild:
    """The first build of a site, as far as it has come. One thread tells it, any asks for the page."""

    def __init__(self, site: Site, screen: Screen, clock: Callable[[], float] = time.monotonic) -> None:
        self._site = site
        self._screen = screen
        self._clock = clock
        self._next = clock() + SOON
        self._look: tuple[Templates, SiteViews] | None = None
        self._failed = False

    def begin(self, notes: int) -> None:
        """Tell that so many notes are to be read."""
        if notes >= LARGE:
            self._next = self._clock()
            self.told("parse", 0, notes)

    def told(self, stage: str, done: int, total: int) -> None:
        """A `Progress`: put on the screen how far the build has come."""
        if self._screen.shown.building is None or self._clock() < self._next:
            return
        self._next = self._clock() + EVERY
        if self._look is None and not self._failed:
            self._prepare()
        words = self._site.config.words
        text = words.live_written if stage == "render" else words.live_read
        said = words.put(text, done=words.number(done), total=words.number(total))
        self._screen.put(building=said)
        self._screen.announce()

    def _prepare(self) -> None:
        """Read the theme. In the thread that builds: another one's import of Jinja could be cut in two by a
        fork, and the forked process would wait for its end for ever."""
        site = self._site
        templates = Templates(site.templates, render.bytecode(site))
        try:
            theme, files = assets.gather_theme(site.templates, {"live"}, site.config.theme)
            templates.prepare()
        except TemplateError:  # the build tells it
            self._failed = True
            return
        # The files first: a page that is sent asks for them.
        self._screen.put(fresh={**files, **self._screen.shown.fresh})
        self._look = templates, SiteViews(site.config, theme, base="", index="index.html", live=True)

    def page(self, address: str, said: str) -> bytes | None:
        """The page to be sent in the place of the one at this address, if there is one yet."""
        look = self._look
        if look is None:
            return None
        templates, sites = look
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
