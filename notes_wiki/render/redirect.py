"""A page that leads on to another.

In:  the address of the page, and of the one it leads to, relative to the output folder.
Out: its bytes: no script is needed, and search engines are told where the page has gone.
"""

from __future__ import annotations

from html import escape

from notes_wiki.render.urls import relative


def redirect(page: str, target: str, title: str, canonical: str = "") -> bytes:
    """The page at `page` that leads to `target`. `title` is plain text, `canonical` the target's whole
    address or ""."""
    url = escape(relative(page, target))
    words = escape(title)
    return (
        "<!doctype html>\n"
        '<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{words}</title>\n"
        f'<meta http-equiv="refresh" content="0; url={url}">\n'
        f'<link rel="canonical" href="{escape(canonical) or url}">\n'
        '<meta name="robots" content="noindex">\n'
        f'</head>\n<body>\n<p>This page is now at <a href="{url}">{words}</a>.</p>\n</body>\n</html>\n'
    ).encode()
