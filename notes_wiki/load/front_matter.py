"""Splitting front matter from text, and reading it.

In:  a note's text.
Out: `FrontMatter`: typed `Meta`, the rest of the text, the line it begins at, problems.

YAML is between `---` lines, TOML between `+++` lines; JSON is an object at the beginning of the text; and the
fields of some programs have no line above them (`unfenced.py`). The
loader is strict where a mistake could publish what was meant to stay private: if a fence is never closed, a
block does not parse, or a publication field makes no sense, the note is withheld. Elsewhere it is lenient:
any other invalid field is reported and ignored. Values stay text until a field asks for its type, so `title:
no` is "no".
"""

from __future__ import annotations

import json
import re

from notes_wiki import problem
from notes_wiki.load import fields
from notes_wiki.load.block import Block, FrontMatterError, Value, as_value
from notes_wiki.load.missed_front_matter import CONFLICT, HIDDEN, seems_withheld
from notes_wiki.load.quoted_tex import with_backslashes
from notes_wiki.load.reserved import without_reserved
from notes_wiki.load.simple_block import read_simple
from notes_wiki.load.unfenced import unfenced
from notes_wiki.model import Meta, Problem, Record, Span
from notes_wiki.pattern import pattern

MOST_BYTES = 64 * 1024

# White space before the fence, even no-break and zero-width spaces: since it cannot be seen, the author
# believes that the fence comes first.
_BLANK = pattern(rf"[\s{HIDDEN}]*")
_YAML_OPEN = pattern(r"---[ \t]*\n")
_TOML_OPEN = pattern(r"\+\+\+[ \t]*\n")
_JSON_OPEN = pattern(r"\{\s*\"")
_LINE_END = pattern(r"[ \t]*(?:\n|$)")
_PROPERTY = pattern(r"[ \t]*(?:[-*][ \t]+)?([A-Za-z][\w/-]*)::(?!\S)([^\n]*)(?:\n|$)")
"""A property as Logseq has it: `tags:: a, b`, also as a list item, `- alias:: c`."""
_LIST_PROPERTIES = frozenset(("alias", "aliases", "tags", "tag"))
_ITEM = pattern(r"#?\[\[([^\[\]]+)\]\]|([^,\[\]]+)")
_YAML_CLOSE = pattern(r"^(?:---|\.\.\.)[ \t]*$", re.M)
_TOML_CLOSE = pattern(r"^\+\+\+[ \t]*$", re.M)
# `---` is a fence and not a thematic break if this follows: a key (even without the space after its colon), a
# comment, an empty block, a conflict that Git left, or what neither YAML nor a sentence begins with. A
# bracket may begin a link or an interval: it is YAML if nothing closes it up to the other fence.
_YAML_KEY = pattern(
    r"(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*"
    r"(?:[^\s#:-][^\n:]*:(?:\s|$)|[\w-]+:(?!//)|[\"'][^\n]*[\"']\s*:|[?!%&{}\],]|<{7}[ \n]|---[ \t]*(?:\n|$)"
    r"|\[[^()\]]*?\n(?:---|\.\.\.)[ \t]*(?:\n|$))"
)


class FrontMatter(Record, frozen=True):
    """A note's front matter and the rest of it: `text` begins at line `line` of the file (from 1)."""

    meta: Meta
    text: str
    line: int
    problems: tuple[Problem, ...] = ()


def split(text: str) -> FrontMatter:
    """Split off the front matter and read it. Never raises; if it cannot be trusted, `meta.published` is
    False."""
    blank = _BLANK.match(text)
    start = blank.end() if blank else 0
    if CONFLICT.match(text, start):
        return _withheld(
            text, [], "The note begins with a conflict that Git left", text.count("\n", 0, start) + 1
        )
    if text.startswith("---", start):
        opening, closing, kind = _YAML_OPEN, _YAML_CLOSE, "yaml"
    elif text.startswith("+++", start):
        opening, closing, kind = _TOML_OPEN, _TOML_CLOSE, "toml"
    elif _JSON_OPEN.match(text, start):
        return _read_json(text, start) or _without(text, start)
    else:
        return _read_properties(text, start) or _read_unfenced(text, start) or _without(text, start)
    opened = opening.match(text, start)
    if opened is None or (kind == "yaml" and _YAML_KEY.match(text, opened.end()) is None):
        return _without(text, start)
    first_line = text.count("\n", 0, opened.end()) + 1
    problems: list[Problem] = []
    if start:
        problems.append(
            problem.make(
                "front-matter-not-first",
                "There are blank lines or spaces before the front matter.",
                Span(1),
                hint="Remove them: other programs may not see the front matter.",
            )
        )
    closed = closing.search(text, opened.end())
    if closed is None:
        return _withheld(text, problems, "The front matter is never closed", first_line - 1)
    block = text[opened.end() : closed.start()]
    try:
        data, escaped = _read(block, kind, first_line)
    except FrontMatterError as refusal:
        return _withheld(text, problems, str(refusal), refusal.line)
    problems += (_escaped_tex(kind, first_line + line) for line in escaped)
    rest = text[closed.end() :].removeprefix("\n")
    line = text.count("\n", 0, len(text) - len(rest)) + 1
    return _read_whole(text, rest, line, data, problems)


