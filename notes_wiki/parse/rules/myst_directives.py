"""MyST's directives that hold no blocks of their own: pictures, tables in lists, code with options, lists of
notes.

In:  a fence whose info is `{name} argument`, its options in lines `:key: value` above its body.
Out: the tokens of the same thing written in Markdown.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from notes_wiki.load.fields import KERNEL
from notes_wiki.load.suffixes import NOTE_SUFFIXES
from notes_wiki.parse.environment import env_of
from notes_wiki.parse.rules.boxes import close_box, open_box
from notes_wiki.parse.rules.figures_of_parts import figure_of_parts
from notes_wiki.parse.rules.myst_tables import expand_table, inline_words
from notes_wiki.parse.rules.options import key_of, options_above
from notes_wiki.parse.rules.parts import included
from notes_wiki.parse.rules.raw_attributes import raw_fence
from notes_wiki.parse.rules.small_directives import NAMES, paragraphs, picture_above
from notes_wiki.parse.rules.toctree import documents
from notes_wiki.pattern import pattern

_INFO = pattern(r"\{([a-z][\w-]*(?::figure)?)\}[ \t]*(.*)")
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


class _Directive(NamedTuple):
    """A directive as it is written; `fence` is its token."""

    fence: Token
    name: str
    argument: str
    options: dict[str, str]
    body: list[str]


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
    lines = token.content.splitlines()
    options, count = options_above(lines)
    one = _Directive(token, found[1], found[2].strip(), options, lines[count:])
    if one.name in _CODE:
        _expand_code(state, one)
    elif _expand_picture(state, one):
        pass
    elif (said := paragraphs(one.name, one.argument, one.body)) is not None:
        state.tokens.pop()
        for paragraph in said:
            _paragraph(state, token, paragraph)
    elif expansion := _EXPANSIONS.get(one.name):
        expansion(state, one)


def _expand_picture(state: StateBlock, one: _Directive) -> bool:
    """Put a picture, or a figure of several, in place of the fence of one; False for any other."""
    above = picture_above(one.body) if one.name == "figure-md" else None
    if not (one.name in _PICTURES and (one.argument or one.name == "figure")) and not above:
        return False
    state.tokens.pop()
    if above:
        _picture(state, one.fence, above[1], {"name": one.argument, "alt": above[0], **one.options}, above[2])
    elif one.argument:
        _picture(state, one.fence, one.argument, one.options, one.body)
    elif not figure_of_parts(state, one.fence, key_of(one.options), one.body):
        state.tokens.append(one.fence)
        return False
    return True


def _expand_code(state: StateBlock, one: _Directive) -> None:
    """The fence of code that a directive or a cell stands for, with the place that it names."""
    token, options, language = one.fence, one.options, one.argument
    if one.name == "code-cell" and not language:
        language = env_of(state).get("params", {}).get(KERNEL, "")
    if _REMOVED.search(options.get("tags", "")):
        token.meta = {**token.meta, "empty": True}
        return
    if _HIDDEN.search(options.get("tags", "")):
        token.meta = {**token.meta, "fold": "-", "summary": ""}
    token.info, token.content = _code(language, options), "\n".join(one.body).lstrip("\n") + "\n"
    if place := options.get("name") or options.get("label"):
        state.tokens.insert(-1, Token("target", "", 0, content=place, map=token.map))
        env_of(state).setdefault("places", {})[place] = ""


def _table(state: StateBlock, one: _Directive) -> None:
    expand_table(state, one.name, one.argument, one.options, one.body)


def _raw(state: StateBlock, one: _Directive) -> None:
    """HTML; what is for pages of paper or for notebooks is left out."""
    if one.argument == "html":
        one.fence.type, one.fence.tag, one.fence.content = "html_block", "", "\n".join(one.body) + "\n"
    elif one.argument:
        state.tokens.pop()


def _output(state: StateBlock, one: _Directive) -> None:
    """What a cell elsewhere makes, by its name, with its caption."""
    if one.argument:
        token = one.fence
        token.info, token.content = "", f"{one.argument}\n"
        caption = Token("inline", "", 0, content=" ".join(" ".join(one.body).split()), map=token.map)
        token.meta = {**token.meta, "key": key_of(one.options), "caption": caption}


def _works(state: StateBlock, one: _Directive) -> None:
    """The place for the works that the note cites, in place of the fence."""
    state.tokens.pop()
    open_box(state, "", one.fence.map[0] if one.fence.map else 0).meta["key"] = "refs"
    close_box(state)


def _diagram(state: StateBlock, one: _Directive) -> None:
    """The diagram without its options, with its caption. What is between two lines `---` is Mermaid's own."""
    token = one.fence
    if token.content.startswith(":"):
        token.content = "\n".join(one.body).lstrip("\n") + "\n"
        if caption := one.options.get("caption"):
            words = Token("inline", "", 0, content=caption, map=token.map)
            token.meta = {**token.meta, "key": key_of(one.options), "caption": words}


def _included(state: StateBlock, one: _Directive) -> None:
    """A part of a note is read in its place, a note is shown, any other file is linked to."""
    if not one.argument:
        return
    state.tokens.pop()
    lines = one.fence.map
    inside = included(state, one.argument, lines[0]) if one.name == "include" and lines else None
    if inside is None:
        is_note = one.name == "include" and one.argument.lower().endswith(NOTE_SUFFIXES)
        text = f"![[{one.argument}]]" if is_note else f"[{one.argument}](<{one.argument}>)"
        _paragraph(state, one.fence, text)
    else:
        state.tokens += inside


def _frame(state: StateBlock, one: _Directive) -> None:
    """A link to the page that a frame would load, and its caption."""
    if one.argument:
        state.tokens.pop()
        _paragraph(state, one.fence, f"<{one.argument}>")
        if any(map(str.strip, one.body)):
            _paragraph(state, one.fence, "\n".join(one.body).strip())


def _left_out(state: StateBlock, one: _Directive) -> None:
    """What every page has anyway."""
    state.tokens.pop()


def _toctree(state: StateBlock, one: _Directive) -> None:
    state.tokens.pop()
    if caption := one.options.get("caption"):
        _paragraph(state, one.fence, f"**{caption}**")
    documents(state, one.fence, one.body)


_EXPANSIONS: dict[str, Callable[[StateBlock, _Directive], None]] = {
    **dict.fromkeys(_TABLES, _table),
    "mermaid": _diagram,
    "raw": _raw,
    "glue:figure": _output,
    "bibliography": _works,
    "include": _included,
    "literalinclude": _included,
    "iframe": _frame,
    "toctree": _toctree,
    "contents": _left_out,
    "tableofcontents": _left_out,
    "index": _left_out,
}
"""What puts the tokens of a directive in place of its fence, the last token, or leaves the fence."""


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
