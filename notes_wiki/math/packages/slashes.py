r"""Strokes through signs and letters: `\not`, and Feynman's `\slashed{p}`.

In:  an expander whose reader is just after the command.
Out: the engine's own `\not` before a sign; a letter between marks for an element that math.css strikes.
"""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_letters

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.tokens import ENGINE, Token

NAMES = (
    "alpha beta gamma delta epsilon varepsilon zeta eta kappa lambda mu nu xi pi rho sigma tau phi varphi "
    "chi psi omega Gamma Delta Lambda Pi Sigma Phi Psi Omega partial nabla ell"
).split()
LETTERS = frozenset(ascii_letters) | {f"\\{name}" for name in NAMES}
"""What a slash strikes through in the middle; the engine would set it upright, with the stroke after it."""
_WHOLE = frozenset(
    f"\\{name}" for name in "text textrm textbf textit textsf texttt mbox mathord mathopen mathclose".split()
)
"""Commands whose contents the engine does not strike through."""
_NOTHING = frozenset({"", "}", "^", "_", "'", "&", "\\\\", "\\end", "\\right"})


def _not(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\not`: the engine strikes through whatever comes next, even a brace. If nothing does, the stroke is
    put over what follows the group, as in TeX: `{\not}D`."""
    reader = expander.reader
    following = reader.peek()
    if following == "\\!":  # to put the stroke over the sign, which happens anyway
        reader.argument()
        return [token]
    macro = expander.meaning(following)
    if macro is not None and not macro.parameters:
        reader.push(expander.called(macro, (reader.argument() or [token])[0], reader))
        return [token]
    if following in _NOTHING:
        return build("\\mathrlap{#1}", token[1], [(expander.mark("<mo>⧸</mo>"), token[1])])
    if following in {"\\mathrel", "\\mathbin"}:
        reader.argument()
        return build(f"{following}{{\\not #1}}", token[1], expander.argument(token))
    if following in LETTERS:
        return _slash(expander, reader.argument() or [], token[1])
    if following in _WHOLE:
        command = (reader.argument() or [token])[0]
        return _slash(expander, build(f"{following}{{#1}}", command[1], expander.argument(command)), token[1])
    if following == "\\|":
        reader.argument()
        return [("\\nparallel", token[1])]
    if following == "{":
        inside = reader.group() or []
        letters = [one for one in inside if one[0] != "\\!" and not one[0].isspace()]
        if letters and all(text in LETTERS for text, _ in letters):
            return _slash(expander, letters, token[1])
        reader.push([("{", token[1]), *inside, ("}", token[1])])
    return [(token[0] + ENGINE, token[1])]


def _slashed(expander: Expander, token: Token) -> Sequence[Token]:
    return _slash(expander, expander.argument(token), token[1])


def _slash(expander: Expander, inside: Sequence[Token], offset: int) -> list[Token]:
    """What is struck by a slash that math.css draws, beside the stroke that readers of text see."""
    stroke = '<mpadded width="0" height="0" depth="0"><mtext>&#x338;</mtext></mpadded></mrow>'
    return expander.wrap('<mrow class="drawn slashed">', stroke, inside, offset)


HANDLERS: dict[str, Handler] = {"\\not": _not, "\\slashed": _slashed}
