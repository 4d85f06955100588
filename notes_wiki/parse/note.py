"""Source -> Parsed: one note, seen alone.

In:  a `Source` and the settings that parsing reads.
Out: `Parsed`: link facts, facts, and the body with holes. Never raises for what is in a note.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

import msgspec
from markdown_it.token import Token

from notes_wiki.load.bibliography import NOTHING, Library
from notes_wiki.load.front_matter import split
from notes_wiki.math.typeset import Typesetter
from notes_wiki.model import Body, Meta, Parsed, Piece, Source, Span, Text
from notes_wiki.parse.dialects import DIALECTS, grammar, math_alone
from notes_wiki.parse.emit.citations import Citations, resolve
from notes_wiki.parse.emit.emitter import Emitter, Handler, bare
from notes_wiki.parse.emit.footnote_numbers import Footnotes
from notes_wiki.parse.emit.footnotes import write_footnotes
from notes_wiki.parse.emit.inlines import abbreviating, plain
from notes_wiki.parse.emit.table import HANDLERS
from notes_wiki.parse.facts import Collector
from notes_wiki.parse.formulas import Formulas
from notes_wiki.parse.headings import prepare, refer_to_headings
from notes_wiki.parse.html import escape
from notes_wiki.parse.pieces import cut
from notes_wiki.parse.places import Places
from notes_wiki.parse.rules.abbreviations import Abbreviations
from notes_wiki.parse.rules.block_ids import take_block_ids
from notes_wiki.parse.rules.footnotes import definitions
from notes_wiki.parse.rules.html_statements import box_statements
from notes_wiki.parse.rules.kramdown import take_attributes_above
from notes_wiki.parse.rules.logseq import take_properties
from notes_wiki.parse.rules.long_lines import long_lines
from notes_wiki.parse.rules.tabsets import take_tabsets
from notes_wiki.parse.settings import ParseSettings
from notes_wiki.wording import note_words

MOST_GROWTH = 16
"""How many times larger than its note a body may be."""
_SMALLEST_LIMIT = 2_000_000


class Parser:
    """Parses notes, one after another, under the same settings."""

    def __init__(self, settings: ParseSettings, library: Library = NOTHING) -> None:
        self._settings = settings
        self._library = library
        self._typesetter = Typesetter(settings.math, settings.preamble)

    def parse(self, source: Source) -> Parsed:
        """The note of a source. Never raises for any text; sees nothing but this source."""
        front = split(source.text)
        meta = front.meta
        name = meta.dialect if meta.dialect in DIALECTS else self._settings.dialect
        parser = grammar(name, self._settings.math.single_dollar)
        collector = Collector()
        collector.problems.extend(front.problems)
        kinds = frozenset(kind.lower() for kind in self._settings.statements)
        env: dict[str, Any] = {
            "displays": long_lines(front.text, name),
            "told": [],
            "leaf": PurePosixPath(source.path).stem not in ("index", "_index"),
            "kinds": kinds,
            "citations": self._citations(meta, collector),
            "params": meta.extra,
            "words_first": self._settings.words_first,
            "words": note_words(meta.language, self._settings.words, self._settings.language),
        }
        tokens = parser.blocks_of(front.text, env)
        if "metadata" in env:
            more: Meta = env["metadata"]
            published = meta.published and more.published
            meta = msgspec.structs.replace(meta, title=meta.title or more.title, published=published)
        _regroup(tokens, env, front.text, name)
        handlers = _handlers(tokens, env)
        footnotes = Footnotes()
        if "footnotes" in env:
            footnotes.definitions = definitions(tokens)
        _name(tokens, env, front.text, name)
        outline = prepare(tokens, meta.title, PurePosixPath(source.path).stem if name == "obsidian" else "")
        formulas = Formulas(self._typesetter, collector, meta.macros)
        emitter = Emitter(
            parser,
            handlers,
            Places(front.text, front.line),
            formulas,
            collector,
            env,
            footnotes,
            self._settings.html,
        )
        emitter.shift = outline.shift
        if parser.dialect.html_math and any(sign in front.text for sign in ("$", "\\", "{{", "{%")):
            emitter.html_math = math_alone(name, self._settings.math.single_dollar)
        emitter.number_all = self._settings.math.number == "all"
        emitter.kinds = kinds
        emitter.blocks(tokens)
        write_footnotes(emitter)
        env["citations"].cite_silently(emitter, meta)
        if "places" in env:
            # The words stand in the text as well, where their formulas are counted.
            unheard = Formulas(self._typesetter, Collector(), meta.macros)
            collector.places = {
                name: words and _text(emitter, words, unheard).html for name, words in env["places"].items()
            }
        drawing = "excalidraw-plugin" in meta.extra
        if drawing:
            _tell_drawing(collector)
        # A drawing's heading is always "Excalidraw Data".
        title = self._title(emitter, meta, None if drawing else outline.title, source.path)
        parts = emitter.out
        if env["citations"].cited:
            parts = resolve(emitter, parts)
        if emitter.raw and self._settings.html == "safe":
            from notes_wiki.parse.sanitize import sanitize

            parts = sanitize(parts, hashlib.blake2b(source.text.encode("utf-8", "replace")).hexdigest())
        done = cut(parts)
        limit = max(_SMALLEST_LIMIT, MOST_GROWTH * len(source.text))
        if sum(len(text) for piece in done.pieces for text in piece.texts) + collector.weight > limit:
            return _too_large(source, front.line, title, meta, collector)
        contexts = tuple(done.link_contexts.get(number, -1) for number in range(len(collector.links)))
        if collector.tags:
            meta = msgspec.structs.replace(meta, tags=tuple(dict.fromkeys((*meta.tags, *collector.tags))))
        return Parsed(
            collector.link_facts(title, meta),
            collector.facts(done.contexts, contexts),
            Body(done.pieces, done.sections, tuple(collector.formulas)),
        )

    def _citations(self, meta: Meta, collector: Collector) -> Citations:
        """What the note may cite: the files its front matter names, else the wiki's."""
        scope, missing = self._library.scope(meta.bibliography)
        for name in missing:
            collector.tell(
                "missing-bibliography",
                f"There is no bibliography {name}.",
                None,
                hint="Put the file among the notes, or name it in `bibliography` in wiki.toml.",
            )
        return Citations(scope)

    def _title(self, emitter: Emitter, meta: Meta, heading: Token | None, path: str) -> Text:
        """Front matter's title, else the heading that serves, else the file's name."""
        if meta.title:
            return _text(emitter, meta.title, emitter.formulas)
        if heading is not None:
            children = heading.children or emitter.children(heading)
        else:
            name = PurePosixPath(path).stem.replace("___", "/")  # Logseq's pages within pages
            return Text(name, name)
        return _text_of(emitter, children, emitter.formulas)


