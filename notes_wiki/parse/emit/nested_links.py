"""Links inside links, which HTML does not allow: a browser would end the outer one where the inner begins.

In:  what was written between the tags of a link.
Out: the same with a `<span>` for each link in it: the words of a reference, a citation or a footnote's number
     stay, and the whole leads where its author said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from notes_wiki.model import FragmentHole, LinkHole, ReferenceHole, TagHole
from notes_wiki.parse.pieces import Cite, OwnHtml, Part, Raw
from notes_wiki.pattern import pattern

_TAG = pattern(r'<(?P<end>/)?a(?=[ >]|$)(?P<class> class="[^"]*")?[^>]*')
"""A tag of a link, or its beginning where a hole for its address follows."""


def unlinked(parts: Sequence[Part]) -> Sequence[Part]:
    """The parts without links; as they are if the author wrote a link in HTML."""
    if not any(map(_links, parts)) or any(isinstance(part, Raw) and _TAG.match(part.html) for part in parts):
        return parts
    return [_unlinked(part) for part in parts if not isinstance(part, FragmentHole)]


def _links(part: Part) -> bool:
    if isinstance(part, str):
        return "<a" in part
    return isinstance(part, LinkHole | TagHole | ReferenceHole | Cite)


def _unlinked(part: Part) -> Part:
    if isinstance(part, LinkHole | TagHole):
        return "<span>"
    if isinstance(part, ReferenceHole):
        if part.opening:
            return "<span>"
        return ReferenceHole(part.reference, linked=False)
    if isinstance(part, Cite):
        return part._replace(linked=False)
    if not isinstance(part, str) or _TAG.search(part) is None:
        return part
    written = _TAG.sub(_span, part)
    return OwnHtml(written) if isinstance(part, OwnHtml) else written


def _span(tag: re.Match[str]) -> str:
    return "</span" if tag["end"] else f"<span{tag['class'] or ''}"
