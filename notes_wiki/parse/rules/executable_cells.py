"""Executable cells: knitr's ` ```{r name, fig.cap="…"} `, Quarto's options in comments, `#| fig-cap: "…"`.

In:  the token of a fence.
Out: the token without its options; `meta["empty"]` if it holds nothing else; `meta["key"]` and
     `meta["caption"]` (an inline token) of the picture or table that it would produce. Since that is not
     available, the code is shown even if the options say to show the result alone; if neither is to be shown
     (`include=FALSE`), the cell counts as empty. `meta["fold"]` ("+" open, "-" closed) and `meta["summary"]`
     where the code is folded. Also which notes a cell is replaced by.
"""

from __future__ import annotations

import re

from markdown_it.token import Token

from notes_wiki.parse.statements import counted
from notes_wiki.pattern import pattern

_INFO = pattern(r"\{(?P<language>[A-Za-z]\w*)(?:[ ,]+(?P<rest>.*))?\}\s*$", re.S)
"""The info of an executable fence: `{r name, fig.cap="…"}`."""
_OPTION = pattern(r"[ \t]*(?:#|//|--|%%?)\|[ \t]*(?:(?P<name>[\w.-]+):[ \t]*(?P<value>.*))?")
"""Quarto's option in a comment: `#| fig-cap: words`."""
_CHUNK = pattern(r"([\w.-]+)\s*=\s*(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|([^,]*))")
"""knitr's option: `fig.cap="words"`, `echo=FALSE`."""
_TABLE = pattern(r"\b(?:kable|xtable|flextable|datatable)\(")
_TABLE_CAPTION = pattern(r"\bcaption\s*=\s*(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)')")
"""The caption in the call of a `_TABLE`: `kable(x, caption = "words")`."""
_CHILD = pattern(r"(?:^|[\s,])child\s*=\s*(c\([^()]*\)|\"[^\"]*\"|'[^']*'|[^,]*)")
"""The notes that a cell is replaced by: `child="a.Rmd"`, `child=c("a.Rmd", "b.Rmd")`."""
_QUOTED = pattern(r"\"([^\"]+)\"|'([^']+)'")
_CAPTIONS = ("fig-cap", "fig.cap", "tbl-cap", "tbl.cap", "lst-cap")


def read_cell(token: Token) -> None:
    """Remove the options from an executable fence."""
    found = _INFO.match(token.info.strip())
    if found is None:
        return
    rest = found["rest"] or ""
    options, key = _header_options(rest)
    lines = token.content.split("\n")
    comments = _comment_options(lines, options)
    if comments and "label" in options:
        key = options["label"]
    caption = next((options[name] for name in _CAPTIONS if options.get(name)), "")
    if key and not caption and _TABLE.search(token.content):
        key, caption = _of_a_table(key, token.content)
    token.content = "\n".join(lines[comments:])
    if comments or rest:
        title = options.get("filename", "").replace('"', "")
        token.info = found["language"] + (f' title="{title}"' if title else "")
    if not token.content.strip() or _shows_nothing(options):
        token.meta = {**token.meta, "empty": True}
    if fold := {"true": "-", "show": "+"}.get(options.get("code-fold", "").lower()):
        token.meta = {**token.meta, "fold": fold, "summary": options.get("code-summary", "")}
    if caption or counted(key):
        inline = Token("inline", "", 0)
        inline.content, inline.map = caption.replace("\\\\", "\\"), token.map
        token.meta = {**token.meta, "key": key if counted(key) else "", "caption": inline}


def _header_options(rest: str) -> tuple[dict[str, str], str]:
    """knitr's options after the language, `name, fig.cap="…"`; and the key that the name stands for."""
    options = {name: double or single or bare.strip() for name, double, single, bare in _CHUNK.findall(rest)}
    name = rest.partition(",")[0].strip()
    key = options.get("label", "") or ("" if "=" in name else name)
    kind = "fig" if "fig.cap" in options else "tab" if "tbl.cap" in options else ""
    return options, f"{kind}:{key}" if key and kind else key


def _shows_nothing(options: dict[str, str]) -> bool:
    """Whether neither the code nor its result is to be shown."""

    def never(name: str) -> bool:
        return options.get(name, "").lower() in ("false", "f", "hide")

    return never("include") or (never("echo") and any(map(never, ("eval", "output", "results"))))


def _comment_options(lines: list[str], options: dict[str, str]) -> int:
    """Add Quarto's options in comments, `#| fig-cap: "…"`, to `options`; how many lines they take."""
    taken = 0
    while taken < len(lines) and (option := _OPTION.match(lines[taken])):
        if option["name"]:
            options[option["name"]] = option["value"].strip().strip("\"'")
        taken += 1
    return taken


def child_notes(info: str) -> list[str] | None:
    """The paths of the notes that knitr puts in place of a cell, `child=c("a.Rmd", "b.Rmd")`; none where
    R works out which, None where the cell is no such place."""
    cell = _INFO.match(info.strip())
    found = _CHILD.search(cell["rest"] or "") if cell else None
    return None if found is None else [double or single for double, single in _QUOTED.findall(found[1])]


def _of_a_table(key: str, code: str) -> tuple[str, str]:
    """The key and the caption of a cell that calls a function which makes a table: bookdown's `tab:key`, and
    what the call says."""
    found = _TABLE_CAPTION.search(code)
    if found is None:
        return key, ""
    return (key if counted(key) else f"tab:{key}"), found[1] or found[2] or ""
