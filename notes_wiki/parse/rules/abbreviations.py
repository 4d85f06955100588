"""`*[HTML]: Hyper Text Markup Language`: what an abbreviation stands for (MkDocs, kramdown).

In:  such a line, anywhere; it is removed and recorded in `env["abbreviations"]`.
Out: `marked(text, known)`: the text in parts, each with its expansion or "".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from markdown_it.rules_block import StateBlock

from notes_wiki.parse.environment import env_of
from notes_wiki.pattern import pattern

_LINE = pattern(r"\*\[([^\[\]\n]{1,100})\]:[ \t]*([^\n]*?)[ \t]*$", re.M)
"""`*[HTML]: what it stands for`."""
_WORD = pattern(r"\w+")


def abbreviation(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """One definition."""
    found = _LINE.match(state.src, state.bMarks[startLine] + state.tShift[startLine], state.eMarks[startLine])
    if found is None or not _WORD.match(found[1]):
        return False
    if not silent:
        env_of(state).setdefault("abbreviations", {})[found[1]] = found[2]
        state.line = startLine + 1
    return True


class Abbreviations:
    """The abbreviations of a note, by their first word, so that looking one up takes the same time however
    many there are."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known
        self._lengths: dict[str, set[int]] = {}
        for name in known:
            if first := _WORD.match(name):
                self._lengths.setdefault(first[0], set()).add(len(name))

    def marked(self, text: str) -> Iterator[tuple[str, str]]:
        """The text in parts, each with its expansion; "" for parts that are not abbreviations."""
        done = 0
        for word in _WORD.finditer(text):
            if word.start() < done or (lengths := self._lengths.get(word[0])) is None:
                continue
            for length in sorted(lengths, reverse=True):
                end = word.start() + length
                name = text[word.start() : end]
                if name in self._known and not (name[-1].isalnum() and text[end : end + 1].isalnum()):
                    yield text[done : word.start()], ""
                    yield name, self._known[name]
                    done = end
                    break
        yield text[done:], ""
