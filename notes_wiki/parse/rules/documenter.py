"""What Documenter, Julia's, adds to Markdown: `[Heading](@ref)`, `# [Heading](@id name)`, ` ```@example `.

In:  the block tokens of a note; the address of a link.
Out: headings without `(@id name)`, which all notes can link to by this name or by their text; fences without
     what only Julia understands; the target of a link; in running text, a formula between double
     backquotes.
"""

from __future__ import annotations

from itertools import pairwise

from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from notes_wiki.parse.anchors import slug
from notes_wiki.parse.environment import Environment, env_of
from notes_wiki.parse.rules.math import push
from notes_wiki.pattern import pattern

DESTINATION = pattern(r"@(?:ref|id|extref)(?:[ ][^()\n]+)?(?=\))")
"""An address of Documenter's, which may have blanks in it."""
_NAMED = pattern(r"\[(?P<words>.+)\]\(@id[ ]+(?P<name>[^()\n]+)\)[ \t]*$")
"""A heading with a name: `[Title](@id name)`."""
_PLAIN = pattern(r"[\w ,.-]+")
_BLOCK = pattern(r"@(?P<name>[a-z]+)\b[ ]*(?P<rest>.*)")
_HIDDEN = frozenset(("meta", "setup", "index", "contents"))
"""Blocks that say something to Julia alone, or list what every site here lists anyway."""
_TICKED = pattern(r"``(?!`)(?P<tex>[^`]+)``(?!`)")
_RUN = frozenset(("example", "repl", "eval"))


def ticked_formula(state: StateInline, silent: bool) -> bool:
    """A formula between double backquotes, where the notes are those of a site of Documenter's."""
    if not env_of(state).get("ticked_math") or not state.src.startswith("``", state.pos):
        return False
    found = _TICKED.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    return push(state, silent, found["tex"], "$", found.start("tex"), found.end())


def take_documenter(tokens: list[Token], env: Environment) -> None:
    """Take names off headings and `@` off fences, in place. `env["headings"]` are the note's own."""
    headings = env.setdefault("headings", set())
    for opening, inline in pairwise(tokens):
        if opening.type != "heading_open":
            continue
        if found := _NAMED.match(inline.content):
            name = _key(found["name"])
            inline.content, opening.attrs = found["words"], {"id": name}
            env.setdefault("places", {})[name] = found["words"]
            headings.add(_bare(name))
        elif _PLAIN.fullmatch(inline.content):
            env.setdefault("places", {}).setdefault(slug(inline.content), inline.content)
        headings.add(_bare(inline.content))
    for token in tokens:
        if token.type == "fence" and (block := _BLOCK.match(token.info.strip())):
            _take(token, block["name"], block["rest"])


def _take(token: Token, name: str, rest: str) -> None:
    if name in _HIDDEN:
        token.meta = {**token.meta, "empty": True}
    elif name in _RUN:
        token.info = "julia"
    elif name == "raw" and rest == "html":
        token.type, token.info = "html_block", ""


def referred(address: str, words: str, env: Environment) -> tuple[str, str]:
    """The target and the fragment that `@ref` leads to from these words: a heading of this note, else a note
    or a heading of another by its name."""
    key = _key(address.partition(" ")[2]) or words
    return ("", key) if _bare(key) in env.get("headings", ()) else (key, "")


def _bare(words: str) -> str:
    return normalizeReference(words.replace("-", " "))


def _key(name: str) -> str:
    return name.strip().strip('"').replace(" ", "-")
