"""The `env` of a note: what its rules are given, and what they leave for those that come after them.

markdown-it hands one dictionary, its `env`, to every rule, and types it as `MutableMapping[str, Any]`. This
module says what the shared keys hold; `env_of` gives a rule the same dictionary with these types. What a rule
keeps for itself (a cache of which fence closes which) is under a key of its own, used in its module alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NotRequired, TypedDict

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from notes_wiki.model import Meta
from notes_wiki.parse.citations import Citations
from notes_wiki.parse.papers import TexText
from notes_wiki.wording import Wording

InlineProblem = tuple[str, int, int]
"""A key of `emit/inline_problems.MESSAGES`, and where that stands in the inline text: offset and length."""


class Definition(TypedDict):
    """Where `[words]` leads to, as markdown-it has it."""

    href: str
    title: str


class Environment(TypedDict):
    """The `env` of one note. Every text that is read has the first two, a whole note also the next group, and
    the others are there where a rule has put them."""

    displays: dict[int, int]
    """Line on which a formula that spans lines opens -> line on which it closes."""
    problems: list[InlineProblem]
    """What inline rules could not make sense of; emptied by whoever reads the text."""

    tex_text: NotRequired[TexText]
    """How much of LaTeX's text the note holds."""
    leaf: NotRequired[bool]
    """Whether the note is no folder's index: relative links of Hugo begin a folder further up."""
    kinds: NotRequired[Collection[str]]
    """The wiki's own kinds of statements, in lower case."""
    citations: NotRequired[Citations]
    params: NotRequired[Mapping[str, str]]
    """Front matter's other fields, for shortcodes."""
    substitutions: NotRequired[Mapping[str, str]]
    """MyST's names in front matter -> the texts that they stand for."""
    part_texts: NotRequired[Mapping[str, str]]
    """Path of each text that notes may include -> the text."""
    folder: NotRequired[str]
    """The folder of the note, if there are such texts."""
    inline_dollars: NotRequired[bool]
    """Whether `$$…$$` among words is one of them, as in GitBook."""
    words_first: NotRequired[bool]
    """Whether it is `[[words|page]]`, as Gollum has it, and not `[[page|words]]`."""
    ticked_math: NotRequired[bool]
    """Whether formulas stand between double backquotes, as in Julia."""
    words: NotRequired[Wording]
    """The words that are not the author's, in the note's language."""

    open_parts: NotRequired[frozenset[str]]
    """The paths of the parts whose texts are being read."""
    depth_of_parts: NotRequired[int]
    """How many parts and blocks are around the text of a part."""
    room_of_parts: NotRequired[list[int]]
    """How many characters of parts the note may still include: one number, the same for all its texts."""
    substituting: NotRequired[frozenset[str]]
    """The names of substitutions whose texts are being read."""
    room: NotRequired[list[int]]
    """How many characters texts that are read again may still add to the note (`repeated_texts.py`): one
    number, the same for all its texts."""
    metadata: NotRequired[Meta]
    """What Pandoc's title block and YAML blocks say, in the text as they may stand."""
    references: NotRequired[dict[str, Definition]]
    """Label of a link definition, as markdown-it normalizes it -> where it leads."""
    footnotes: NotRequired[dict[str, dict[str, object]]]
    """mdit-py-plugins' table of footnotes; there at all where one is defined."""
    abbreviations: NotRequired[dict[str, str]]
    """Abbreviation -> what it stands for."""
    places: NotRequired[dict[str, str]]
    """Names that hold in all notes (`(name)=`, `id::`) -> the words that the place begins with."""
    headings: NotRequired[set[str]]
    """The note's headings, where it has links of Documenter's that ask for them."""
    named: NotRequired[frozenset[str]]
    """The names that MyST's directives and targets have, where the note has an `@`."""
    referred: NotRequired[frozenset[str]]
    """The plain words that MyST's references name, where a display may have one behind it."""
    tex_labels: NotRequired[frozenset[str]]
    """The note's labels, where it has links that Pandoc made of LaTeX's references."""
    attributes_above: NotRequired[bool]
    """Whether kramdown's `{: .class}` stands on a line above some block."""
    imports: NotRequired[dict[str, str]]
    """The names that MDX imports files under -> their paths."""
    captured: NotRequired[set[str]]
    """What Liquid's `{% capture name %}` kept under these names, which is shown where it stands."""
    raw_tags: NotRequired[bool]
    """Whether the note shows tags of Liquid's by `{% raw %}` around lines."""
    unclosed_divs: NotRequired[dict[int, str]]
    """Line of each fenced div that nothing closes -> the line as typed."""
    unclosed_fences: NotRequired[dict[int, str]]
    """Line of each fence that takes in the rest of the note, as nothing closes it -> the line as typed."""
    hiding: NotRequired[dict[int, tuple[str, str]]]
    """Line of each comment or div that hides the rest of the note, as nothing closes it -> what opens it, and
    what would close it."""
    shown_comments: NotRequired[dict[int, str]]
    """Line of each of Org's comments that nothing closes, so that they are shown -> the line as typed."""
    captions: NotRequired[bool]
    """Whether PyMdown's captions stand behind some blocks."""


def env_of(state: StateBlock | StateInline) -> Environment:
    """The `env` of the note that a rule reads, with the types of its shared keys."""
    return state.env  # type: ignore[return-value]  # every text is parsed by a `Grammar`, which is given one


def kinds_of(state: StateBlock | StateInline) -> Collection[str]:
    """The wiki's own kinds of statements, in lower case; none in a text that is not a note."""
    return env_of(state).get("kinds", ())


def in_paper(state: StateBlock | StateInline) -> bool:
    """Whether the note holds LaTeX's text, in which some of Markdown's signs mean what they mean there."""
    return bool(env_of(state).get("tex_text"))
