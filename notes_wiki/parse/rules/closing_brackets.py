"""Finding the `]` that closes the `[` of a link's text.

In:  an inline state and the position of a `[`.
Out: the position of its `]`, or -1. This replaces upstream's `parseLinkLabel`, and caches every answer of a
     scan.

Upstream scans again from each bracket, so that many of them in one text cost the square of their number. One
scan knows the answer for every bracket it passes, for what it steps over is the same wherever it began.
"""

from __future__ import annotations

from markdown_it.rules_inline import StateInline

Answers = dict[int, int]


def parse_link_label(state: StateInline, start: int, disableNested: bool = False) -> int:
    """The end of the label that begins at `start`; with `disableNested` one that holds a link does not
    count."""
    answers = _answers(state, disableNested)
    if start not in answers:
        _scan(state, start, disableNested, answers)
    return answers[start]


def _answers(state: StateInline, nested_disabled: bool) -> Answers:
    """What earlier scans of this text, to the same end, have found."""
    known = state.env.get("labels")
    if known is None or known[0] is not state.src:
        known = state.env["labels"] = (state.src, {})
    table: dict[tuple[int, bool, bool], Answers] = known[1]
    return table.setdefault((state.posMax, nested_disabled, state.linkLevel > 0), {})


def _scan(state: StateInline, start: int, nested_disabled: bool, answers: Answers) -> None:
    """Look for the brackets that close the one at `start` and those opened after it, and enter all that is
    found into `answers`: the place of the closing bracket, or -1."""
    before = state.pos
    opened = [start]
    source, limit, skip = state.src, state.posMax, state.md.inline.skipToken
    state.pos = start + 1
    while state.pos < limit:
        place = state.pos
        marker = source[place]
        if marker == "]":
            answers[opened.pop()] = place
            if not opened:
                break
        skip(state)
        if marker == "[":
            if state.pos == place + 1:
                if place in answers:  # an earlier scan has been here
                    ended = answers[place]
                    if ended < 0:
                        break
                    state.pos = ended + 1
                    continue
                opened.append(place)
            elif nested_disabled and source[state.pos - 1] != "}":  # words with attributes are no link
                break
    answers.update(dict.fromkeys(opened, -1))
    state.pos = before
