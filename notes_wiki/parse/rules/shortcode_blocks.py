"""Hugo's shortcodes around whole blocks: `{{< highlight go >}}` … `{{< /highlight >}}`, `{{% notice tip %}}`.

In:  a line that is just an opening shortcode with a known name, closed on a line of its own.
Out: tokens for its body: a `fence` (code, a diagram), a displayed formula (`katex`, `math`), blocks if it is
     text with formulas, or a box. A box may have text on its first and last line.

Opening and closing lines are paired once for the whole text, so that many unclosed ones cost no more than
one.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from notes_wiki.parse.environment import kinds_of
from notes_wiki.parse.parameters import parameters
from notes_wiki.parse.rules.boxes import close_box, inner_blocks
from notes_wiki.parse.rules.lines import line_text
from notes_wiki.parse.rules.paired_lines import closing_line, paired_lines
from notes_wiki.parse.rules.shortcode_boxes import box_with_words, makes_box, open_shortcode
from notes_wiki.parse.rules.shortcode_formulas import MATH, bare_formula, holds_text
from notes_wiki.parse.rules.shortcodes import HIDDEN
from notes_wiki.pattern import pattern

_SHORTCODE = r"\{\{[<%]\s*+(?P<end>/?)\s*+(?P<name>[\w-]++)(?P<rest>[^\n]*?)(?<!\s)\s*+[>%]\}\}[ \t]*$"
_OPENING = pattern(_SHORTCODE, re.M)
_LINE = pattern(r"^(?:[ \t>]|[-*+] |\d{1,3}[.)] )*+" + _SHORTCODE, re.M)
_CODE = frozenset(("highlight", "mermaid", "code", "code-toggle", "output", "tikz", "tikzcd"))
"""Shortcodes around code: Hugo's own, and those that its documentation and themes after it have."""
_INLINE = ".inline"
_WORD = pattern(r"[\w+#-]+")
_RAW = frozenset(("rawhtml", "raw-html", "html", "raw", "unsafe"))
"""Shortcodes of many themes around HTML that is to stay as it is."""
_ARRANGING = frozenset(
    "columns column steps row col center container div lead keywordlist gallery timeline cards".split()
)
"""Shortcodes of themes that only arrange what they hold, which stands below each other here."""
_NEXT_COLUMN = "<--->"


def shortcode_block(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A known shortcode with a body."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if not state.src.startswith(("{{<", "{{%"), start):
        return False
    closing = closing_line(state, "shortcodes", _pairs, startLine, endLine)
    if closing < 0:
        return box_with_words(state, startLine, endLine, silent)
    opening = _OPENING.match(state.src, start, state.eMarks[startLine])
    if opening is None:
        return False
    if opening["rest"].startswith(_INLINE):
        return _inline_template(state, startLine, closing, silent)
    name, values = opening["name"].lower(), parameters(opening["rest"])
    named = {key: str(value) for key, value in values.items()}
    if name == HIDDEN:
        pass
    elif name in _RAW:
        if not silent:
            _html(state, startLine, closing)
    elif name in _ARRANGING:
        if not silent:
            _columns(state, startLine + 1, closing)
    elif name in MATH and holds_text(state.getLines(startLine + 1, closing, 0, False)):
        if not silent:
            inner_blocks(state, startLine + 1, closing)
    elif name in _CODE or name in MATH:
        if not silent:
            _raw(state, startLine, closing, name, named)
    elif makes_box(name, kinds_of(state)):
        if not silent:
            _box(state, startLine, closing, name, named)
    else:
        return False
    state.line = closing + 1
    return True


def _pairs(text: str) -> dict[int, int]:
    return paired_lines(text, _LINE, _opens, _closes)


def _inline_template(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Hugo's shortcodes that say themselves what they are, `{{< math.inline >}}`: a template in one makes a
    page load scripts and is left out; other words in one are the note's."""
    if "{{" not in state.getLines(start + 1, end, 0, False):
        return False
    if not silent:
        state.line = end + 1
    return True


def _opens(tag: re.Match[str]) -> str | None:
    return None if tag["end"] else tag["name"]


def _closes(tag: re.Match[str]) -> str | None:
    return tag["name"] if tag["end"] else None


def _columns(state: StateBlock, start: int, end: int) -> None:
    """The blocks of columns, between which the theme Book has a line `<--->`."""
    for line in range(start, end):
        if line_text(state, line).rstrip() == _NEXT_COLUMN:
            inner_blocks(state, start, line)
            start = line + 1
    inner_blocks(state, start, end)


def _html(state: StateBlock, start: int, end: int) -> None:
    """A body that is HTML."""
    token = state.push("html_block", "", 0)
    token.content = state.getLines(start + 1, end, state.sCount[start], True)
    token.map = [start + 1, end]


def _raw(state: StateBlock, start: int, end: int, name: str, values: dict[str, str]) -> None:
    """A body that is no Markdown. A formula's that is empty only makes pages of some themes load a script."""
    if name in MATH and not state.getLines(start + 1, end, 0, False).strip():
        return
    token = state.push("fence", "code", 0)
    token.content = state.getLines(start + 1, end, state.sCount[start], True)
    token.map = [start, end + 1]
    if name in MATH:
        token.info = "math"
        token.content = bare_formula(token.content)
    elif name in ("mermaid", "tikz", "tikzcd"):
        token.info = name[:4] if name != "mermaid" else name
    elif name != "highlight":
        file = values.get("file") or values.get("filename", "")
        language = values.get("lang") or file.rpartition(".")[2] * ("." in file) or values.get("0", "")
        title = f' title="{file}"' if file and '"' not in file else ""
        token.info = f"{language if _WORD.fullmatch(language) else 'text'}{title}"
    else:
        options = ", ".join(value for key, value in values.items() if key.isdigit() and key != "0")
        token.info = f"{values.get('0', '')} {{{options}}}"


def _box(state: StateBlock, start: int, end: int, name: str, values: dict[str, str]) -> None:
    """A callout, a statement, a tab or a set of them."""
    open_shortcode(state, start, name, values).map = [start, end + 1]
    inner_blocks(state, start + 1, end)
    close_box(state)
