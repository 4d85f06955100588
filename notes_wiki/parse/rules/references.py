r"""References to equations and statements in running text: `\eqref{eq:key}`, `\cref{a,b}`, `@thm:key`.

Each key makes a `reference` token: `content` the key, `info` the command without its backslash, or "@".
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

from notes_wiki.parse.statements import statement

_COMMAND = re.compile(r"\\(eqref|[cC]ref|autoref|ref)\{([^{}\\\n]+)\}")
# Only what is written like a key of an equation or a statement; addresses and handles stay text.
_AT = re.compile(r"@((?P<prefix>[A-Za-z]+)[:-][\w:.-]*\w)")
_EQUATIONS = frozenset(("eq", "eqn", "equation"))


def command(state: StateInline, silent: bool) -> bool:
    r"""`\ref{key}` and its kin; several keys are several references with commas between."""
    found = _COMMAND.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        for number, key in enumerate(key.strip() for key in found[2].split(",") if key.strip()):
            if number:
                state.append_pending(", ")
            _push(state, key, found[1], found.end())
    state.pos = found.end()
    return True


def at(state: StateInline, silent: bool) -> bool:
    """`@thm:key`, not inside a word."""
    start = state.pos
    if start > 0 and (state.src[start - 1].isalnum() or state.src[start - 1] in "_.-/@"):
        return False
    found = _AT.match(state.src, start, state.posMax)
    if found is None:
        return False
    prefix = found["prefix"]
    if prefix not in _EQUATIONS and not statement(prefix, state.env.get("kinds", ())):
        return False
    if not silent:
        _push(state, found[1], "@", found.end())
    state.pos = found.end()
    return True


def _push(state: StateInline, key: str, name: str, end: int) -> None:
    token = state.push("reference", "", 0)
    token.content, token.info = key, name
    token.meta = {"start": state.pos, "end": end}


def is_key(key: str) -> bool:
    """Whether a key is written like one of an equation or a statement."""
    return _AT.fullmatch(f"@{key}") is not None
