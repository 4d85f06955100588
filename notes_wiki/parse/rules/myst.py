"""MyST's directives that hold no blocks of their own: pictures, tables in lists, code with options, lists of
notes; and its targets, `(name)=` above a block.

In:  a fence whose info is `{name} argument`, its options in lines `:key: value` above its body.
Out: the tokens of the same thing written in Markdown.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from notes_wiki.load.fields import KERNEL
from notes_wiki.load.suffixes import NOTE_SUFFIXES
from notes_wiki.parse.environment import env_of
from notes_wiki.parse.rules.boxes import close_box, open_box
from notes_wiki.parse.rules.figures_of_parts import figure_of_parts
from notes_wiki.parse.rules.myst_tables import expand_table, inline_words
from notes_wiki.parse.rules.options import key_of, options_above
from notes_wiki.parse.rules.raw_attributes import raw_fence
from notes_wiki.parse.rules.small_directives import NAMES, paragraphs, picture_above
from notes_wiki.parse.rules.toctree import documents
from notes_wiki.pattern import pattern

_INFO = pattern(r"\{([a-z][\w-]*(?::figure)?)\}[ \t]*(.*)")
_TARGET = pattern(r"\((?=[^()\n]*[A-Za-z])(\w[\w:./ -]*)\)=[ \t]*$")
_BREAK = pattern(r"\+\+\+[ \t]*(?:[{\[].*)?$", re.M)
"""MyST's break between blocks or cells: `+++`, `+++ {"part": "abstract"}`."""
_COMMENT = pattern(r"%(?!%)")
_REMOVED = pattern(r"\bremove[-_]cell\b")
"""The tag of a cell that is on no page."""
_HIDDEN = pattern(r"\bhide[-_](?:cell|input)\b")
"""The tags of a cell whose code is folded."""
_CODE = frozenset(("code-block", "code-cell", "code", "sourcecode", "ipython3"))
_PICTURES = frozenset(("figure", "image"))
_TABLES = frozenset(("list-table", "csv-table"))
COLONS = (
    _CODE
    | _PICTURES
    | _TABLES
    | NAMES
    | {"math", "toctree", "raw", "iframe", "mermaid", "figure-md", "bibliography"}
)
"""Directives that may stand between colons too and hold no blocks."""
_OTHER_FILES = frozenset(("include", "literalinclude"))
_LISTS = frozenset(("toctree", "contents", "tableofcontents", "index"))


