"""Citations in the text, and the bibliography they make.

In:  tokens of `rules/citations.py`; the entries a note may cite.
Out: parts. What a citation reads as depends on all others (two works of one author and year are told
     apart by letters), so a `Cite` part stands for it until the note is written; `resolve` puts the words
     in, and the bibliography where the note has `::: {#refs}`, else at its end.
"""

from __future__ import annotations

from markdown_it.token import Token

from notes_wiki.model import FragmentHole, IdHole, Span
from notes_wiki.parse.citations import Citations
from notes_wiki.parse.emit.emitter import Emitter, Handler
from notes_wiki.parse.html import attribute, escape
from notes_wiki.parse.pieces import Cite, Mark, OwnHtml, Part, Refs
from notes_wiki.parse.places import Locate

_OWN_HEADINGS = frozenset(
    "references bibliography literature sources citations works-cited further-reading literatur quellen "
    "références bibliographie bibliografía referencias".split()
)


def citation_open(emitter: Emitter, tokens: list[Token], index: int) -> int:
    """All of a citation: `(Sutton and Barto 2018, p. 3; …)`, or `Sutton and Barto (2018, p. 3)`."""
    citations = emitter.env["citations"]
    inside = _inside(tokens, index)
    end = index + 1 + len(inside)
    place = emitter.place(tokens[index])
    keys = [token.content for token, depth in inside if token.type == "cite" and depth == 0]
    if any(key in citations.listed for key in keys):
        _listed(emitter, citations, tokens[index], inside)
        return end + 1
    known = [citations.cite(emitter.collector, key, place) for key in keys]
    if not any(known):
        start, stop = tokens[index].meta["start"], tokens[index].meta["end"]
        typed = emitter.inline_token.content[start:stop]
        emitter.out.append(f'<span class="missing-citation">{escape(typed)}</span>')
        return end + 1
    bare = tokens[index].info == "bare"
    if not bare:
        emitter.out.append("(")
    words: list[Token] = []
    for token, depth in inside:
        if depth:
            words.append(token)
        elif token.type == "cite":
            _words(emitter, words, before=True)
            _cite(emitter, citations, token, bare=bare, more=bare and inside[-1][0] is not token)
            words = []
        elif token.type == "citation_next":
            _words(emitter, words, before=False)
            emitter.out.append("; ")
            words = []
        else:
            words.append(token)
    if bare and words:
        emitter.out.append(", ")
        emitter.phrasing(words)
    else:
        _words(emitter, words, before=False)
    if not bare or words:
        emitter.out.append(")")
    return end + 1


def _listed(emitter: Emitter, citations: Citations, opening: Token, inside: list[tuple[Token, int]]) -> None:
    """A citation of works that the note lists itself: `[1, 3, p. 5]`, `Knuth (1990)`."""
    emitter.out.append("[")
    words: list[Token] = []
    for token, depth in inside:
        if depth or token.type not in ("cite", "citation_next"):
            words.append(token)
            continue
        _words(emitter, words, before=token.type == "cite")
        words = []
        if token.type == "citation_next":
            emitter.out.append(", ")
        elif label := citations.listed.get(token.content):
            anchor = citations.anchor_of_listed(emitter.collector, token.content)
            emitter.out += ['<a class="citation"', FragmentHole(anchor), f">{escape(label)}</a>"]
        else:
            citations.cite(emitter.collector, token.content, emitter.place(opening))
            emitter.out.append(f'<span class="missing-citation">{escape(token.content)}</span>')
    if opening.info == "bare" and words and not words[0].content.startswith(","):
        emitter.out.append(",")
    _words(emitter, words, before=False)
    emitter.out.append("]")


def _inside(tokens: list[Token], index: int) -> list[tuple[Token, int]]:
    """The tokens of the citation that opens at `index`, each with how many more it stands in."""
    found: list[tuple[Token, int]] = []
    depth = 0
    for place in range(index + 1, len(tokens)):  # a slice would copy all that follows for each citation
        token = tokens[place]
        if token.type == "citation_close":
            if depth == 0:
                break
            found.append((token, depth))
            depth -= 1
        else:
            depth += token.type == "citation_open"
            found.append((token, depth))
    return found


