"""Parts of notes in files of their own: `{{< include _part.qmd >}}`, as in Quarto, `<Part />` below
`import Part from './_part.mdx'`, as in MDX, and MyST's directive `{include}` (`myst_directives.py`).

In:  such a line; in `env`, the texts of the wiki's private files.
Out: the tokens of the text, as if it stood in the note. A file that is a note is embedded.

A part within its own text, too deep in others, or once there is no room left, is not shown again.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from notes_wiki.load.suffixes import NOTE_SUFFIXES
from notes_wiki.parse.environment import env_of
from notes_wiki.parse.rules.nested import nested_blocks
from notes_wiki.pattern import pattern

_CALL = pattern(
    r"\{\{<[ \t]*include[ \t]+[\"']?(?P<path>[^\s\"'<>{}]+)[\"']?[ \t]*>\}\}[ \t]*$"
    r"|<(?P<name>[A-Z]\w*)(?:[ \t][^<>\n]*)?/>[ \t]*$"
)
"""`{{< include path >}}`, or `<Part />`."""
_LINE = pattern(
    r"!include(?:`[^`\n]*`)?[ \t]+(?:\"(?P<quoted>[^\"\n{}<>]+)\"|(?P<path>[^\s\"'{}<>]+))[ \t]*$"
)
"""A filter's of Pandoc's: `!include path`."""
_MOST = 1_000_000
"""Characters that the parts of a note may have together."""
_DEEPEST = 40
"""How deep a part may be included: one for each part around it, and for each block around those."""


def part(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A line that includes a file."""
    env = env_of(state)
    if not (env.get("part_texts") or env.get("imports")):
        return False
    start = state.bMarks[startLine] + state.tShift[startLine]
    called = _CALL.match(state.src, start, state.eMarks[startLine])
    if called is None:
        return False
    path = called["path"] or env.get("imports", {}).get(called["name"], "")
    is_note = called["name"] and path.lower().endswith(NOTE_SUFFIXES)
    if silent:  # the part is read once the line is: its own lines ask in turn what interrupts them
        return bool(is_note or _to_show(state, path))
    tokens = included(state, path, startLine)
    if tokens is None and not is_note:
        return False
    note = f"![[{path.removeprefix('@site/')}]]"
    state.tokens += _embedded(state, note, startLine) if tokens is None else tokens
    state.line = startLine + 1
    return True


def include_line(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """`!include path`, which embeds a note."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    found = _LINE.match(state.src, start, state.eMarks[startLine])
    path = (found["quoted"] or found["path"]) if found else ""
    if not path.lower().endswith(NOTE_SUFFIXES):
        return False
    if not silent:
        state.tokens += included(state, path, startLine) or _embedded(
            state, f'{{{{< include "{path}" >}}}}', startLine
        )
        state.line = startLine + 1
    return True


def included(state: StateBlock, path: str, line: int) -> list[Token] | None:
    """The tokens of the private file at a path as a note writes it, or None if there is none to show."""
    env = env_of(state)
    found = _to_show(state, path)
    if not found:
        return None
    text = env.get("part_texts", {})[found]
    env.setdefault("room_of_parts", [_MOST])[0] -= len(text)
    inside = {
        "open_parts": env.get("open_parts", frozenset()) | {found},
        "depth_of_parts": env.get("depth_of_parts", 0) + 1 + state.level,
    }
    return nested_blocks(state, text, line, inside, elsewhere=True)


def _to_show(state: StateBlock, path: str) -> str:
    """The part that a path means, or "" if there is none, or none that may be shown here."""
    env = env_of(state)
    parts = env.get("part_texts", {})
    found = _found(parts, env.get("folder", ""), path) if parts else ""
    is_too_deep = env.get("depth_of_parts", 0) + state.level >= _DEEPEST
    if not found or is_too_deep or found in env.get("open_parts", ()):
        return ""
    return found if len(parts[found]) <= env.get("room_of_parts", [_MOST])[0] else ""


def _found(parts: Mapping[str, str], folder: str, path: str) -> str:
    """The part that a path means: from the note's folder, or from the root, which Docusaurus calls
    `@site/docs`."""
    from_root = path.removeprefix("@site/").lstrip("/")
    for one in (posixpath.join(folder, path), from_root, from_root.partition("/")[2]):
        if (normal := posixpath.normpath(one)) in parts:
            return normal
    return ""


def _embedded(state: StateBlock, typed: str, line: int) -> list[Token]:
    """The paragraph that embeds a note, as it would be typed."""
    opening, closing = Token("paragraph_open", "p", 1), Token("paragraph_close", "p", -1)
    inline = Token("inline", "", 0)
    inline.content, inline.children = typed, []
    for token in (opening, inline, closing):
        token.block = True
        token.level = state.level + (token is inline)
    opening.map = inline.map = [line, line + 1]
    return [opening, inline, closing]
