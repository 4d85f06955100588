r"""Proofs of Obsidian's theorem plug-in, from `` `\begin{proof}` `` to `` `\end{proof}` ``.

In:  the block tokens of a note.
Out: the same, with boxes around what stands between two marks. The second one may stand deeper than the first
     as where it goes on with the last item of a list. Where there is none the proof ends before the next
     heading, rule, callout or proof, or with the block that it stands in; a second mark without a first is
     the sign that it stands for.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from markdown_it.token import Token

from notes_wiki.parse.rules.boxes import fill_box
from notes_wiki.pattern import pattern

_MARK = pattern(
    r"`\\(?P<edge>begin|end)\{proof\}(?:\[(?P<title>[^`\n]*)\])?`(?:@(?P<of>\[\[[^\[\]\n]+\]\]))?"
)
r"""`` `\begin{proof}[Title]`@[[target]] ``: the target is what the proof proves."""

_OTHERS = ("hr", "box_open")
"""What does not stand in a proof that has no end."""


class _Opened(NamedTuple):
    """A proof that waits for its end: the level of its opening token as it was read, whether there is an end,
    and whether that was found in a block inside the proof's own."""

    level: int
    closed: bool
    ending: bool = False


def box_proofs(tokens: list[Token]) -> None:
    """Put boxes around proofs, in place."""
    marks = _Marks(_closed(tokens))
    index = 0
    while index < len(tokens):
        token = tokens[index]
        marks.before(token)
        if token.type == "paragraph_open" and "{proof}" in tokens[index + 1].content:
            marks.paragraph(tokens[index : index + 3])
            index += 3
            continue
        marks.put(token)
        marks.after(token)
        index += 1
    marks.close(0)
    tokens[:] = marks.out


def _closed(tokens: list[Token]) -> frozenset[int]:
    """Which of the first marks, counted from 0, have a second one."""
    closed: set[int] = set()
    opened: list[tuple[int, int]] = []
    count = 0
    for token, inline in pairwise(tokens):
        if token.type == "heading_open" or token.nesting < 0:
            lowest = token.level if token.nesting > 0 else token.level + 1
            while opened and opened[-1][1] >= lowest:
                opened.pop()
        if token.type != "paragraph_open" or "{proof}" not in inline.content:
            continue
        for mark in _MARK.finditer(inline.content):
            if mark["edge"] == "begin":
                opened.append((count, token.level))
                count += 1
            elif opened:
                closed.add(opened.pop()[0])
    return frozenset(closed)


class _Marks:
    """The tokens so far, and the proofs that are open."""

    def __init__(self, closed: frozenset[int]) -> None:
        self.out: list[Token] = []
        self._opened: list[_Opened] = []
        self._closed = closed
        self._count = 0

    def put(self, token: Token) -> None:
        """A token, deeper by the proofs it stands in."""
        token.level += len(self._opened)
        self.out.append(token)

    def before(self, token: Token) -> None:
        """End the proofs that cannot go on with this token."""
        if token.type == "heading_open" or (
            token.type in _OTHERS and self._opened and not self._opened[-1].closed
        ):
            self.close(token.level)
        elif token.nesting < 0:
            self.close(token.level + 1)

    def after(self, token: Token) -> None:
        """End the proof whose second mark stood in the block that this token closes."""
        last = self._opened[-1] if token.nesting < 0 and self._opened else None
        if last is not None and last.ending and last.level == token.level - len(self._opened):
            self._close()

    def close(self, level: int) -> None:
        """End the proofs of this level and deeper ones."""
        while self._opened and self._opened[-1].level >= level:
            self._close()

    def _close(self) -> None:
        self._opened.pop()
        closing = Token("box_close", "div", -1)
        self.put(closing)

    def paragraph(self, whole: list[Token]) -> None:
        """A paragraph in which a mark stands, in parts."""
        level, inline = whole[0].level, whole[1]
        text, line = inline.content, inline.map[0] if inline.map else 0
        done = position = 0
        while (mark := _MARK.search(text, position)) is not None:
            if mark["edge"] == "end" and not self._opened:
                text = f"{text[: mark.start()]}∎{text[mark.end() :]}"
                position = mark.start() + 1
                continue
            self._part(whole, text, done, mark.start(), line)
            done = position = mark.end()
            if mark["edge"] == "begin":
                if self._opened and not self._opened[-1].closed:
                    self.close(level)
                self._open(mark, level, line + text.count("\n", 0, mark.start()))
            elif self._opened[-1].level == level:
                self._close()
            else:
                self._opened[-1] = self._opened[-1]._replace(ending=True)
        self._part(whole, text, done, len(text), line)

    def _open(self, mark: re.Match[str], level: int, line: int) -> None:
        opening = Token("box_open", "div", 1)
        title = mark["title"] or ""
        if mark["of"] and not (self.out and self.out[-1].type == "box_close"):
            title = f"of {mark['of']}"
        opening.level = level
        fill_box(opening, "proof", line, title)
        self.put(opening)
        self._opened.append(_Opened(level, self._count in self._closed))
        self._count += 1

    def _part(self, whole: list[Token], text: str, start: int, end: int, line: int) -> None:
        """The words from `start` to before `end` as a paragraph of their own."""
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        words = words.strip()
        if not words:
            return
        first = line + text.count("\n", 0, start)
        for token in whole:
            part = token.copy()
            if part.type == "inline":
                part.content = words
            if part.map:
                part.map = [first, first + words.count("\n") + 1]
            self.put(part)
