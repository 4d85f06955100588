"""What all pages show of the site: its name, its words, the links to its lists.

In:  the settings, the theme, the folder of a page.
Out: a `SiteView` for each folder, because all addresses in it are relative to the page.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from notes_wiki.config import Config
from notes_wiki.model import Record
from notes_wiki.render import search
from notes_wiki.render.direction import direction
from notes_wiki.render.listings import RANDOM, RECENT, TAGS
from notes_wiki.render.map import PAGE as MAP
from notes_wiki.render.urls import FRONT, relative
from notes_wiki.render.view import SiteView


class Theme(Record, frozen=True):
    """The theme: addresses of its assets in the output folder, by name; a digest of all templates and
    assets."""

    addresses: dict[str, str]
    fingerprint: str


class SiteViews:
    """The `SiteView`s of one build. `base`: the address of the published site, "" if it is not known;
    `index`: the address of the A-Z index; `live`: the pages are for `wiki serve`."""

    def __init__(self, config: Config, theme: Theme, *, base: str, index: str, live: bool) -> None:
        self._config = config
        self._theme = theme
        self._base = base
        self._index = index
        self._live = live
        self._by_folder: dict[str, SiteView] = {}

    def of(self, page: str) -> SiteView:
        """The site as seen from the page at this address."""
        folder = page.rpartition("/")[0]
        if folder not in self._by_folder:
            self._by_folder[folder] = self._view(lambda address: relative(page, address))
        return self._by_folder[folder]

    @property
    def root(self) -> str:
        """The path of the site on its host, "" if it is not known."""
        return "/" if self._live else urlsplit(self._base).path

    def _view(self, url: Callable[[str], str]) -> SiteView:
        config = self._config
        return SiteView(
            title=config.title,
            description=config.description,
            author=config.author,
            language=config.language,
            direction=direction(config.language),
            home=url(FRONT),
            index=url(self._index),
            tags=url(TAGS),
            recent=url(RECENT),
            graph=url(MAP),
            random=url(RANDOM),
            words=config.words,
            assets={name: url(address) for name, address in self._theme.addresses.items()},
            live=self._live,
            feed=url("feed.xml") if self._base else "",
            search=url(search.DIRECTORY),
        )
