"""Liquid's tags, as Jekyll, Hexo and Zola have them: `{% highlight go %}` … `{% endhighlight %}`,
`{% note(title="x") %}` … `{% end %}`, `{{ page.title }}`.

In:  in blocks, a line that is just an opening tag with a known name, closed on a line of its own; in running
     text, any tag.
Out: what is between the tags: code, a formula, a box, or nothing (`comment`); a `shortcode` token for a tag
     with the meaning of one of Hugo's; a `foreign` token (`markup`: its name, `content`: as typed) for any
     other.

Opening and closing lines are paired once for the whole text, so that many unclosed tags cost no more than
one.
"""

from __future__ import annotations

import re
from inspect import cleandoc

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from notes_wiki.parse.environment import kinds_of
from notes_wiki.parse.files import type_of
from notes_wiki.parse.rules.ahead import is_ahead
from notes_wiki.parse.rules.boxes import arranged_blocks, close_box, inner_blocks, open_box
from notes_wiki.parse.rules.nested import nested_blocks
from notes_wiki.parse.rules.paired_lines import closing_line, paired_lines
from notes_wiki.parse.rules.scholar import scholar
from notes_wiki.parse.rules.shortcodes import MATH, bare_formula
from notes_wiki.parse.statements import CALLOUTS, FOLDED, statement
from notes_wiki.pattern import pattern

_LINE = pattern(
    r"^[ \t>]*\{%-?[ \t]*(?P<name>[A-Za-z]\w*(?:-\w+)*)(?P<rest>[^\n%]*(?:%(?!\})[^\n%]*)*)%\}[ \t]*$", re.M
)
"""A tag alone on its line: `{% note title="x" %}`."""

_TAG = pattern(r"\{%-?\s*(?P<name>[A-Za-z]\w*(?:-\w+)*)(?P<rest>[^%]*(?:%(?!\})[^%]*)*?)-?%\}")
"""A tag in running text: `{% youtube id %}`, `{%- x -%}`."""
_OUTPUT = pattern(r"\{\{-?\s*(?P<name>[A-Za-z][\w.:-]*)(?P<rest>[^{}\n]*)\}\}")
"""`{{ page.title | upcase }}`."""
_ARGUMENT = pattern(r"(?:([A-Za-z][\w-]*)\s*[=:]\s*)?(?:\"([^\"]*)\"|'([^']*)'|([^\s\"',()=]+))")
"""An argument of a tag: `title="x"`, `id: 3`, `word`."""
_BLOCK = pattern(r"\bblock\b(?!\s*=\s*false)")
"""Where Zola's `katex(block=true)` says that its formula stands by itself."""
_LANGUAGE = pattern(r"[\w+#.-]+")
_CODE = frozenset(("highlight", "codeblock", "code", "mermaid"))
_PLAIN = frozenset(("raw", "katexmm"))
"""Tags around text that is read as any other; in the second, jekyll-katex's, dollars open formulas."""
_ARRANGED = frozenset(("content-ref", "stepper", "step", "columns", "column", "file", "embed"))
"""GitBook's tags that only arrange what they hold; the last two show a file or a page as well."""
_TABS = {"tabs": "tab-set", "tab": "tab-item"}
_UNSEEN = _PLAIN | {f"end{name}" for name in (*_PLAIN, "file", "embed")}
_ADDRESSES = {"file": "src", "embed": "url"}
_FENCED = pattern(r"\s*(?:`{3}|~{3})")
"""What GitBook's `{% code title="x" %}` holds."""
_FORMULAS = MATH | {"latex", "equation", "displaymath"}
_SHORTCODES = frozenset(("youtube", "vimeo", "gist", "figure", "img", "image", "asset_img"))
_PLACES = frozenset(("post_url", "link", "post_link"))
_BODIES = ("statement", "content", "proof", "text", "body")
_LONGEST = 60
"""Lines that a tag may have."""
_SOURCES = ("src", "path", "url", "image_path", "file", "image", "image_url", "img", "filename")


