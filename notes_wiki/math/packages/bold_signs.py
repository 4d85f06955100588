r"""Signs and digits in bold: `\boldsymbol{a + 2}`.

In:  the tokens that are to be bold, and the expander that they come from.
Out: the tokens with bold digits, and with a mark at each sign that is bold. The engine has no bold signs, and
     sets what it does not know without space; so the mark is the sign's script, which `marks.py` removes.
"""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_letters

from notes_wiki.math.expand import Expander
from notes_wiki.math.marks import BOLD
from notes_wiki.math.packages.arguments import ARGUMENTS
from notes_wiki.math.tokens import Token

# A length follows these.
_LENGTHS = frozenset({"\\kern", "\\mkern", "\\hskip", "\\mskip", "\\raise", "\\lower"})
# A group after these is part of the formula.
_BEFORE_BOLD = frozenset(
    {"^", "_", "{", *"+-=<>,;()[]", *"0123456789", *ascii_letters}
    | {f"\\{name}" for name in "frac dfrac tfrac sqrt hat bar vec tilde dot overline underline".split()}
)
SCRIPTS = frozenset({"^", "_", "'"})
TAKING = frozenset({"^", "_", *ARGUMENTS})
"""These take exactly the next token or group."""
DELIMITING = frozenset(
    {"\\left", "\\right", "\\middle", "\\not"}
    | {f"\\{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "m", "r")}
)
"""These take the sign after them."""
SIGNS = frozenset(
    {*"+-=<>()[]|"}
    | {
        f"\\{name}"
        for name in (
            "pm mp times div cdot ast star circ bullet oplus ominus otimes oslash odot cap cup uplus sqcap "
            "sqcup vee wedge lor land setminus wr amalg dagger ddagger le leq ge geq ne neq ll gg equiv sim "
            "simeq approx cong propto asymp doteq prec succ preceq succeq subset supset subseteq supseteq in "
            "ni owns notin mid parallel perp vdash dashv models to gets rightarrow leftarrow leftrightarrow "
            "Rightarrow Leftarrow Leftrightarrow mapsto longrightarrow longleftarrow langle rangle lfloor "
            "rfloor lceil rceil"
        ).split()
    }
)
"""Signs of operations and relations, and brackets, of which there are no bold characters."""


def with_bold_signs(expander: Expander, inside: Sequence[Token]) -> list[Token]:
    """The tokens with bold digits, and with a mark as the script of each sign."""
    found: list[Token] = []
    bold = [True]
    closed = True
    in_length = in_gap = False
    for place, (text, offset) in enumerate(inside):
        ends_gap = in_gap and text == "]"
        in_gap = not ends_gap and (in_gap or (text == "[" and place > 0 and inside[place - 1][0] == "\\\\"))
        in_length = text in _LENGTHS or (in_length and (text in "+-.," or text.isdigit() or text.isspace()))
        if text == "{":  # what a command takes may be a length or a name
            before = inside[place - 1][0] if place else "{"
            bold.append(bold[-1] and (closed if before == "}" else before in _BEFORE_BOLD))
        elif text == "}" and len(bold) > 1:
            closed = bold.pop()
        if not bold[-1] or in_length or in_gap or ends_gap:
            found.append((text, offset))
        elif len(text) == 1 and "0" <= text <= "9":
            found.append((chr(ord("𝟎") + int(text)), offset))
        else:
            found.append((text, offset))
            if text in SIGNS and _stands_alone(inside, place):
                found += [("_", offset), (expander.mark(BOLD), offset)]
    return found


def _stands_alone(tokens: Sequence[Token], place: int) -> bool:
    """Whether a sign has no scripts, and is neither a script nor the argument of a command."""
    before = next((text for text, _ in reversed(tokens[:place]) if not text.isspace()), "")
    after = next((text for text, _ in tokens[place + 1 :] if not text.isspace()), "")
    return before not in TAKING and before not in DELIMITING and after not in SCRIPTS
