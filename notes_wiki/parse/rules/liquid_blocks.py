"""Liquid's tags around lines, as Jekyll, Hexo, Zola and GitBook have them: `{% highlight go %}` …
`{% endhighlight %}`, `{% note(title="x") %}` … `{% end %}`.

In:  a line that is just an opening tag with a known name, closed on a line of its own; a tag whose parameters
     stand on lines of their own.
Out: what is between the tags: code, a formula, a box, or nothing (`comment`).

Opening and closing lines are paired once for the whole text, so that many unclosed tags cost no more than
one.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from notes_wiki.parse.environment import env_of, kinds_of
from notes_wiki.parse.rules.boxes import arranged_blocks, close_box, inner_blocks, open_box
from notes_wiki.parse.rules.hexo import BOXES, box_of, tab_lines
from notes_wiki.parse.rules.leaf_blocks import push_leaf
from notes_wiki.parse.rules.lines import whole_line
from notes_wiki.parse.rules.liquid_includes import included, keep
from notes_wiki.parse.rules.liquid_tags import (
    ADDRESSES,
    BLOCK,
    CODE,
    FORMULAS,
    PLAIN,
    TAG,
    arguments,
    is_unseen,
    meant,
)
from notes_wiki.parse.rules.paired_lines import closing_line, paired_lines
from notes_wiki.parse.rules.shortcode_formulas import bare_formula
from notes_wiki.parse.statements import CALLOUTS, FOLDED, statement
from notes_wiki.pattern import pattern

_LINE = pattern(
    r"^[ \t>]*\{%-?[ \t]*(?P<name>[A-Za-z]\w*(?:-\w+)*)(?P<rest>[^\n%]*(?:%(?!\})[^\n%]*)*)%\}[ \t]*$", re.M
)
"""A tag alone on its line: `{% note title="x" %}`."""
_LANGUAGE = pattern(r"[\w+#.-]+")
_ARRANGED = frozenset(("content-ref", "stepper", "step", "columns", "column", "file", "embed", "capture"))
"""GitBook's tags that only arrange what they hold, and show a file or a page as well; and Jekyll's that keeps
it to be shown below, but it is shown here."""
_STEPS = frozenset("if elsif else endif unless endunless case when endcase for endfor assign".split())
_TABS = {"tabs": "tab-set", "tab": "tab-item"}
_FENCED = pattern(r"\s*(?:`{3}|~{3})")
"""What GitBook's `{% code title="x" %}` holds."""
_LONGEST = 60
"""Lines that a tag may have."""


