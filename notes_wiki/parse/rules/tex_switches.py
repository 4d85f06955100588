r"""TeX's switches for the words up to the end of their braces, in notes that are also printed: `{\bf words}`.

In:  running text.
Out: the tokens of the equivalent Markdown; only the words, where there is none.
"""

from __future__ import annotations

from markdown_it.rules_inline import StateInline

from notes_wiki.parse.rules.inner_inlines import inner_inlines
from notes_wiki.parse.rules.tex_arguments import argument
from notes_wiki.pattern import pattern

_SWITCH = pattern(r"\{[ \t]*\\([A-Za-z]+)(?![A-Za-z])[ \t]*")
r"""What words begin with that are set in another way: `{\bf words}`."""
_SWITCHES = {
    **dict.fromkeys("em it itshape sl slshape".split(), "em"),
    **dict.fromkeys("bf bfseries".split(), "strong"),
    **dict.fromkeys(
        "color rm rmfamily sf sffamily sc scshape tt ttfamily normalfont tiny scriptsize footnotesize small "
        "normalsize large Large LARGE huge Huge centering".split(),
        "",
    ),
}
"""Switches for the words up to the end of their braces -> the element that says the same, "" for none."""


def grouped(state: StateInline, silent: bool) -> bool:
    r"""`{\bf words}`, which is `\textbf{words}`."""
    head = _SWITCH.match(state.src, state.pos, state.posMax)
    if head is None or head[1] not in _SWITCHES:
        return False
    whole = argument(state, state.pos)
    colour = argument(state, head.end()) if head[1] == "color" else None
    start = colour.end() if colour else head.end()
    if whole is None or start > whole.end(1):
        return False
    if not silent:
        tag = _SWITCHES[head[1]]
        if tag:
            state.push(f"{tag}_open", tag, 1)
        inner_inlines(state, (start, whole.end(1)))
        if tag:
            state.push(f"{tag}_close", tag, -1)
    state.pos = whole.end()
    return True