def _cite(emitter: Emitter, citations: Citations, token: Token, *, bare: bool, more: bool) -> None:
    key = token.content
    if key not in citations.cited:
        emitter.out.append(f'<span class="missing-citation">@{escape(key)}</span>')
        return
    form = "open" if bare and more else "bare" if bare else "full"
    if token.info:
        form = "author" if token.info == "author" else "year"
    work, _ = citations.cited[key]
    emitter.out.append(Cite(key, form, work.author if form != "year" else work.year))


def _words(emitter: Emitter, words: list[Token], *, before: bool) -> None:
    """The words before a key, or after it."""
    if not words:
        return
    if not before and not words[0].content.startswith((",", ".", ":", ";", "]")):
        emitter.out.append(" ")
    emitter.phrasing(words)
    if before and not words[-1].content.endswith("["):
        emitter.out.append(" ")


def resolve(emitter: Emitter, parts: list[Part]) -> list[Part]:
    """The parts with every citation in words, and with the bibliography."""
    citations = emitter.env["citations"]
    years = citations.years()
    written: list[Part] = []
    placed = False
    for part in parts:
        if isinstance(part, Cite):
            written += _link(citations, part, years[part.key])
        elif isinstance(part, Refs):
            written += [] if placed else _bibliography(emitter, citations, years)
            placed = True
        else:
            written.append(part)
    if placed or not citations.cited:
        return written
    headings = emitter.collector.headings
    titled = bool(headings) and headings[-1].anchor.strip("0123456789-.") in _OWN_HEADINGS
    words = emitter.wording.references
    title = [] if titled else [f'<p class="bibliography-title">{escape(words)}</p>\n']
    section = f'<section class="bibliography" role="doc-bibliography" aria-label="{attribute(words)}">\n'
    rest = len(written)
    for number in range(len(written) - 1, -1, -1):
        if written[number] == '<section class="footnotes">\n<ol>\n':
            rest = number - 1  # the notes at the foot come last
    return [
        *written[:rest],
        *[Mark.CUT, section, *title, *_bibliography(emitter, citations, years), "</section>\n"],
        *written[rest:],
    ]


def _link(citations: Citations, cite: Cite, year: str) -> list[Part]:
    work, anchor = citations.cited[cite.key]
    own = {"full": f"{work.author} {year}", "bare": f"{work.author} ({year})", "author": work.author}
    words = own.get(cite.form, year)
    before: list[Part] = [f"{escape(work.author)} ("] if cite.form == "open" else []
    if not cite.linked:
        return [*before, escape(words)]
    return [*before, '<a class="citation"', FragmentHole(anchor), f">{escape(words)}</a>"]


def _bibliography(emitter: Emitter, citations: Citations, years: dict[str, str]) -> list[Part]:
    """The list of works, in the order of their authors."""
    from notes_wiki.parse.bibtex import PLACE

    written: list[Part] = ['<ul class="works">\n']
    for key in sorted(citations.cited, key=lambda key: citations.cited[key][0].order):
        work, anchor = citations.cited[key]
        place = citations.places[key]
        written += ["<li", IdHole(anchor), ">"]
        position = 0
        html = work.html
        if years[key] != work.year:
            html = f"{html} [{attribute(years[key])}]"
        for found in PLACE.finditer(html):
            written.append(OwnHtml(html[position : found.start()]))
            written += emitter.formulas.inline(work.formulas[int(found[1])], _always(place))
            position = found.end()
        written += [OwnHtml(html[position:]), "</li>\n"]
    return [*written, "</ul>\n"]


def _always(place: Span) -> Locate:
    """A formula of the bibliography is reported where the work is first cited."""
    return lambda offset, length: place


HANDLERS: dict[str, Handler] = {"citation_open": citation_open}
