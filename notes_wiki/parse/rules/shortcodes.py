"""Hugo's shortcodes in text: `{{< figure src="…" >}}`, `{{% note %}}`.

Each makes one `shortcode` token: `content` is the whole as typed, `info` its name, `attrs` its named
parameters (positional ones under "0", "1", …). What a name means is for the emitter to say.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

# No shortcode stands inside another's brackets: a look at one ends where the next begins.
_SHORTCODE = re.compile(
    r"\{\{(?P<open>[<%])(?P<inside>(?:[^>%\n\"{]|\{(?!\{[<%])|\"(?:[^\"\\{]|\\.|\{(?!\{[<%]))*\"|[>%](?!\}\}))*?)"
    r"[>%]\}\}",
    re.S,
)
MATH = frozenset(("katex", "math", "mathjax", "latex"))
"""Shortcodes around a formula."""
_NAME = re.compile(r"\s*(/?\s*[\w./-]+|/\*)")
_PARAMETER = re.compile(r"(?:([\w-]+)\s*=\s*)?(?:\"((?:[^\"\\]|\\.)*)\"|`([^`]*)`|([^\s\"`]+))")


def shortcode(state: StateInline, silent: bool) -> bool:
    """A shortcode anywhere in text."""
    if not state.src.startswith(("{{<", "{{%"), state.pos):
        return False
    if state.html_terminator_last("}}") < state.pos:
        return False
    found = _SHORTCODE.match(state.src, state.pos, state.posMax)
    name = _NAME.match(found["inside"]) if found else None
    if found is None or name is None:
        return False
    if name[1] in MATH and (closed := _closing(state, name[1], found.end())) is not None:
        if not silent:
            _formula(state, found, closed)
        state.pos = closed.end()
        return True
    if not silent:
        token = state.push("shortcode", "", 0)
        token.content, token.info = found[0], name[1].replace(" ", "")
        token.attrs = dict(parameters(found["inside"][name.end() :]))
        token.meta = {"start": state.pos, "end": found.end()}
    state.pos = found.end()
    return True


def _closing(state: StateInline, name: str, start: int) -> re.Match[str] | None:
    """The closing shortcode of this name, if it stands in the same text."""
    if state.html_terminator_last(f"/{name}") < start:
        return None
    closing = re.compile(rf"\{{\{{[<%]\s*/\s*{name}\s*[>%]\}}\}}")
    return closing.search(state.src, start, state.posMax)


def _formula(state: StateInline, opening: re.Match[str], closing: re.Match[str]) -> None:
    """`{{< katex >}}x^2{{< /katex >}}`; themes say `display` where it is to stand by itself."""
    token = state.push("math", "", 0)
    token.markup = opening[0]
    token.content = state.src[opening.end() : closing.start()]
    token.info = "display" if "display" in opening["inside"] else ""
    token.meta = {"start": opening.start(), "tex": opening.end(), "end": closing.end(), "raw": ""}


def parameters(text: str) -> dict[str, str | int | float]:
    """Named parameters by name, the others by their number; escaped quotes taken back."""
    found: dict[str, str | int | float] = {}
    for match in _PARAMETER.finditer(text):
        name, quoted, raw, bare = match.groups()
        value = re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else (raw if raw is not None else bare)
        found.setdefault(name or str(len(found)), value)
    return found
