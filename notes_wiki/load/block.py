"""What the readers of front matter in YAML, TOML and JSON have in common.

In:  what a parser of TOML or JSON returns.
Out: the same as a `Value`. Values stay text until a field asks for its type.
"""

from __future__ import annotations

Value = str | tuple["Value", ...] | dict[str, "Value"]

MOST_LEVELS = 20
"""How deep the values of front matter may be nested."""

Block = dict[str, tuple[Value, int]]
"""Key (lower case) to value and line in the file."""


class FrontMatterError(ValueError):
    """A block that does not parse; says why, and at which line of the file."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


class TooDeepError(ValueError):
    """A value that is nested more than `MOST_LEVELS` deep."""


def as_value(parsed: object, levels: int = MOST_LEVELS) -> Value:
    """What a parser of TOML, JSON or YAML returns, with texts as leaves. Raises TooDeepError."""
    if levels == 0:
        raise TooDeepError
    if isinstance(parsed, bool):
        return "true" if parsed else "false"
    if isinstance(parsed, list):
        return tuple(as_value(item, levels - 1) for item in parsed)
    if isinstance(parsed, dict):
        return {str(key): as_value(item, levels - 1) for key, item in parsed.items()}
    if parsed is None:
        return ""
    return parsed.isoformat() if hasattr(parsed, "isoformat") else str(parsed)
