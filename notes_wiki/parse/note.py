"""Source -> Parsed: one note, on its own.

In:  a `Source`, and the settings that parsing depends on.
Out: `Parsed`: link facts, facts, and the body with holes. Never raises for anything in a note.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import PurePosixPath

import msgspec
from markdown_it.token import Token

from notes_wiki.load.bibliography import NOTHING, Library
from notes_wiki.load.front_matter import FrontMatter, split
from notes_wiki.math.typeset import Typesetter
from notes_wiki.model import Body, Meta, Parsed, Piece, Problem, Source, Span, Text
from notes_wiki.parse.citations import Citations
from notes_wiki.parse.conflicts import tell_conflict
from notes_wiki.parse.dialects import DIALECTS, grammar, math_alone
from notes_wiki.parse.emit.citations import resolve
from notes_wiki.parse.emit.emitter import Emitter, Handler, bare
from notes_wiki.parse.emit.footnote_numbers import Footnotes
from notes_wiki.parse.emit.footnotes import write_footnotes
from notes_wiki.parse.emit.inlines import abbreviating, plain
from notes_wiki.parse.emit.prelude import write_prelude
from notes_wiki.parse.emit.table import HANDLERS
from notes_wiki.parse.emit.unclosed import tell_unclosed
from notes_wiki.parse.environment import Environment
from notes_wiki.parse.excalidraw import is_drawing, texts_of_drawing
from notes_wiki.parse.facts import Collector
from notes_wiki.parse.formulas import Formulas, macros_of
from notes_wiki.parse.grammar import Grammar
from notes_wiki.parse.headings import Outline, prepare
from notes_wiki.parse.html import escape
from notes_wiki.parse.papers import tex_text
from notes_wiki.parse.pieces import Part, cut
from notes_wiki.parse.places import Places
from notes_wiki.parse.regroup import name_places, regroup, take_footnotes
from notes_wiki.parse.rules.abbreviations import Abbreviations
from notes_wiki.parse.rules.long_lines import long_lines
from notes_wiki.parse.settings import ParseSettings
from notes_wiki.wording import note_words

MOST_GROWTH = 16
"""How many times larger than its note a body may be."""
_SMALLEST_LIMIT = 2_000_000
_MATH_SIGNS = ("$", "\\", "{{", "{%", "math/tex", "<d-math", "<math")
"""What a text holds if there may be formulas, or tags of a program, between its tags of HTML."""
_BLANKS_FIRST = frozenset(("hugo", "pandoc"))
"""Dialects whose programs read front matter behind blank lines as well."""


class Parser:
    """Parses notes, one at a time, with the same settings."""

    def __init__(self, settings: ParseSettings, library: Library = NOTHING) -> None:
        self._settings = settings
        self._library = library
        self._typesetter = Typesetter(settings.math, settings.preamble)
        self._kinds = frozenset(kind.lower() for kind in settings.statements)

    def parse(self, source: Source) -> Parsed:
        """Parse a note. Never raises for any text, and depends on nothing but this source and the
        settings."""
        front = split(source.text)
        collector = Collector()
        dialect = front.meta.dialect if front.meta.dialect in DIALECTS else self._settings.dialect
        collector.problems.extend(_worth_telling(front.problems, dialect, source.text))
        parser = grammar(dialect, self._settings.math.single_dollar)
        env = self._environment(source.path, front, dialect, collector)

        tokens = parser.blocks_of(front.text, env)
        tell_conflict(front.text, front.line, tokens, collector)
        meta = _with_metadata(front.meta, env)
        regroup(tokens, env, front.text, dialect)
        handlers = _handlers(tokens, env)
        footnotes = take_footnotes(tokens, env)
        name_places(tokens, env, front.text, dialect)
        outline = prepare(tokens, meta.title, _stem(source) if dialect == "obsidian" else "")
        if is_drawing(meta):  # only now: the heading under the notice is not the title
            tokens = texts_of_drawing(tokens)

        emitter = self._emitter(parser, handlers, front, collector, env, footnotes)
        emitter.shift = outline.shift
        write_prelude(emitter, meta)
        emitter.blocks(tokens)
        write_footnotes(emitter)
        tell_unclosed(emitter)
        env["citations"].cite_silently(collector, meta)
        collector.places = self._places(emitter, meta, env)
        title = self._title(emitter, meta, _titling(outline, meta, collector), source)
        body = cut(self._resolved(emitter, source), raw=emitter.raw)

        if _weight(body.pieces) + collector.weight > max(_SMALLEST_LIMIT, MOST_GROWTH * len(source.text)):
            return _too_large(source, front.line, title, meta, collector)
        contexts = tuple(body.link_contexts.get(number, -1) for number in range(len(collector.links)))
        return Parsed(
            collector.link_facts(title, _with_tags(meta, collector)),
            collector.facts(body.contexts, contexts),
            Body(body.pieces, body.sections, tuple(collector.formulas)),
        )

    def _environment(self, path: str, front: FrontMatter, dialect: str, collector: Collector) -> Environment:
        """The `env` that the rules get for a note."""
        settings = self._settings
        return {
            "displays": long_lines(front.text, dialect),
            "problems": [],
            "tex_text": tex_text(front.text),
            "leaf": PurePosixPath(path).stem not in ("index", "_index"),
            "kinds": self._kinds,
            "citations": self._citations(front.meta, collector),
            "params": {"title": front.meta.title, "description": front.meta.description} | front.meta.extra,
            "substitutions": {**settings.substitutions, **front.meta.substitutions},
            "part_texts": settings.parts,
            "folder": settings.folder,
            "words_first": settings.words_first,
            "inline_dollars": settings.inline_dollars,
            "ticked_math": settings.ticked_math,
            "words": note_words(front.meta.language, settings.words, settings.language),
        }

    def _citations(self, meta: Meta, collector: Collector) -> Citations:
        """The citations of a note: from the files that its front matter names, else from the wiki's."""
        scope, missing = self._library.scope(meta.bibliography)
        for name in missing:
            collector.tell(
                "missing-bibliography",
                f"There is no bibliography {name}.",
                None,
                hint="Put the file (BibTeX, or CSL as JSON or YAML) among the notes, or correct its name.",
            )
        return Citations(scope)

    def _emitter(
        self,
        parser: Grammar,
        handlers: Mapping[str, Handler],
        front: FrontMatter,
        collector: Collector,
        env: Environment,
        footnotes: Footnotes,
    ) -> Emitter:
        """The emitter for the note's tokens."""
        math = self._settings.math
        formulas = Formulas(self._typesetter, collector, macros_of(front.meta))
        places = Places(front.text, front.line)
        emitter = Emitter(parser, handlers, places, formulas, collector, env, footnotes, self._settings.html)
        texts = (front.text, *self._settings.parts.values())
        if parser.dialect.html_math and any(sign in text for text in texts for sign in _MATH_SIGNS):
            emitter.html_math = math_alone(parser.dialect.name, math.single_dollar)
        emitter.number_all = math.number == "all"
        return emitter

    def _resolved(self, emitter: Emitter, source: Source) -> list[Part]:
        """The parts with citations resolved and raw HTML sanitised."""
        parts = emitter.out
        if emitter.env["citations"].cited:
            parts = resolve(emitter, parts)
        if emitter.raw and self._settings.html == "safe":
            from notes_wiki.parse.sanitize import sanitize

            texts = self._of_all_notes + source.text
            parts = sanitize(parts, hashlib.blake2b(texts.encode("utf-8", "replace")).hexdigest())
        return parts

    @cached_property
    def _of_all_notes(self) -> str:
        """A digest of what notes may show besides their own text, such as the files that they include."""
        return self._settings.digest

    def _title(self, emitter: Emitter, meta: Meta, heading: Token | None, source: Source) -> Text:
        """The title: the front matter's, else the heading that is the title, else the file name."""
        if meta.title:
            return _text(emitter, meta.title, emitter.formulas)
        if heading is not None:
            children = heading.children or emitter.children(heading)
        else:
            name = _stem(source).replace("___", "/")  # Logseq's namespaces
            return Text(name, name)
        return _text_of(emitter, children, emitter.formulas)

    def _places(self, emitter: Emitter, meta: Meta, env: Environment) -> dict[str, str]:
        """The names that all notes can link to, with the words that such a link shows."""
        # These words are in the text as well, which is where their formulas are counted.
        unheard = Formulas(self._typesetter, Collector(), macros_of(meta))
        places = env.get("places", {})
        return {name: words and _text(emitter, words, unheard).html for name, words in places.items()}


