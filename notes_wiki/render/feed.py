"""Atom feed, sitemap and robots.txt.

In:  notes as entries (title, address, dates, content as HTML), the site's address.
Out: bytes of `feed.xml` (RFC 4287), `sitemap.xml` (sitemaps.org 0.9) and `robots.txt`.

HTML is escaped in the feed (`type="html"`), so the XML is well-formed whatever a note holds. All addresses
are absolute, so without `base_url` there is no feed and no sitemap.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import urljoin

from notes_wiki.model import Record
from notes_wiki.pattern import pattern
from notes_wiki.render.urls import absolute

NEWEST = 30
"""Entries in the feed."""

# Characters that XML 1.0 cannot hold, not even as references.
_NOT_XML = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# The link after each heading, which makes sense only with a style sheet that hides it.
_ANCHOR = pattern(r' ?<a class="anchor"[^>]*>#</a>')
# An address that is not absolute: one without a scheme, and not "//host/…".
_ADDRESS = pattern(r'(?<=\s)(href|src)="(?![a-zA-Z][a-zA-Z0-9+.-]*:|//)([^"]*)"')


class FeedEntry(Record, frozen=True):
    """A note in the feed. `address` is relative to the output folder, dates are ISO 8601 dates."""

    title: str
    address: str
    modified: str
    date: str = ""
    content_html: str = ""
    summary: str = ""


def feed(title: str, base_url: str, author: str, entries: Sequence[FeedEntry]) -> bytes:
    """The newest entries as an Atom feed. `entries` may be in any order."""
    newest = sorted(entries, key=lambda entry: (entry.modified, entry.address), reverse=True)[:NEWEST]
    updated = newest[0].modified if newest else "1970-01-01"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>{_text(title)}</title>",
        f"<id>{_text(base_url)}</id>",
        f"<updated>{_time(updated)}</updated>",
        f"<author><name>{_text(author or title)}</name></author>",
        f'<link href="{escape(base_url)}"/>',
        f'<link rel="self" type="application/atom+xml" href="{escape(urljoin(base_url, "feed.xml"))}"/>',
    ]
    for entry in newest:
        address = absolute(base_url, entry.address)
        lines += [
            "<entry>",
            f"<title>{_text(entry.title)}</title>",
            f"<id>{_text(address)}</id>",
            f'<link href="{escape(address)}"/>',
            f"<updated>{_time(entry.modified)}</updated>",
            *([f"<published>{_time(entry.date)}</published>"] if entry.date else []),
            *([f"<summary>{_text(entry.summary)}</summary>"] if entry.summary else []),
            f'<content type="html">{_text(with_absolute_addresses(entry.content_html, address))}</content>',
            "</entry>",
        ]
    lines.append("</feed>\n")
    return "\n".join(lines).encode()


def sitemap(base_url: str, pages: Sequence[tuple[str, str]]) -> bytes:
    """The sitemap of all pages, given as (address, ISO date or ""), in this order."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for address, modified in pages:
        when = f"<lastmod>{escape(modified)}</lastmod>" if modified else ""
        lines.append(f"<url><loc>{_text(absolute(base_url, address))}</loc>{when}</url>")
    lines.append("</urlset>\n")
    return "\n".join(lines).encode()


def robots(base_url: str) -> bytes:
    """robots.txt: allows everything, and names the sitemap if there is one."""
    lines = ["User-agent: *", "Allow: /"]
    if base_url:
        lines.append(f"Sitemap: {urljoin(base_url, 'sitemap.xml')}")
    return ("\n".join(lines) + "\n").encode()


def with_absolute_addresses(html: str, page: str) -> str:
    """The HTML with `href` and `src` made absolute, and without the links after headings, because a feed
    reader shows it elsewhere and without the theme. `page` is the absolute address of its page."""
    html = _ANCHOR.sub("", html)
    return _ADDRESS.sub(lambda found: f'{found[1]}="{urljoin(page, found[2])}"', html)


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("", text), quote=False)


def _time(date: str) -> str:
    """An ISO date as an RFC 3339 timestamp: midnight UTC if there is no time of day."""
    return date if "T" in date else f"{date}T00:00:00Z"