def liquid_block(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A known tag around lines."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if not state.src.startswith("{%", start):
        return False
    if "%}" not in state.src[start : state.eMarks[startLine]]:
        return _over_lines(state, startLine, endLine, silent)
    closing = closing_line(state, "liquid", _pairs, startLine, endLine)
    if closing < 0:
        return False
    opening = _LINE.match(state.src, start, state.eMarks[startLine])
    if opening is None:
        return False
    name, rest = opening["name"].lower(), opening["rest"].strip().removesuffix("-").strip()
    boxed = name in FOLDED or name in CALLOUTS or bool(statement(name, kinds_of(state)))
    known = _CODE | _FORMULAS | _PLAIN | _ARRANGED | _TABS.keys()
    if name not in known and name != "comment" and not boxed:
        return False
    if silent:
        return True
    if name == "code" and _FENCED.match(state.src, state.bMarks[startLine + 1]):
        _titled(state, startLine, closing, rest)
    elif name in _CODE or name in _FORMULAS:
        _raw(state, startLine, closing, name, rest)
    elif name in _PLAIN or name in _ARRANGED:
        if name in _ADDRESSES:
            _paragraph(state, opening[0].strip(" \t>"), startLine, startLine + 1)
        arranged_blocks(state, startLine + 1, closing)
    elif name in _TABS:
        _tab(state, startLine, closing, name, rest)
    elif boxed:
        _box(state, startLine, closing, name, rest)
    state.line = closing + 1
    return True


def _pairs(text: str) -> dict[int, int]:
    return paired_lines(text, _LINE, _opens, _closes)


def _over_lines(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A tag whose parameters stand on lines of their own: a statement, a picture, or what was typed."""
    last = min(endLine, startLine + _LONGEST)
    ends = (line for line in range(startLine, last) if "%}" in _line(state, line))
    end = next(ends, -1)
    if end < 0 or not _line(state, end).rstrip().endswith("%}"):
        return False
    typed = state.getLines(startLine, end + 1, state.blkIndent, False)
    found = _TAG.match(typed)
    if silent or found is None:
        return found is not None
    values = arguments(found["rest"])
    words = next((values[name] for name in _BODIES if values.get(name)), "")
    kind = values.get("type") or values.get("0", "").rpartition("/")[2].partition(".")[0]
    if words and statement(kind, kinds_of(state)):
        open_box(state, kind, startLine, values.get("name", "")).map = [startLine, end + 1]
        state.tokens += nested_blocks(state, cleandoc(words), startLine)
        close_box(state)
    else:
        _paragraph(state, typed, startLine, end + 1)
    state.line = end + 1
    return True


def _paragraph(state: StateBlock, typed: str, start: int, end: int) -> None:
    """A tag as a paragraph of its own."""
    found = _TAG.match(typed)
    state.push("paragraph_open", "p", 1).map = [start, end]
    inline = state.push("inline", "", 0)
    inline.content, inline.map = typed, [start, end]
    inline.children = _meant(found["name"].lower(), found) if found else []
    state.push("paragraph_close", "p", -1)


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
    inner_blocks(state, start + 1, end)
    close_box(state)


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] : state.eMarks[line]]


def _opens(tag: re.Match[str]) -> str | None:
    """What a tag opens: "" for one of Zola's, which has brackets."""
    name = tag["name"].lower()
    return None if name == "end" else "" if tag["rest"].startswith("(") else name


def _closes(tag: re.Match[str]) -> str | None:
    """What a tag closes: `end` the last of Zola's, `endnote` the last `note`."""
    name = tag["name"].lower()
    return name[3:] if name.startswith("end") else None


def arguments(rest: str) -> dict[str, str]:
    """The parameters of a tag: `name="value"`, and those without a name under "0", "1", …"""
    values: dict[str, str] = {}
    count = 0
    for name, double, single, bare in _ARGUMENT.findall(rest):
        values[name or str(count)] = double or single or bare
        count += not name
    return values


def _raw(state: StateBlock, start: int, end: int, name: str, rest: str) -> None:
    """A body that is no Markdown."""
    token = state.push("fence", "code", 0)
    token.content = state.getLines(start + 1, end, state.sCount[start], True)
    token.map = [start, end + 1]
    if name in _FORMULAS:
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
    token = open_box(state, kind, start, title)
    token.map = [start, end + 1]
    token.meta["key"] = values.get("id") or values.get("label") or token.meta["key"]
    token.meta["callout"] = not statement(kind, kinds_of(state))
    inner_blocks(state, start + 1, end)
    close_box(state)


def liquid(state: StateInline, silent: bool) -> bool:
    """A tag in running text."""
    source, start = state.src, state.pos
    if source.startswith("{%", start):
        closer, pattern = "%}", _TAG
    elif source.startswith("{{", start):
        closer, pattern = "}}", _OUTPUT
    else:
        return False
    if not is_ahead(state, closer, start):
        return False
    found = pattern.match(source, start, state.posMax)
    if found is None:
        return False
    end = found.end()
    name = found["name"].lower()
    if closer == "%}" and (name in _FORMULAS or name in _CODE or name == "comment"):
        closed = _closing(state, name, found)
        if closed is not None:
            end = closed.end()
            if not silent:
                _around(state, name, found, closed)
            state.pos = end
            return True
    if not silent and name not in _UNSEEN:
        _push(state, name, found)
    state.pos = end
    return True


def _closing(state: StateInline, name: str, opening: re.Match[str]) -> re.Match[str] | None:
    """The closing tag of this name, if it stands in the same text."""
    word = "end" if opening["rest"].startswith("(") else f"end{name}"
    if not is_ahead(state, word, opening.end()):
        return None
    return re.compile(rf"\{{%-?\s*{word}\s*-?%\}}").search(state.src, opening.end(), state.posMax)


def _around(state: StateInline, name: str, opening: re.Match[str], closing: re.Match[str]) -> None:
    """Code or a formula; nothing of a comment."""
    content = state.src[opening.end() : closing.start()]
    if name in _CODE:
        state.push("code_inline", "code", 0).content = content.strip()
    elif name != "comment" and content.strip():
        display = "display" in opening["rest"] or _BLOCK.search(opening["rest"]) is not None
        token = _formula(state, content, display)
        token.meta = {"start": opening.start(), "tex": opening.end(), "end": closing.end(), "raw": ""}


def _formula(state: StateInline, tex: str, display: bool) -> Token:
    token = state.push("math", "", 0)
    token.content, token.markup, token.info = tex, "$$" if display else "$", "display" if display else ""
    return token


def _push(state: StateInline, name: str, found: re.Match[str]) -> None:
    """The token of one tag."""
    body = arguments(found["rest"]).get("body", "") if name in _FORMULAS else ""
    if body:
        token = _formula(state, body, "block=true" in found["rest"].replace(" ", ""))
        tex = found.start("rest") + found["rest"].find(body)
        token.meta = {"start": found.start(), "tex": tex, "end": found.end(), "raw": ""}
        return
    if scholar(state, name, found["rest"], found.span()):
        return
    state.pushPending() if state.pending else None
    for token in _meant(name, found):
        token.level = state.level
        state.tokens.append(token)
        state.tokens_meta.append(None)


def _meant(name: str, found: re.Match[str]) -> list[Token]:
    """What a tag means, as tokens."""
    values = arguments(found["rest"])
    if name in _ADDRESSES and (address := values.get(_ADDRESSES[name])):
        opening, words, closing = (
            Token("link_open", "a", 1),
            Token("text", "", 0),
            Token("link_close", "a", -1),
        )
        opening.attrs, opening.meta = {"href": address}, {"start": found.start(), "end": found.end()}
        words.content = address.rpartition("/")[2] if name == "file" else address
        return [opening, words, closing]
    picture = next((values[key] for key in (*_SOURCES, "0") if _is_picture(values.get(key, ""))), "")
    if name in _PLACES and values.get("0"):
        token = Token("wikilink", "", 0, content=values["0"])
    elif picture and (name in _SHORTCODES or name.startswith("include")):
        token = Token("shortcode", "", 0, info="figure", content=found[0])
        token.attrs = {"src": picture, **_of_picture(values)}
    elif name in _SHORTCODES and values:
        token = Token("shortcode", "", 0, info=name, content=found[0])
        token.attrs = dict(values)
    else:
        token = Token("foreign", "", 0, content=found[0])
        token.markup = f"the tag {name if found[0].startswith('{%') else '{{ … }}'}"
    token.meta = {"start": found.start(), "end": found.end()}
    return [token]


def _is_picture(path: str) -> bool:
    known = type_of(path)
    return known is not None and known.shown == "picture"


def _of_picture(values: dict[str, str]) -> dict[str, str | int | float]:
    """What else is said of a picture."""
    wanted = ("caption", "title", "alt", "width", "height")
    return {key: values[key] for key in wanted if values.get(key)}
