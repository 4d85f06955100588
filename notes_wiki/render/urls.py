"""Addresses as they are written in a page: relative and percent-encoded.

In:  files of the output folder, relative to it.
Out: what to write into the `href` or `src` of another page.
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from notes_wiki.model import FoundFile
from notes_wiki.pattern import pattern

FRONT = "index.html"
"""The front page."""
_ACTIVE = tuple(
    ".html .htm .xhtml .xhtm .xht .shtml .xml .xsl .xslt .xsd .xul .wsdl .rdf .rss .atom .mml .mathml .mht "
    ".mhtml .hta .htc .php .phtml .phar".split()
)
_OWN = frozenset({"feed.xml", "sitemap.xml", "robots.txt"})
_PLAIN = pattern(r"[A-Za-z0-9/._~-]*").fullmatch


@lru_cache(maxsize=65536)
def encoded(address: str) -> str:
    """An address with everything percent-encoded that a URL or an attribute may not hold."""
    return address if _PLAIN(address) else quote(address, safe="/~!$()*+,;=@")


def relative(page: str, address: str) -> str:
    """The relative address from a page to a file of the site; both are given relative to the output
    folder."""
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
    """The absolute address of a file of the site; for an index.html that of its folder; "" without a base."""
    if not base_url:
        return ""
    shown = address.removesuffix("index.html") if ("/" + address).endswith("/index.html") else address
    return f"{base_url.rstrip('/')}/{encoded(shown)}"


def fragment(name: str) -> str:
    """A fragment with its "#", percent-encoded."""
    return "#" + (name if _PLAIN(name) else quote(name, safe="/~!$()*+,;=@:?"))


def file_address(file: FoundFile) -> str:
    """The address, in the output folder, of a file that notes use.

    Files of static folders keep their address from the root, unless a page of the site could have that
    address; all others are below `-/assets/`, where they cannot collide with a note. Files that a browser
    would run as a page, or a server as a program, get the suffix `.txt`: they are there to be read, not to
    act in the site's name.
    """
    path = file.path
    active = ".txt" if path.lower().endswith(_ACTIVE) else ""
    if file.static < 0:
        return f"-/assets/{path}{active}"
    if active or path.startswith("-/") or path in _OWN:
        return f"-/static/{file.static}/{path}{active}"
    return path
