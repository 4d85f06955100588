r"""Mended tokens -> what the engine takes.

In:  tokens that are in order (`mend`), and the expander that they come from, for marks and faults.
Out: tokens with the engine's own environments (`environment_heads`), marks for characters it refuses, and
     every unknown command shown by its name and reported.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from html import escape

from notes_wiki.math import environment_heads, vocabulary
from notes_wiki.math.budgets import MOST_PROBLEMS
from notes_wiki.math.cell_marks import CellMark, cell_mark
from notes_wiki.math.expand import Expander
from notes_wiki.math.hints import LOAD, LOAD_SIUNITX
from notes_wiki.math.internal_names import external
from notes_wiki.math.marks import is_mark
from notes_wiki.math.packages.columns import RULES
from notes_wiki.math.tokens import ENGINE, Token, after_spaces, find_closer, is_word
from notes_wiki.problem import visible

_SIGNS = frozenset({"+", "-", "−", "\\pm", "\\mp", "\\times", "\\cdot"})
_SHOVES = frozenset({"\\shoveleft", "\\shoveright"})
_WITHOUT_RULES = frozenset({"aligned", "gathered", "multline*", "cases", "dcases", "rcases", "drcases"})
_PRIMES = frozenset("′″‴⁗‵‶‷")
_BEFORE_FIRST = frozenset({"", "{", "^", "_", "&", "\\\\"})
# Characters that the engine refuses, or takes for what authors do not mean by them, as commands.
_CHARACTERS = {
    "∅": "\\emptyset",
    "∠": "\\angle",
    "∴": "\\therefore",
    "∵": "\\because",
    "⊤": "\\top",
    "⊥": "\\perp",
    "·": "\\cdot",
}


def engine_tokens(tokens: list[Token], expander: Expander, own: Collection[str]) -> list[Token]:
    """The tokens as the engine wants them: its own environments, and marks for unknown commands. `own` are
    the author's macros, which are offered first."""
    tokens = list(tokens)
    found: list[Token] = []
    open_: list[str] = []
    place = text_end = 0
    while place < len(tokens):
        token = tokens[place]
        text = token[0]
        place += 1
        if text.startswith("\\text") and place < len(tokens) and tokens[place][0] == "{":
            text_end = max(text_end, find_closer(tokens, place, "{", "}"))
        if len(text) == 1 and text < "\x7f" and text != '"':
            found.append(token)
        elif text == "\\\\" and open_ and open_[-1] == "multline*":
            found.append(token)
            if (after := after_spaces(tokens, place)) < len(tokens) and tokens[after][0] in _SIGNS:
                # amsmath's lines begin with nothing, so that a sign after it is one between two things.
                found.append((expander.mark("<mi></mi>"), token[1]))
        elif text in {"\\begin", "\\end"}:
            place = environment_heads.write_begin_or_end(tokens, place, token, found, expander, open_)
        elif text in RULES:
            _rule(token, found, expander, open_, last=_is_end(tokens, place))
        elif text in _SHOVES and (not open_ or open_[-1] != "multline*"):
            place = environment_heads.after_option(tokens, place)
            found += expander.end_mark(cell_mark(CellMark.SHOVE, text.removeprefix("\\shove")), token[1])
        elif text[0] == "\\" and text[1:].isspace():  # a backslash at a line's end, which is a space too
            found.append(("\\ ", token[1]))
        elif text[0] == "\\" and not _is_known(text):
            _unknown(token, expander, found, own)
        elif text in _PRIMES and _is_first(found):  # which the engine would raise once more
            found.append((expander.mark(f"<mo>{text}</mo>"), token[1]))
        elif text == '"':  # which the engine would bend
            found.append((expander.mark("<mi>&quot;</mi>"), token[1]))
        elif text in _CHARACTERS and place > text_end:
            found.append((_CHARACTERS[text], token[1]))
        elif text > "\x7f" and len(text) == 1 and unicodedata.category(text) in {"Sm", "So", "Me", "Mn"}:
            found.append((expander.mark(f"<mo>{text}</mo>"), token[1]))
        else:
            found.append(token)
    return found