def _read_json(text: str, start: int) -> FrontMatter | None:
    """A note that begins with a JSON object on lines of its own, as in Hugo; else None."""
    if text.find("}", start, start + MOST_BYTES) < 0:
        return None
    line = text.count("\n", 0, start) + 1
    try:
        data, end = json.JSONDecoder(object_pairs_hook=_once).raw_decode(text[: start + MOST_BYTES], start)
        if not _LINE_END.match(text, end):
            return None
        read = {key.lower(): (as_value(value), line) for key, value in data.items()}
        read = _unreserved(read)
        if not read.keys() & fields.KNOWN:
            return None
    except (ValueError, RecursionError):  # TooDeepError is a ValueError
        return None  # `_without` withholds the note if it seems to name a draft
    rest = text[end:].lstrip(" \t").removeprefix("\n")
    return _read_whole(text, rest, text.count("\n", 0, len(text) - len(rest)) + 1, read, [])


def _read_whole(text: str, rest: str, line: int, data: Block, problems: list[Problem]) -> FrontMatter:
    """A note whose front matter was read; withheld if a second block follows that would withhold it."""
    meta, found = fields.meta(data)
    if meta.published and seems_withheld(rest, after_front_matter=bool(data)):
        return _withheld(text, problems, "A second block of front matter follows the first", line)
    return FrontMatter(meta, rest, line, (*problems, *found))


def _read_properties(text: str, start: int) -> FrontMatter | None:
    """A note that begins with `key:: value` lines, at least one of a known field, as in Logseq; else None."""
    block: Block = {}
    place, line = start, text.count("\n", 0, start) + 1
    while found := _PROPERTY.match(text, place):
        key, value = found[1].lower(), found[2].strip()
        if key in block and key in fields.KNOWN:
            return _withheld(text, [], f'The note has the property "{key}" twice', line)
        if key in _LIST_PROPERTIES:
            items = (item[0] or item[1] for item in _ITEM.findall(value))
            block[key] = (tuple(filter(None, (item.strip(" \t#") for item in items))), line)
        else:
            block[key] = (value.removeprefix("[[").removesuffix("]]") if key == "title" else value, line)
        place, line = found.end(), line + 1
    if not block.keys() & fields.KNOWN:
        return None
    return _read_whole(text, text[place:], line, block, [])


def _read_unfenced(text: str, start: int) -> FrontMatter | None:
    """A note whose fields have no line above them, as Hexo and Pelican allow; else None."""
    line = text.count("\n", 0, start) + 1
    found = unfenced(text, start, line)
    if found is None:
        return None
    problems: list[Problem] = []
    data = found.fields
    if found.yaml:
        try:
            data, escaped = _read(found.yaml, "yaml", line)
        except FrontMatterError as refusal:
            return _withheld(text, problems, str(refusal), refusal.line)
        problems += (_escaped_tex("yaml", line + place) for place in escaped)
    rest = text[found.end :]
    return _read_whole(text, rest, text.count("\n", 0, found.end) + 1, data, problems)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """The pairs as a dict. Raises ValueError if a key occurs twice, whatever its case."""
    names = [key.lower() for key, _ in pairs]
    if len(set(names)) < len(names):
        raise ValueError
    return dict(pairs)


def _without(text: str, start: int) -> FrontMatter:
    """A note without front matter: published, unless its beginning was meant to say otherwise."""
    if seems_withheld(text, start):
        line = text.count("\n", 0, start) + 1
        return _withheld(
            text, [], "The note begins with what looks like front matter, but is neither YAML nor TOML", line
        )
    return FrontMatter(Meta(), text, 1)


def _withheld(text: str, problems: list[Problem], why: str, line: int) -> FrontMatter:
    refusal = problem.make(
        "front-matter",
        f"{why}, so the note is not published.",
        Span(line),
        hint="Correct the front matter; until then wiki cannot tell whether the note is a draft.",
    )
    # What cannot be read might have withheld everything below this folder.
    extra = {"cascade": "all *"} if "cascade" in text[:MOST_BYTES] else {}
    return FrontMatter(Meta(published=False, extra=extra), text, 1, (*problems, refusal))


def _escaped_tex(kind: str, line: int) -> Problem:
    return problem.make(
        "escaped-tex",
        f"Backslashes between double quotes mean something else in {kind.upper()}; here they were kept.",
        Span(line),
        hint="Write single quotes, or double the backslashes: other programs lose the formula.",
    )


def _read(block: str, kind: str, line: int) -> tuple[Block, list[int]]:
    """The fields of a block, and the lines of it on which TeX was escaped."""
    if len(block.encode()) > MOST_BYTES:
        raise FrontMatterError(f"The front matter is larger than {MOST_BYTES // 1024} KB", line)
    if conflict := CONFLICT.search(block):
        place = line + block.count("\n", 0, conflict.start())
        raise FrontMatterError("The front matter holds a conflict that Git left", place)
    if (simple := read_simple(block, kind, line)) is not None:
        return simple, []
    block, escaped = with_backslashes(block)
    if kind == "toml":
        from notes_wiki.load.toml_block import read_toml

        read = read_toml(block, line)
    else:
        from notes_wiki.load.yaml_block import read_yaml

        read = read_yaml(block, line)
    return _unreserved(read) if "\\" in block else read, escaped


def _unreserved(block: Block) -> Block:
    """A block without the reserved characters: they were removed from the file, but an escape (`\\x02`) can
    bring them back."""

    def clean(value: Value) -> Value:
        if isinstance(value, str):
            return without_reserved(value)
        if isinstance(value, tuple):
            return tuple(clean(item) for item in value)
        return {without_reserved(key): clean(item) for key, item in value.items()}

    return {without_reserved(key): (clean(value), line) for key, (value, line) in block.items()}
