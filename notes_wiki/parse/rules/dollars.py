"""Whether a dollar in running text opens a formula, and where that formula ends.

In:  an inline text, and the place of a single `$` in it.
Out: the end of the formula, or -1 if the `$` is a dollar.
"""

from __future__ import annotations

from notes_wiki.pattern import pattern

# A formula with spaces inside its dollars, or in `\(…\)` where that is also an escape, must hold something
# that looks like math: a command, a script, a relation, an operator (also in Unicode), or a single letter.
_SIGNS = "\u00ac\u00b1\u00d7\u00f7\u2070-\u209c\u2190-\u22ff\u27c0-\u27ff\u2900-\u2aff\U0001d400-\U0001d7ff"
MATHS = pattern(rf"[\\^_={{}}<>+*|{_SIGNS}]|^\W*\w(?:\W*\w){{0,2}}\W*$|\d\s*[-/]\s*\w|\w\(|&[lg]t;")
TEX = pattern(r"[\\^_={}]")
_COMMAND = pattern(r"\\[A-Za-z]")
_MOST_INNER = 20
r"""Formulas in `\(…\)` that one may hold; were there no limit, the text behind each of many unclosed groups
would be looked at to its end."""
_BRACES = pattern(r"\\[\s\S]|[{}]")
# The formulas in an open group, such as `\text{if $x$}` or `\colorbox{red}{$x$}`, up to its closing brace.
_REST_OF_GROUP = pattern(r"(?:\$(?:[^$\\]|\\[\s\S])++\$(?:[^{}$\\]|\\[\s\S]|\{[^{}$]*+\})*+)++\}")
# Backquotes that begin no code: the accent of ``\`a`` and the quotation marks of TeX.
_TEX_BACKQUOTES = pattern(r"\\`|``?[^`'$]*+'")


def single_end(source: str, start: int, limit: int) -> int:
    """The end of the formula that the `$` at `start` opens, or -1 if it is a dollar.

    Pandoc's rule: no blank after the opening `$` or before the closing one, no digit after it, unless there
    is a command, `3$\\times$3`; a formula behind a digit, or with blanks at its edges, counts only if it
    looks like one. The next `$` decides, so that many lone dollars cost no more than one look each; but
    those of `\\text{if $x$}` belong to the group.
    """
    at, open_groups = start + 1, 0
    end = _next_dollar(source, at, limit)
    while end > 0 and (open_groups := open_groups + _opened(source, at, end)) > 0:
        rest = _REST_OF_GROUP.match(source, end, limit)
        further = _next_dollar(source, rest.end(), limit) if rest else -1
        if rest is None or further < 0:
            break
        at, end, open_groups = rest.end(), further, open_groups - 1
    if end < 0:
        return -1
    inside = source[start + 1 : end]
    if not inside.strip() or "\n\n" in inside or _is_cut_by_code(inside):
        return -1
    after = source[end + 1 : end + 2]
    if after.isdigit() and after.isascii() and not _COMMAND.search(inside):
        return -1
    before = source[start - 1 : start]
    if before.isdigit() and (inside[0] in ",.;:!?)" or not MATHS.search(inside.strip())):  # `20$, and 15$`
        return -1
    blank_before, blank_after = inside[0].isspace(), inside[-1].isspace()
    if not blank_before and not blank_after:
        return end + 1
    if after.isalnum() or after == "\\":  # the `$` opens the next formula, or is the next price's
        return -1
    maths = MATHS if blank_before and blank_after else TEX
    return end + 1 if maths.search(inside.strip()) else -1


def outer_end(source: str, start: int, limit: int) -> int:
    r"""Where the `\)` of a formula is whose TeX begins at `start`: outside all braces, because a pair in a
    group, as in `\text{if \(x\)}`, is math in its text. The first `\)` where the braces do not match."""
    first, depth, seen = -1, 0, 0
    for found in _BRACES.finditer(source, start, limit):
        part = found[0]
        depth += (part == "{") - (part == "}")
        if part != "\\)":
            continue
        if depth <= 0:
            return found.start()
        first = first if first >= 0 else found.start()
        seen += 1
        if seen == _MOST_INNER:
            break
    return first


def _opened(source: str, start: int, end: int) -> int:
    """How many more braces are opened than closed between these places."""
    braces = _BRACES.findall(source, start, end)
    return braces.count("{") - braces.count("}")


def _is_cut_by_code(inside: str) -> bool:
    """Whether code begins in what would be a formula and ends behind it."""
    return inside.count("`") % 2 == 1 and _TEX_BACKQUOTES.sub("", inside).count("`") % 2 == 1


def _next_dollar(source: str, start: int, limit: int) -> int:
    """Where the next `$` without a backslash before it is; -1 for nowhere."""
    end = start - 1
    while (end := source.find("$", end + 1, limit)) >= 0:
        backslashes = end
        while source[backslashes - 1] == "\\":
            backslashes -= 1
        if (end - backslashes) % 2 == 0:
            break
    return end
