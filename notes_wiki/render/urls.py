"""Addresses as they stand in a page: relative, percent-encoded.

In:  files of the output folder, relative to it.
Out: what to write into `href` or `src` of a page that stands elsewhere in it.
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from notes_wiki.model import FoundFile
from notes_wiki.pattern import pattern

_ACTIVE = tuple(
    ".html .htm .xhtml .xhtm .xht .shtml .xml .xsl .xslt .xsd .xul .wsdl .rdf .rss .atom .mml .mathml .mht "
    ".mhtml .hta .htc .php .phtml .phar".split()
)
_OWN = frozenset({"feed.xml", "sitemap.xml", "robots.txt"})
_PLAIN = pattern(r"[A-Za-z0-9/._~-]*").fullmatch


@lru_cache(maxsize=65536)
def encoded(address: str) -> str:
    """An address with everything percent-encoded that may not stand in a URL or an attribute."""
    return address if _PLAIN(address) else quote(address, safe="/~!$()*+,;=@")


def relative(page: str, address: str) -> str:
    """The address of a file of the site as seen from a page; both relative to the output folder."""
    folder = page.rpartition("/")[0]
    if not folder:
        return encoded(address)
    if address.startswith(folder + "/"):
        return encoded(address[len(folder) + 1 :])
    here = folder.split("/")
    there = address.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return encoded("../" * (len(here) - shared) + "/".join(there[shared:]))


def absolute(base_url: str, address: str) -> str:
    """The address of a file of the site on the web, a folder's for its index.html; "" without a base."""
    if not base_url:
        return ""
    shown = address.removesuffix("index.html") if ("/" + address).endswith("/index.html") else address
    return f"{base_url.rstrip('/')}/{encoded(shown)}"


def fragment(name: str) -> str:
    """A fragment, with its "#"."""
    return "#" + (name if _PLAIN(name) else quote(name, safe="/~!$()*+,;=@:?"))


def file_address(file: FoundFile) -> str:
    """Where a file that notes use stands in the output folder.

    Files of static folders stand at the root, as their addresses say, unless the site's own pages might
    want that place; all others under `-/assets/`, where they meet no note. What a browser would run as a
    page, or a server as a program, gets `.txt` after it: it is there to be read, not to act in the site's
    name.
    """
    path = file.path
    active = ".txt" if path.lower().endswith(_ACTIVE) else ""
    if file.static < 0:
        return f"-/assets/{path}{active}"
    if active or path.startswith("-/") or path in _OWN:
        return f"-/static/{file.static}/{path}{active}"
    return path
