r"""TeX between double quotes in front matter: `title: "On $\theta$"`.

In:  a block of YAML or TOML.
Out: the block with every backslash of such TeX doubled, and the lines it stands on.

Between double quotes both languages take `\t` for a tab and refuse `\s`. An author who writes `"$\theta$"`
means neither, so the backslashes are kept. One that is doubled already is left as it is.
"""

from __future__ import annotations

import re

from notes_wiki.pattern import pattern

_QUOTED = pattern(r"""(?P<before>(?:^|[:=,\[{])[ \t]*|^[ \t]*-[ \t]+)"(?P<text>(?:[^"\\\n]|\\.)*)\"""", re.M)
"""A text between double quotes, where a key or a value can stand."""
_TEX = pattern(r"\$(?:[^$\\]|\\.)+\$|\\\((?:[^\\]|\\.)*?\\\)|^\\[A-Za-z]{2}.*")
r"""`$\theta$`, `\(\theta\)`, or all of a text that begins with a command, as macros do."""
_BACKSLASH = pattern(r'\\(?:[\\"]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})|\\')
"""One that stands alone, or an escape that TeX has no use for."""


def with_backslashes(block: str) -> tuple[str, list[int]]:
    """The block in which the TeX between double quotes keeps its backslashes, and the lines (from 0) on which
    it had to be changed for that."""
    lines: list[int] = []
    if "\\" not in block:
        return block, lines

    def kept(found: re.Match[str]) -> str:
        text = _TEX.sub(lambda tex: _BACKSLASH.sub(_doubled, tex[0]), found["text"])
        if text != found["text"]:
            lines.append(block.count("\n", 0, found.start("text")))
        return f'{found["before"]}"{text}"'

    return _QUOTED.sub(kept, block), list(dict.fromkeys(lines))


def _doubled(found: re.Match[str]) -> str:
    return found[0] if len(found[0]) > 1 else "\\\\"
