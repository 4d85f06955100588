r"""LaTeX's own bibliography: `\begin{thebibliography}{9} \bibitem[Ser]{key} Words. \end{thebibliography}`.

In:  the lines between its `\begin` and `\end`.
Out: a list in Markdown, in which `\bibitem{key}` stands for the place of a work; what citations of it show.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

from notes_wiki.parse.environment import env_of
from notes_wiki.parse.rules.tex_arguments import argument
from notes_wiki.pattern import pattern

_WORK = pattern(
    r"\\bibitem[ \t]*(?:\[((?:[^\[\]{}]|\{(?:[^{}]|\{[^{}]*\})*\})*+)\])?\s*\{([^{}\s]+)\}[ \t]*(?:%$)?", re.M
)
_AUTHOR_YEAR = pattern(r"([^()]*)\((\d{4}[a-z]?)\)")
"""How natbib writes labels: `Knuth(1990)`; all authors may stand behind it."""
_MARKUP = pattern(r"[{}\s~]+")
_SPECIAL = pattern(r"([\\`*_\[\]<>$|#&])")


def works(text: str) -> dict[str, str]:
    """Key of each work -> what citations show of it: its label, or its number."""
    return {
        found[2]: _label(found[1] or "") or str(number)
        for number, found in enumerate(_WORK.finditer(text), 1)
    }


def _label(typed: str) -> str:
    """A label as plain words: author and year of one that natbib wrote."""
    words = _MARKUP.sub(" ", typed).strip()
    natbib = _AUTHOR_YEAR.match(words)
    return f"{natbib[1].strip()} {natbib[2]}" if natbib else words


def as_list(text: str) -> str:
    """The works as a list: numbered if none has a label, else with their labels before them."""
    labelled = any(found[1] for found in _WORK.finditer(text))

    def item(found: re.Match[str]) -> str:
        label = _label(found[1] or "") if not _AUTHOR_YEAR.match(found[1] or "") else ""
        shown = "\\[" + _SPECIAL.sub(r"\\\1", label) + "\\] " if label else ""
        return f"{'-  ' if labelled else '1. '} {shown}\\bibitem{{{found[2]}}} "

    lines: list[str] = []
    indent = ""  # of what goes on in an item
    for line in _WORK.sub(item, text).split("\n"):
        if "\\bibitem{" in line:
            lines.append(line.lstrip())
            indent = "    "
        else:
            lines.append(indent + line.strip() if line.strip() else "")
    return "\n".join(lines)


def work(state: StateInline, silent: bool, end: int) -> int:
    r"""`\bibitem{key}` in the list: the place of a work."""
    key = argument(state, end)
    citations = env_of(state).get("citations")
    if key is None or citations is None or key[1] not in citations.listed:
        return -1
    if not silent:
        token = state.push("anchor", "span", 0)
        token.content, token.info = key[1], "work"
    after = key.end()
    return after + 1 if state.src.startswith(" ", after) else after
