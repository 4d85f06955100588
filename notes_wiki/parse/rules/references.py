r"""References to equations and statements in running text: `\eqref{eq:key}`, `\cref{a,b}`, `@thm:key`,
`\crefrange{a}{b}`, `\hyperref[key]{words}`.

Each key makes a `reference` token: `content` the key, `info` the command without its backslash, or "@". A
command with a star (`\ref*`) shows its words without a link. Words of the author's own stand between
`reference_open`, whose `content` is the key, and `link_close`.
Bookdown's `(\#fig:key)`, with which a caption begins, makes a `numbered` token: `content` the key.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from markdown_it.rules_inline import StateInline

from notes_wiki.math.referring import SAME_AS
from notes_wiki.parse.environment import env_of, kinds_of
from notes_wiki.parse.rules.inner_inlines import inner_inlines
from notes_wiki.parse.rules.lookahead import is_ahead
from notes_wiki.parse.rules.tex_arguments import argument
from notes_wiki.parse.statements import COUNTED, COUNTED_CALLOUTS, statement
from notes_wiki.pattern import pattern

_COMMAND = pattern(
    r"\\(?P<name>eqref|[cC]ref|autoref|ref|labelcref|[vV]ref|[nN]ameref|titleref|pageref|name[cC]ref|lcnamecref)"
    r"(?P<star>\*?)\{(?P<keys>[^{}\\\n]+)\}"
    r"|\\hyperref\[(?P<key>[^\[\]{}\\\n]+)\](?=\{)"
    r"|\\(?P<range>[cC]ref)range\*?\{(?P<first>[^{}\\\n]+)\}\{(?P<last>[^{}\\\n]+)\}"
)
# The star of \vref leaves out the number of the page, others leave out the link.
_SAME_AS = {**SAME_AS, "vref*": "cref", "Vref*": "Cref"}
# Only what is written like a key of an equation or a statement; addresses and handles stay text.
_AT = pattern(r"@([A-Za-z]+[:-][\w:.-]*\w)")
# Bookdown's; Markdown takes its backslash for an escape.
_BOOKDOWN = pattern(r"\\@ref\(([\w:.-]+)\)")
_NUMBERED = pattern(r"\(\\#((?:fig|tab):[\w:.-]+)\)[ \t]*")
_KEY = r"-?@[A-Za-z]+[:-][\w:.-]*\w"
_GROUPED = pattern(_KEY)
_GROUP = pattern(rf"\[(?P<words>(?:[^\W\d_]+\.?[ ])*)(?P<keys>{_KEY}(?:;[ ]*{_KEY})*)\](?![(\[:])")
_NAMED = pattern(r"^[ \t>]*(?::(?:label|name):[ \t]*([^\s]+)|\(([\w:.-]+)\)=)[ \t]*$", re.M)
"""Where MyST names something: an option `:label: key`, or a target `(key)=`."""
_REFERRED = pattern(r"\{(?:eq|numref|ref)\}`(?:[^`<\n]*<)?([A-Za-z]+)>?`|\]\(#([A-Za-z]+)\)")
_EQUATIONS = frozenset(("eq", "eqn", "equation"))


def command(state: StateInline, silent: bool) -> bool:
    r"""`\ref{key}` and the like; several keys are several references with commas between. `\@ref(key)`."""
    found = _COMMAND.match(state.src, state.pos, state.posMax)
    if found is None:
        return state.src.startswith("\\@ref(", state.pos) and _bookdown(state, silent)
    if found["key"]:
        return _own_words(state, found, silent)
    if not silent and found["range"]:
        _push(state, found["first"].strip(), found["range"], found.end())
        state.append_pending("\u2013")
        _push(state, found["last"].strip(), "eqref" if _is_equation(found["last"]) else "ref", found.end())
    elif not silent:
        name = found["name"] + found["star"]
        name = _SAME_AS.get(name, name)
        for number, key in enumerate(key.strip() for key in found["keys"].split(",") if key.strip()):
            if number:
                state.append_pending(", ")
            _push(state, key, name, found.end())
    state.pos = found.end()
    return True


def _own_words(state: StateInline, found: re.Match[str], silent: bool) -> bool:
    r"""`\hyperref[key]{words}`."""
    words = argument(state, found.end())
    if words is None:
        return False
    if not silent:
        token = state.push("reference_open", "a", 1)
        token.content, token.info = found["key"].strip(), "hyperref"
        token.meta = {"start": state.pos, "end": words.end()}
        state.linkLevel += 1
        inner_inlines(state, words.span(1))
        state.linkLevel -= 1
        state.push("link_close", "a", -1)
    state.pos = words.end()
    return True


def _is_equation(key: str) -> bool:
    return re.split("[-:]", key.strip(), maxsplit=1)[0] in _EQUATIONS


def _bookdown(state: StateInline, silent: bool) -> bool:
    found = _BOOKDOWN.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        _push(state, found[1], "eqref" if found[1].startswith("eq:") else "ref", found.end())
    state.pos = found.end()
    return True


def numbered(state: StateInline, silent: bool) -> bool:
    r"""`(\#fig:key)`, `(\#tab:key)` in words, as the caption of a picture or of a table in HTML has it."""
    found = _NUMBERED.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push("numbered", "", 0)
        token.content, token.meta = found[1], {"start": state.pos, "end": found.end()}
    state.pos = found.end()
    return True


def at(state: StateInline, silent: bool) -> bool:
    """`@thm:key`, not inside a word, and Quarto's `-@thm-key`, its number alone; MyST's `@name` of anything
    that the note names (`env["named"]`)."""
    start = state.pos
    alone = state.pending.endswith("-") and (start == 1 or state.src[start - 2] in " \t\n(")
    if not alone and start > 0 and (state.src[start - 1].isalnum() or state.src[start - 1] in "_.-/@"):
        return False
    found = _AT.match(state.src, start, state.posMax)
    if found is None or (alone and not _is_counted(found[1], kinds_of(state))):
        return False
    named = found[1] in env_of(state).get("named", ())
    if not named and not _is_counted(found[1], kinds_of(state)):
        return False
    if silent:
        pass
    elif _is_counted(found[1], kinds_of(state)):
        state.pending = state.pending[:-1] if alone else state.pending
        _push(state, found[1], "ref" if alone else "@", found.end())
    else:
        token = state.push("wikilink", "", 0)
        token.content, token.meta = f"#{found[1]}", {"start": start, "end": found.end()}
    state.pos = found.end()
    return True


def named_in(text: str) -> frozenset[str]:
    """The names that MyST's directives and targets have in a text; `@name` leads there whatever it is."""
    return frozenset(option or target for option, target in _NAMED.findall(text))


