"""A page that redirects to another.

In:  the address of the page, and of the one it leads to, relative to the output folder.
Out: its bytes. It works without a script, and search engines learn the new address.
"""

from __future__ import annotations

from html import escape

from notes_wiki.render.urls import relative


def redirect(
    page: str, target: str, title: str, canonical: str = "", *, words: str = "{page}", language: str = "en"
) -> bytes:
    """The page at `page` that redirects to `target`. `title` is plain text; `canonical` is the absolute
    address of the target, or ""; `words` say that the page has moved, with `{page}` in place of the link."""
    url = escape(relative(page, target))
    shown = escape(title)
    sentence = escape(words).replace("{page}", f'<a href="{url}">{shown}</a>')
    return (
        "<!doctype html>\n"
        f'<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{shown}</title>\n"
        f'<meta http-equiv="refresh" content="0; url={url}">\n'
        f'<link rel="canonical" href="{escape(canonical) or url}">\n'
        '<meta name="robots" content="noindex">\n'
        f"</head>\n<body>\n<p>{sentence}</p>\n</body>\n</html>\n"
    ).encode()