def _is_first(found: list[Token]) -> bool:
    """Whether nothing precedes in the group, the cell, the script."""
    before = next((text for text, _ in reversed(found) if not text.isspace()), "")
    return before in _BEFORE_FIRST or before.endswith("}\x01")


def _rule(token: Token, found: list[Token], expander: Expander, open_: list[str], *, last: bool) -> None:
    r"""Write a `\hline`. Where the engine takes none, and for the second of two, a mark says so of the
    row."""
    before = next((text for text, _ in reversed(found) if not text.isspace()), "")
    if before in RULES:
        if token[0] == before == "\\hline":
            _double_rule(token, found, expander, last=last)
        return
    if not open_:
        expander.fault(
            "misplaced-rule",
            f"{token[0]} is not inside a table.",
            token,
            "Put it into an array, or remove it.",
        )
        return
    begins = before in {"\\\\", "\\cr"} or before.endswith("}\x01") or (len(before) == 1 and is_mark(before))
    if not begins:
        expander.fault(
            "misplaced-rule",
            f"{token[0]} is in the middle of a row.",
            token,
            "End the row before it with \\\\.",
        )
    if begins and open_[-1] not in _WITHOUT_RULES and len(before) > 1:
        found.append(token)
    elif before in {"\\\\", "\\cr"} and last:  # a rule below the last row, which must not begin another
        while found[-1][0].isspace():
            found.pop()
        found[-1] = (expander.mark(cell_mark(CellMark.RULE, "bottom")), found[-1][1])
    else:
        found.append((expander.mark(cell_mark(CellMark.RULE, "top")), token[1]))


def _double_rule(token: Token, found: list[Token], expander: Expander, *, last: bool) -> None:
    """Say of a row that the rule above it is double; of the row before where the rule is the last."""
    place = len(found)
    if last:
        ends = (at for at in range(place - 1, -1, -1) if found[at][0] in {"\\\\", "\\cr"})
        place = next(ends, place)
    found[place:place] = expander.end_mark(cell_mark(CellMark.DOUBLE, "bottom" if last else "top"), token[1])


def _unknown(token: Token, expander: Expander, found: list[Token], own: Collection[str]) -> None:
    """Report a command that is not known, and write a mark that shows its name."""
    told = len(expander.faults)
    late = token[0].endswith(ENGINE)  # what `\let` read before it had a meaning
    of_package = token[0] in vocabulary.of_siunitx() and not expander.has("\\num")
    is_sought = told < MOST_PROBLEMS and not late and not of_package
    near = vocabulary.nearest_command(token[0], own) if is_sought else ""
    name = external(visible(token[0].rstrip(ENGINE)))  # no page may hold a control character
    message = f"The command {name} is not known."
    hint = f"Did you mean {near}?" if near else "Define it in preamble.tex, or correct its name."
    if of_package:
        hint = LOAD_SIUNITX
    hint = LOAD.get(token[0], hint)
    if late:
        message = f"The command {name} is defined only after \\let has read it."
        hint = f"Move the \\let below the definition of {name}."
    expander.fault("unknown-command", message, token, hint, name)
    found.append((expander.mark(f'<mtext class="math-error">{escape(name)}</mtext>'), token[1]))


def _is_end(tokens: list[Token], place: int) -> bool:
    """Whether the environment ends next."""
    place = after_spaces(tokens, place)
    return place < len(tokens) and tokens[place][0] == "\\end"


def _is_known(command: str) -> bool:
    """Whether the engine takes a command, or it is one that stands for the engine's own."""
    if command.endswith(ENGINE):
        return "{" in command or command.rstrip(ENGINE) in vocabulary.engine_commands()
    if is_word(command):
        return command in vocabulary.engine_commands()
    return len(command) != 2 or command[1].isalpha() or command in vocabulary.CONTROL_SYMBOLS