def directive(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A fence of such a directive, or of a cell that is run (`{python}` with options in comments)."""
    count = len(state.tokens)
    if not raw_fence(state, startLine, endLine, silent):
        return False
    if silent or len(state.tokens) == count or state.tokens[-1].type != "fence":
        return True
    expand(state)
    return True


def expand(state: StateBlock) -> None:
    """Put what a directive stands for in place of its fence, the last token."""
    token = state.tokens[-1]
    found = _INFO.match(token.info.strip())
    if found is None:
        return
    name, argument = found[1], found[2].strip()
    lines = token.content.splitlines()
    options, count = options_above(lines)
    body = lines[count:]
    if name in _CODE:
        if name == "code-cell" and not argument:
            argument = env_of(state).get("params", {}).get(KERNEL, "")
        _expand_code(state, token, argument, options, body)
    elif _expand_picture(state, token, (name, argument), options, body):
        pass
    elif (said := paragraphs(name, argument, body)) is not None:
        state.tokens.pop()
        for paragraph in said:
            _paragraph(state, token, paragraph)
    elif name in _TABLES:
        expand_table(state, name, argument, options, body)
    elif name == "mermaid":
        _diagram(token, options, body)
    elif name == "raw" and argument:
        _raw(state, token, argument, body)
    elif name == "glue:figure" and argument:
        _output(token, argument, options, body)
    elif name == "bibliography":
        _works(state)
    elif name in _OTHER_FILES and argument:
        state.tokens.pop()
        is_note = name == "include" and argument.lower().endswith(NOTE_SUFFIXES)
        _paragraph(state, token, f"![[{argument}]]" if is_note else f"[{argument}](<{argument}>)")
    elif name == "iframe" and argument:
        state.tokens.pop()
        _paragraph(state, token, f"<{argument}>")
        if any(map(str.strip, body)):
            _paragraph(state, token, "\n".join(body).strip())
    elif name in _LISTS:
        state.tokens.pop()
        if name == "toctree":
            if caption := options.get("caption"):
                _paragraph(state, token, f"**{caption}**")
            documents(state, token, body)


def _expand_picture(
    state: StateBlock, token: Token, named: tuple[str, str], options: dict[str, str], body: list[str]
) -> bool:
    """Put a picture, or a figure of several, in place of the fence of one; False for any other."""
    name, argument = named
    above = picture_above(body) if name == "figure-md" else None
    if not (name in _PICTURES and (argument or name == "figure")) and not above:
        return False
    state.tokens.pop()
    if above:
        _picture(state, token, above[1], {"name": argument, "alt": above[0], **options}, above[2])
    elif argument:
        _picture(state, token, argument, options, body)
    elif not figure_of_parts(state, token, key_of(options), body):
        state.tokens.append(token)
        return False
    return True


def _expand_code(
    state: StateBlock, token: Token, language: str, options: dict[str, str], body: list[str]
) -> None:
    """The fence of code that a directive or a cell stands for, with the place that it names."""
    if _REMOVED.search(options.get("tags", "")):
        token.meta = {**token.meta, "empty": True}
        return
    if _HIDDEN.search(options.get("tags", "")):
        token.meta = {**token.meta, "fold": "-", "summary": ""}
    token.info, token.content = _code(language, options), "\n".join(body).lstrip("\n") + "\n"
    if place := options.get("name") or options.get("label"):
        state.tokens.insert(-1, Token("target", "", 0, content=place, map=token.map))
        env_of(state).setdefault("places", {})[place] = ""


def _raw(state: StateBlock, token: Token, target: str, body: list[str]) -> None:
    """HTML; what is for pages of paper or for notebooks is left out."""
    if target == "html":
        token.type, token.tag, token.content = "html_block", "", "\n".join(body) + "\n"
    else:
        state.tokens.pop()


def _output(token: Token, name: str, options: dict[str, str], body: list[str]) -> None:
    """What a cell elsewhere makes, by its name, with its caption."""
    token.info, token.content = "", f"{name}\n"
    caption = Token("inline", "", 0, content=" ".join(" ".join(body).split()), map=token.map)
    token.meta = {**token.meta, "key": key_of(options), "caption": caption}


def _works(state: StateBlock) -> None:
    """The place for the works that the note cites, in place of the fence."""
    fence = state.tokens.pop()
    open_box(state, "", fence.map[0] if fence.map else 0).meta["key"] = "refs"
    close_box(state)


def _diagram(token: Token, options: dict[str, str], body: list[str]) -> None:
    """The diagram without its options, with its caption. What is between two lines `---` is Mermaid's own."""
    if token.content.startswith(":"):
        token.content = "\n".join(body).lstrip("\n") + "\n"
        if caption := options.get("caption"):
            words = Token("inline", "", 0, content=caption, map=token.map)
            key = key_of(options)
            token.meta = {**token.meta, "key": key, "caption": words}


def _code(language: str, options: dict[str, str]) -> str:
    """The info string that says the same as these options."""
    title = (options.get("caption") or options.get("filename") or "").replace('"', "'")
    parts = [language, f'title="{title}"' if title else ""]
    if lines := options.get("emphasize-lines"):
        parts.append(f'hl_lines="{lines}"')
    if "linenos" in options or "lineno-start" in options:
        parts.append(f"linenos={options.get('lineno-start') or 'true'}")
    return " ".join(part for part in parts if part)


def _picture(state: StateBlock, fence: Token, path: str, options: dict[str, str], body: list[str]) -> None:
    """`![alt](path "caption"){#name width=…}`; what follows the caption are paragraphs."""
    text = "\n".join(body).strip()
    caption, _, legend = text.partition("\n\n")
    words = options.get("alt", "").replace("[", "(").replace("]", ")")
    quoted = caption.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    titled = f' "{quoted}"' if quoted else ""
    key = options.get("name") or options.get("label")
    given = [f"#{key}"] if key else []
    given += [f"{side}={options[side]}" for side in ("width", "height") if options.get(side)]
    attributes = f"{{{' '.join(given)}}}" if given else ""
    _paragraph(state, fence, f"![{words}](<{path}>{titled}){attributes}")
    for paragraph in filter(str.strip, legend.split("\n\n")):
        _paragraph(state, fence, paragraph.strip())


def _paragraph(state: StateBlock, fence: Token, text: str) -> None:
    state.push("paragraph_open", "p", 1).map = fence.map
    inline_words(state, fence, text)
    state.push("paragraph_close", "p", -1)


def target(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """`(name)=`: a name for the block below it."""
    found = _TARGET.match(
        state.src, state.bMarks[startLine] + state.tShift[startLine], state.eMarks[startLine]
    )
    if found is None:
        return False
    if not silent:
        token = state.push("target", "", 0)
        token.content = found[1]
        env_of(state).setdefault("places", {})[found[1]] = ""
        state.line = startLine + 1
    return True


def comment(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Lines that begin with `%`, MyST's comments. Not the note's first, which may be Pandoc's title; none
    that goes on with a paragraph, whose line may have been broken before a percent sign; and no words of a
    list's item."""
    begin, start = state.bMarks[startLine], state.bMarks[startLine] + state.tShift[startLine]
    if silent or not _COMMENT.match(state.src, start, state.eMarks[startLine]):
        return False
    above = startLine - 1
    while above >= 0 and state.isEmpty(above):
        above -= 1
    if above < 0 or state.src[begin:start].strip():
        return False
    state.line = startLine + 1
    return True


def block_break(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """`+++`, with metadata behind it or not: where a cell of a notebook ends. Nothing is to be seen of it."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if not _BREAK.match(state.src, start, state.eMarks[startLine]):
        return False
    if not silent:
        state.line = startLine + 1
    return True