def _worth_telling(problems: Iterable[Problem], dialect: str, text: str) -> Iterator[Problem]:
    """The problems of the front matter, but for blank lines before it where the dialect's own program skips
    them too."""
    skips_blanks = dialect in _BLANKS_FIRST and text.lstrip(" \t\n").startswith(("---", "+++"))
    for found in problems:
        if not (skips_blanks and found.code == "front-matter-not-first"):
            yield found


def _text(emitter: Emitter, typed: str, formulas: Formulas) -> Text:
    """A text as typed in a note, as a `Text` without links and ids."""
    return _text_of(emitter, emitter.grammar.inlines_of(typed, emitter.env), formulas)


def _text_of(emitter: Emitter, children: list[Token], formulas: Formulas) -> Text:
    collector = Collector()
    # The references in these formulas are counted in the text.
    collector.references = formulas.collector.references
    collector.reference_places = formulas.collector.reference_places
    aside = Emitter(
        emitter.grammar,
        HANDLERS,
        emitter.places,
        formulas,
        collector,
        emitter.env,
        Footnotes(),
        "escape",
    )
    aside.naming = 1
    aside.phrasing(children)
    html = bare(aside.out, aside.collector).strip()
    return Text(html, " ".join(plain(emitter, children).split()))


def _stem(source: Source) -> str:
    return PurePosixPath(source.path).stem


