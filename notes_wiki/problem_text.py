"""Problems as text.

In:  a `model.Problem`, and the content folder, for the source line that it points at.
Out: the problem as compilers print theirs: `path:line:column: severity[code] message`, the source line,
     carets under the place, the hint; or as a JSON object.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

from notes_wiki import there
from notes_wiki.model import Problem, Span
from notes_wiki.problem import visible


class SourceLines:
    """The source lines that problems point at, read on demand; one file is cached at a time."""

    def __init__(self, content: Path) -> None:
        self._content = content
        self._path = ""
        self._lines: list[str] = []

    def file(self, found: Problem) -> str:
        """The file of a problem as the user would type it, or "". A problem's path is relative to the content
        folder, except for files outside it, such as wiki.toml."""
        inside = self._content / found.path
        return str(inside) if found.path and there.has_name(inside) else found.path

    def line(self, found: Problem) -> str | None:
        """The source line of a problem, or None if there is none to show."""
        if found.span is None or not found.path:
            return None
        if found.path != self._path:
            self._path = found.path
            try:
                text = Path(self.file(found)).read_text(encoding="utf-8-sig", errors="replace")
            except OSError:
                text = ""
            # Not splitlines(): Unicode's other separators end no line of a note.
            self._lines = text.split("\n")
        number = found.span.line - 1
        return self._lines[number] if 0 <= number < len(self._lines) else None


_COLOURS = {"error": "31", "warning": "33", "info": "36"}
_WINDOW = 100
"""How many columns of a long source line are shown."""


def render_text(found: Problem, source_line: str | None = None, *, colour: bool = False) -> str:
    """A problem in the form that compilers use: place, severity, code and message; the source line with
    carets under the place; the hint."""

    def paint(text: str, code: str) -> str:
        return f"\033[{code}m{text}\033[0m" if colour else text

    place = found.path
    if found.span is not None:
        place += f":{found.span.line}:{found.span.column}"
    kind = paint(f"{found.severity}[{found.code}]", f"1;{_COLOURS[found.severity]}")
    lines = [
        f"{visible(place)}: {kind} {visible(found.message)}" if place else f"{kind} {visible(found.message)}"
    ]
    if source_line is not None and found.span is not None:
        shown, caret = _window(source_line, found.span)
        lines += ["    " + shown, "    " + paint(caret, "1;32")]
    if found.hint:
        lines.append(f"  {paint('hint', '1')}: {visible(found.hint)}")
    return "\n".join(lines)


def as_json(found: Problem, source_line: str | None = None, file: str = "") -> dict[str, object]:
    """A problem as a JSON object with the same texts; fields of an unknown place are null. `path` is relative
    to the content folder, `file` is the same file as the user would type it."""
    span = found.span
    return {
        "code": found.code,
        "severity": found.severity,
        "message": found.message,
        "path": found.path or None,
        "file": file or found.path or None,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "length": span.length if span else None,
        "hint": found.hint or None,
        "source": source_line,
    }


def _window(line: str, span: Span) -> tuple[str, str]:
    """The part of a long line around the place, and a second line with carets under it."""
    start = min(span.column - 1, len(line))
    end = min(max(start + span.length, start + 1), max(len(line), start + 1))
    left = max(0, start - _WINDOW // 2) if len(line) > _WINDOW else 0
    right = left + _WINDOW
    before = ("…" if left else "") + _printable(line[left:start])
    marked = _printable(line[start : min(end, right)])
    after = _printable(line[min(end, right) : right]) + ("…" if len(line) > right else "")
    return before + marked + after, " " * _width(before) + "^" * max(1, _width(marked))


def _printable(text: str) -> str:
    return visible(text.replace("\t", "    "))


def _width(text: str) -> int:
    """How many terminal columns a text takes: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )
