r"""TeX that is not a formula.

Theorem environments, `\begin{lemma}[Title]\label{key} … \end{lemma}`, become statements, and lists and the
like what Markdown has for them; other environments, `\begin{tabular} … \end{tabular}`, are shown as code.
Commands for the layout of printed pages, and index entries, are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from notes_wiki.parse.environment import kinds_of
from notes_wiki.parse.grammar import grammar_of
from notes_wiki.parse.rules.boxes import begin_at, close_box, inner_blocks, open_box, trimmed_end
from notes_wiki.parse.rules.displays import ENVIRONMENTS
from notes_wiki.parse.rules.nested import nested_blocks
from notes_wiki.parse.rules.tex_environments import NAMES, markdown_of
from notes_wiki.parse.statements import statement
from notes_wiki.pattern import pattern

_BEGIN = pattern(r"\\begin\{([A-Za-z]+)\*?\}")
_HEAD = pattern(r"(?:\[([^\[\]\n]*)\])?[ \t]*(?:\\label\{([^{}\n]+)\})?[ \t]*")
r"""What may follow `\begin{lemma}`: `[Title]\label{key}`."""
_LABEL = pattern(r"\n[ \t]*\\label\{([^{}\n]+)\}")
_END = pattern(r"\\end\{([A-Za-z]+)\*?\}[ \t]*$")
_LAYOUT = pattern(
    r"(?:\\(?:newpage|pagebreak|clearpage|cleardoublepage|noindent|(?:big|med|small)skip|vfill|maketitle|"
    r"tableofcontents|listof(?:figures|tables)|appendix|frontmatter|mainmatter|backmatter|centering|"
    r"(?:single|onehalf|double)spacing|(?:v|h)space\*?\{[^{}\n]*\}|(?:this)?pagestyle\{\w*\}|"
    r"(?:setcounter|addtocounter|setlength|addtolength)\{[^{}\n]*\}\{[^{}\n]*\}|"
    r"documentclass(?:\[[^\[\]\n]*\])?\{[^{}\n]*\}|(?:begin|end)\{document\}|printbibliography|"
    r"newtheorem\*?\{\w+\*?\}(?:\[\w+\])?\{[^{}\n]*\}(?:\[\w+\])?|"
    r"(?:theorem|bibliography)style\{[^{}\n]*\}|"
    r"bibliography\{[^{}\n]*\}|numberwithin\{\w+\}\{\w+\}|allowdisplaybreaks|"
    r"definecolor\{[^{}\n]*\}\{[^{}\n]*\}\{[^{}\n]*\}|(?:hypersetup|usetikzlibrary)\{[^{}\n]*\}|"
    r"let[ \t]*\\\w+[ \t]*=?[ \t]*\\\w+)"
    r"(?![A-Za-z])(?:\{\}|\[\d\])?[ \t]*)+$"
)
r"""Commands for printed pages, alone on their line: `\newpage`, `\vspace{1cm}`, `\let\a\b`."""

_ALGORITHMIC = "\\begin{algorithmic}"
"""Begins a program in a language of its own."""
_DEEPEST = 6
"""How deep lists may lie in lists."""
_FORMULAS = frozenset(ENVIRONMENTS)
_INDEX = pattern(r"\\index\{(?:[^{}\n]|\{[^{}\n]*\})*\}")


def tex_block(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A `fence` token of the lines of an environment."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    found = _BEGIN.match(state.src, start, state.eMarks[startLine])
    if found is None or found[1] in _FORMULAS or found[1] == "document":
        return False
    ends = _ends(state).get(found[1], [])
    place = bisect_left(ends, startLine)
    if place == len(ends) or ends[place] >= endLine:
        return False
    if silent:
        return True
    body = state.getLines(startLine, ends[place] + 1, state.blkIndent, False)
    if statement(found[1], kinds_of(state)) and _ALGORITHMIC not in body:
        _statement(state, startLine, ends[place], found)
        return True
    state.line = ends[place] + 1
    if found[1] in NAMES and _written(state, startLine, found[1], body):
        return True
    token = state.push("fence", "code", 0)
    token.info = "tikz" if found[1] in ("tikzpicture", "tikzcd") else "latex"
    token.content = state.getLines(startLine, state.line, state.blkIndent, True)
    token.map = [startLine, state.line]
    return True


def _written(state: StateBlock, line: int, name: str, body: str) -> bool:
    """Whether an environment could be read as the Markdown that says the same."""
    depth = state.env.get("tex_depth", 0) + 1
    if depth > _DEEPEST:
        return False
    titled = grammar_of(state).dialect.name != "pandoc"
    text = markdown_of(name, body.split("\n"), titled=titled)
    if text is None:
        return False
    state.tokens += nested_blocks(state, text, line, {"tex_depth": depth})
    return True


def _statement(state: StateBlock, start: int, end: int, opening: re.Match[str]) -> None:
    """A box of the lines between `\\begin` and `\\end`, in which Markdown may stand."""
    head = _HEAD.match(state.src, opening.end(), state.eMarks[start])
    title, key, place = (head[1] or "", head[2] or "", head.end()) if head else ("", "", opening.end())
    token = open_box(state, opening[1], start, title)
    token.map = [start, end + 1]
    token.meta["key"] = key
    begin_at(state, start, place)
    if not key and state.isEmpty(start) and start + 1 < end and (label := _LABEL.match(state.src, place)):
        token.meta["key"] = label[1]
        begin_at(state, start + 1, label.end())
    limit, closing = state.eMarks[end], state.src.rfind("\\end{", 0, state.eMarks[end])
    state.eMarks[end] = trimmed_end(state, end, closing)
    inner_blocks(state, start, end + 1)
    close_box(state)
    state.eMarks[end] = limit
    state.line = end + 1


def layout(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A line that only says how a page of paper is to look: nothing of it is shown."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if not _LAYOUT.match(state.src, start, state.eMarks[startLine]):
        return False
    if not silent:
        state.line = startLine + 1
    return True


def index_entry(state: StateInline, silent: bool) -> bool:
    r"""`\index{words}`, of which nothing stands in the text."""
    found = _INDEX.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    state.pos = found.end()
    return True


def _ends(state: StateBlock) -> dict[str, list[int]]:
    """The lines that end an environment, by its name; found once for a text."""
    known = state.env.get("tex_ends")
    if known is None or known[0] is not state.src:
        ends: dict[str, list[int]] = {}
        if "\\end{" in state.src:
            for number, line in enumerate(state.src.split("\n")):
                if found := _END.search(line):
                    ends.setdefault(found[1], []).append(number)
        known = state.env["tex_ends"] = (state.src, ends)
    found_ends: dict[str, list[int]] = known[1]
    return found_ends
