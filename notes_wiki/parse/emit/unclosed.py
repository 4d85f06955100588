"""Reports the blocks that a note opens and never closes: fenced divs, and fences of code, comments and
`<details>`, which take in what follows.

In:  the emitter, after all blocks were written.
Out: a problem for each, at the place where it opens.
"""

from __future__ import annotations

from notes_wiki.parse.emit.emitter import Emitter

_CODE = "unclosed-block"
_COMMENT = "unclosed-comment"


def tell_unclosed(emitter: Emitter) -> None:
    """Report them."""
    tell, places = emitter.collector.tell, emitter.places
    for line, typed in sorted(emitter.env.get("unclosed_divs", {}).items()):
        colons = typed[: len(typed) - len(typed.lstrip(":"))]
        tell(
            _CODE,
            f"{typed} opens a block that is never closed, so it is shown as text.",
            places.of_line(line),
            hint=f"Write {colons} on a line of its own where the block ends.",
        )
    for line, typed in sorted(emitter.env.get("unclosed_fences", {}).items()):
        signs = typed[: len(typed) - len(typed.lstrip(typed[0]))]
        tell(
            _CODE,
            f"{typed.strip()} opens a block that is never closed, so all that follows belongs to it.",
            places.of_line(line),
            hint=f"Write {signs} on a line of its own where the block ends.",
        )
    for line, typed in sorted(emitter.env.get("shown_comments", {}).items()):
        tell(
            _COMMENT,
            f"{typed} opens a comment that is never closed, so it and what follows are published.",
            places.of_line(line),
            hint="Write #+END_COMMENT on a line of its own where the comment ends.",
        )
    for line, (typed, signs) in sorted(emitter.env.get("hiding", {}).items()):
        code, kind = (_CODE, "hidden block") if typed.startswith(":") else (_COMMENT, "comment")
        tell(
            code,
            f"{typed} opens a {kind} that is never closed, so nothing of what follows is published.",
            places.of_line(line),
            hint=f"Write {signs} on a line of its own where the {kind} ends, or remove the line.",
        )
    for place in emitter.unfolded:
        tell(
            _CODE,
            "<details> is never closed, so what follows is folded away with it.",
            place,
            hint="Write </details> where the folded part ends.",
        )
