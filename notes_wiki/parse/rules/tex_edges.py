r"""Where LaTeX's environments end, which may lie in others of the same name.

In:  a text, the name of an environment and the line in which it begins.
Out: the line in which it ends.
"""

from __future__ import annotations

from bisect import bisect_left

from markdown_it.rules_block import StateBlock

from notes_wiki.pattern import pattern

_END = pattern(r"\\end\{([A-Za-z]+)\*?\}[ \t]*(?:%.*)?$")
"""What ends an environment, at the end of a line."""
_EDGE = pattern(r"\\(begin|end)\{([A-Za-z]+)\*?\}")


def last_line(state: StateBlock, name: str, line: int) -> int:
    """The line that ends the environment of this name which begins in a line, or -1; found once for a text.
    Where ends are missing, it is the next line that ends one of the name."""
    known = state.env.get("tex_ends")
    if known is None or known[0] is not state.src:
        known = state.env["tex_ends"] = (state.src, *_ends(state.src))
    _, matched, ends = known
    if (name, line) in matched:
        return int(matched[name, line])
    found = ends.get(name, [])
    place = bisect_left(found, line)
    return found[place] if place < len(found) else -1


def _ends(source: str) -> tuple[dict[tuple[str, int], int], dict[str, list[int]]]:
    """The line in which each environment ends that begins a line, by its name and that line; and all lines
    that end one, by its name."""
    matched: dict[tuple[str, int], int] = {}
    ends: dict[str, list[int]] = {}
    if "\\end{" not in source:
        return matched, ends
    opened: dict[str, list[int]] = {}
    for number, line in enumerate(source.split("\n")):
        if "\\begin{" not in line and "\\end{" not in line:
            continue
        for edge, name in _EDGE.findall(line):
            if edge == "begin":
                opened.setdefault(name, []).append(number)
            elif opened.get(name):
                matched[name, opened[name].pop()] = number
        if found := _END.search(line):
            ends.setdefault(found[1], []).append(number)
    last = {(name, line) for name, lines in ends.items() for line in lines}
    return {key: end for key, end in matched.items() if (key[0], end) in last}, ends