def liquid_block(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A known tag around lines."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if not state.src.startswith("{%", start):
        return False
    if "%}" not in state.src[start : state.eMarks[startLine]]:
        return _over_lines(state, startLine, endLine, silent)
    opening = _LINE.match(state.src, start, state.eMarks[startLine])
    if opening is None:
        return False
    closing = closing_line(state, "liquid", _pairs, startLine, endLine)
    name, rest = opening["name"].lower(), _rest(opening)
    boxed = name in FOLDED or name in CALLOUTS or name in BOXES or bool(statement(name, kinds_of(state)))
    known = CODE | FORMULAS | PLAIN | _ARRANGED | _TABS.keys()
    if closing < 0 or not (name in known or name == "comment" or boxed):
        if name == "include" and included(state, startLine, startLine + 1, opening, silent):
            return True
        return _alone(state, startLine, opening, silent)
    if name in FORMULAS and _is_in_words(state, startLine, closing, endLine, rest):
        return False
    if silent:
        return True
    if not (name == "capture" and keep(state, rest, startLine + 1, closing)):
        _push(state, startLine, closing, name, opening)
    state.line = closing + 1
    return True


def _push(state: StateBlock, startLine: int, closing: int, name: str, opening: re.Match[str]) -> None:
    """What stands for a tag around lines: code or a formula, what it holds, a tab, a box."""
    rest = _rest(opening)
    if name == "code" and _FENCED.match(state.src, state.bMarks[startLine + 1]):
        _titled(state, startLine, closing, rest)
    elif name in CODE or name in FORMULAS:
        _raw(state, startLine, closing, name, rest)
    elif name in PLAIN or name in _ARRANGED:
        if name in ADDRESSES:
            _paragraph(state, opening[0].strip(" \t>"), startLine, startLine + 1)
        if name == "raw":  # in which tags are shown
            env_of(state)["raw_tags"] = True
        arranged_blocks(state, startLine + 1, closing)
    elif name in _TABS:
        _tab(state, startLine, closing, name, rest)
    elif name != "comment":
        _box(state, startLine, closing, name, rest)


def _rest(tag: re.Match[str]) -> str:
    """What is written in a tag behind its name."""
    return tag["rest"].strip().removesuffix("-").strip()


def _is_in_words(state: StateBlock, line: int, closing: int, end: int, rest: str) -> bool:
    """Whether Zola's `{% katex() %}` and its end, on lines of their own, are part of a sentence."""
    if not rest.startswith("(") or BLOCK.search(rest):
        return False
    after = closing + 1
    if (after >= end or state.isEmpty(after)) and (line == 0 or state.isEmpty(line - 1)):
        return False
    state.env.setdefault("ends_in_words", set()).add(closing)
    return True


def _pairs(text: str) -> dict[int, int]:
    return paired_lines(text, _LINE, _opens, _closes)


def _alone(state: StateBlock, line: int, tag: re.Match[str], silent: bool) -> bool:
    """A line that is half of what only another program can do. No block above or below goes on in it, for
    that program's Markdown begins where the line is gone."""
    name, pairs = tag["name"].lower(), state.env["pairs"]["liquid"]
    if "liquid_ends" not in state.env:
        state.env["liquid_ends"] = frozenset(pairs.values())
    if line in state.env.get("ends_in_words", ()):
        return False
    unseen = is_unseen(name, tag["rest"])
    if not (unseen or name in _STEPS or line in pairs or line in state.env["liquid_ends"]):
        return False
    if not silent:
        if not unseen:
            _paragraph(state, tag[0].strip(" \t>"), line, line + 1)
        state.line = line + 1
    return True


def _over_lines(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A tag whose parameters stand on lines of their own: a statement, a picture, or what was typed."""
    last = min(endLine, startLine + _LONGEST)
    ends = (line for line in range(startLine, last) if "%}" in whole_line(state, line))
    end = next(ends, -1)
    if end < 0 or not whole_line(state, end).rstrip().endswith("%}"):
        return False
    typed = state.getLines(startLine, end + 1, state.blkIndent, False)
    found = TAG.match(typed)
    if silent or found is None:
        return found is not None
    if not included(state, startLine, end + 1, found, silent):
        _paragraph(state, typed, startLine, end + 1)
        state.line = end + 1
    return True


def _paragraph(state: StateBlock, typed: str, start: int, end: int) -> None:
    """A tag as a paragraph of its own."""
    found = TAG.match(typed)
    inline = push_leaf(state, "p", typed, [start, end]).inline
    inline.children = meant(found["name"].lower(), found) if found else []


def _titled(state: StateBlock, start: int, end: int, rest: str) -> None:
    """GitBook's title of a fence, which the fence then has itself."""
    place = len(state.tokens)
    inner_blocks(state, start + 1, end)
    title = arguments(rest).get("title", "")
    if title and state.tokens[place].type == "fence" and "title=" not in state.tokens[place].info:
        state.tokens[place].info += f' title="{title}"'


def _tab(state: StateBlock, start: int, end: int, name: str, rest: str) -> None:
    """Tabs, or one of them: `{% tab title="x" %}`; jekyll-tabs names the set before the title."""
    title = arguments(rest).get("title") or ("" if "=" in rest else rest.partition(" ")[2].strip())
    open_box(state, _TABS[name], start, title if name == "tab" else "").map = [start, end + 1]
    begin = start + 1
    if name == "tabs":
        set_name = rest.partition(",")[0].strip()
        for number, (first, last, words) in enumerate(tab_lines(state, start, end), 1):
            inner_blocks(state, begin, first)
            open_box(state, _TABS["tab"], first, words or f"{set_name} {number}").map = [first, last + 1]
            inner_blocks(state, first + 1, last)
            close_box(state)
            begin = last + 1
    inner_blocks(state, begin, end)
    close_box(state)


def _opens(tag: re.Match[str]) -> str | None:
    """What a tag opens: "" for one of Zola's, which has brackets."""
    name = tag["name"].lower()
    return None if name == "end" else "" if tag["rest"].startswith("(") else name


def _closes(tag: re.Match[str]) -> str | None:
    """What a tag closes: `end` the last of Zola's, `endnote` the last `note`."""
    name = tag["name"].lower()
    return name[3:] if name.startswith("end") else None


def _raw(state: StateBlock, start: int, end: int, name: str, rest: str) -> None:
    """A body that is no Markdown."""
    token = state.push("fence", "code", 0)
    token.content = state.getLines(start + 1, end, state.sCount[start], True)
    token.map = [start, end + 1]
    if name in FORMULAS:
        token.info, token.content = "math", bare_formula(token.content)
    elif name == "mermaid":
        token.info = "mermaid"
    else:
        values = arguments(rest)
        language = values.get("lang") or values.get("0", "")
        options = [f'hl_lines="{values[key]}"' for key in ("hl_lines", "mark_lines") if key in values]
        options += ["linenos=true"] if re.search(r"\blinenos\b", rest) else []
        found = _LANGUAGE.fullmatch(language)
        token.info = " ".join([found[0] if found else "", *options])


def _box(state: StateBlock, start: int, end: int, name: str, rest: str) -> None:
    """A callout or a statement. Hexo's `{% note info %}` names the kind; `{% details Title %}` has words."""
    values = arguments(rest)
    kind, title = name, values.get("title") or values.get("name") or values.get("summary", "")
    if name == "note" and values.get("0") in CALLOUTS:
        kind = values["0"]
    elif name == "hint":
        kind = values.get("style", name)  # GitBook's
    elif not title and not rest.startswith("(") and "=" not in rest:
        title = rest.strip("\"'")
    if name in BOXES:
        kind, title = box_of(name, rest)
    token = open_box(state, kind, start, title)
    token.map = [start, end + 1]
    token.meta["key"] = values.get("id") or values.get("label") or token.meta["key"]
    token.meta["callout"] = not statement(kind, kinds_of(state))
    inner_blocks(state, start + 1, end)
    close_box(state)