def _with_metadata(meta: Meta, env: Environment) -> Meta:
    """The front matter together with the metadata blocks in the text."""
    if "metadata" not in env:
        return meta
    more = env["metadata"]
    published = meta.published and more.published
    return msgspec.structs.replace(meta, title=meta.title or more.title, published=published)


def _handlers(tokens: list[Token], env: Environment) -> Mapping[str, Handler]:
    """The handlers by token type; if the note has abbreviations, words are looked up in them."""
    if "abbreviations" not in env:
        return HANDLERS
    for token in tokens:
        if token.type == "inline":  # it can no longer be written as plain words
            token.meta = {**token.meta, "abbreviated": True}
    return {**HANDLERS, "text": abbreviating(Abbreviations(env["abbreviations"]))}


def _titling(outline: Outline, meta: Meta, collector: Collector) -> Token | None:
    """The heading that is the title if the front matter has none. Excalidraw drawings, which are reported,
    have none: their heading is always "Excalidraw Data"."""
    if not is_drawing(meta):
        return outline.title
    collector.tell(
        "unknown-construct",
        "An Excalidraw drawing cannot be drawn, so only its texts are shown.",
        Span(1),
        hint="Let Excalidraw export it beside itself, as SVG or PNG: embeds show that picture.",
    )
    return None


def _with_tags(meta: Meta, collector: Collector) -> Meta:
    """The front matter with the tags of the text after its own."""
    if not collector.tags:
        return meta
    return msgspec.structs.replace(meta, tags=tuple(dict.fromkeys((*meta.tags, *collector.tags))))


def _weight(pieces: tuple[Piece, ...]) -> int:
    """The number of characters in the pieces."""
    return sum(len(text) for piece in pieces for text in piece.texts)


def _too_large(source: Source, line: int, title: Text, meta: Meta, collector: Collector) -> Parsed:
    """The result for a note whose page would be many times larger than the note: its source as typed, without
    links."""
    plain = Collector()
    plain.problems.extend(collector.problems[:100])
    plain.tell(
        "note-too-large",
        f"The page of this note would be more than {MOST_GROWTH} times larger than the note, so the note is "
        "shown as typed.",
        Span(line),
        hint="Look for a link, a footnote or a table that is written thousands of times, and split the note.",
    )
    piece = Piece((f'<pre class="source">{escape(source.text)}</pre>\n',))
    return Parsed(plain.link_facts(title, meta), plain.facts((), ()), Body((piece,)))
