"""What is no text in MDX: lines `import … from "…"` and `export …`, and comments, `{/* … */}`.

In:  blocks of a note; running text.
Out: nothing but, in `env`, the names of the files that are imported.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from notes_wiki.parse.environment import env_of
from notes_wiki.parse.rules.comment_lines import MDX
from notes_wiki.parse.rules.lookahead import is_ahead
from notes_wiki.pattern import pattern

# So strict that no sentence is taken for code: a module stands in quotes, and what is exported is named.
_MODULE = r"(?:\"[^\"\n]+\"|'[^'\n]+')[ \t]*;?[ \t]*$"
_IMPORT = pattern(rf"import[ \t]+(?:[\w*${{][^\n\"']*[ \t]from[ \t]+)?{_MODULE}", re.M)
_FILE = pattern(r"import[ \t]+([A-Za-z_$][\w$]*)[ \t]+from[ \t]+[\"']([^\"'\n]{1,300}\.\w{1,10})[\"']")
"""A file that an import gives a name. Its path is no longer than paths are, because it may be repeated
often."""
_IMPORT_OVER_LINES = pattern(r"import[ \t]+(?:\w+,[ \t]*)?\{[^{}\"']*$")
_EXPORT = pattern(
    r"export[ \t]+(?:(?:const|let|var)[ \t]+[\w{]|(?:async[ \t]+)?function[ \t]+\w|default[ \t]+\w+;)"
)


def module_lines(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A block of imports and exports, which goes on to the next blank line."""
    if silent or state.blkIndent or not _begins(state, startLine):
        return False
    line = startLine
    while line < endLine and not state.isEmpty(line):
        if named := _FILE.match(state.src, state.bMarks[line], state.eMarks[line]):
            env_of(state).setdefault("imports", {})[named[1]] = named[2]
        line += 1
    state.line = line
    return True


def _begins(state: StateBlock, line: int) -> bool:
    start, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    if _IMPORT.match(state.src, start, end) or _EXPORT.match(state.src, start, end):
        return True
    return _IMPORT_OVER_LINES.match(state.src, start, end) is not None


def comment(state: StateInline, silent: bool) -> bool:
    """A comment. MDX refuses a note in which one is never closed, so nothing of it is shown; but behind a
    word it may be another sign, `/users{/*path}`."""
    opener = MDX.opener.match(state.src, state.pos, state.posMax)
    if opener is None:
        return False
    closer = None
    if is_ahead(state, "*/}", opener.end()):
        closer = MDX.closer.search(state.src, opener.end(), state.posMax)
    shown = closer is None and opener.start() > 0 and not state.src[opener.start() - 1].isspace()
    if closer is None and not silent:
        told = "unclosed-comment" if shown else "hidden-comment"
        env_of(state)["problems"].append((told, opener.start(), len(opener[0])))
    if not shown:
        state.pos = closer.end() if closer else state.posMax
    return not shown