def _text(emitter: Emitter, typed: str, formulas: Formulas) -> Text:
    """Words as they are typed in a note, without links and ids."""
    return _text_of(emitter, emitter.grammar.inlines_of(typed, emitter.env), formulas)


def _text_of(emitter: Emitter, children: list[Token], formulas: Formulas) -> Text:
    aside = Emitter(
        emitter.grammar,
        HANDLERS,
        emitter.places,
        formulas,
        Collector(),
        emitter.env,
        Footnotes(),
        "escape",
    )
    aside.naming = 1
    aside.phrasing(children)
    html = bare(aside.out, aside.collector).strip()
    return Text(html, " ".join(plain(emitter, children).split()))


def _regroup(tokens: list[Token], env: dict[str, Any], text: str, dialect: str) -> None:
    """Put blocks into the boxes that only the whole row of them shows."""
    take_attributes_above(tokens, env)
    if dialect in ("wiki", "pandoc") and "tabset" in text:
        take_tabsets(tokens)
    if '="' in text:
        box_statements(tokens, env["kinds"])


def _name(tokens: list[Token], env: dict[str, Any], text: str, dialect: str) -> None:
    """Take names of blocks off the text."""
    if dialect in ("wiki", "obsidian") and "^" in text:
        take_block_ids(tokens)
    if dialect in ("wiki", "obsidian") and "::" in text:
        take_properties(tokens, env)
    if dialect == "pandoc":
        refer_to_headings(tokens, env)


def _handlers(tokens: list[Token], env: dict[str, Any]) -> Mapping[str, Handler]:
    """How tokens are written: where the note has abbreviations, its words are looked up among them."""
    if "abbreviations" not in env:
        return HANDLERS
    for token in tokens:
        if token.type == "inline":  # no longer nothing but words
            token.meta = {**token.meta, "abbreviated": True}
    return {**HANDLERS, "text": abbreviating(Abbreviations(env["abbreviations"]))}


def _tell_drawing(collector: Collector) -> None:
    collector.tell(
        "unknown-construct",
        "An Excalidraw drawing is not drawn; its texts are shown.",
        Span(1),
        hint="Embed its export to SVG or PNG instead.",
    )


def _too_large(source: Source, line: int, title: Text, meta: Meta, collector: Collector) -> Parsed:
    """A note whose page would be many times its size is shown as it was typed; nothing links out of it."""
    plain = Collector()
    plain.problems.extend(collector.problems[:100])
    plain.tell(
        "note-too-large",
        f"The page of this note would be more than {MOST_GROWTH} times larger than the note, so the note is "
        "shown as it was typed.",
        Span(line),
        hint="Look for a link, a footnote or a table that is written thousands of times, and split the note.",
    )
    piece = Piece((f'<pre class="source">{escape(source.text)}</pre>\n',))
    return Parsed(plain.link_facts(title, meta), plain.facts((), ()), Body((piece,)))