def referred_in(text: str) -> frozenset[str]:
    """The plain words that MyST's roles and links in a text refer to, which may be keys of displays."""
    return frozenset(role or link for role, link in _REFERRED.findall(text))


def group(state: StateInline, silent: bool) -> bool:
    """Quarto's `[@fig-a; @fig-b]`, `[-@fig-a]` (the number alone), `[Fig. @fig-a]` (the number in words)."""
    if not is_ahead(state, "@", state.pos):
        return False
    found = _GROUP.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    keys = [(key[0], key[1:].lstrip("@")) for key in _GROUPED.findall(found["keys"])]
    citations, kinds = env_of(state).get("citations"), kinds_of(state)
    if not all(_is_counted(key, kinds) and not (citations and citations.known(key)) for _, key in keys):
        return False
    if not silent:
        if found["words"]:
            state.append_pending(found["words"])
        for number, (sign, key) in enumerate(keys):
            if number:
                state.append_pending("; ")
            _push(state, key, "ref" if sign == "-" or found["words"] else "@", found.end())
    state.pos = found.end()
    return True


def _is_counted(key: str, kinds: Collection[str]) -> bool:
    """Whether a key begins like one of an equation, a statement, a callout, a figure or the like."""
    prefix = re.split("[-:]", key, maxsplit=1)[0]
    counted = prefix in _EQUATIONS or prefix in COUNTED or prefix in COUNTED_CALLOUTS
    return counted or bool(statement(prefix, kinds))


def _push(state: StateInline, key: str, name: str, end: int) -> None:
    token = state.push("reference", "", 0)
    token.content, token.info = key, name
    token.meta = {"start": state.pos, "end": end}


def is_key(key: str) -> bool:
    """Whether a key is written like one of an equation or a statement."""
    return _AT.fullmatch(f"@{key}") is not None
