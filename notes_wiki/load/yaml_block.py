"""YAML front matter, read by our own rules from PyYAML's nodes.

In:  the text between the fences, and the line of the file it begins at.
Out: a `Block`.

PyYAML's own loaders turn `no` into False, silently let a later key win, expand aliases without a limit and
raise ValueError for the 30th of February. Here scalars stay text, keys are case-insensitive and may occur
only once, and aliases are refused.
"""

from __future__ import annotations

import re

import yaml

from notes_wiki.load.block import MOST_LEVELS, Block, FrontMatterError, Value
from notes_wiki.pattern import pattern

_IN_WORDS = (
    (
        "mapping values are not allowed",
        "a text with a colon in it must be in quotes, or the line is indented too far",
    ),
    (
        "unknown escape character",
        "backslashes between double quotes must be doubled; use single quotes",
    ),
    ("scanning a quoted scalar, found unexpected end", "a quotation mark is never closed"),
    ("'\\t' that cannot start any token", "a line begins with a tab instead of spaces"),
    ("expected ',' or ']', but got '<stream end>'", "a bracket is never closed"),
    ("expected ',' or ']'", "a bracket is never closed, or a comma is missing"),
    ("expected ',' or '}', but got '<stream end>'", "a brace is never closed"),
    ("expected ',' or '}'", "a brace is never closed, or a comma is missing"),
    ("could not find expected ':'", "a line has no colon"),
    (
        "expected <block end>",
        "something follows a text in quotes or brackets, or a line is indented differently",
    ),
)
"""What PyYAML says of common mistakes, and the same for those who do not know how YAML is read."""
_CANNOT_BEGIN = pattern(r"found character '(.)' that cannot start any token")
_INDENT = pattern(r"^[ \t]+", re.M)
_TABS = pattern(r"(?<=\S)[ \t]*\t[ \t]*")


def read_yaml(block: str, line: int) -> Block:
    """The mapping in a block: lower-case key to value and line.

    Raises FrontMatterError if the block is not a mapping, does not parse, has a key twice, holds an alias, or
    is nested more than 20 levels deep.
    """
    try:
        node = _compose(block)
    except yaml.YAMLError as error:
        mark, reason = _mistake(error)
        raise FrontMatterError(
            f"The front matter is not YAML ({_in_words(reason)})", line + mark.line if mark else line
        ) from error
    except RecursionError as error:
        raise FrontMatterError("The front matter is nested too deeply", line) from error
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise FrontMatterError("The front matter holds no fields", line)
    found: Block = {}
    for key, value in node.value:
        name = key.value.lower() if isinstance(key, yaml.ScalarNode) else ""
        at = line + key.start_mark.line
        if not name:
            raise FrontMatterError("A key of the front matter is not a word", at)
        if name == "<<":
            raise FrontMatterError("The front matter merges in another mapping (<<)", at)
        read = _value(value, MOST_LEVELS, line)
        if name in found and found[name][0] != read:
            raise FrontMatterError(f'The front matter has the key "{key.value}" twice', at)
        found[name] = (read, at)
    return found


def _compose(block: str) -> yaml.Node | None:
    """The block's node. Tabs may separate what is on a line, as in YAML 1.2, which PyYAML does not know; and
    lines may be indented by them, where nothing but the tabs is in the way."""
    try:
        return yaml.compose(block, Loader=_Loader)
    except yaml.scanner.ScannerError as error:
        if "\\t" not in (error.problem or ""):
            raise
    try:
        return yaml.compose(_TABS.sub(" ", block), Loader=_Loader)
    except yaml.scanner.ScannerError as error:
        if "\\t" not in (error.problem or ""):
            raise
        indented = _INDENT.sub(lambda found: found[0].expandtabs(4), block)
        try:
            return yaml.compose(_TABS.sub(" ", indented), Loader=_Loader)
        except yaml.YAMLError:
            raise error from None  # the tabs are what can be seen to be wrong


def _mistake(error: yaml.YAMLError) -> tuple[yaml.Mark | None, str]:
    """Where in a block the mistake is, and what it is."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return None, str(error).split("\n", maxsplit=1)[0]
    if error.context_mark and "end of stream" in (error.problem or ""):
        # Where an unclosed construct begins says more than the end of the block.
        return error.context_mark, f"{error.context}, {error.problem}"
    return error.problem_mark or error.context_mark, error.problem or str(error).split("\n", maxsplit=1)[0]


def _in_words(reason: str) -> str:
    if found := _CANNOT_BEGIN.search(reason):
        return f"a text that begins with {found[1]} must be in quotes"
    return next((words for said, words in _IN_WORDS if said in reason), reason)


def _value(node: yaml.Node, levels: int, line: int) -> Value:
    """A node as text, a tuple or a mapping, at most `levels` deep; `line` is that of the block. Raises
    FrontMatterError."""
    if levels == 0:
        raise FrontMatterError(
            f"The front matter is nested more than {MOST_LEVELS} levels deep", line + node.start_mark.line
        )
    if isinstance(node, yaml.ScalarNode):
        return "" if node.style is None and node.value in {"~", "null", "Null", "NULL"} else str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return tuple(_value(item, levels - 1, line) for item in node.value)
    found: dict[str, Value] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise FrontMatterError("A key of the front matter is not a word", line + key.start_mark.line)
        if key.value in found:
            raise FrontMatterError(
                f'The front matter has the key "{key.value}" twice', line + key.start_mark.line
            )
        found[key.value] = _value(value, levels - 1, line)
    return found


class _Loader(yaml.SafeLoader):
    """Composes nodes, and refuses aliases before they can be followed."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]  # PyYAML has no types for it
            raise yaml.composer.ComposerError(
                None,
                None,
                "a text that begins with * must be in quotes; aliases are not allowed",
                event.start_mark,
            )
        return super().compose_node(parent, index)
