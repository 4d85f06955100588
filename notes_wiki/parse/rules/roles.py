"""MyST's roles: `{math}`a^2``, `{eq}`key``, `{prf:ref}`key``; what other roles mean is told.

A formula and a reference become the tokens that they are in any other syntax; any other role a `role` token:
`info` its name, `content` its text as typed.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

_ROLE = re.compile(r"\{([A-Za-z][\w:+-]*)\}(`+)(?!`)([^\n]+?)(?<!`)\2(?!`)")
_TARGET = re.compile(r"(?:.*<)?([^<>]+)>?$", re.S)
REFERENCES = {"eq": "eqref", "prf:ref": "cref", "numref": "cref"}
"""Roles that refer to an equation or a statement, and the command that does the same."""


def role(state: StateInline, silent: bool) -> bool:
    """A role and its text."""
    found = _ROLE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        name, typed = found[1], found[3]
        place = {"start": state.pos, "end": found.end()}
        if name == "math":
            token = state.push("math", "", 0)
            token.content, token.markup = typed.strip(), "$"
            token.meta = {**place, "tex": found.start(3), "raw": ""}
        elif name in REFERENCES:
            token = state.push("reference", "", 0)
            target = _TARGET.match(typed)
            token.content, token.info = (target[1] if target else typed).strip(), REFERENCES[name]
            token.meta = place
        else:
            token = state.push("role", "", 0)
            token.content, token.info, token.meta = typed, name, place
    state.pos = found.end()
    return True
