"""The options of MyST's directives, lines `:key: value` above the body, or `key: value` between lines `---`.

In:  the lines of a directive.
Out: the options, and how many lines they take.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from notes_wiki.pattern import pattern

OPTION = pattern(r"[ \t]*:([\w-]+):[ \t]*(|.*?[^ \t])[ \t]*$")

_FOLDED = pattern(r"[|>][+-]?")
"""What stands before a value of YAML that goes on over lines."""


def options_above(lines: Sequence[str]) -> tuple[dict[str, str], int]:
    """The options that the lines begin with, and where the body begins."""
    options: dict[str, str] = {}
    count = 0
    if lines and lines[0].strip() == "---" and "---" in (line.strip() for line in lines[1:]):
        count = next(number for number, line in enumerate(lines[1:], 1) if line.strip() == "---") + 1
        options = between_dashes(lines[1 : count - 1])
    while count < len(lines) and (option := OPTION.match(lines[count])):
        options[option[1]] = unquoted(option[2])
        count += 1
    return options, count


def between_dashes(lines: Sequence[str]) -> dict[str, str]:
    """The options of lines of YAML, as text. A value may go on over lines that are further in, or be a
    list."""
    options: dict[str, str] = {}
    key = ""
    for line in lines:
        if key and (line.startswith((" ", "\t", "- ")) or ":" not in line):
            options[key] = f"{options[key]} {line.strip()}".strip()
        else:
            key, _, value = line.strip().partition(":")
            key = key.strip()
            options[key] = "" if _FOLDED.fullmatch(value.strip()) else value.strip()
    return {key: unquoted(value) for key, value in options.items()}


def unquoted(value: str) -> str:
    """A value without the quotes around it."""
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def key_of(options: Mapping[str, str]) -> str:
    """The key that a directive's options give it, or ""."""
    return options.get("label") or options.get("name", "")
