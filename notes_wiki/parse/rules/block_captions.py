"""PyMdown's captions, blocks of their own behind what they are captions of (`/// figure-caption`); and those
of Quarto's `::: {#fig-key}`.

In:  the block tokens of a note.
Out: the same, with a box around each such caption and the block above it. `meta["figure"]` of that box is the
     caption's token; a caption behind a captioned block lies around both.
"""

from __future__ import annotations

from typing import NamedTuple

from markdown_it.token import Token

from notes_wiki.parse.rules.boxes import fill_box

_DEEPEST = 4
"""How many captions one block may have."""


class Caption(NamedTuple):
    """What a caption is of: the `kind` that is counted ("" for none), its own number ("" for the next)."""

    kind: str = ""
    number: str = ""


def take_captions(tokens: list[Token]) -> None:
    """Put boxes around captions and the blocks above them, in place."""
    found: list[Token] = []
    begins: list[int] = []  # where the blocks began that are open
    above = [-1]  # in each of them, where the last block began
    for token in tokens:
        found.append(token)
        if token.nesting > 0:
            begins.append(len(found) - 1)
            above.append(-1)
            continue
        begin = len(found) - 1
        if token.nesting < 0:
            begin = begins.pop()
            above.pop()
        meta = found[begin].meta
        if (
            isinstance(meta.get("caption"), Caption)  # the caption of code is a token
            and "placed" not in meta
            and above[-1] >= 0
            and _wrap(found, above[-1], found[begin])
        ):
            continue
        above[-1] = begin
    tokens[:] = found


def take_caption(tokens: list[Token], start: int, kind: str) -> None:
    """Make the last paragraph of an open box, which begins at `start`, its caption. One that is only a
    picture is none."""
    opening = tokens[start]
    place = len(tokens) - 3
    is_words = (
        place > start + 1
        and tokens[place].type == "paragraph_open"
        and tokens[place].level == opening.level + 1
        and not tokens[place + 1].content.startswith("![")
    )
    place = place if is_words else len(tokens)
    caption, closing = Token("box_open", "div", 1), Token("box_close", "div", -1)
    fill_box(caption, "", (tokens[place].map or opening.map or [0])[0] if is_words else 0)
    caption.meta |= {"caption": Caption(kind), "placed": True}
    caption.level = closing.level = opening.level + 1
    for token in tokens[place:]:
        token.level += 1
    tokens.insert(place, caption)
    tokens.append(closing)
    opening.meta["figure"] = caption


def _wrap(found: list[Token], start: int, caption: Token) -> bool:
    """Put a box around what begins at `start` and ends with the caption, unless there are too many."""
    first = found[start]
    depth = first.meta.get("depth", 0) + 1
    if depth > _DEEPEST:
        return False
    if inner := first.meta.get("figure"):
        inner.meta["caption"] = Caption()  # the figure around it has the number
    opening, closing = Token("box_open", "figure", 1), Token("box_close", "figure", -1)
    line = first.map[0] if first.map else 0
    fill_box(opening, "", line)
    opening.meta |= {"figure": caption, "depth": depth, "key": caption.meta["key"]}
    opening.level = closing.level = first.level
    for token in found[start:]:
        token.level += 1
    found.insert(start, opening)
    found.append(closing)
    return True
