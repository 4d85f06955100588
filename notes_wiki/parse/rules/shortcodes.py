"""Hugo's shortcodes in text: `{{< figure src="…" >}}`, `{{% note %}}`.

Each becomes one `shortcode` token. `content`: all of it as typed; `info`: its name; `attrs`: its named
parameters, with positional ones under "0", "1", …. The emitter decides what a name means; only a shortcode
that shows another file becomes an `embed` token.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import backtick as upstream_backticks

from notes_wiki.parse.environment import env_of
from notes_wiki.parse.files import type_of
from notes_wiki.parse.grammar import grammar_of
from notes_wiki.parse.parameters import parameters
from notes_wiki.parse.rules.inner_inlines import inner_inlines
from notes_wiki.parse.rules.lookahead import is_ahead, next_match
from notes_wiki.parse.rules.shortcode_formulas import MATH, formula
from notes_wiki.pattern import pattern

# Shortcodes do not nest in each other's brackets, so the search for the end stops where the next one begins.
_SHORTCODE = pattern(
    r"\{\{(?P<open>[<%])(?P<inside>(?:[^>%\"{]|\{(?!\{[<%])|\"(?:[^\"\\{]|\\.|\{(?!\{[<%]))*\"|[>%](?!\}\}))*?)"
    r"[>%]\}\}",
    re.S,
)
HIDDEN = "comment"
"""The shortcode around what is not published."""
_PICTURES = frozenset(("img", "image"))
"""What some themes call `figure`."""
_INCLUDES = frozenset(("readfile", "include"))
_FILE = pattern(r"[^./]\.\w+$")
_COMMENTED = pattern(r"\{\{([<%])[ \t]*/\*(.*?)\*/[ \t]*([>%]\}\})")
"""`{{</* name */>}}`, which shows a shortcode instead of running it."""
_LONGEST = 40
"""Lines that a shortcode whose parameters stand on lines of their own may have."""
_NAME = pattern(r"\s*(/?\s*[\w./-]+|/\*)")


def shortcode(state: StateInline, silent: bool) -> bool:
    """A shortcode anywhere in text."""
    if not state.src.startswith(("{{<", "{{%"), state.pos):
        return False
    if not is_ahead(state, "}}", state.pos):
        return False
    found = _SHORTCODE.match(state.src, state.pos, state.posMax)
    name = _NAME.match(found["inside"]) if found else None
    if found is None or name is None:
        return False
    closed, end = None, found.end()
    around = _AROUND.get("math" if name[1] in MATH else name[1])
    if around and not found["inside"].rstrip().endswith("/"):
        closed = _closing(state, name[1], found.end())
        if closed is not None and not _is_switch(state, name[1], found, closed):
            if not silent:
                around(state, found, closed)
            state.pos = closed.end()
            return True
        if closed is None and name[1] == HIDDEN:  # Hugo refuses the note
            if not silent:
                env_of(state)["problems"].append(("hidden-comment", state.pos, end - state.pos))
            state.pos = state.posMax
            return True
        end = closed.end() if closed is not None else end
    if not silent:
        token = state.push("shortcode", "", 0)
        token.content, token.info = found[0], name[1].replace(" ", "")
        if closed is None:
            token.attrs = dict(parameters(found["inside"][name.end() :]))
            if token.info in _PICTURES and _shows_picture(token.attrs):
                token.info = "figure"
        if path := _included(token.info, {key: str(value) for key, value in token.attrs.items()}):
            # Themes of Hugo have their own folders for what `include` names.
            kind = "" if token.info == "include" and grammar_of(state).dialect.name == "hugo" else "path"
            token.type, token.info, token.content, token.attrs = "embed", kind, path, {}
        token.meta = {"start": state.pos, "end": end}
    state.pos = end
    return True


def _included(name: str, values: Mapping[str, str]) -> str:
    """The path of the file that `{{% readfile "x.md" %}}`, Docsy's, or Quarto's `include` shows, or "". One
    of macros is read otherwise."""
    path = values.get("file") or values.get("0", "")
    return path if name in _INCLUDES and _FILE.search(path) and "macro" not in path else ""


def _shows_picture(values: Mapping[str, str | int | float]) -> bool:
    known = type_of(str(values.get("src") or values.get("0", "")))
    return known is not None and known.shown == "picture"


def _is_switch(state: StateInline, name: str, opening: re.Match[str], closing: re.Match[str]) -> bool:
    """Whether a shortcode for formulas holds none: in some themes that makes a page load a script."""
    return name in MATH and not state.src[opening.end() : closing.start()].strip()


def _closing(state: StateInline, name: str, start: int) -> re.Match[str] | None:
    """The closing shortcode of this name, if it stands in the same text."""
    if not (is_ahead(state, f"/{name}", start) or is_ahead(state, f"/ {name}", start)):
        return None
    closing = re.compile(rf"\{{\{{[<%]\s*/\s*{name}\s*[>%]\}}\}}")
    return next_match(state, closing, start)


def _code(state: StateInline, opening: re.Match[str], closing: re.Match[str]) -> None:
    """`{{< highlight go "hl_inline=true" >}}code{{< /highlight >}}` in a sentence."""
    token = state.push("code_inline", "code", 0)
    token.content = state.src[opening.end() : closing.start()].strip()
    token.meta = {"start": opening.start(), "end": closing.end()}


def _nothing(state: StateInline, opening: re.Match[str], closing: re.Match[str]) -> None:
    """What `{{% comment %}}` hides."""


def _words(state: StateInline, opening: re.Match[str], closing: re.Match[str]) -> None:
    """What themes only let look different."""
    inner_inlines(state, (opening.end(), closing.start()))


def _button(state: StateInline, opening: re.Match[str], closing: re.Match[str]) -> None:
    """`{{< button href="address" >}}words{{< /button >}}`: a link."""
    values = _values(opening)
    address = next((values[name] for name in ("href", "link", "url", "0") if values.get(name)), "")
    if not address:
        _words(state, opening, closing)
        return
    token = state.push("link_open", "a", 1)
    token.attrs, token.meta = {"href": address}, {"start": opening.start(), "end": closing.end()}
    state.linkLevel += 1
    _words(state, opening, closing)
    state.linkLevel -= 1
    state.push("link_close", "a", -1)


def _aside(state: StateInline, opening: re.Match[str], closing: re.Match[str]) -> None:
    """`{{< sidenote "words" >}}note{{< /sidenote >}}`: a footnote, behind the words that it is about."""
    values = _values(opening)
    unnamed = [value for name, value in values.items() if name.isdigit()]
    state.append_pending(values.get("label") or "".join(unnamed[-1:]))
    state.push("footnote_open", "", 1)
    _words(state, opening, closing)
    state.push("footnote_close", "", -1)


def _values(opening: re.Match[str]) -> dict[str, str]:
    name = _NAME.match(opening["inside"])
    typed = opening["inside"][name.end() :] if name else ""
    return {key: str(value) for key, value in parameters(typed).items()}


_AROUND = {
    "math": formula,
    "highlight": _code,
    HIDDEN: _nothing,
    "button": _button,
    **dict.fromkeys(("badge", "keyword", "lead", "typeit"), _words),
    **dict.fromkeys(("sidenote", "marginnote"), _aside),
}
"""What to make of a shortcode together with what stands up to its closing one, by name."""


def uncommented(code: str) -> str:
    """Code in which `{{</* name */>}}` is the shortcode that Hugo shows."""
    return _COMMENTED.sub(r"{{\1\2\3", code) if "/*" in code else code


def backticks(state: StateInline, silent: bool) -> bool:
    """Upstream's code spans, in which commented shortcodes are shown without their comment signs."""
    if not upstream_backticks(state, silent):
        return False
    if not silent and state.tokens and state.tokens[-1].type == "code_inline":
        state.tokens[-1].content = uncommented(state.tokens[-1].content)
    return True


def over_lines(text: str) -> dict[int, int]:
    """Line (from 0) on which a shortcode opens -> the one on which its brackets close, where these differ."""
    found: dict[int, int] = {}
    if "{{" not in text:
        return found
    line = counted = 0
    for match in _SHORTCODE.finditer(text):
        lines = match[0].count("\n")
        if not 0 < lines <= _LONGEST or "\n\n" in match[0]:
            continue
        line += text.count("\n", counted, match.start())
        counted = match.start()
        found[line] = line + lines
    return found
