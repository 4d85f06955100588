"""Classifying the address of a link.

In:  an address as typed in `[words](address)`.
Out: an external address, ready for an attribute; a place in the wiki; or a refused address, with a scheme
     that is not allowed.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, unquote

from notes_wiki.model import LinkKind
from notes_wiki.parse.parameters import parameters
from notes_wiki.pattern import pattern

SCHEMES = frozenset(
    "http https mailto tel sms geo ftp ftps irc ircs xmpp matrix news nntp magnet doi zotero obsidian".split()
)
"""Schemes of addresses that a link may have. None of them runs anything in the page."""

PROJECTS = frozenset(("xref", "inv", "myst", "rrid", "ror"))
"""Schemes of MyST's for the pages of other projects, whose addresses only it can look up."""
_RUN = frozenset("javascript vbscript livescript data file blob about view-source filesystem".split())
_PLACE = pattern(r"[A-Za-z]\w*(?:[.-]\w+)*:(?!//)[\w:./ -]*\w$")
_PATHS = frozenset(("path", "project"))
_SCHEME = pattern(r"[\x00-\x20]*([a-zA-Z][a-zA-Z0-9+.\-]*):")
_ROOT = pattern(r"@(?:site)?/")
"""Zola's `@/note.md` and Docusaurus's `@site/docs/note.md`, from the root."""
_RELREF = pattern(r"\{\{[<%]\s*(?:relref|ref)\s+(.*?)\s*[>%]\}\}$", re.S)
"""Hugo's `{{< relref "page.md" >}}`."""
_LIQUID = pattern(
    r"\{%-?\s*(?:post_url|link|post_link)\s+(?P<path>[^%]*?)\s*-?%\}|\{%[^%]*%\}"
    r"|\{\{-?\s*(?:\"(?P<double>[^\"{}]*)\"|'(?P<single>[^'{}]*)')?[^{}]*\}\}"
)
"""Jekyll's `{% link page.md %}`, any other tag, and `{{ "/page/" | relative_url }}`."""
_VALID = pattern(r"(?:[!$&'()*+,\-./0-9:;=?@A-Z_a-z~#\u00a1-\ud7ff\uf900-\ufffd]|%[0-9A-Fa-f]{2})*$")
_LONE_PERCENT = pattern(r"%(?![0-9A-Fa-f]{2})")


class Outside(NamedTuple):
    """An external address, percent-encoded."""

    url: str


class Inside(NamedTuple):
    """A place in the wiki, percent-decoded; `target` "" is the note itself."""

    target: str
    fragment: str
    kind: LinkKind


class Refused(NamedTuple):
    """An address with a scheme that is not allowed."""

    scheme: str


def classify(address: str) -> Outside | Inside | Refused:
    """Which of the three kinds an address is."""
    if address.startswith("{{") and (relref := _RELREF.match(address)):
        named = parameters(relref[1])
        target, _, fragment = str(named.get("path", named.get("0", ""))).partition("#")
        return Inside(target, fragment, "relref")
    if address.startswith("[[") and address.endswith("]]"):
        target, _, fragment = address[2:-2].partition("#")
        return Inside(target.strip(), fragment.strip(), "wiki")
    if "{" in address:
        address = without_liquid(address)
    if address.startswith("@") and (root := _ROOT.match(address)):
        address = address[root.end() - 1 :]
    if scheme := _SCHEME.match(address):
        name = scheme[1].lower()
        if name == "wiki":  # MyST's
            return Outside("https://en.wikipedia.org/wiki/" + encoded(address.strip()[5:]))
        if name in _PATHS:
            return classify(address.strip()[len(name) + 1 :])
        if name in SCHEMES:
            return Outside(encoded(address.strip()))
        # A single letter is a Windows drive, and `note: with a colon` may be a file name; neither is
        # dangerous.
        return Refused(name)
    if address.startswith(("//", "\\\\")):
        return Outside("https:" + encoded(address.replace("\\", "/")))
    target, _, fragment = address.partition("#")
    return Inside(unquote(target.partition("?")[0]), unquote(fragment), "path")


def is_place(address: str) -> bool:
    """Whether what looks like a scheme may also be the beginning of a label (`sec:proofs`)."""
    scheme = address.partition(":")[0].lower()
    return _PLACE.match(address) is not None and scheme not in SCHEMES | PROJECTS | _RUN


def without_liquid(address: str) -> str:
    """The address that Jekyll makes of `{{ site.baseurl }}/x`, `{{ "/x" | relative_url }}` or `{% post_url x
    %}`."""
    return _LIQUID.sub(lambda found: found["path"] or found["double"] or found["single"] or "", address)


def encoded(address: str) -> str:
    """The address as a valid URL: characters that a URL cannot hold are percent-encoded, encoded ones
    stay."""
    if _VALID.match(address) and "#" not in address.partition("#")[2]:
        return address
    whole, hash_mark, fragment = address.partition("#")
    return _quoted(whole) + (hash_mark + _quoted(fragment) if hash_mark else "")


def _quoted(text: str) -> str:
    return quote(_LONE_PERCENT.sub("%25", text), safe="!$%&'()*+,-./:;=?@_~", errors="replace")
