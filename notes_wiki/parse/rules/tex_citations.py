r"""LaTeX's citations, `\cite[see][p. 3]{a, b}`.

In:  running text, behind the name of the command.
Out: the tokens of `[see @a; @b, p. 3]`.
"""

from __future__ import annotations

from markdown_it.rules_inline import StateInline

from notes_wiki.parse.environment import env_of
from notes_wiki.parse.rules.inner_inlines import inner_inlines
from notes_wiki.parse.rules.tex_arguments import OPTION, argument


def citation(info: str, state: StateInline, silent: bool, end: int) -> int:
    r"""`\cite[see][p. 3]{a, b}`: what stands in one pair of brackets comes behind the key."""
    if env_of(state).get("citations") is None:
        return -1
    start = state.pos
    options: list[tuple[int, int]] = []
    while len(options) < 2 and (option := OPTION.match(state.src, end, state.posMax)):
        options.append(option.span(1))
        end = option.end()
    keys = argument(state, end)
    names = [key.strip() for key in keys[1].split(",") if key.strip()] if keys else []
    if keys is None or not names or "{" in keys[1]:
        return -1
    if not silent:
        place = {"start": start, "end": keys.end()}
        opening = state.push("citation_open", "", 1)
        opening.info, opening.meta = info, place
        if len(options) == 2:
            inner_inlines(state, options[0])
        for number, key in enumerate(names):
            if number:
                state.push("citation_next", "", 0)
            cite = state.push("cite", "", 0)
            cite.content, cite.meta = key, place
        if options and options[-1][0] < options[-1][1]:
            if not info:
                state.append_pending(", ")
            inner_inlines(state, options[-1])
        state.push("citation_close", "", -1)
    return keys.end()
