r"""Accents that are given as an argument: accents' `\underaccent{\bar}{x}`, TeX's `\mathaccent`.

In:  an expander whose reader is just after one of these commands.
Out: plain TeX that the engine knows.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.reader import text_of
from notes_wiki.math.tokens import Token

# What stands for each accent below; anything else is a sign.
_BELOW = {
    "\\bar": "\\underline{#1}",
    "\\tilde": "\\utilde{#1}",
    "\\widetilde": "\\utilde{#1}",
    "\\vec": "\\underrightarrow{#1}",
    "\\hat": "\\underset{\\wedge}{#1}",
    "\\widehat": "\\underset{\\wedge}{#1}",
    "\\check": "\\underset{\\vee}{#1}",
    "\\dot": "\\underset{\\cdot}{#1}",
    "\\ddot": "\\underset{\\cdot\\cdot}{#1}",
    "\\mathring": "\\underset{\\circ}{#1}",
}


def _underaccent(expander: Expander, token: Token) -> Sequence[Token]:
    accent = expander.argument(token)
    base = expander.argument(token)
    return build(_BELOW.get(text_of(accent).strip(), "\\underset{#2}{#1}"), token[1], base, accent)


def _mathaccent(expander: Expander, token: Token) -> Sequence[Token]:
    r"""TeX's `\mathaccent\cdot\cup`: a sign above another."""
    sign = expander.argument(token)
    template = "\\dot{#2}" if text_of(sign) == "\\cdot" else "\\overset{#1}{#2}"
    return build(template, token[1], sign, expander.argument(token))


HANDLERS: dict[str, Handler] = {"\\underaccent": _underaccent, "\\mathaccent": _mathaccent}
