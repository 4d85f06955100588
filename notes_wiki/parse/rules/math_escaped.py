"""Formulas in running text whose TeX may be escaped as Markdown's: ox-hugo's, those of kramdown and Hugo.

Each rule makes the same `math` token as those of `math.py`. Programs that take a formula for text take
backslashes away from it, so that authors double them, `\\\\alpha`, or put them before signs, `a\\_1`.
"""

from __future__ import annotations

from markdown_it.rules_inline import StateInline

from notes_wiki.parse.rules.displays import dollars_end
from notes_wiki.parse.rules.dollars import MATHS, single_end
from notes_wiki.parse.rules.lookahead import is_ahead
from notes_wiki.parse.rules.math import (
    BEGINNING,
    backslashes,
    ends_of,
    environment,
    literal,
    push,
    stands_alone,
)
from notes_wiki.pattern import pattern

_HTML = pattern(r"</?[a-z]+>|&(?!(?:lt|gt|amp);)[A-Za-z]+;")
# What does not occur in TeX unless it is escaped.
_ESCAPED = pattern(r"\\[_*]|\\\\\\\\|\\\\[{},;!]")
_ESCAPED_COMMAND = pattern(r"\\\\(?=[A-Za-z]{2})")
r"""A command after a backslash that is escaped, `\\\\alpha`, and no letter after a new row."""


def escaped_backslashes(state: StateInline, silent: bool) -> bool:
    """ox-hugo's `\\\\(…\\\\)` and `\\\\[…\\\\]`, and bare environments, in escaped TeX; `\\(…\\)` and
    `\\[…\\]`, the delimiters of Hugo's own passthrough, with TeX as it is."""
    source, start = state.src, state.pos
    following = source[start + 1 : start + 3]
    if following[:1] == "b":
        return environment(state, silent, escaped=True)
    if following not in ("\\(", "\\["):
        return backslashes(state, silent)
    end = _escaped_end(state)
    if end < 0:
        return False
    return push(state, silent, source[start + 3 : end], source[start : start + 3], start + 3, end + 3, True)


def doubled_backslashes(state: StateInline, silent: bool) -> bool:
    r"""`\\(…\\)` and, alone in its lines or with blanks around it and in it, `\\[ … \\]`, as sites of
    Zola's and MkDocs' and mdBook have them: Markdown takes a backslash away, in TeX that looks so too.
    Otherwise like `backslashes`."""
    source, start = state.src, state.pos
    if source[start + 1 : start + 3] not in ("\\(", "\\["):
        return backslashes(state, silent)
    end = _escaped_end(state)
    tex = source[start + 3 : end] if end >= 0 else ""
    if not MATHS.search(tex.strip()) or source[start : start + 3] in tex:
        return False
    is_display = source[start + 2] == "["
    if is_display and not (stands_alone(source, start, end + 3) or _is_spaced(source, start, end)):
        return False
    escaped = _ESCAPED.search(tex) is not None
    return push(state, silent, tex, source[start : start + 3], start + 3, end + 3, escaped)


def _is_spaced(source: str, start: int, end: int) -> bool:
    """Whether there are blanks before and within the delimiters, of three characters, at these places."""
    return source[start - 1 : start].isspace() and source[start + 3].isspace() and source[end - 1].isspace()


def _escaped_end(state: StateInline) -> int:
    r"""Where the closer of the `\\(` or `\\[` at the position begins; -1 for none, or an empty formula."""
    source, start = state.src, state.pos
    closer = "\\\\)" if source[start + 2] == "(" else "\\\\]"
    if not is_ahead(state, closer, start):
        return -1
    end = source.find(closer, start + 3, state.posMax)
    return end if end >= 0 and source[start + 3 : end].strip() else -1


def escaped_dollars(state: StateInline, silent: bool) -> bool:
    """`$$…$$`, and `$…$` where it looks like mathematics, which a site of Hugo's may look for or not. To Hugo
    both are text, so that their TeX may be escaped."""
    source, start = state.src, state.pos
    if not source.startswith("$$", start):
        end = single_end(source, start, state.posMax)
        if end < 0 or source[end : end + 1].isalnum():
            return False
        tex = source[start + 1 : end - 1]
        if not MATHS.search(tex.strip()) or _HTML.search(tex):
            return False
        return push(state, silent, tex, "$", start + 1, end, _ESCAPED.search(tex) is not None)
    end = dollars_end(source, start + 2, state.posMax)
    tex = source[start + 2 : end - 2]
    if end < 0 or not tex.strip():
        return literal(state, silent, "$$", report=end < 0)
    return push(state, silent, tex, "$$", start + 2, end, _ESCAPED.search(tex) is not None)


def kramdown_dollars(state: StateInline, silent: bool) -> bool:
    """`$$…$$`, a display where nothing else stands in its lines, and `$…$`, which kramdown takes for text, so
    that its TeX may be escaped."""
    source, start = state.src, state.pos
    if not source.startswith("$$", start):
        end = single_end(source, start, state.posMax)
        if end < 0:
            return False
        tex = source[start + 1 : end - 1]
        return push(state, silent, tex, "$", start + 1, end, _is_kramdown_escaped(tex))
    end = dollars_end(source, start + 2, state.posMax)
    if end < 0 or not source[start + 2 : end - 2].strip():
        return literal(state, silent, "$$", report=end < 0)
    markup = "$$" if stands_alone(source, start, end) else "$"
    return push(state, silent, source[start + 2 : end - 2], markup, start + 2, end)


def kramdown_backslashes(state: StateInline, silent: bool) -> bool:
    r"""`\\(…\\)`, `\\[…\\]` and bare environments, in TeX that is escaped where it looks so; `\$$…$$`, which
    kramdown never takes for a display."""
    source, start = state.src, state.pos
    following = source[start + 1 : start + 3]
    if following == "$$":
        end = source.find("$$", start + 3, state.posMax)
        if end < 0 or dollars_end(source, end, end + 2) < 0 or not source[start + 3 : end].strip():
            return False
        return push(state, silent, source[start + 3 : end], "$", start + 3, end + 2)
    if following[:1] == "b":
        opening = BEGINNING.match(source, start)
        end = ends_of(state, opening["environment"]).get(start, -1) if opening else -1
        return environment(state, silent, escaped=end > 0 and _ESCAPED.search(source, start, end) is not None)
    if following not in ("\\(", "\\["):
        return backslashes(state, silent)
    end = _escaped_end(state)
    if end < 0:
        return False
    tex = source[start + 3 : end]
    delimiter, escaped = source[start : start + 3], _is_kramdown_escaped(tex)
    return push(state, silent, tex, delimiter, start + 3, end + 3, escaped)


def _is_kramdown_escaped(tex: str) -> bool:
    r"""Whether TeX that kramdown takes for text is escaped: `a\_1`, `\\alpha`."""
    if _ESCAPED.search(tex):
        return True
    return "\\\\" in tex and "\\begin" not in tex and _ESCAPED_COMMAND.search(tex) is not None
