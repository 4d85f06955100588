r"""LaTeX that only concerns paper: `\newpage`, `\documentclass{article}`, `\index{words}`.

In:  a line of such commands; running text.
Out: nothing.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from notes_wiki.pattern import pattern

_LAYOUT = pattern(
    r"(?:\\(?:newpage|pagebreak|clearpage|cleardoublepage|noindent|pause|(?:big|med|small)skip|vfill|maketitle|"
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
_INDEX = pattern(r"\\index\{(?:[^{}\n]|\{[^{}\n]*\})*\}")


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
